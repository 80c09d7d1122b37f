/** Where people write. One stands under the channel, one in the thread. */

import { post } from "../api.js";
import { h, uid } from "../dom.js";
import { icon } from "../icons.js";
import { plain } from "../format/plain.js";
import { room, roots, replies, state } from "../store.js";
import { menuButton, openMenu } from "../ui/menu.js";
import { failed } from "../ui/toast.js";
import { attachments } from "./attachments.js";
import { startEditing } from "./editing.js";
import { openEmoji } from "./emoji_picker.js";
import { formatKeys, formatTools } from "./formatting.js";
import { send } from "./sending.js";
import { Suggestions } from "./suggestions.js";

const drafts = {
  key: (target) => `lectern.draft.${state.me.id}.${target.channel}${target.threadTs ? `.${target.threadTs}` : ""}`,
  read: (target) => localStorage.getItem(drafts.key(target)) ?? "",
  write: (target, text) => (text ? localStorage.setItem(drafts.key(target), text) : localStorage.removeItem(drafts.key(target))),
};

export class Composer {
  /** `testid` names the text area for tests. */
  constructor(testid) {
    this.target = null;
    const hint = uid("composer-hint");
    this.area = h("textarea", { class: "composer-area", rows: 1, dir: "auto", "aria-describedby": hint, data: { testid } });
    this.hint = h("div", { class: "composer-hint", id: hint });
    this.suggestions = new Suggestions(this.area, () => this.changedText());
    this.files = attachments(() => this.ready());
    this.sendButton = h("button", { type: "button", class: "send", "aria-label": "Send", disabled: true, on: { click: () => this.send() } }, icon("send", 18));
    this.node = h("div", { class: "composer" }, this.suggestions.node,
      h("div", { class: "composer-box" }, formatTools(this.area, () => this.changedText()), this.area, this.files.node,
        h("div", { class: "composer-foot" }, this.files.button, this.emojiButton(), this.boltButton(testid), h("span", { class: "spacer" }), this.sendButton)),
      this.hint);
    this.files.dropOn(this.node);
    this.area.addEventListener("input", () => this.changedText());
    this.area.addEventListener("keydown", (event) => this.key(event));
  }

  emojiButton() {
    const node = h("button", { type: "button", class: "tool", "aria-label": "Emoji", title: "Emoji", "aria-expanded": "false",
      on: { click: () => openEmoji(node, (name, char) => this.insert(`${char} `)) } }, icon("smile"));
    return node;
  }

  boltButton() {
    const node = h("button", { type: "button", class: "tool", "aria-label": "Shortcuts and commands", title: "Shortcuts and commands", ...menuButton,
      on: { click: () => openMenu(node, this.boltItems(), { label: "Shortcuts and commands", side: "above" }) } }, icon("bolt"));
    return node;
  }

  boltItems() {
    const globals = state.shortcuts.filter((s) => s.type === "global").map((s) => ({
      label: s.name, hint: s.description, icon: "bolt", data: { callback: s.callback_id },
      run: () => post("shortcut", { callback_id: s.callback_id }).catch(failed),
    }));
    const commands = state.commands.map((c) => ({ label: `${c.command} ${c.usage_hint ?? ""}`, hint: c.description, icon: "right", run: () => this.fill(`${c.command} `) }));
    return [...globals, ...(globals.length && commands.length ? [null] : []), ...commands];
  }

  /** Write to another channel or thread: the draft there comes back. */
  aim(target, placeholder) {
    const same = this.target?.channel === target.channel && this.target?.threadTs === target.threadTs && this.who === state.me.id;
    this.target = target;
    this.who = state.me.id;
    this.area.placeholder = placeholder;
    this.area.setAttribute("aria-label", placeholder);
    if (!same) this.fill(drafts.read(target), { focus: false });
  }

  fill(text, { focus = true } = {}) {
    this.area.value = text;
    this.changedText();
    this.suggestions.close();
    if (focus) this.area.focus();
  }

  insert(text) {
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.changedText();
    this.area.focus();
  }

  changedText() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, innerHeight * 0.4)}px`;
    if (this.target) drafts.write(this.target, this.area.value);
    this.usage();
    this.ready();
  }

  usage() {
    const name = /^(\/\S+)\s/.exec(this.area.value)?.[1];
    const command = name && state.commands.find((c) => c.command === name);
    this.hint.textContent = command ? `${command.command} ${command.usage_hint ?? ""} — ${command.description}` : "";
    this.hint.classList.toggle("usage-hint", Boolean(command));
    if (!command) this.hint.append(h("kbd", {}, "Enter"), " to send, ", h("kbd", {}, "Shift + Enter"), " for a new line");
  }

  ready() { this.sendButton.disabled = this.files.sending || (!this.area.value.trim() && !this.files.list.length); }

  key(event) {
    if (this.suggestions.takes(event) || formatKeys(event, this.area, () => this.changedText())) return;
    if (event.key === "ArrowUp" && !this.area.value) this.editLast(event);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  editLast(event) {
    const { channel, threadTs } = this.target;
    const mine = (threadTs ? replies(channel, threadTs) : roots(channel)).filter((m) => m.user === state.me.id && !m.ephemeral && plain(m));
    if (!mine.length) return;
    event.preventDefault();
    startEditing(room(channel).messages.get(mine.at(-1).ts));
  }

  async send() {
    const { target } = this;
    const text = this.area.value.trim();
    const files = [...this.files.list];
    if (this.files.sending || (!text && !files.length)) return;
    this.fill("");
    if (files.length) this.files.send(true);
    const gone = await send({ ...target, text, files, told: this.files.told });
    if (files.length && gone) this.files.clear();
    else if (files.length) this.files.send(false);
    if (gone) this.sent?.();
    else if (this.target === target && !this.area.value) this.fill(text);
  }
}
