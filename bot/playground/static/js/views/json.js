/** JSON laid out and coloured. */

import { h } from "../dom.js";

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function span(found) {
  const [whole, string, colon, word] = found;
  if (string && colon) return [h("span", { class: "j-key" }, string), colon];
  return [h("span", { class: string ? "j-string" : word ? "j-word" : "j-number" }, whole)];
}

/** A scrollable, focusable listing of the value. */
export function json(value) {
  const text = JSON.stringify(value, null, 2) ?? "";
  const out = [];
  let at = 0;
  for (const found of text.matchAll(TOKEN)) {
    out.push(text.slice(at, found.index), ...span(found));
    at = found.index + found[0].length;
  }
  return h("pre", { class: "json", tabindex: "0" }, out, text.slice(at));
}
