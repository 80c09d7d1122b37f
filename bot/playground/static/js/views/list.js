/** A scrolling list that redraws only what changed, and keeps its place while people read. */

import { h, reducedMotion, setChildren } from "../dom.js";
import { icon } from "../icons.js";
import { movedIndex } from "../a11y.js";

const NEAR_PX = 80;

export class MessageList {
  /** `node` scrolls; `jump` is shown while newer messages are out of sight. */
  constructor({ label, testid }) {
    this.items = h("div", { class: "list-items", role: "list", "aria-label": label });
    this.scroller = h("div", { class: "list-scroll", tabindex: "0", role: "region", "aria-label": label, "aria-description": "The arrow keys move from message to message", data: testid ? { testid } : {} }, this.items);
    this.jumpWords = h("span");
    this.jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd(true) } }, icon("arrowDown", 15), this.jumpWords);
    this.node = h("div", { class: "list" }, this.scroller, this.jump);
    this.drawn = new Map();
    this.sticky = true;
    this.at = 0;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    this.newest = null;
    const resized = new ResizeObserver(() => (this.sticky ? this.toEnd() : this.scrolled()));
    resized.observe(this.scroller);
    resized.observe(this.items); // pictures arrive after their message; what is dismissed may bring the end into sight
  }

  /** Only going up leaves the end: what grows below, as a picture does when it arrives, does not. */
  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    this.sticky = near || (this.sticky && scrollTop >= this.at);
    this.at = scrollTop;
    this.showJump();
  }

  /** The way down, while the newest is out of sight; says so when there is something new. */
  showJump(words = "Jump to newest") {
    if (this.jump.hidden || words !== "Jump to newest") this.jumpWords.textContent = words;
    this.jump.hidden = this.sticky;
  }

  toEnd(smooth = false) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !reducedMotion() ? "smooth" : "instant" });
    this.at = this.scroller.scrollTop; // a shorter list moves up by itself: that is nobody's going up
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
    if (!fresh) this.scrolled(); // the event that tells of a scroll comes a frame after it
    setChildren(this.items, [...next.values()].map((d) => d.node));
    if (fresh || this.sticky) { this.sticky = true; this.toEnd(); }
    const newest = items.at(-1)?.key;
    this.showJump(newest === this.newest ? undefined : "New messages");
    this.newest = newest;
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

  /** Up and down go from message to message, Enter into one, Escape out of it. */
  key(event) {
    const { target, key } = event;
    const message = target.closest("[data-ts]");
    if (key === "Escape" && message && message !== target && !event.defaultPrevented) message.focus();
    else if (key === "Enter" && message === target) controls(message)[0]?.focus();
    else if (message ? message === target : target === this.scroller) {
      const next = this.next(key, message);
      if (!next) return;
      next.focus();
    } else return;
    event.preventDefault();
  }

  /** Where a key leads from a message; from none, to the newest. */
  next(key, message) {
    if (!/^(ArrowUp|ArrowDown|Home|End)$/.test(key)) return null;
    const all = [...this.items.querySelectorAll("[data-ts]")];
    return message ? all[movedIndex(key, all.indexOf(message), all.length, { wrap: false })] : all.at(-1);
  }
}

const controls = (node) => [...node.querySelectorAll("button, a[href], input, textarea")].filter((n) => !n.disabled);
const wrap = (node) => h("div", { role: "listitem", class: "list-item" }, node);
