/** Buttons, feedback buttons, icon buttons, overflow menus. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { plainText, textOf } from "../format/mrkdwn.js";
import { openMenu } from "../ui/menu.js";
import { state } from "../store.js";

/** From this many characters on a button's text may be cut short. */
const LONG = 30;
const given = (name, value) => (value === undefined || value === null ? {} : { [name]: value });

export function button(element, block, surface) {
  const value = { ...given("value", element.value), text: element.text };
  const press = () => surface.press(block, element, value, node);
  const props = {
    class: `button ${element.style ?? ""}`, "aria-label": element.accessibility_label,
    data: { action: element.action_id ?? "" }, on: { click: press },
  };
  const words = textOf(element.text);
  const label = h("span", { class: "button-text", dir: "auto", title: words.length > LONG ? words : null }, plainText(words));
  const node = element.url && /^https?:/i.test(element.url)
    ? h("a", { ...props, href: element.url, target: "_blank", rel: "noopener noreferrer" }, label, icon("external", 14))
    : h("button", { ...props, type: "button" }, label);
  return node;
}

export function feedback(element, block, surface) {
  const chosen = surface.values.get(`feedback\n${block.block_id}`);
  const one = (choice, name) => {
    const node = h("button", {
      type: "button", class: "feedback-button", "aria-pressed": String(chosen === choice.value),
      "aria-label": choice.accessibility_label, data: { action: element.action_id ?? "" },
      on: { click: async () => {
        if (!(await surface.act(block, element, { value: choice.value, text: choice.text }, node))) return;
        surface.values.set(`feedback\n${block.block_id}`, choice.value);
        for (const b of group.children) b.setAttribute("aria-pressed", String(b === node));
      } },
    }, icon(name, 16), h("span", {}, textOf(choice.text)));
    return node;
  };
  const group = h("div", { class: "feedback", role: "group", "aria-label": "Feedback" },
    one(element.positive_button, "up"), one(element.negative_button, "thumbDown"));
  return group;
}

export function iconButton(element, block, surface) {
  const only = element.visible_to_user_ids;
  if (only?.length && !only.includes(state.me.id)) return null;
  const label = element.accessibility_label ?? textOf(element.text);
  const node = h("button", {
    type: "button", class: "icon-button small", "aria-label": label, title: textOf(element.text),
    data: { action: element.action_id ?? "" },
    on: { click: () => surface.press(block, element, given("value", element.value), node) },
  }, icon(element.icon, 16));
  return node;
}

export function overflow(element, block, surface) {
  const item = (option) => ({
    label: textOf(option.text), hint: textOf(option.description) || null, icon: option.url ? "external" : null,
    run: () => {
      if (option.url && /^https?:/i.test(option.url)) open(option.url, "_blank", "noopener");
      surface.press(block, element, { selected_option: option }, node);
    },
  });
  const node = h("button", {
    type: "button", class: "button square", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false",
    data: { action: element.action_id ?? "" },
    on: { click: () => openMenu(node, element.options.map(item), { label: "More actions", align: "end" }) },
  }, icon("moreUp", 16));
  return node;
}
