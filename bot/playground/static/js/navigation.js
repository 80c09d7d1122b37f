/** Going places: channels, threads, tabs; fetching what is shown there. */

import { get, post } from "./api.js";
import { changed, isAppRoom, isRoot, joined, room, state } from "./store.js";
import { settled } from "./sync.js";
import { failed } from "./ui/toast.js";

/** The address that leads back to what is shown: a reload keeps the place. */
function remember() {
  const url = new URL(location.origin);
  url.searchParams.set("user", state.me.id);
  if (state.channel) url.searchParams.set("channel", state.channel);
  if (state.tab === "home") url.searchParams.set("tab", "home");
  if (state.thread) url.searchParams.set("thread", state.thread.ts);
  history.replaceState(null, "", url);
}

/** Put a channel's fetched messages in place of what was known of it. */
function fill(channel, { messages, threads = {}, ephemerals = [], statuses = {} }) {
  const there = room(channel);
  there.messages.clear();
  there.ephemerals.clear();
  there.whole.clear();
  const all = [...messages, ...Object.values(threads).flat()];
  for (const m of all) there.messages.set(m.ts, m);
  for (const m of ephemerals) there.ephemerals.set(m.ephemeral_id, { ...m, ephemeral: true });
  for (const ts of Object.keys(threads)) there.whole.add(ts);
  for (const [ts, status] of Object.entries(statuses)) state.statuses.set(`${channel}:${ts}`, { status, loading: [] });
  there.loaded = true;
}

/** Fetch a channel's messages. */
export async function load(channel) {
  try {
    await settled(channel, get("history", { channel }), (found) => fill(channel, found));
    if (state.thread?.channel === channel) await loadThread(channel, state.thread.ts);
  } catch (error) {
    failed(error);
  }
  changed("messages", "thread", "status");
}

async function loadThread(channel, ts) {
  await settled(channel, get("thread", { channel, ts }), ({ messages, ephemerals }) => {
    const there = room(channel);
    for (const m of messages) there.messages.set(m.ts, m);
    for (const m of ephemerals ?? []) there.ephemerals.set(m.ephemeral_id, { ...m, ephemeral: true });
    there.whole.add(ts);
  });
}

/** Tell the server that the channel has been read. */
export function read(id) {
  const channel = state.channels.get(id);
  if (!channel || document.hidden) return;
  channel.unread = 0;
  channel.last_read = String(Math.max(Number(channel.last_read ?? 0), ...[...room(id).messages.keys()].map(Number)));
  changed("channels");
  if (joined(channel)) post("read", { channel: id }).catch(() => changed("online"));
}

/** Show a channel; an app's direct message opens at its messages. */
export async function openChannel(id, { tab = "messages" } = {}) {
  const channel = state.channels.get(id);
  if (!channel) return;
  const newFrom = channel.unread ? channel.last_read ?? null : null;
  Object.assign(state, { channel: id, tab, thread: null, marked: null, newFrom, sidebarOpen: false });
  room(id).notices.length = 0;
  remember();
  changed("channel", "channels", "thread", "sidebar");
  const opened = isAppRoom(channel) && openApp(tab);
  if (tab === "messages") {
    await load(id);
    read(id);
  }
  await opened;
}

/** The Home as it was, then the word to the app, which may publish a newer one. */
export async function openApp(tab) {
  try {
    if (tab === "home") {
      const { me, home } = state;
      const { view } = await get("home");
      if (state.home === home && state.me?.id === me.id) state.home = view;
      changed("home");
    }
    await post("open_app", { tab });
  } catch (error) {
    failed(error);
  }
}

export const openTab = (tab) => openChannel(state.channel, { tab });

/** Show a thread beside the channel. */
export async function openThread(channel, ts) {
  state.thread = { channel, ts };
  remember();
  // The focus is there at once: who goes on typing must not write into the channel.
  changed("channel", "thread", "messages", "open-thread");
  try {
    await loadThread(channel, ts);
  } catch (error) {
    failed(error);
  }
  changed("thread", "messages");
}

export function closeThread() {
  const ts = state.thread?.ts;
  state.thread = null;
  state.closedThread = ts;
  remember();
  changed("thread", "channel", "closed-thread");
}

/** Open the direct message with somebody. */
export async function openPerson(user) {
  if (user === state.me.id) return;
  try {
    const { channel } = await post("open_im", { with: user });
    state.channels.set(channel.id, { ...channel, user });
    await openChannel(channel.id);
  } catch (error) {
    failed(error);
  }
}

export async function join(id) {
  try {
    const { channel } = await post("join", { channel: id });
    state.channels.set(id, { ...state.channels.get(id), ...channel });
    await openChannel(id);
  } catch (error) {
    failed(error);
  }
}

/** Go to one message, opening its thread if it is a reply. */
export async function openMessage(channel, ts, threadTs) {
  await openChannel(channel);
  if (threadTs && threadTs !== ts) await openThread(channel, threadTs);
  state.marked = ts;
  const found = room(channel).messages.get(ts);
  if (found && !isRoot(found) && !threadTs) await openThread(channel, found.thread_ts);
  changed("messages", "thread", "marked");
}
