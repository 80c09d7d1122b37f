/** A message, modal or Home as its elements see it: where values are kept and clicks go. */

import { post } from "../api.js";
import { confirmed } from "../ui/dialog.js";
import { failed } from "../ui/toast.js";
import { collect, hasValues, initialValue, valueKey, valuesFor } from "./values.js";

/** What is being told of each field that somebody types in, and who tells next. */
const typing = new Map();

/** What Slack repeats of an element in the action's payload. */
function passedOn(element) {
  const names = /_select$|picker$/.test(element.type) ? Object.keys(element).filter((name) => /^(initial_|placeholder$)/.test(name)) : ["style"];
  return Object.fromEntries(names.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]));
}

export class Surface {
  /** `container` as the server wants it, `key` names the values, `readOnly` turns clicks off. */
  constructor({ container, blocks, key, errors = {}, readOnly = false }) {
    Object.assign(this, { container, blocks, key, errors, readOnly });
  }

  get values() { return valuesFor(this.key); }
  value(block, element) { return this.values.get(valueKey(block, element)) ?? initialValue(element); }
  remember(block, element, value) { this.values.set(valueKey(block, element), value); }
  state() { return { values: collect(this.blocks, this.values) }; }

  /** A value changed: kept, and sent to the app where Slack sends it. Resolves to false if refused. */
  async change(block, element, value, control) {
    if (block.type !== "input") {
      if (!(await confirmed(element.confirm))) return false;
    }
    this.remember(block, element, value);
    if (block.type === "input" && !block.dispatch_action) return true;
    return this.act(block, element, value, control);
  }

  /** A click on a button, after its confirm dialog. */
  async press(block, element, value, control) {
    return (await confirmed(element.confirm)) && this.act(block, element, value, control);
  }

  /** Tell what is being typed, in its order: what comes while the app is told waits, and of that only the newest is told. */
  async type(block, element) {
    const key = `${this.key}\n${valueKey(block, element)}`;
    const before = typing.get(key);
    if (before) { before.next = this; return; }
    const turn = { next: this };
    typing.set(key, turn);
    while (turn.next && hasValues(this.key)) {
      const { next } = turn;
      turn.next = null;
      await next.act(block, element, next.value(block, element));
    }
    typing.delete(key);
  }

  async act(block, element, value, control) {
    if (this.readOnly) return false;
    control?.setAttribute("aria-busy", "true");
    const action = { type: element.type, action_id: element.action_id, ...passedOn(element), ...value };
    try {
      await post("action", { container: this.container, block_id: block.block_id, action, state: this.state() });
      return true;
    } catch (error) {
      failed(error);
      return false;
    } finally {
      control?.removeAttribute("aria-busy");
    }
  }

  /** Suggestions of the app for an external select: `{options}` or `{option_groups}`. */
  suggestions(block, element, value) {
    return post("options", { container: this.container, block_id: block.block_id, action_id: element.action_id, value });
  }
}
