/** A listbox with a filter, for choosing one or several. */

import { h, setChildren, uid } from "../dom.js";
import { icon } from "../icons.js";
import { movedIndex } from "../a11y.js";
import { closePopover, openPopover } from "./popover.js";

const FILTER_FROM = 7;
const PAUSE_MS = 150;

/**
 * Open a picker beside `anchor`.
 * `load(query)` gives (a promise of) groups `[{label, items: [{key, label, hint?}], note?}]`; `chosen` is a set of
 * keys that the picker changes when `multi`; `onPick(item)` hears each choice, `onClose()` the end.
 */
export function openPicker(anchor, { label, load, chosen, multi = false, filter, onPick, onClose }) {
  const view = new Picker({ label, load, chosen, multi, onPick });
  const opened = openPopover(anchor, view.node, { match: true, onClose, class: "picker-pop" });
  if (opened) view.start(opened.place, filter);
}

class Picker {
  constructor({ label, load, chosen, multi, onPick }) {
    Object.assign(this, { load, chosen, multi, onPick, items: [], at: 0, asked: 0 });
    const id = uid("listbox");
    this.list = h("ul", { role: "listbox", id, class: "picker-list", "aria-label": label, "aria-multiselectable": multi || null });
    this.input = h("input", {
      type: "text", class: "picker-filter", role: "combobox", "aria-expanded": "true", "aria-controls": id,
      "aria-autocomplete": "list", "aria-label": `Filter: ${label}`, placeholder: "Search…", autocomplete: "off", dir: "auto",
    });
    this.node = h("div", { class: "picker" }, this.input, this.list);
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("input", () => this.later());
  }

  async start(place, filter) {
    this.place = place;
    this.input.focus(); // at once: the app may take its time to say what there is
    await this.fill();
    const short = filter === undefined ? this.items.length < FILTER_FROM : !filter;
    this.input.classList.toggle("visually-hidden", short);
    this.at = Math.max(0, this.items.findIndex((i) => this.chosen.has(i.key)));
    this.mark();
    place();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE_MS);
  }

  search() {
    clearTimeout(this.timer);
    this.timer = null;
    this.at = 0;
    return this.fill();
  }

  /** Choose what is marked, among what was typed just now. */
  async enter() {
    if (this.timer) await this.search();
    if (this.items[this.at] && this.node.isConnected) this.pick(this.items[this.at]);
  }

  async fill() {
    const asked = (this.asked += 1);
    const answer = this.load(this.input.value.trim());
    if (answer instanceof Promise && !this.items.length) this.say("Searching…");
    const groups = await answer;
    if (asked !== this.asked) return;
    this.items = groups.flatMap((g) => g.items);
    if (this.items.length) setChildren(this.list, groups.flatMap((g) => this.group(g)));
    else this.say(groups.find((g) => g.note)?.note ?? "Nothing found");
    this.mark();
    this.place?.();
  }

  say(words) { setChildren(this.list, [h("li", { class: "picker-none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words)]); }

  group({ label, items }) {
    if (!items.length) return [];
    const options = items.map((item) => this.option(item));
    return label ? [h("li", { role: "presentation", class: "picker-group" }, label), ...options] : options;
  }

  option(item) {
    const selected = this.chosen.has(item.key);
    return h("li", {
      role: "option", id: uid("option"), class: "picker-option", "aria-selected": String(selected), data: { key: item.key },
      on: { pointerdown: (e) => e.preventDefault(), click: () => this.pick(item) },
    }, h("span", { class: "picker-tick" }, selected && icon("check", 15)),
    h("span", { class: "menu-text" }, h("span", { dir: "auto" }, item.label), item.hint && h("span", { class: "menu-hint", dir: "auto" }, item.hint)));
  }

  nodes() { return [...this.list.querySelectorAll(".picker-option")]; }

  mark() {
    const nodes = this.nodes();
    nodes.forEach((n, i) => n.classList.toggle("active", i === this.at));
    const active = nodes[this.at];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  pick(item) {
    if (this.multi) {
      if (!this.chosen.delete(item.key)) this.chosen.add(item.key);
      this.onPick(item);
      this.fill();
    } else {
      closePopover();
      this.onPick(item);
    }
  }

  key(event) {
    const next = /^Arrow(Up|Down)$/.test(event.key) ? movedIndex(event.key, this.at, this.items.length) : -1;
    if (next >= 0) { this.at = next; this.mark(); }
    else if (event.key === "Enter") this.enter();
    else if (event.key === "Tab") { closePopover(); return; }
    else return;
    event.preventDefault();
  }
}
