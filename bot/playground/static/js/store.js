/** What the page knows, and who wants to hear when it changes. */

export const state = {
  wanted: "", team: null, me: null, bot: null, users: new Map(), channels: new Map(),
  commands: [], shortcuts: [], welcome: "", examples: [],
  channel: null, tab: "messages", thread: null, marked: null,
  rooms: new Map(), statuses: new Map(), prompts: new Map(),
  time: { shift: 0, movable: false, moved: false },
  home: null, views: [], wire: [], online: true, sidebarOpen: false, newFrom: null, closedThread: null,
};

const listeners = new Map();
const waiting = new Set();

/** Call `fn` after `topic` has changed; several changes in one turn make one call. */
export function on(topic, fn) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(fn);
}

export function changed(...topics) {
  if (!waiting.size) queueMicrotask(flush);
  topics.forEach((topic) => waiting.add(topic));
}

function flush() {
  const topics = [...waiting];
  waiting.clear();
  for (const topic of topics) for (const fn of listeners.get(topic) ?? []) fn();
}

/** Everything a channel shows: messages by ts, private ones by id, which threads are complete. */
export function room(channel) {
  if (!state.rooms.has(channel)) {
    state.rooms.set(channel, {
      messages: new Map(), ephemerals: new Map(), notices: [], whole: new Set(), loaded: false, fresh: 0,
    });
  }
  return state.rooms.get(channel);
}

const byTs = (a, b) => Number(a.ts) - Number(b.ts);
export const isRoot = (m) => !m.thread_ts || m.thread_ts === m.ts;

/** Messages of the main timeline, oldest first. */
export function roots(channel) {
  const all = [...room(channel).messages.values()];
  return all.filter((m) => isRoot(m) || m.subtype === "thread_broadcast").sort(byTs);
}

/** A thread's replies that are known, with the private ones, oldest first. */
export function replies(channel, ts) {
  const { messages, ephemerals } = room(channel);
  const all = [...messages.values(), ...ephemerals.values()];
  return all.filter((m) => m.thread_ts === ts && (m.ephemeral || m.ts !== ts)).sort(byTs);
}

/** How many people's and bots' replies a root has. */
export function replyCount(channel, root) {
  const known = replies(channel, root.ts).filter((m) => !m.ephemeral).length;
  return room(channel).whole.has(root.ts) ? known : Math.max(root.reply_count ?? 0, known);
}

export const userOf = (message) =>
  state.users.get(message.user) ?? (message.bot_id ? state.bot : undefined) ??
  { id: message.user ?? "", real_name: message.username ?? "Somebody", initials: "?", color: "#667", role: "" };

/** The name to show for a person. */
export const nameOf = (user) => user?.display_name || user?.real_name || user?.name || "Somebody";

export const isAppRoom = (channel) => Boolean(channel?.is_im && channel.user === state.bot?.id);

/** What a channel is called for the acting person. */
export function channelName(channel) {
  if (!channel) return "";
  return channel.is_im ? nameOf(state.users.get(channel.user)) : channel.name;
}

export const joined = (channel) => channel.is_im || (channel.members ?? []).includes(state.me.id);

/** Forget what belongs to the last person. */
export function forget() {
  for (const map of [state.users, state.channels, state.rooms, state.statuses, state.prompts]) map.clear();
  Object.assign(state, { me: null, home: null, views: [], thread: null, channel: null, marked: null, newFrom: null });
}
