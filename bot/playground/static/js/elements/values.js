/** What stands in `state.values`: an element's value as Slack writes it, from the start and after changes. */

import { state } from "../store.js";

const orNull = (value) => (value === undefined || value === "" ? null : value);

const here = (element) => (element.default_to_current_conversation ? state.channel : null);

const INITIAL = {
  plain_text_input: (e) => ({ value: orNull(e.initial_value) }),
  number_input: (e) => ({ value: orNull(e.initial_value) }),
  email_text_input: (e) => ({ value: orNull(e.initial_value) }),
  url_text_input: (e) => ({ value: orNull(e.initial_value) }),
  rich_text_input: (e) => ({ rich_text_value: e.initial_value ?? null }),
  static_select: (e) => ({ selected_option: e.initial_option ?? null }),
  external_select: (e) => ({ selected_option: e.initial_option ?? null }),
  radio_buttons: (e) => ({ selected_option: e.initial_option ?? null }),
  users_select: (e) => ({ selected_user: e.initial_user ?? null }),
  conversations_select: (e) => ({ selected_conversation: e.initial_conversation ?? here(e) }),
  channels_select: (e) => ({ selected_channel: e.initial_channel ?? null }),
  multi_static_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  multi_external_select: (e) => ({ selected_options: e.initial_options ?? [] }),
  checkboxes: (e) => ({ selected_options: e.initial_options ?? [] }),
  multi_users_select: (e) => ({ selected_users: e.initial_users ?? [] }),
  multi_conversations_select: (e) => ({ selected_conversations: e.initial_conversations ?? (here(e) ? [here(e)] : []) }),
  multi_channels_select: (e) => ({ selected_channels: e.initial_channels ?? [] }),
  datepicker: (e) => ({ selected_date: e.initial_date ?? null }),
  timepicker: (e) => ({ selected_time: e.initial_time ?? null }),
  datetimepicker: (e) => ({ selected_date_time: e.initial_date_time ?? null }),
  file_input: () => ({ files: [] }),
};

export const isStateful = (element) => element?.type in INITIAL;

/** The element's value before anybody touched it. */
export const initialValue = (element) => INITIAL[element.type](element);

/** Is there anything in it? */
export function isEmpty(value) {
  return Object.entries(value).every(([key, v]) => key === "type" || v === null || (Array.isArray(v) && !v.length));
}

/** The interactive elements of a block. */
export function elementsOf(block) {
  return [block.element, block.accessory, ...(/^(context_)?actions$/.test(block.type) ? block.elements : [])].filter(Boolean);
}

const kept = new Map();

/** The values that people have entered in one message or view: they outlive a redraw. */
export function valuesFor(key) {
  if (!kept.has(key)) kept.set(key, new Map());
  return kept.get(key);
}

export const hasValues = (key) => kept.has(key);
export const forgetValues = (key) => kept.delete(key);
export const valueKey = (block, element) => `${block.block_id}\n${element.action_id}`;

/** `state.values` of a message or view. */
export function collect(blocks, values) {
  const out = {};
  for (const block of blocks ?? []) {
    for (const element of elementsOf(block).filter(isStateful)) {
      const value = values.get(valueKey(block, element)) ?? initialValue(element);
      (out[block.block_id] ??= {})[element.action_id] = { type: element.type, ...value };
    }
  }
  return out;
}
