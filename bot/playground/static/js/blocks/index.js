/** Block Kit's blocks as nodes (https://docs.slack.dev/reference/block-kit/blocks). */

import { h, uid } from "../dom.js";
import { icon } from "../icons.js";
import { textObject, textOf } from "../format/mrkdwn.js";
import { renderElement } from "../elements/index.js";
import { richText } from "./rich_text.js";
import { context, divider, fileBlock, header, image, markdownBlock, table, thumbnail } from "./simple.js";

function section(block, surface) {
  const id = uid("section");
  const accessory = block.accessory && (block.accessory.type === "image"
    ? thumbnail(block.accessory)
    : renderElement(block.accessory, block, surface, /button|overflow/.test(block.accessory.type) ? {} : { "aria-labelledby": id }));
  return h("div", { class: `block-section${block.accessory?.type === "image" ? " with-image" : ""}` },
    h("div", { class: "section-body", id },
      block.text && h("div", { class: "section-text", dir: "auto" }, textObject(block.text)),
      block.fields && h("div", { class: "section-fields" }, block.fields.map((f) => h("div", { dir: "auto" }, textObject(f))))),
    accessory && h("div", { class: "accessory" }, accessory));
}

const actions = (block, surface) =>
  h("div", { class: "block-actions" }, block.elements.map((e) => renderElement(e, block, surface)));

const contextActions = (block, surface) =>
  h("div", { class: "block-context-actions" }, block.elements.map((e) => renderElement(e, block, surface)));

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

function input(block, surface) {
  const [field, name, hint, wrong] = [uid("field"), uid("label"), uid("hint"), uid("error")];
  const error = surface.errors[block.block_id];
  const described = [block.hint && hint, error && wrong].filter(Boolean).join(" ") || null;
  const label = { id: field, "aria-labelledby": name, "aria-describedby": described,
    "aria-invalid": error ? "true" : null, "aria-required": block.optional ? null : "true" };
  const words = [textOf(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  return h("div", { class: `block-input${error ? " wrong" : ""}`, data: { block: block.block_id } },
    GROUPS.has(block.element.type) ? h("div", { class: "label", id: name, dir: "auto" }, words)
      : h("label", { class: "label", id: name, for: field, dir: "auto" }, words),
    renderElement(block.element, block, surface, label),
    error && h("div", { class: "field-error", id: wrong, data: { testid: "modal-error" } }, icon("warn", 15), h("span", { dir: "auto" }, error)),
    block.hint && h("div", { class: "hint", id: hint, dir: "auto" }, textObject(block.hint)));
}

const BLOCKS = {
  section, actions, input, divider, header, image, context, table,
  rich_text: richText, context_actions: contextActions, markdown: markdownBlock, file: fileBlock,
};

/** The nodes of a message's or a view's blocks. */
export function renderBlocks(blocks, surface) {
  return (blocks ?? []).map((block) => {
    const make = BLOCKS[block.type];
    const node = make ? make(block, surface) : h("div", { class: "unknown" }, `[${block.type} block]`);
    node.classList.add("block");
    return node;
  });
}
