/** Ordinary Markdown, for the `markdown` block: headings, lists, quotes, code, tables, emphasis, links. */

import { fragment, h } from "../dom.js";
import { emojiToken, linkToken } from "./tokens.js";

const INLINE = /\\([\\`*_{}[\]()#+.!~|>-])|`([^`]+)`|!?\[([^\]]+)\]\(([^()\s]+)\)|\*\*([^*]+)\*\*|__([^_]+)__|~~([^~]+)~~|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_|:([a-z0-9_+-]+):|(https?:\/\/[^\s<>)]+)/g;

function inline(text) {
  const out = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > at) out.push(document.createTextNode(text.slice(at, found.index)));
    out.push(span(found));
    at = found.index + found[0].length;
  }
  if (at < text.length) out.push(document.createTextNode(text.slice(at)));
  return out;
}

function span([, escaped, code, label, url, bold, bold2, strike, italic, italic2, emoji, bare]) {
  if (escaped) return document.createTextNode(escaped);
  if (code) return h("code", { class: "code" }, code);
  if (label) return linkToken(url, label);
  if (bold ?? bold2) return h("strong", {}, inline(bold ?? bold2));
  if (strike) return h("s", {}, inline(strike));
  if (italic ?? italic2) return h("em", {}, inline(italic ?? italic2));
  return emoji ? emojiToken(emoji) : linkToken(bare);
}

const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;

const READERS = [
  [/^```/, fence],
  [/^#{1,6}\s/, (lines) => {
    const [, marks, words] = /^(#+)\s+(.*)$/.exec(lines.shift());
    return h(`h${Math.min(marks.length + 2, 6)}`, { class: "md-heading", dir: "auto" }, inline(words));
  }],
  [/^\s*([-*_])(\s*\1){2,}\s*$/, (lines) => { lines.shift(); return h("hr", { class: "divider" }); }],
  [/^>/, (lines) => h("blockquote", { dir: "auto" }, blocks(take(lines, (l) => l.startsWith(">")).map((l) => l.replace(/^> ?/, ""))))],
  [ITEM, list],
  [/^\|.*\|/, table],
];

function take(lines, wanted) {
  const out = [];
  while (lines.length && wanted(lines[0])) out.push(lines.shift());
  return out;
}

function fence(lines) {
  lines.shift();
  const body = take(lines, (l) => !l.startsWith("```"));
  lines.shift();
  return h("pre", { class: "code-block" }, h("code", {}, body.join("\n")));
}

function list(lines) {
  const [, indent, number] = ITEM.exec(lines[0]);
  const node = h(number ? "ol" : "ul", { class: "rich-list", start: number });
  while (lines.length) {
    const item = ITEM.exec(lines[0]);
    if (!item || item[1].length < indent.length) break;
    if (item[1].length > indent.length) node.lastElementChild?.append(list(lines));
    else {
      lines.shift();
      node.append(h("li", { dir: "auto" }, inline(item[3])));
    }
  }
  return node;
}

function table(lines) {
  const rows = take(lines, (l) => l.startsWith("|")).filter((l) => !/^\|[\s:|-]+\|?$/.test(l));
  const cells = (line) => line.replace(/^\||\|\s*$/g, "").split("|").map((c) => c.trim());
  const [head, ...body] = rows.map(cells);
  const row = (tag) => (all) => h("tr", {}, all.map((c) => h(tag, { dir: "auto" }, inline(c))));
  return h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Table" },
    h("table", {}, h("thead", {}, row("th")(head)), h("tbody", {}, body.map(row("td")))));
}

function blocks(lines) {
  const out = [];
  const left = [...lines];
  while (left.length) {
    if (!left[0].trim()) { left.shift(); continue; }
    const reader = READERS.find(([start]) => start.test(left[0]));
    if (reader) out.push(reader[1](left));
    else {
      const run = [left.shift(), ...take(left, (l) => l.trim() && !READERS.some(([start]) => start.test(l)))];
      out.push(h("p", { dir: "auto" }, run.flatMap((l, n) => (n ? [h("br"), ...inline(l)] : inline(l)))));
    }
  }
  return out;
}

export const markdown = (text) => fragment(blocks(String(text ?? "").split("\n")));
