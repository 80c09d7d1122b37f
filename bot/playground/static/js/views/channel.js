/** The main pane: header, tabs of the app, messages, prompts, composer. */

import { h, setChildren } from "../dom.js";
import { icon } from "../icons.js";
import { join, openTab } from "../navigation.js";
import { channelName, isAppRoom, joined, nameOf, on, room, state } from "../store.js";
import { avatar, roleName } from "./avatar.js";
import { Composer } from "./composer.js";
import { homeView } from "./home.js";
import { MessageList } from "./list.js";
import { sendNow } from "./sending.js";
import { isSmall, openSidebar } from "./small.js";
import { timeline } from "./timeline.js";
import { toggleWire } from "./wire.js";
import { roving } from "../a11y.js";

function members(channel) {
  const people = (channel.members ?? []).map((id) => state.users.get(id)).filter(Boolean);
  return h("span", { class: "members", title: people.map(nameOf).join(", ") },
    h("span", { class: "faces" }, people.slice(0, 3).map((u) => avatar(u, "tiny"))), h("span", {}, people.length), h("span", { class: "visually-hidden" }, "members"));
}

function tabs(channel) {
  if (!isAppRoom(channel)) return null;
  const tab = (name, label, mark) => h("button", {
    type: "button", role: "tab", class: "tab", "aria-selected": String(state.tab === name), tabindex: state.tab === name ? "0" : "-1",
    data: { testid: `tab-${name}` }, on: { click: () => openTab(name) },
  }, icon(mark, 16), label);
  const node = h("div", { class: "tabs", role: "tablist", "aria-label": channelName(channel) }, tab("home", "Home", "home"), tab("messages", "Messages", "chat"));
  roving(node, () => [...node.querySelectorAll("[role=tab]")], { horizontal: true });
  return node;
}

function header(channel) {
  const peer = channel.is_im ? state.users.get(channel.user) : null;
  return [
    h("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Open channels", data: { testid: "open-sidebar" }, on: { click: openSidebar } }, icon("menu", 20)),
    h("div", { class: "title" }, h("h1", { dir: "auto" }, peer ? avatar(peer, "small") : icon(channel.is_private ? "lock" : "hash", 19), h("span", {}, channelName(channel))),
      h("span", { class: "topic", dir: "auto" }, peer ? peer.title || roleName(peer) : channel.topic)),
    tabs(channel), h("span", { class: "spacer" }), !channel.is_im && members(channel),
    h("button", { type: "button", class: "wire-toggle", "aria-pressed": String(document.body.classList.contains("wire-open")), title: "Behind the scenes (Ctrl+.)",
      data: { testid: "wire-toggle" }, on: { click: toggleWire } }, icon("wire", 17), h("span", {}, "Behind the scenes")),
  ];
}

function prompts(channel) {
  const found = isAppRoom(channel) && state.prompts.get(channel.id);
  if (!found?.prompts?.length) return [];
  const chip = (p) => h("button", { type: "button", class: "prompt", dir: "auto", title: p.message, on: { click: () => sendNow(p.message) } }, p.title);
  return [found.title && h("span", { class: "prompts-title", dir: "auto" }, found.title), h("div", { class: "prompts-row" }, found.prompts.map(chip))];
}

const joinBar = (channel) => h("div", { class: "join" }, h("span", {}, `You are looking at #${channel.name}.`),
  h("button", { type: "button", class: "button primary", on: { click: () => join(channel.id) } }, "Join channel"));

/** The pane's node; it redraws itself. */
export function channelPane() {
  const list = new MessageList({ label: "Messages", testid: "messages" });
  const composer = new Composer("composer");
  const head = h("header", { class: "head" });
  const chips = h("div", { class: "prompts", role: "group", "aria-label": "Suggested prompts", data: { testid: "prompts" } });
  const body = h("div", { class: "pane-body" });
  const home = homeView();
  composer.sent = () => list.toEnd();
  let shown = "";

  const drawHead = () => {
    const c = state.channels.get(state.channel);
    if (!c) return;
    const had = head.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    setChildren(head, header(c).filter(Boolean));
    if (had) head.querySelector(`[data-testid="${CSS.escape(had)}"]`)?.focus();
  };
  const drawPrompts = () => {
    const c = state.channels.get(state.channel);
    if (c) setChildren(chips, prompts(c).filter(Boolean));
    chips.hidden = !chips.childElementCount;
  };
  const drawMessages = () => {
    const c = state.channels.get(state.channel);
    if (!c || state.tab !== "messages") return;
    const key = `${state.me.id}:${c.id}:${room(c.id).loaded}`;
    list.draw(timeline(c.id), { fresh: key !== shown });
    shown = key;
  };
  const drawPane = () => {
    const c = state.channels.get(state.channel);
    if (!c) return;
    drawHead();
    drawPrompts();
    if (state.tab === "home") { shown = ""; setChildren(body, [home]); return; }
    if (joined(c)) composer.aim({ channel: c.id }, `Message ${c.is_im ? channelName(c) : `#${c.name}`}`);
    setChildren(body, [list.node, chips, joined(c) ? composer.node : joinBar(c)]);
    drawMessages();
    if (joined(c) && !isSmall() && !head.contains(document.activeElement) && !document.querySelector("dialog[open]")) composer.area.focus({ preventScroll: true });
  };
  on("channel", drawPane);
  on("messages", drawMessages);
  on("status", drawMessages);
  on("closed-thread", () => {
    const root = list.items.querySelector(`[data-ts="${CSS.escape(state.closedThread ?? "")}"]`);
    (root?.querySelector("[data-testid=thread-link]") ?? root ?? composer.area).focus({ preventScroll: true });
  });
  on("prompts", drawPrompts);
  on("wire-open", drawHead);
  on("marked", () => list.items.querySelector(".marked")?.scrollIntoView({ block: "center" }));
  return h("main", { class: "pane", id: "main", tabindex: "-1", "aria-label": "Conversation" }, head, body);
}
