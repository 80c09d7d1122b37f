/** What a modal checks by itself before it asks the app. */

import { isEmpty } from "../elements/values.js";

const REQUIRED = "Please complete this required field.";

const CHECKS = {
  email_text_input: ({ value }) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : "Enter an e-mail address, such as name@example.edu."),
  url_text_input: ({ value }) => (URL.canParse(value) && /^https?:/.test(value) ? null : "Enter a web address that starts with http:// or https://."),
  plain_text_input: ({ value }, { min_length: least = 0, max_length: most = 3000 }) => {
    if (value.length < least) return `Write at least ${least} characters.`;
    return value.length > most ? `Write at most ${most} characters.` : null;
  },
  number_input: ({ value }, { min_value: least, max_value: most, is_decimal_allowed: decimal }) => {
    const n = Number(value);
    if (!Number.isFinite(n)) return "Enter a number.";
    if (!decimal && !Number.isInteger(n)) return "Enter a whole number.";
    if (least !== undefined && n < Number(least)) return `Enter ${least} or more.`;
    return most !== undefined && n > Number(most) ? `Enter ${most} or less.` : null;
  },
};

/** `{block_id: what is wrong}` for the inputs of a view. */
export function faults(view, surface) {
  const out = {};
  for (const block of view.blocks.filter((b) => b.type === "input")) {
    const value = surface.value(block, block.element);
    const wrong = isEmpty(value) ? (block.optional ? null : REQUIRED) : CHECKS[block.element.type]?.(value, block.element);
    if (wrong) out[block.block_id] = wrong;
  }
  return out;
}
