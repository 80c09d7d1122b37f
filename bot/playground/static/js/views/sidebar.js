/** The left side: workspace, channels, direct messages, apps, and who you are. */

import { h, setChildren } from "../dom.js";
import { icon } from "../icons.js";
import { openChannel, openPerson } from "../navigation.js";
import { channelName, isAppRoom, joined, nameOf, on, state } from "../store.js";
import { roving } from "../a11y.js";
import { openMenu } from "../ui/menu.js";
import { avatar } from "./avatar.js";
import { personSwitch } from "./people.js";
import { closeSidebar } from "./small.js";
import { themeToggle } from "./theme.js";

function mark(channel) {
  if (!channel.is_im) return icon(channel.is_private ? "lock" : "hash", 16);
  return avatar(state.users.get(channel.user), "tiny");
}

function entry(channel) {
  const here = channel.id === state.channel;
  const unread = here ? 0 : channel.unread ?? 0;
  const cls = ["side-item", here && "here", unread && "unread", !joined(channel) && "outside"].filter(Boolean).join(" ");
  return h("button", {
    type: "button", class: cls, "aria-current": here ? "page" : null, data: { testid: "sidebar-channel", channel: channel.id },
    on: { click: () => openChannel(channel.id) },
  }, h("span", { class: "side-mark" }, mark(channel)), h("span", { class: "side-name", dir: "auto" }, channelName(channel)),
  unread > 0 && h("span", { class: "badge" }, unread > 99 ? "99+" : unread, h("span", { class: "visually-hidden" }, " unread")));
}

function group(title, items, extra) {
  return h("section", { class: "side-group", "aria-label": title }, h("div", { class: "side-title" }, h("h2", {}, title), extra), items);
}

function newMessage() {
  const others = [...state.users.values()].filter((u) => u.id !== state.me.id && !u.is_bot);
  const node = h("button", { type: "button", class: "icon-button small", "aria-label": "New direct message", title: "New direct message", "aria-haspopup": "menu", "aria-expanded": "false",
    on: { click: () => openMenu(node, others.map((u) => ({ label: nameOf(u), hint: u.title, run: () => openPerson(u.id) })), { label: "New direct message" }) } }, icon("plus", 15));
  return node;
}

function groups() {
  const all = [...state.channels.values()].sort((a, b) => channelName(a).localeCompare(channelName(b)));
  const channels = all.filter((c) => !c.is_im);
  const people = all.filter((c) => c.is_im && !isAppRoom(c));
  return [
    group("Channels", channels.map(entry)),
    group("Direct messages", people.length ? people.map(entry) : [h("p", { class: "side-none" }, "Write to somebody with +")], newMessage()),
    group("Apps", all.filter(isAppRoom).map(entry)),
  ];
}

export function sidebar() {
  const lists = h("div", { class: "side-lists" });
  const name = h("span", { class: "workspace-name", dir: "auto" });
  const foot = h("div", { class: "side-foot" });
  const node = h("nav", { class: "sidebar", "aria-label": "Workspace" },
    h("div", { class: "workspace" }, h("span", { class: "workspace-mark", "aria-hidden": "true" }, icon("window", 17)), name,
      themeToggle(),
      h("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Close channels", on: { click: closeSidebar } }, icon("close", 18))),
    lists, foot);
  node.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented) closeSidebar(); });
  roving(lists, () => [...lists.querySelectorAll(".side-item")]);
  const draw = () => {
    if (!state.me) return;
    const focused = lists.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    name.textContent = state.team.name;
    setChildren(lists, groups());
    if (focused) lists.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
    const waiting = [...state.channels.values()].reduce((n, c) => n + (c.unread ?? 0), 0);
    const where = state.channels.get(state.channel);
    document.title = `${waiting ? `(${waiting}) ` : ""}${where ? `${channelName(where)} · ` : ""}${state.team.name}`;
  };
  on("channels", draw);
  on("person", () => setChildren(foot, [personSwitch()]));
  return [node, h("div", { class: "scrim", "aria-hidden": "true", on: { click: closeSidebar } })];
}
