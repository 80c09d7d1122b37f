/** Text, number, e-mail, address, date and time fields. */

import { h, uid } from "../dom.js";
import { textOf } from "../format/mrkdwn.js";
import { fromWall, toWall } from "../format/dates.js";

function dispatches(element, when) {
  return (element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]).includes(when);
}

/** A field of text; `read(text)` makes the state value. */
function field(element, block, surface, label, props, read, shown) {
  const tag = props.type ? "input" : "textarea";
  const sends = block.type !== "input" || block.dispatch_action;
  const now = () => read(node.value);
  const node = h(tag, {
    class: "field", dir: "auto", placeholder: textOf(element.placeholder), value: shown ?? "",
    minlength: element.min_length, maxlength: element.max_length, autocomplete: "off",
    autofocus: element.focus_on_load || null, data: { action: element.action_id ?? "" }, ...label, ...props,
    on: {
      input: () => {
        surface.remember(block, element, now());
        if (sends && dispatches(element, "on_character_entered")) surface.type(block, element);
      },
      keydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing || !sends || !dispatches(element, "on_enter_pressed")) return;
        event.preventDefault();
        surface.change(block, element, now(), node);
      },
    },
  });
  return element.max_length ? counted(node, element.max_length) : node;
}

function counted(node, most) {
  const left = h("span", { class: "field-count", "aria-hidden": "true" });
  const count = () => { left.textContent = most - node.value.length < 100 ? String(most - node.value.length) : ""; };
  node.addEventListener("input", count);
  count();
  return h("div", { class: "field-box" }, node, left);
}

const asValue = (text) => ({ value: text === "" ? null : text });

export const plainTextInput = (e, b, s, label) =>
  field(e, b, s, label, e.multiline ? { rows: 4 } : { type: "text" }, asValue, s.value(b, e).value);

export const numberInput = (e, b, s, label) =>
  field(e, b, s, label, { type: "number", step: e.is_decimal_allowed ? "any" : "1", min: e.min_value, max: e.max_value,
    inputmode: e.is_decimal_allowed ? "decimal" : "numeric" }, asValue, s.value(b, e).value);

export const emailInput = (e, b, s, label) => field(e, b, s, label, { type: "email" }, asValue, s.value(b, e).value);
export const urlInput = (e, b, s, label) => field(e, b, s, label, { type: "url" }, asValue, s.value(b, e).value);

const richValue = (text) => ({
  rich_text_value: text === "" ? null : {
    type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
  },
});
const richWords = (rich) => (rich?.elements ?? []).map((s) => (s.elements ?? []).map((e) => e.text ?? "").join("")).join("\n");

export const richTextInput = (e, b, s, label) =>
  field(e, b, s, label, { rows: 5 }, richValue, richWords(s.value(b, e).rich_text_value));

/**
 * Date and time fields are the browser's own: they speak the reader's language and work by keyboard.
 * What is typed changes digit by digit; it is told when it is done: by Enter, or on leaving the field.
 */
function when(element, block, surface, label, type, shown, read) {
  let kept = shown ?? "";
  let typing = false;
  const tell = async () => {
    typing = false;
    const before = kept;
    if (node.value === before) return;
    // Kept before the answer comes: who leaves the field meanwhile must not tell it again.
    kept = node.value;
    if (!(await surface.change(block, element, read(node.value || null), node))) node.value = kept = before;
  };
  const node = h("input", {
    type, class: "field when", value: kept, autofocus: element.focus_on_load || null,
    data: { action: element.action_id ?? "" }, ...(Object.keys(label).length ? label : { "aria-label": textOf(element.placeholder) || "Date and time" }),
    on: {
      keydown: ({ key }) => { if (key === "Enter") tell(); else typing ||= key !== "Tab"; },
      pointerdown: () => { typing = false; },
      change: () => {
        if (block.type === "input") surface.remember(block, element, read(node.value || null));
        if (!typing) tell();
      },
      blur: tell,
    },
  });
  return node;
}

export const datepicker = (e, b, s, label) =>
  when(e, b, s, label, "date", s.value(b, e).selected_date, (v) => ({ selected_date: v }));

export const timepicker = (e, b, s, label) =>
  when(e, b, s, label, "time", s.value(b, e).selected_time, (v) => ({ selected_time: v, ...(e.timezone ? { timezone: e.timezone } : {}) }));

export function datetimepicker(e, b, s, label) {
  const at = s.value(b, e).selected_date_time;
  return when(e, b, s, label, "datetime-local", at ? toWall(at) : null, (v) => ({ selected_date_time: v && fromWall(v) }));
}

export const fieldId = () => uid("field");
