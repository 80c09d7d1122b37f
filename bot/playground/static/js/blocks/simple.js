/** Blocks that only show: header, divider, context, image, markdown, table, file. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { markdown } from "../format/markdown.js";
import { plainText, textObject, textOf } from "../format/mrkdwn.js";
import { picture } from "./pictures.js";
import { richText } from "./rich_text.js";

export const divider = () => h("hr", { class: "divider" });
export const header = (block) => h("h3", { class: "block-header", dir: "auto" }, plainText(textOf(block.text)));

const source = (thing) => thing.image_url ?? thing.slack_file?.url ?? (thing.slack_file ? `/files/${thing.slack_file.id}/picture` : "");

export function image(block) {
  return h("figure", { class: "block-image" },
    block.title && h("figcaption", { dir: "auto" }, textObject(block.title)),
    picture(source(block), block.alt_text, "image"));
}

export const thumbnail = (element) => picture(source(element), element.alt_text, "thumbnail");

export function context(block) {
  return h("div", { class: "block-context" }, block.elements.map((e) => (e.type === "image"
    ? picture(source(e), e.alt_text, "context-image")
    : h("span", { class: "context-text", dir: "auto" }, textObject(e)))));
}

export const markdownBlock = (block) => h("div", { class: "markdown" }, markdown(block.text));

function cell(tag, value, settings) {
  const inside = value?.type === "rich_text" ? richText(value) : String(value?.text ?? value?.value ?? "");
  return h(tag, { dir: "auto", style: settings?.align ? { "text-align": settings.align } : {}, scope: tag === "th" ? "col" : null }, inside);
}

export function table(block) {
  const [head, ...body] = block.rows ?? [];
  const row = (tag) => (cells) => h("tr", {}, cells.map((c, n) => cell(tag, c, block.column_settings?.[n])));
  return h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Table" },
    h("table", {}, head && h("thead", {}, row("th")(head)), h("tbody", {}, body.map(row("td")))));
}

export const fileBlock = (block) => h("div", { class: "file-card" }, icon("file"), block.external_id ?? "File");
