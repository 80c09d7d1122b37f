/**
 * Slack's mrkdwn as DOM nodes (https://docs.slack.dev/messaging/formatting-message-text): `*bold*`,
 * `_italic_`, `~strike~`, code, quotes, links, mentions, dates, emoji.
 */

import { fragment, h } from "../dom.js";
import { decode } from "./plain.js";
import { angleToken, emojiToken, linkToken } from "./tokens.js";

const STYLE = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const HELD = /[\p{L}\p{N}\u2060]/u;
/** A mark behind one of these opens nothing: apps put a word joiner before marks that mean themselves. */
const ATOM = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+'-]+(?:::skin-tone-\d)?):|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"\]])/y;

/** mrkdwn as a fragment of blocks: lines, quotes, code. */
export function mrkdwn(text) {
  const parts = String(text ?? "").split(/```\n?([\s\S]*?)```\n?/);
  return fragment(parts.map((part, n) => (n % 2 ? codeBlock(part) : lines(part))));
}

const codeBlock = (text) => h("pre", { class: "code-block" }, h("code", {}, decode(text.replace(/\n$/, ""))));

function lines(text) {
  if (!text) return [];
  const out = [];
  let run = [];
  let quoted = false;
  const close = () => {
    if (run.length) out.push(quoted ? quote(run) : paragraph(run));
    run = [];
  };
  const all = text.replace(/\n$/, "").split("\n");
  for (let n = 0; n < all.length; n += 1) {
    const rest = /^(?:&gt;|>){3} ?/.exec(all[n]);
    if (rest) {
      close();
      quoted = true;
      run = [all[n].slice(rest[0].length), ...all.slice(n + 1)];
      break;
    }
    const mark = /^(?:&gt;|>) ?/.exec(all[n]);
    if (Boolean(mark) !== quoted) close();
    quoted = Boolean(mark);
    run.push(mark ? all[n].slice(mark[0].length) : all[n]);
  }
  close();
  return out;
}

const withBreaks = (run) => run.flatMap((line, n) => (n ? [h("br"), inline(line)] : [inline(line)]));
const quote = (run) => h("blockquote", { dir: "auto" }, withBreaks(run));
const paragraph = (run) => h("div", { class: "line", dir: "auto" }, withBreaks(run));

/** One line of mrkdwn as inline nodes. */
export function inline(text) {
  const out = [];
  let plain = "";
  const flush = () => { if (plain) out.push(document.createTextNode(decode(plain))); plain = ""; };
  for (let at = 0; at < text.length;) {
    const found = atom(text, at) ?? styled(text, at);
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return out;
}

function atom(text, at) {
  ATOM.lastIndex = at;
  const found = ATOM.exec(text);
  if (!found) return null;
  const [whole, angle, code, emoji, url] = found;
  const end = at + whole.length;
  if (angle) return { node: angleToken(angle), end };
  if (code) return { node: h("code", { class: "code" }, decode(code)), end };
  if (emoji) return { node: emojiToken(emoji), end };
  return { node: linkToken(decode(url)), end };
}

function styled(text, at) {
  const mark = text[at];
  const tag = STYLE[mark];
  if (!tag || (at > 0 && HELD.test(text[at - 1])) || /\s/.test(text[at + 1] ?? " ") || text[at + 1] === mark) return null;
  const end = closing(text, at + 1, mark);
  if (end < 0) return null;
  return { node: h(tag, {}, inline(text.slice(at + 1, end))), end: end + 1 };
}

/** Where the style that `mark` opened ends, or -1; marks inside links and code don't count. */
function closing(text, from, mark) {
  for (let at = from; at < text.length;) {
    ATOM.lastIndex = at;
    const skip = ATOM.exec(text);
    if (skip) { at += skip[0].length; continue; }
    const ends = text[at] === mark && at > from && !/[\s\u2060]/.test(text[at - 1]);
    if (ends && !WORD.test(text[at + 1] ?? "")) return at;
    at += 1;
  }
  return -1;
}

/** plain_text: only emoji names are looked at. */
export function plainText(text, emoji = true) {
  if (!emoji) return [document.createTextNode(text ?? "")];
  const parts = String(text ?? "").split(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/);
  return parts.map((part, n) => (n % 2 ? emojiToken(part) : document.createTextNode(part)));
}

/** A text object of Block Kit. */
export function textObject(object) {
  if (!object) return [];
  if (typeof object === "string") return [document.createTextNode(object)];
  return object.type === "mrkdwn" ? [mrkdwn(object.text)] : plainText(object.text, object.emoji !== false);
}

/** A text object's words alone, for labels. */
export const textOf = (object) => (typeof object === "string" ? object : object?.text ?? "");
