/** The window with all emoji. */

import { h, setChildren } from "../dom.js";
import { emojiGroups, findEmoji } from "../format/emoji.js";
import { closePopover, openPopover } from "../ui/popover.js";

function cell({ name, char }, pick) {
  return h("button", { type: "button", class: "emoji-cell", title: `:${name}:`, "aria-label": name.replaceAll("_", " "),
    on: { click: () => { closePopover(); pick(name, char); } } }, char);
}

/** Open the picker beside `anchor`; `pick(name, char)` hears the choice. */
export function openEmoji(anchor, pick) {
  const body = h("div", { class: "emoji-body" });
  const all = () => emojiGroups().map((g) => h("section", { "aria-label": g.title },
    h("h4", {}, g.title), h("div", { class: "emoji-grid" }, g.emoji.map((e) => cell(e, pick)))));
  const search = h("input", { type: "text", class: "picker-filter", "aria-label": "Search emoji", placeholder: "Search emoji…", autocomplete: "off" });
  const draw = () => setChildren(body, search.value
    ? [h("div", { class: "emoji-grid" }, findEmoji(search.value, 40).map((e) => cell(e, pick)))] : all());
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    body.querySelector(".emoji-cell")?.click();
  });
  draw();
  if (openPopover(anchor, h("div", { class: "emoji-picker", role: "dialog", "aria-label": "Emoji" }, search, body), { align: "end" })) search.focus();
}
