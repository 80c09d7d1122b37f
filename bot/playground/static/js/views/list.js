/** A scrolling list that redraws only what changed, and keeps its place while people read. */

import { h, reducedMotion, setChildren } from "../dom.js";
import { icon } from "../icons.js";
import { movedIndex } from "../a11y.js";

const NEAR_PX = 80;

export class MessageList {
  /** `node` scrolls; `jump` is shown while newer messages are out of sight. */
  constructor({ label, testid }) {
    this.items = h("div", { class: "list-items", role: "list", "aria-label": label });
    this.scroller = h("div", { class: "list-scroll", tabindex: "0", role: "region", "aria-label": label, data: testid ? { testid } : {} }, this.items);
    this.jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd(true) } }, icon("arrowDown", 15), h("span", {}, "Jump to newest"));
    this.node = h("div", { class: "list" }, this.scroller, this.jump);
    this.drawn = new Map();
    this.sticky = true;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.items.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.sticky && this.toEnd()).observe(this.scroller);
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.sticky = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    this.jump.hidden = this.sticky;
  }

  toEnd(smooth = false) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !reducedMotion() ? "smooth" : "instant" });
  }

  /** Draw `[{key, sig, make}]`; a node is kept while its `sig` is the same. */
  draw(items, { fresh = false } = {}) {
    const focus = fresh ? null : this.focused();
    const next = new Map();
    for (const item of items) {
      const old = this.drawn.get(item.key);
      next.set(item.key, old?.sig === item.sig ? old : { sig: item.sig, node: wrap(item.make()) });
    }
    this.drawn = next;
    setChildren(this.items, [...next.values()].map((d) => d.node));
    if (fresh || this.sticky) { this.sticky = true; this.toEnd(); }
    this.jump.hidden = this.sticky;
    if (focus) this.refocus(focus);
  }

  focused() {
    const active = document.activeElement;
    const message = this.items.contains(active) && active.closest("[data-ts]");
    return message ? { active, ts: message.dataset.ts, at: controls(message).indexOf(active) } : null;
  }

  /** A redrawn message gives the focus back to the control that had it. */
  refocus({ active, ts, at }) {
    if (active.isConnected) { if (document.activeElement !== active) active.focus(); return; }
    const message = this.items.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    if (message) (controls(message)[at] ?? message).focus({ preventScroll: true });
  }

  key(event) {
    if (!event.target.matches("[data-ts]")) return;
    if (event.key === "Enter") { controls(event.target)[0]?.focus(); return; }
    const all = [...this.items.querySelectorAll("[data-ts]")];
    const next = movedIndex(event.key, all.indexOf(event.target), all.length, { wrap: false });
    if (next < 0 || /Left|Right/.test(event.key)) return;
    event.preventDefault();
    all[next].focus();
  }

  /** Focus the newest message: where reading by keyboard starts. */
  focusLast() { [...this.items.querySelectorAll("[data-ts]")].at(-1)?.focus(); }
}

const controls = (node) => [...node.querySelectorAll("button, a[href], input, textarea")].filter((n) => !n.disabled);
const wrap = (node) => h("div", { role: "listitem", class: "list-item" }, node);
