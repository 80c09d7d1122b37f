/** The composer's formatting: buttons and keys that put mrkdwn's marks around the selection. */

import { h } from "../dom.js";
import { icon } from "../icons.js";

function around(area, mark) {
  const [start, end] = [area.selectionStart, area.selectionEnd];
  const inside = area.value.slice(start, end);
  area.setRangeText(mark + inside + mark, start, end, "end");
  if (!inside) area.selectionStart = area.selectionEnd = start + mark.length;
}

function before(area, mark) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const lines = area.value.slice(start, area.selectionEnd).split("\n").map((line) => mark + line);
  area.setRangeText(lines.join("\n"), start, area.selectionEnd, "end");
}

const TOOLS = [
  ["bold", "Bold (Ctrl+B)", (a) => around(a, "*")],
  ["italic", "Italic (Ctrl+I)", (a) => around(a, "_")],
  ["strike", "Strikethrough (Ctrl+Shift+X)", (a) => around(a, "~")],
  ["code", "Code (Ctrl+Shift+C)", (a) => around(a, a.value.slice(a.selectionStart, a.selectionEnd).includes("\n") ? "```" : "`")],
  ["list", "Bulleted list", (a) => before(a, "• ")],
  ["quote", "Quote", (a) => before(a, "> ")],
];
const KEYS = { b: 0, i: 1, "shift+x": 2, "shift+c": 3 };

const apply = (area, n, changed) => { TOOLS[n][2](area); area.focus(); changed(); };

export const formatTools = (area, changed) => h("div", { class: "format", role: "toolbar", "aria-label": "Formatting" },
  TOOLS.map(([name, label], n) => h("button", { type: "button", class: "tool", "aria-label": label, title: label, on: { click: () => apply(area, n, changed) } }, icon(name, 16))));

/** Was the key one of formatting's? Then it is done. */
export function formatKeys(event, area, changed) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const n = KEYS[(event.shiftKey ? "shift+" : "") + event.key.toLowerCase()];
  if (n === undefined) return false;
  event.preventDefault();
  apply(area, n, changed);
  return true;
}
