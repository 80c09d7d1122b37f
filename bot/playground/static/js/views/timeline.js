/** What the main list and the thread list consist of, as items for MessageList. */

import { openThread } from "../navigation.js";
import { h, reducedMotion } from "../dom.js";
import { icon } from "../icons.js";
import { ago, dayKey, dayLabel } from "../format/dates.js";
import { changed, isAppRoom, nameOf, replies, replyCount, room, roots, state } from "../store.js";
import { avatar } from "./avatar.js";
import { intro } from "./intro.js";
import { continues, messageNode, signature } from "./message.js";

const ROTATE_MS = 2500;
const counted = (n) => `${n} ${n === 1 ? "reply" : "replies"}`;

function item(message, options) {
  return { key: `m:${message.ephemeral_id ?? message.ts}:${options.place}`, sig: signature(message, options),
    make: () => messageNode(message, options) };
}

const divider = (ts) => ({ key: `d:${dayKey(ts)}`, sig: dayLabel(ts),
  make: () => h("div", { class: "day", role: "separator", "aria-label": dayLabel(ts) }, h("span", {}, dayLabel(ts))) });

const newLine = { key: "new", sig: "", make: () => h("div", { class: "day new-line", role: "separator", "aria-label": "New messages" }, h("span", {}, "New")) };

/** "3 replies · 2 minutes ago" under a root; opens the thread. */
function summary(channel, root) {
  const count = replyCount(channel, root);
  const known = replies(channel, root.ts);
  const mine = known.filter((m) => m.ephemeral).length;
  if (!count && !mine) return { extra: null, key: "" };
  const faces = (root.reply_users ?? known.map((m) => m.user)).slice(0, 3);
  const last = root.latest_reply ?? known.at(-1)?.ts;
  const words = count ? counted(count) : "Private reply";
  const when = last && `Last reply ${ago(last)}`;
  const extra = h("button", { type: "button", class: "thread-link", data: { testid: "thread-link" }, on: { click: () => openThread(channel, root.ts) } },
    h("span", { class: "faces" }, [...new Set(faces)].map((u) => avatar(state.users.get(u) ?? state.bot, "tiny"))),
    h("span", { class: "thread-count" }, words),
    mine > 0 && count > 0 && h("span", { class: "thread-private" }, `${mine} only for you`),
    when && h("span", { class: "thread-last" }, when), icon("right", 14));
  return { extra, key: JSON.stringify([count, mine, when, faces]) };
}

/** "Lectern is looking through the slides…" while the app works on a thread. */
function status(channel, ts) {
  const found = state.statuses.get(`${channel}:${ts}`);
  if (!found?.status) return [];
  return [{ key: `s:${ts}`, sig: JSON.stringify(found), make: () => working(found) }];
}

function working({ status: text, loading = [] }) {
  const words = h("span", { class: "working-text" }, loading[0] ?? `${nameOf(state.bot)} ${text}`);
  let n = 0;
  if (loading.length > 1 && !reducedMotion()) {
    const timer = setInterval(() => {
      if (!words.isConnected) { clearInterval(timer); return; }
      n = (n + 1) % loading.length;
      words.textContent = loading[n];
    }, ROTATE_MS);
  }
  return h("div", { class: "working", data: { testid: "status" } }, avatar(state.bot, "small"), words,
    h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
}

function noticeItem(channel, n) {
  const dismiss = () => { room(channel).notices = room(channel).notices.filter((x) => x !== n); changed("messages"); };
  return { key: `n:${n.id}`, sig: n.text, make: () => h("div", { class: `notice ${n.level}`, role: "note", data: { testid: "notice" } },
    icon(n.level === "error" ? "warn" : "info", 18), h("div", { class: "notice-body" },
      h("div", { class: "notice-head" }, h("strong", {}, "Workspace"), h("span", {}, "Only visible to you")),
      h("div", { dir: "auto" }, n.text)),
    h("button", { type: "button", class: "icon-button small", "aria-label": "Dismiss", on: { click: dismiss } }, icon("close", 14))) };
}

/** An app's thread, shown under its root without a click. */
function inlineThread(channel, root) {
  const all = replies(channel, root.ts);
  const busy = status(channel, root.ts);
  const out = all.map((m, n) => inThread(item(m, { place: "inline", compact: continues(all[n - 1], m) })));
  out.push(...busy.map(inThread));
  if (all.length) out.push(inThread(replyButton(channel, root)));
  return out;
}

const inThread = (one) => ({ ...one, make: () => h("div", { class: "in-thread" }, one.make()) });

const replyButton = (channel, root) => ({ key: `r:${root.ts}`, sig: "", make: () =>
  h("button", { type: "button", class: "thread-reply", data: { testid: "reply" }, on: { click: () => openThread(channel, root.ts) } }, icon("reply", 15), "Reply") });

function mainMessages(id) {
  const there = room(id);
  const privates = [...there.ephemerals.values()].filter((m) => !m.thread_ts);
  return [...roots(id), ...privates].sort((a, b) => Number(a.ts) - Number(b.ts));
}

/** The items of a channel's main list. */
export function timeline(id) {
  const channel = state.channels.get(id);
  const app = isAppRoom(channel);
  const rows = [...mainMessages(id).map((m) => ({ ts: m.ts, m })), ...room(id).notices.map((n) => ({ ts: n.ts, n }))]
    .sort((a, b) => Number(a.ts) - Number(b.ts));
  const out = [intro(channel)];
  let previous = null;
  let day = "";
  let fresh = app ? null : state.newFrom;
  for (const { ts, m, n } of rows) {
    if (dayKey(ts) !== day) { out.push(divider(ts)); previous = null; }
    day = dayKey(ts);
    if (fresh && m && Number(ts) > Number(fresh) && m.user !== state.me.id) { out.push(newLine); previous = fresh = null; }
    if (n) { out.push(noticeItem(id, n)); previous = null; continue; }
    out.push(...rootItems(id, m, previous, app));
    previous = out.at(-1).key.startsWith("m:") && !out.at(-1).more ? m : null;
  }
  return out;
}

function rootItems(id, m, previous, app) {
  if (app && !m.ephemeral) return [item(m, { place: "main", compact: continues(previous, m) }), ...inlineThread(id, m)];
  const { extra, key } = m.ephemeral ? { extra: null, key: "" } : summary(id, m);
  const one = item(m, { place: "main", compact: continues(previous, m), extra, key });
  return [{ ...one, more: Boolean(extra) }];
}

/** The items of a thread. */
export function threadItems(channel, ts) {
  const root = room(channel).messages.get(ts);
  const all = replies(channel, ts);
  const line = h("div", { class: "day thread-day", role: "separator" }, h("span", {}, counted(all.filter((m) => !m.ephemeral).length)));
  return [
    ...(root ? [item(root, { place: "thread" })] : []),
    ...(all.length ? [{ key: "line", sig: line.textContent, make: () => line }] : []),
    ...all.map((m, n) => item(m, { place: "thread", compact: continues(all[n - 1], m) })),
    ...status(channel, ts),
  ];
}
