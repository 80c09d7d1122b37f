/** Short notes at the edge of the window. */

import { h, layer } from "../dom.js";
import { icon } from "../icons.js";

const STAY_MS = { info: 5000, error: 10_000 };

/** Show a note; the same words are not shown twice at once. */
export function toast(text, level = "info") {
  const shown = [...document.querySelectorAll(".toast .toast-text")].find((n) => n.textContent === text);
  if (shown) return;
  const node = h("div", { class: `toast ${level}`, role: level === "error" ? "alert" : "status", data: { testid: "toast" } },
    icon(level === "error" ? "warn" : "info"), h("span", { class: "toast-text", dir: "auto" }, text),
    h("button", { type: "button", class: "icon-button small", "aria-label": "Dismiss", on: { click: () => node.remove() } }, icon("close", 14)));
  shelf().append(node);
  setTimeout(() => node.remove(), STAY_MS[level] ?? STAY_MS.info);
}

/** The place for notes, moved into the open dialog so that it can be seen and reached. */
function shelf() {
  const node = document.querySelector(".toasts") ?? h("div", { class: "toasts" });
  if (node.parentElement !== layer()) layer().append(node);
  return node;
}

/** Tell the person why something didn't work. */
export const failed = (error) => toast(error.message || "That didn't work.", "error");
