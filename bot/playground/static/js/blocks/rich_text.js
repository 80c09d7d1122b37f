/** rich_text blocks: sections, lists, code, quotes. */

import { h } from "../dom.js";
import { broadcastToken, channelToken, dateToken, emojiToken, linkToken, userToken } from "../format/tokens.js";

const STYLES = [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]];

function styled(node, style = {}) {
  const inner = style.code ? h("code", { class: "code" }, node) : node;
  return STYLES.reduce((inside, [name, tag]) => (style[name] ? h(tag, {}, inside) : inside), inner);
}

function words(text) {
  const lines = text.split("\n");
  return h("span", {}, lines.flatMap((line, n) => (n ? [h("br"), line] : [line])));
}

const INLINE = {
  text: (e) => words(e.text),
  link: (e) => linkToken(e.url, e.text),
  user: (e) => userToken(e.user_id),
  usergroup: (e) => h("span", { class: "mention" }, `@${e.usergroup_id}`),
  channel: (e) => channelToken(e.channel_id),
  emoji: (e) => emojiToken(e.name, e.unicode),
  broadcast: (e) => broadcastToken(e.range),
  date: (e) => dateToken(e.timestamp, e.format, e.url, e.fallback),
  color: (e) => h("span", {}, h("span", { class: "swatch", style: { background: e.value } }), e.value),
};

const inline = (elements) => (elements ?? []).map((e) => styled((INLINE[e.type] ?? ((x) => words(x.text ?? "")))(e), e.style));
const raw = (elements) => (elements ?? []).map((e) => e.text ?? e.url ?? "").join("");

function list(part) {
  const style = { "--indent": part.indent ?? 0 };
  const kind = ["disc", "circle", "square"][(part.indent ?? 0) % 3];
  const items = part.elements.map((item) => h("li", { dir: "auto" }, inline(item.elements)));
  const node = part.style === "ordered"
    ? h("ol", { class: "rich-list", style, start: (part.offset ?? 0) + 1 }, items)
    : h("ul", { class: `rich-list ${kind}`, style }, items);
  return part.border ? h("div", { class: "bordered" }, node) : node;
}

const PARTS = {
  rich_text_section: (p) => h("div", { class: "line", dir: "auto" }, inline(p.elements)),
  rich_text_list: list,
  rich_text_preformatted: (p) => h("pre", { class: "code-block" }, h("code", {}, raw(p.elements))),
  rich_text_quote: (p) => h("blockquote", { dir: "auto" }, inline(p.elements)),
};

export const richText = (block) => h("div", { class: "rich" }, (block.elements ?? []).map((p) => PARTS[p.type]?.(p)));
