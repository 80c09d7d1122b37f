/** Menus of things to do. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { roving } from "../a11y.js";
import { closePopover, openPopover } from "./popover.js";

function menuItem(item) {
  const press = () => { closePopover(); item.run(); };
  return h("button", {
    type: "button", role: "menuitem", tabindex: "-1", class: `menu-item${item.danger ? " danger" : ""}`,
    data: item.data, on: { click: press },
  }, item.icon && icon(item.icon), h("span", { class: "menu-text" },
    h("span", { class: "menu-label", dir: "auto" }, item.label),
    item.hint && h("span", { class: "menu-hint", dir: "auto" }, item.hint)));
}

/** Open a menu; an item is `{label, run, icon?, hint?, danger?, data?}`, null is a line between. */
export function openMenu(anchor, items, { label, ...options }) {
  const menu = h("div", { role: "menu", "aria-label": label, class: "menu" },
    items.map((item) => (item ? menuItem(item) : h("hr", { class: "menu-line" }))));
  roving(menu, () => [...menu.querySelectorAll("[role=menuitem]")]);
  menu.addEventListener("keydown", (event) => { if (event.key === "Tab") closePopover(); });
  if (openPopover(anchor, menu, options)) menu.querySelector("[role=menuitem]")?.focus();
}

/** The attributes of a button that opens a menu. */
export const menuButton = { "aria-haspopup": "menu", "aria-expanded": "false" };
