/** Native dialogs: they keep the focus inside and make the rest inert. */

import { h, uid } from "../dom.js";
import { textObject, textOf } from "../format/mrkdwn.js";
import { closePopover } from "./popover.js";

/** Show a dialog; `onCancel` hears Esc. Returns the dialog; close it with `shut`. */
export function show(content, { label, labelledby, className = "", testid, onCancel }) {
  closePopover({ refocus: false });
  const node = h("dialog", { class: `dialog ${className}`, "aria-label": label, "aria-labelledby": labelledby, data: testid ? { testid } : {} }, content);
  node.addEventListener("cancel", (event) => { event.preventDefault(); onCancel?.(); });
  document.body.append(node);
  node.back = document.activeElement;
  node.showModal();
  return node;
}

export function shut(node) {
  const toasts = node.querySelector(".toasts");
  if (toasts) document.body.append(toasts);
  node.close();
  node.remove();
  if (node.back?.isConnected) node.back.focus();
}

/** Ask "are you sure?" with Block Kit's confirm object; resolves to the answer. */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (answer) => { shut(node); resolve(answer); };
    const title = uid("confirm");
    const danger = confirm.style === "danger";
    const node = show(h("form", { class: "confirm", method: "dialog", on: { submit: (e) => { e.preventDefault(); done(true); } } },
      h("h2", { id: title }, textOf(confirm.title) || "Are you sure?"),
      h("div", { class: "confirm-text" }, textObject(confirm.text)),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", on: { click: () => done(false) } }, textOf(confirm.deny) || "Cancel"),
        h("button", { type: "submit", class: `button ${danger ? "danger" : "primary"}` }, textOf(confirm.confirm) || "Yes"))),
    { labelledby: title, className: "small", testid: "confirm", onCancel: () => done(false) });
    node.querySelector(danger ? "button[type=button]" : "button[type=submit]").focus();
  });
}
