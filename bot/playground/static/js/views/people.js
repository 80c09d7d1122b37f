/** Being somebody else: the switch that lets one person play a class. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { roving } from "../a11y.js";
import { clock } from "../format/dates.js";
import { nameOf, on, state } from "../store.js";
import { now } from "../time.js";
import { closePopover, openPopover } from "../ui/popover.js";
import { avatar, roleName } from "./avatar.js";

let become = () => {};

/** `fn(user)` reloads the page's state for another person. */
export function onSwitch(fn) {
  become = fn;
}

const theirTime = (user) => new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone: user.tz }).format(now() * 1000);
const city = (user) => user.tz.split("/").at(-1).replaceAll("_", " ");

function option(user) {
  const me = user.id === state.me.id;
  return h("div", { class: "person-row", role: "none" },
    h("button", { type: "button", role: "menuitemradio", "aria-checked": String(me), tabindex: "-1", class: "person-option",
      data: { testid: "person-option", user: user.id }, on: { click: () => { closePopover(); if (!me) become(user.id); } } },
    avatar(user), h("span", { class: "menu-text" }, h("span", { class: "menu-label", dir: "auto" }, nameOf(user)),
      h("span", { class: "menu-hint" }, `${roleName(user)} · ${theirTime(user)} in ${city(user)}`)), me && icon("check", 17)),
    h("a", { class: "icon-button", role: "menuitem", tabindex: "-1", href: `/?user=${user.id}`, target: "_blank", rel: "noopener",
      "aria-label": `Open a new window as ${nameOf(user)}`, title: "Open in a new window", on: { click: () => closePopover() } }, icon("external", 16)));
}

function open(anchor) {
  const people = [...state.users.values()].filter((u) => !u.is_bot);
  const menu = h("div", { class: "people", role: "menu", "aria-label": "Act as" },
    h("p", { class: "people-title", role: "none" }, "Act as"), people.map(option),
    h("p", { class: "people-hint", role: "none" }, "Open two people in two windows to play a conversation."));
  roving(menu, () => [...menu.querySelectorAll("[role^=menuitem]")]);
  if (openPopover(anchor, menu, { side: "above", class: "people-pop" })) menu.querySelector("[aria-checked=true]")?.focus();
}

const mine = () => `${roleName(state.me)} · ${clock(now())}`;

on("minute", () => { for (const node of document.querySelectorAll("[data-clock]")) node.textContent = mine(); });

export function personSwitch() {
  const { me } = state;
  const time = h("span", { class: "menu-hint", data: { clock: "" } }, mine());
  const node = h("button", { type: "button", class: "person-switch", "aria-haspopup": "menu", "aria-expanded": "false", data: { testid: "person-switch", user: me.id },
    "aria-label": `You are ${nameOf(me)}, ${roleName(me)}. Switch person`, on: { click: () => open(node) } },
  avatar(me), h("span", { class: "menu-text" }, h("span", { class: "menu-label", dir: "auto" }, nameOf(me)),
    time), icon("moreUp", 17));
  return node;
}
