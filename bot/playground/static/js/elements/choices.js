/** Checkboxes and radio buttons. */

import { h, uid } from "../dom.js";
import { textObject } from "../format/mrkdwn.js";

const same = (a) => (b) => a.value === b.value;

function row(kind, name, option, checked, onChange) {
  const id = uid("choice");
  const about = option.description && uid("about");
  return h("div", { class: "choice" },
    h("input", { type: kind, id, name, checked, value: option.value, "aria-describedby": about || null, on: { change: onChange } }),
    h("label", { for: id }, h("span", { class: "choice-text", dir: "auto" }, textObject(option.text)),
      option.description && h("span", { class: "choice-about", id: about, dir: "auto" }, textObject(option.description))));
}

export function checkboxes(element, block, surface, label) {
  const chosen = surface.value(block, element).selected_options;
  const send = async (event) => {
    const boxes = [...node.querySelectorAll("input")];
    const picked = element.options.filter((_, n) => boxes[n].checked);
    if (!(await surface.change(block, element, { selected_options: picked }, node))) event.target.checked = !event.target.checked;
  };
  const node = h("div", { class: "choices", role: "group", "aria-label": "Options", ...label },
    element.options.map((o) => row("checkbox", null, o, chosen.some(same(o)), send)));
  return node;
}

export function radioButtons(element, block, surface, label) {
  const chosen = surface.value(block, element).selected_option;
  const name = uid("radio");
  const pick = (option) => async () => {
    if (!(await surface.change(block, element, { selected_option: option }, node))) restore();
  };
  /** A refused choice: the one before it stands again. */
  const restore = () => {
    const kept = surface.value(block, element).selected_option;
    [...node.querySelectorAll("input")].forEach((input, n) => { input.checked = Boolean(kept) && same(element.options[n])(kept); });
  };
  const node = h("div", { class: "choices", role: "radiogroup", "aria-label": "Options", ...label },
    element.options.map((o) => row("radio", name, o, Boolean(chosen) && same(o)(chosen), pick(o))));
  return node;
}
