/** What the composer proposes while people write: commands, people, channels, emoji. */

import { h, uid } from "../dom.js";
import { movedIndex } from "../a11y.js";
import { findEmoji } from "../format/emoji.js";
import { joined, nameOf, state } from "../store.js";
import { avatar, roleName } from "./avatar.js";
import { icon } from "../icons.js";

const MOST = 8;
const starts = (query) => (name) => name.toLowerCase().split(/[\s._-]+/).some((word) => word.startsWith(query)) || name.toLowerCase().startsWith(query);

function commands(query) {
  return state.commands.filter((c) => c.command.startsWith(query)).map((c) => ({
    insert: `${c.command} `, testid: "command-suggestion", mark: h("span", { class: "suggest-mark" }, "/"),
    label: `${c.command} ${c.usage_hint ?? ""}`.trim(), strong: c.command, rest: c.usage_hint, hint: c.description,
  }));
}

function people(query) {
  const fits = starts(query.toLowerCase());
  return [...state.users.values()].filter((u) => fits(nameOf(u)) || fits(u.name)).map((u) => ({
    insert: `@${nameOf(u)} `, mark: avatar(u, "tiny"), strong: nameOf(u), hint: u.id === state.me.id ? "you" : roleName(u),
  }));
}

function channels(query) {
  return [...state.channels.values()].filter((c) => !c.is_im && joined(c) && c.name.includes(query.toLowerCase())).map((c) => ({
    insert: `#${c.name} `, mark: icon(c.is_private ? "lock" : "hash", 16), strong: c.name, hint: c.topic,
  }));
}

const emoji = (query) => findEmoji(query).map((e) => ({ insert: `${e.char} `, mark: h("span", { class: "suggest-emoji" }, e.char), strong: `:${e.name}:` }));

const KINDS = [
  [/^(\/[a-z-]*)$/i, commands, "Commands"],
  [/(?:^|[\s(])(@([^\s@]*))$/u, people, "People"],
  [/(?:^|[\s(])(#([\w-]*))$/u, channels, "Channels"],
  [/(?:^|\s)(:([a-z0-9_+-]{2,}))$/i, emoji, "Emoji"],
];

function proposals(before) {
  for (const [pattern, find, label] of KINDS) {
    const found = pattern.exec(before);
    if (found) return { label, start: before.length - found[1].length, items: find(found[2] ?? found[1]).slice(0, MOST) };
  }
  return null;
}

/** The list above a text area; it takes the keys that choose from it. */
export class Suggestions {
  constructor(area, onPick) {
    Object.assign(this, { area, onPick, found: null, at: 0 });
    this.id = uid("suggest");
    this.node = h("div", { class: "suggest", role: "listbox", id: this.id, hidden: true });
    for (const [k, v] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.id, "aria-expanded": "false" })) area.setAttribute(k, v);
    area.addEventListener("input", () => this.update());
    area.addEventListener("click", () => this.update());
    area.addEventListener("blur", () => this.close());
  }

  get open() { return !this.node.hidden; }

  update() {
    const caret = this.area.selectionStart;
    this.found = caret === this.area.selectionEnd ? proposals(this.area.value.slice(0, caret)) : null;
    this.at = 0;
    if (!this.found?.items.length) { this.close(); return; }
    this.node.setAttribute("aria-label", this.found.label);
    this.node.replaceChildren(h("div", { class: "suggest-title", "aria-hidden": "true" }, this.found.label), ...this.found.items.map((i) => this.option(i)));
    this.node.hidden = false;
    this.area.setAttribute("aria-expanded", "true");
    this.mark();
  }

  option(item) {
    return h("div", { role: "option", id: uid("suggestion"), class: "suggest-option", data: item.testid ? { testid: item.testid } : {},
      on: { pointerdown: (e) => { e.preventDefault(); this.pick(item); } } },
    item.mark, h("span", { class: "suggest-main", dir: "auto" }, h("strong", {}, item.strong), item.rest && h("span", { class: "usage" }, ` ${item.rest}`)),
    item.hint && h("span", { class: "suggest-hint", dir: "auto" }, item.hint));
  }

  mark() {
    const all = [...this.node.querySelectorAll("[role=option]")];
    all.forEach((n, i) => n.setAttribute("aria-selected", String(i === this.at)));
    this.area.setAttribute("aria-activedescendant", all[this.at]?.id ?? "");
    all[this.at]?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.node.hidden = true;
    this.found = null;
    this.area.setAttribute("aria-expanded", "false");
    this.area.removeAttribute("aria-activedescendant");
  }

  pick(item) {
    const { start } = this.found;
    const end = this.area.selectionStart;
    this.close();
    this.area.setRangeText(item.insert, start, end, "end");
    this.onPick();
  }

  /** Is the key for the list? Then it is used up. A command written in full is sent by Enter. */
  takes(event) {
    if (!this.open || event.isComposing) return false;
    const items = this.found.items;
    const next = /^Arrow(Up|Down)$/.test(event.key) ? movedIndex(event.key, this.at, items.length) : -1;
    if (next >= 0) { this.at = next; this.mark(); }
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey) this.pick(items[this.at]);
    else if (event.key === "Enter" && !event.shiftKey && items[this.at].insert.trim() !== this.area.value) this.pick(items[this.at]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
