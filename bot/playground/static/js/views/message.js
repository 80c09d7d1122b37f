/** One message: who, when, what, and what may be done with it. */

import { post } from "../api.js";
import { renderBlocks } from "../blocks/index.js";
import { ours, picture } from "../blocks/pictures.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { Surface } from "../elements/surface.js";
import { clock, moment } from "../format/dates.js";
import { mrkdwn } from "../format/mrkdwn.js";
import { emojiToken } from "../format/tokens.js";
import { nameOf, state, userOf } from "../store.js";
import { failed } from "../ui/toast.js";
import { avatar, roleTag } from "./avatar.js";
import { editing, editor } from "./editing.js";
import { toolbar } from "./toolbar.js";

const keyOf = (m) => (m.ephemeral ? m.ephemeral_id : `${m.channel}:${m.ts}`);

function surfaceOf(message) {
  const container = { type: "message", channel: message.channel, ts: message.ts };
  if (message.ephemeral) container.ephemeral_id = message.ephemeral_id;
  if (message.thread_ts) container.thread_ts = message.thread_ts;
  return new Surface({ container, blocks: message.blocks ?? [], key: keyOf(message) });
}

/** People's messages are shown from their text, so that the formatting they typed is seen. */
function body(message) {
  if (editing(message)) return editor(message);
  const fromBot = Boolean(message.bot_id) || message.user === state.bot?.id;
  const blocks = fromBot && message.blocks?.length;
  return h("div", { class: "message-body" },
    blocks ? renderBlocks(message.blocks, surfaceOf(message)) : h("div", { class: "message-text" }, mrkdwn(message.text)),
    message.edited && h("span", { class: "edited", title: moment(message.edited.ts) }, "(edited)"));
}

function reaction(message, { name, users }) {
  const mine = users.includes(state.me.id);
  const who = users.map((u) => nameOf(state.users.get(u))).join(", ");
  const toggle = () => post("react", { channel: message.channel, ts: message.ts, name, remove: mine }).catch(failed);
  return h("button", {
    type: "button", class: "reaction", "aria-pressed": String(mine), title: who, data: { name },
    "aria-label": `${name.replaceAll("_", " ")}, ${users.length}: ${who}`, on: { click: toggle },
  }, emojiToken(name), h("span", { class: "reaction-count" }, users.length));
}

const SIZES = ["bytes", "KB", "MB", "GB"];
function size(bytes) {
  const power = Math.min(SIZES.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  return `${Math.round(bytes / 1024 ** power)} ${SIZES[power]}`;
}

function file(f) {
  const url = ours(f.permalink ?? f.url_private);
  const card = h("a", { class: "file-card", href: url, target: "_blank", rel: "noopener" }, icon("file", 22),
    h("span", { class: "menu-text" }, h("span", { class: "file-name", dir: "auto" }, f.title || f.name),
      h("span", { class: "menu-hint" }, [f.filetype?.toUpperCase(), f.size !== undefined && size(f.size)].filter(Boolean).join(" · "))));
  return f.mimetype?.startsWith("image/")
    ? h("a", { class: "file-image", href: url, target: "_blank", rel: "noopener" }, picture(url, f.title || f.name, "image")) : card;
}

function stamp(message) {
  return h("time", { class: "stamp", title: moment(message.ts), datetime: new Date(message.ts * 1000).toISOString() }, clock(message.ts));
}

function privately(message) {
  const dismiss = () => post("dismiss", { channel: message.channel, ephemeral_id: message.ephemeral_id }).catch(failed);
  return h("div", { class: "only-you" }, icon("eye", 14), h("span", {}, "Only visible to you"),
    h("button", { type: "button", class: "link-button", on: { click: dismiss } }, "Dismiss"));
}

/**
 * The message's node. `compact` leaves out the author (the message above has the same), `extra` comes below
 * the text (a thread's summary), `place` is where it stands: `main`, `thread` or `inline`.
 */
export function messageNode(message, { compact = false, extra = null, place = "main" } = {}) {
  const user = userOf(message);
  const cls = ["message", compact && "compact", message.ephemeral && "ephemeral", user.is_bot && "from-bot",
    state.marked === message.ts && "marked"].filter(Boolean).join(" ");
  return h("div", {
    class: cls, role: "article", tabindex: "-1", "aria-label": `${nameOf(user)}, ${clock(message.ts)}`,
    data: { testid: message.ephemeral ? "ephemeral" : "message", ts: message.ts, user: user.id },
  },
  h("div", { class: "gutter" }, compact ? stamp(message) : avatar(user)),
  h("div", { class: "content" },
    message.ephemeral && privately(message),
    !compact && h("div", { class: "byline" }, h("span", { class: "author", dir: "auto" }, nameOf(user)), roleTag(user), stamp(message)),
    message.subtype === "thread_broadcast" && h("div", { class: "also-sent" }, "replied to a thread"),
    body(message),
    message.files?.length ? h("div", { class: "files" }, message.files.map(file)) : null,
    message.reactions?.length ? h("div", { class: "reactions" }, message.reactions.map((r) => reaction(message, r))) : null,
    extra),
  message.ephemeral || editing(message) ? null : toolbar(message, place));
}

/** Two messages by one author within five minutes are shown as one run. */
export function continues(previous, message) {
  return Boolean(previous) && previous.user === message.user && !previous.ephemeral && !message.ephemeral &&
    !previous.subtype && Number(message.ts) - Number(previous.ts) < 300;
}

/** What a message's node depends on: same words, same node. */
export const signature = (message, options) =>
  JSON.stringify([message, options.compact, options.key, options.place, editing(message), state.marked === message.ts, state.me.id]);
