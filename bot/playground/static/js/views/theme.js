/** Light, dark, or as the system has it; remembered in this browser. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { announce } from "../a11y.js";

const KEY = "lectern.theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const NAMES = { auto: "as the system", light: "light", dark: "dark" };
const MARKS = { auto: "auto", light: "sun", dark: "moon" };

const current = () => (localStorage.getItem(KEY) in NEXT ? localStorage.getItem(KEY) : "auto");

/** Put the remembered theme on the page. */
export function applyTheme() {
  const theme = current();
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function themeToggle() {
  const draw = () => {
    node.replaceChildren(icon(MARKS[current()], 17));
    node.title = `Theme: ${NAMES[current()]}`;
    node.setAttribute("aria-label", `Theme: ${NAMES[current()]}. Change`);
  };
  const node = h("button", { type: "button", class: "icon-button", data: { testid: "theme-toggle" }, on: { click: () => {
    localStorage.setItem(KEY, NEXT[current()]);
    applyTheme();
    draw();
    announce(`Theme: ${NAMES[current()]}`);
  } } });
  draw();
  return node;
}
