/** Changing one's own message in place. */

import { post } from "../api.js";
import { h } from "../dom.js";
import { words } from "../format/plain.js";
import { encode } from "./encode.js";
import { changed } from "../store.js";
import { failed } from "../ui/toast.js";

let current = null;

export const editing = (message) => current === `${message.channel}:${message.ts}` && !message.ephemeral;

export function startEditing(message) {
  current = `${message.channel}:${message.ts}`;
  changed("messages", "thread");
  setTimeout(() => document.querySelector(".editor textarea")?.focus());
}

function stop() {
  current = null;
  changed("messages", "thread");
}

async function save(message, text) {
  if (!text.trim()) return;
  try {
    await post("edit", { channel: message.channel, ts: message.ts, text: encode(text) });
    stop();
  } catch (error) {
    failed(error);
  }
}

export function editor(message) {
  const area = h("textarea", { class: "field", rows: 2, dir: "auto", "aria-label": "Edit message", value: words(message.text) });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); stop(); }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    save(message, area.value);
  });
  return h("div", { class: "editor" }, area, h("div", { class: "editor-foot" },
    h("button", { type: "button", class: "button", on: { click: stop } }, "Cancel"),
    h("button", { type: "button", class: "button primary", on: { click: () => save(message, area.value) } }, "Save")));
}
