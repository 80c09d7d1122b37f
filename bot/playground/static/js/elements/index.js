/** The element for each type that Block Kit knows. */

import { h } from "../dom.js";
import { button, feedback, iconButton, overflow } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { fileInput } from "./files.js";
import { datepicker, datetimepicker, emailInput, numberInput, plainTextInput, richTextInput, timepicker, urlInput } from "./inputs.js";
import { select } from "./selects.js";

const ELEMENTS = {
  button, overflow, checkboxes, datepicker, timepicker, datetimepicker,
  feedback_buttons: feedback, icon_button: iconButton, radio_buttons: radioButtons,
  plain_text_input: plainTextInput, number_input: numberInput, email_text_input: emailInput, url_text_input: urlInput,
  rich_text_input: richTextInput, file_input: fileInput,
};

/** The node of an element; `label` has the attributes that name it (`aria-labelledby`, `id`, …). */
export function renderElement(element, block, surface, label = {}) {
  if (/_select$/.test(element.type)) return select(element, block, surface, label);
  const make = ELEMENTS[element.type];
  return make ? make(element, block, surface, label) : h("span", { class: "unknown" }, `[${element.type}]`);
}
