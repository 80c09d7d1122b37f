/** The small things that stand in text: people, channels, links, dates, emoji. */

import { h } from "../dom.js";
import { nameOf, state } from "../store.js";
import { decode } from "./plain.js";
import { formatDate, moment } from "./dates.js";
import { emojiChar } from "./emoji.js";

let openers = { user: () => {}, channel: () => {} };

/** What a click on a person's or a channel's name does. */
export function onMention(handlers) {
  openers = handlers;
}

export function userToken(id) {
  const user = state.users.get(id);
  if (!user) return h("span", { class: "mention" }, `@${id}`);
  const mine = id === state.me?.id ? " mention-me" : "";
  return h("button", {
    type: "button", class: `mention${mine}`, dir: "auto",
    on: { click: () => openers.user(id) },
  }, `@${nameOf(user)}`);
}

export function channelToken(id, label) {
  const name = label || state.channels.get(id)?.name;
  if (!name) return h("span", { class: "mention" }, "#private-channel");
  return h("button", { type: "button", class: "mention", on: { click: () => openers.channel(id) } }, `#${name}`);
}

export const broadcastToken = (range) => h("span", { class: "mention mention-all" }, `@${range}`);

const SAFE = /^(https?:|mailto:|tel:)/i;

/** A link that opens beside the workspace; other schemes than the web's stay words. */
export function linkToken(url, label) {
  const words = label || url.replace(/^mailto:/, "");
  if (!SAFE.test(url)) return h("span", {}, words);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "link" }, words);
}

/** A time in the reader's zone; the fallback when it can't be read. */
export function dateToken(seconds, template, url, fallback) {
  const shown = formatDate(seconds, template);
  if (shown === null) return h("span", {}, fallback ?? "");
  const when = h("time", { class: "date", title: moment(seconds), datetime: new Date(seconds * 1000).toISOString() }, shown);
  if (url && SAFE.test(url))
    return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "link" }, when);
  return when;
}

/** `unicode` is the character's code points in hexadecimal, for names that the page doesn't know. */
export function emojiToken(name, unicode) {
  const points = /^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode ?? "") ? unicode.split("-").map((p) => parseInt(p, 16)) : [];
  const char = emojiChar(name) ?? (points.length && points.every((p) => p <= 0x10ffff) ? String.fromCodePoint(...points) : null);
  if (!char) return document.createTextNode(`:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, char);
}

/** What stands between `<` and `>` in mrkdwn. */
export function angleToken(token) {
  const bar = token.indexOf("|");
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? "" : decode(token.slice(bar + 1));
  if (target.startsWith("@")) return userToken(target.slice(1));
  if (target.startsWith("#")) return channelToken(target.slice(1), label);
  if (target.startsWith("!date^")) {
    const [, seconds, template, url] = target.split("^");
    return dateToken(Number(seconds), decode(template ?? ""), url && decode(url), label);
  }
  if (/^!(here|channel|everyone)$/.test(target)) return broadcastToken(target.slice(1));
  if (target.startsWith("!")) return h("span", { class: "mention" }, label || `@${target.slice(1)}`);
  return linkToken(decode(target), label);
}
