/** Modals: the topmost view of the stack in a dialog. */

import { post } from "../api.js";
import { renderBlocks } from "../blocks/index.js";
import { h, setChildren, uid } from "../dom.js";
import { Surface } from "../elements/surface.js";
import { forgetValues } from "../elements/values.js";
import { textOf } from "../format/mrkdwn.js";
import { icon } from "../icons.js";
import { on, state } from "../store.js";
import { show, shut } from "../ui/dialog.js";
import { failed } from "../ui/toast.js";
import { avatar } from "./avatar.js";
import { faults } from "./validation.js";

/** Which field has the focus, and where in its text. */
function whereIn(node) {
  const text = node.tagName === "TEXTAREA" || node.type === "text";
  return { action: node.dataset.action, caret: text ? [node.selectionStart, node.selectionEnd] : null };
}

class Modal {
  constructor() {
    this.dialog = null;
    this.seen = [];
    this.errors = {};
    this.trouble = "";
    this.going = null;
  }

  get view() { return state.views.at(-1); }

  sync() {
    const ids = state.views.map((v) => v.id);
    this.seen.filter((id) => !ids.includes(id)).forEach(forgetValues);
    if (!ids.length) this.gone();
    else {
      const moved = ids.at(-1) !== this.seen.at(-1);
      if (moved || this.view.hash !== this.hash) Object.assign(this, { errors: {}, trouble: "" });
      if (this.isOver()) this.going = null;
      this.draw(moved);
    }
    this.seen = ids;
  }

  gone() {
    if (this.dialog) shut(this.dialog);
    this.dialog = this.going = null;
  }

  /** Is what was submitted gone from the top, or changed since it was answered? */
  isOver() {
    const { id, hash, answered } = this.going ?? {};
    return this.view?.id !== id || Boolean(answered && this.view.hash !== hash);
  }

  draw(moved = false) {
    const { view } = this;
    this.hash = view.hash;
    const title = uid("modal");
    this.surface = new Surface({ container: { type: "view", view_id: view.id }, blocks: view.blocks, key: view.id, errors: this.errors });
    const had = this.dialog?.contains(document.activeElement) ? whereIn(document.activeElement) : null;
    const scrolled = moved ? 0 : this.dialog?.querySelector(".modal-body")?.scrollTop ?? 0;
    const parts = [this.head(view, title), this.body(view), this.foot(view)];
    if (this.dialog) {
      setChildren(this.form, parts);
      this.dialog.setAttribute("aria-labelledby", title);
    } else {
      this.form = h("form", { class: "modal-form", novalidate: true, on: { submit: (event) => { event.preventDefault(); this.submit(); } } }, parts);
      this.dialog = show(this.form, { labelledby: title, className: "modal", testid: "modal", onCancel: () => this.close() });
      moved = true;
    }
    this.focus(moved ? null : had);
    this.dialog.querySelector(".modal-body").scrollTop = scrolled;
  }

  /** The field that the app wants, or the first; after a redraw the one that was written in, where it was. */
  focus(had) {
    const again = had?.action && this.dialog.querySelector(`[data-action="${CSS.escape(had.action)}"]`);
    if (again && had.caret) {
      again.focus({ preventScroll: true });
      again.setSelectionRange(...had.caret);
      return;
    }
    const first = this.dialog.querySelector("[autofocus]")
      ?? this.dialog.querySelector(".modal-body :is(input, textarea, .select):not([type=hidden])");
    (again || first || this.dialog.querySelector(".modal-foot button:last-child, .modal-head button:last-child"))?.focus();
  }

  head(view, title) {
    const deep = state.views.length > 1;
    return h("header", { class: "modal-head" },
      deep ? h("button", { type: "button", class: "icon-button", "aria-label": "Back", on: { click: () => this.close() } }, icon("back", 18)) : avatar(state.bot, "small"),
      h("h2", { id: title, dir: "auto" }, textOf(view.title)),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => this.close(deep) } }, icon("close", 18)));
  }

  body(view) {
    return h("div", { class: "modal-body" },
      this.trouble && h("div", { class: "banner", role: "alert", data: { testid: "modal-error" } }, icon("warn", 17), this.trouble),
      renderBlocks(view.blocks, this.surface));
  }

  foot(view) {
    if (!view.submit && !view.close) return null;
    const close = textOf(view.close) || "Cancel";
    this.send = view.submit && h("button", { type: "submit", class: "button primary", disabled: Boolean(view.submit_disabled), data: { testid: "modal-submit" } }, h("span", { class: "button-text" }, textOf(view.submit)));
    this.working(this.going);
    return h("footer", { class: "modal-foot" }, h("button", { type: "button", class: "button", on: { click: () => this.close() } }, close), this.send);
  }

  async submit() {
    const { view, surface } = this;
    if (!view.submit || this.going || view.submit_disabled) return;
    const wrong = faults(view, surface);
    if (Object.keys(wrong).length) { this.refuse(wrong); return; }
    const going = { id: view.id, hash: view.hash, answered: false };
    this.working(going);
    try {
      const answer = await post("view_submit", { view_id: view.id, hash: view.hash, state: surface.state() });
      going.answered = true;
      // Else the stream tells what became of it, before the answer or after: what is shown then may be submitted.
      if (answer.response_action !== "errors") { if (this.going === going && this.isOver()) this.working(null); }
      else if (this.stands(going)) this.refuse(answer.errors);
    } catch (error) {
      if (this.stands(going)) this.refuse({}, error.message);
    }
  }

  /** The answer is no longer awaited; is the view that it is about still on top? */
  stands(going) {
    if (this.going === going) this.going = null;
    return this.view?.id === going.id;
  }

  /** Show that an answer is awaited, or no more. */
  working(going) {
    this.going = going;
    this.send?.toggleAttribute("disabled", Boolean(going || this.view?.submit_disabled));
    if (going) this.send?.setAttribute("aria-busy", "true");
    else this.send?.removeAttribute("aria-busy");
  }

  refuse(errors, trouble = "") {
    Object.assign(this, { errors, trouble });
    this.draw();
    this.dialog.querySelector(".wrong :is(input, textarea, button)")?.focus();
  }

  close(all = false) {
    post("view_close", { view_id: this.view.id, ...(all ? { all: true } : {}) }).catch(failed);
  }
}

/** Show modals as the stack of views changes. */
export function modals() {
  const modal = new Modal();
  on("views", () => modal.sync());
}
