/** Starts the page: who we are, what is there, then live. */

import { get } from "./api.js";
import { fragment, h } from "./dom.js";
import { onMention } from "./format/tokens.js";
import { closeThread, load, openApp, openChannel, openMessage, openPerson, openThread, read } from "./navigation.js";
import { changed, forget, isAppRoom, on, room, state } from "./store.js";
import { listen } from "./stream.js";
import { onRead } from "./sync.js";
import { setTime } from "./time.js";
import { failed } from "./ui/toast.js";
import { channelPane } from "./views/channel.js";
import { modals } from "./views/modal.js";
import { offlineBanner } from "./views/offline.js";
import { onSwitch } from "./views/people.js";
import { sidebar } from "./views/sidebar.js";
import { watchSmall } from "./views/small.js";
import { applyTheme } from "./views/theme.js";
import { threadPane } from "./views/thread.js";
import { resetWire, toggleWire, wireDrawer } from "./views/wire.js";

/** Who one is at the first visit; the workspace's seed knows this student. */
const FIRST = "U0SARA";
const LAST = "lectern.person";
const MINUTE_MS = 60_000;

function settle(boot) {
  Object.assign(state, {
    team: boot.team, me: boot.me, bot: boot.bot, commands: boot.commands, shortcuts: boot.shortcuts ?? [],
    welcome: boot.welcome ?? "", examples: boot.examples ?? [],
  });
  setTime(boot.time);
  for (const user of boot.users) state.users.set(user.id, user);
  for (const channel of boot.channels) state.channels.set(channel.id, channel);
  for (const prompts of boot.prompts ?? []) state.prompts.set(prompts.channel, prompts);
}

async function fetchBoot(user) {
  state.wanted = user;
  try {
    return await get("boot");
  } catch (error) {
    if (user === FIRST || error.code === "offline") throw error;
    state.wanted = FIRST;
    return get("boot");
  }
}

const landing = () => [...state.channels.values()].find(isAppRoom)?.id ?? state.channels.keys().next().value;

/** Become `user`: fetch everything of theirs, then listen. */
async function become(user, { channel, tab, thread } = {}) {
  forget();
  settle(await fetchBoot(user));
  localStorage.setItem(LAST, state.me.id);
  changed("person", "channels", "thread");
  await listen(state.me.id, () => resync().catch(failed));
  await fetchViews();
  const wanted = state.channels.get(channel);
  await openChannel(wanted ? channel : landing(), { tab: isAppRoom(wanted) && tab === "home" ? "home" : "messages" });
  if (wanted && thread && room(channel).messages.has(thread)) await openThread(channel, thread);
}

/** The windows that are open, unless the stream tells of newer ones meanwhile. */
async function fetchViews() {
  const before = state.views;
  const { stack } = await get("views");
  if (state.views === before) state.views = stack ?? [];
  changed("views");
}

/** After a break: everything that may have been missed. */
async function resync() {
  const boot = await fetchBoot(state.me.id);
  for (const known of [state.users, state.channels, state.prompts, state.statuses]) known.clear();
  settle(boot);
  await fetchViews();
  resetWire();
  changed("person", "channels", "channel");
  if (!state.channels.has(state.channel)) { await openChannel(landing()); return; }
  for (const id of [...state.rooms.keys()]) if (id !== state.channel) state.rooms.delete(id);
  await load(state.channel);
  if (state.thread && !room(state.channel).messages.has(state.thread.ts)) closeThread();
  if (isAppRoom(state.channels.get(state.channel))) await openApp(state.tab);
}

/** Where the address leads: `/?user=&channel=`, or a message's permalink. */
function address() {
  const query = new URLSearchParams(location.search);
  const [, channel, message] = /^\/archives\/(\w+)\/p(\d+)/.exec(location.pathname) ?? [];
  const ts = message && `${message.slice(0, -6)}.${message.slice(-6)}`;
  const place = { channel: channel ?? query.get("channel"), tab: query.get("tab"), thread: query.get("thread") };
  return { user: query.get("user") ?? localStorage.getItem(LAST) ?? FIRST, place, ts, root: query.get("thread_ts") };
}

function live(id, how) {
  return h("div", { id, class: "visually-hidden", "aria-live": how, role: how === "assertive" ? "alert" : "log" });
}

function build() {
  const [side, scrim] = sidebar();
  const main = channelPane();
  const stage = h("div", { class: "stage" }, offlineBanner(), h("div", { class: "panes" }, main, threadPane()), wireDrawer());
  document.body.append(fragment(side, scrim, stage, live("live-polite", "polite"), live("live-assertive", "assertive")));
  watchSmall({ sidebar: side, stage, main });
  modals();
  onMention({ user: openPerson, channel: openChannel });
  onRead(read);
  onSwitch((user) => become(user, { channel: state.channel }).catch(failed));
  document.addEventListener("visibilitychange", () => { if (!document.hidden && state.channel && state.tab === "messages") read(state.channel); });
  document.addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === ".") { event.preventDefault(); toggleWire(); } });
  setInterval(() => changed("minute", "messages", "thread"), MINUTE_MS);
  on("unknown-channel", () => get("boot").then((boot) => { settle(boot); changed("channels"); }, failed));
}

async function start() {
  applyTheme();
  build();
  const { user, place, ts, root } = address();
  await become(user, place);
  if (ts) await openMessage(state.channel, ts, root);
  document.body.classList.remove("starting");
}

start().catch((error) => {
  document.body.classList.remove("starting");
  failed(error);
});
