/** How each frame of the live stream changes what the page knows. */

import { announce } from "./a11y.js";
import { mentions, plain } from "./format/plain.js";
import { changed, isRoot, nameOf, room, state, userOf } from "./store.js";
import { now, setTime } from "./time.js";
import { toast } from "./ui/toast.js";

const WIRE_KEPT = 1000;
let readers = () => {};
const awaited = new Set();
let again = false;

/** `fn(channel)` is called when the person is looking at a channel that got a message. */
export function onRead(fn) {
  readers = fn;
}

/**
 * Await an answer about a channel and `put` it in place. It may be older than what the stream told meanwhile, which
 * is put on top. Nothing is put for a person that one is no longer.
 */
export async function settled(channel, answer, put) {
  const who = state.me?.id;
  const wait = { channel, told: [] };
  awaited.add(wait);
  try {
    const found = await answer;
    if (state.me?.id !== who) return;
    put(found);
  } finally {
    awaited.delete(wait);
  }
  tellAgain(wait.told);
}

function tellAgain(frames) {
  again = true;
  try {
    for (const frame of frames) FRAMES[frame.type](frame);
  } finally {
    again = false;
  }
}

/** Screen readers hear everything once. */
const say = (...words) => { if (!again) announce(...words); };
const isOpen = (channel) => state.channel === channel && state.tab === "messages" && !document.hidden;

function countReply(message) {
  const root = room(message.channel).messages.get(message.thread_ts);
  if (!root || Number(root.latest_reply ?? 0) >= Number(message.ts)) return;
  root.reply_count = (root.reply_count ?? 0) + 1;
  root.latest_reply = message.ts;
  root.reply_users = [...new Set([...(root.reply_users ?? []), message.user])];
}

const inMyThread = (message) => room(message.channel).messages.get(message.thread_ts)?.user === state.me.id;

function unread(message) {
  if (again || message.user === state.me.id) return;
  const channel = state.channels.get(message.channel);
  if (isOpen(message.channel)) readers(message.channel);
  else if (channel && (channel.is_im || isRoot(message) || mentions(message, state.me.id) || inMyThread(message))) {
    channel.unread = (channel.unread ?? 0) + 1;
    changed("channels");
  }
}

function addMessage({ message }) {
  const there = room(message.channel);
  const known = there.messages.has(message.ts);
  there.messages.set(message.ts, message);
  const channel = state.channels.get(message.channel);
  if (!known && !isRoot(message)) countReply(message);
  if (isRoot(message)) there.whole.add(message.ts);
  if (message.bot_id || message.user !== state.me.id) clearStatus(message);
  if (!known) {
    unread(message);
    if (isOpen(message.channel) && message.user !== state.me.id)
      say(`${nameOf(userOf(message))}: ${plain(message)}`);
  }
  if (!channel) changed("unknown-channel");
  changed("messages", "thread");
}

function clearStatus(message) {
  const key = `${message.channel}:${message.thread_ts ?? message.ts}`;
  if (message.bot_id && state.statuses.delete(key)) changed("status");
}

function changeMessage({ message }) {
  const there = room(message.channel);
  if (!there.messages.has(message.ts) && !there.loaded) return;
  there.messages.set(message.ts, message);
  changed("messages", "thread");
}

function dropMessage({ channel, ts }) {
  const there = room(channel);
  const gone = there.messages.get(ts);
  there.messages.delete(ts);
  const root = gone && !isRoot(gone) && there.messages.get(gone.thread_ts);
  if (root?.reply_count) root.reply_count -= 1;
  if (state.thread?.ts === ts) state.thread = null;
  changed("messages", "thread");
}

function addEphemeral({ message }) {
  room(message.channel).ephemerals.set(message.ephemeral_id, { ...message, ephemeral: true });
  if (isOpen(message.channel)) say(`Only visible to you: ${plain(message)}`);
  changed("messages", "thread");
}

function dropEphemeral({ channel, ephemeral_id: id }) {
  room(channel).ephemerals.delete(id);
  changed("messages", "thread");
}

function setReactions({ channel, ts, reactions }) {
  const message = room(channel).messages.get(ts);
  if (!message) return;
  room(channel).messages.set(ts, { ...message, reactions });
  changed("messages", "thread");
}

function setChannel({ channel }) {
  const mine = channel.is_im ? channel.members.includes(state.me.id) : true;
  const gone = channel.is_private && !channel.members.includes(state.me.id);
  if (!mine || gone) state.channels.delete(channel.id);
  else {
    const old = state.channels.get(channel.id) ?? {};
    state.channels.set(channel.id, { ...old, ...channel, unread: isOpen(channel.id) ? 0 : channel.unread ?? old.unread });
  }
  changed("channels", "messages");
}

function setStatus({ channel, thread_ts: ts, status, loading_messages: loading }) {
  const key = `${channel}:${ts}`;
  if (status) {
    state.statuses.set(key, { status, loading: loading ?? [], since: Date.now() });
    if (isOpen(channel)) say(`${nameOf(state.bot)} ${status}`);
  } else state.statuses.delete(key);
  changed("status");
}

function setPrompts(frame) {
  state.prompts.set(frame.channel, frame);
  changed("prompts");
}

function notice({ level, text, channel }) {
  if (channel && channel === state.channel && state.tab === "messages") {
    const at = now().toFixed(6);
    room(channel).notices.push({ id: at, ts: at, level, text });
    announce(text, "assertive");
    changed("messages");
  } else toast(text, level);
}

function addWire({ entry }) {
  const n = state.wire.findLastIndex((e) => e.n === entry.n);
  if (n >= 0) state.wire[n] = entry;
  else state.wire.push(entry);
  if (state.wire.length > WIRE_KEPT) state.wire.splice(0, state.wire.length - WIRE_KEPT);
  changed("wire");
}

const FRAMES = {
  message: addMessage,
  message_changed: changeMessage,
  message_deleted: dropMessage,
  ephemeral: addEphemeral,
  ephemeral_deleted: dropEphemeral,
  reactions: setReactions,
  channel: setChannel,
  views: ({ stack }) => { state.views = stack; changed("views"); },
  home: ({ view }) => { state.home = view; changed("home"); },
  status: setStatus,
  prompts: setPrompts,
  notice,
  time: setTime,
  wire: addWire,
};

/** What a channel shows, and what an answer about it may be behind of. */
const SHOWN = new Set(["message", "message_changed", "message_deleted", "ephemeral", "ephemeral_deleted", "reactions", "status"]);

/** Apply one frame; frames of a kind the page doesn't know are left alone. */
export function apply(frame) {
  if (!state.me) return;
  FRAMES[frame.type]?.(frame);
  const channel = frame.message?.channel ?? frame.channel;
  if (SHOWN.has(frame.type)) for (const wait of awaited) if (wait.channel === channel) wait.told.push(frame);
}
