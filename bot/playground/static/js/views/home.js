/** The app's Home tab. */

import { renderBlocks } from "../blocks/index.js";
import { h, setChildren } from "../dom.js";
import { Surface } from "../elements/surface.js";
import { nameOf, on, state } from "../store.js";
import { avatar } from "./avatar.js";

function empty() {
  return h("div", { class: "home-empty" }, avatar(state.bot, "large"), h("h2", {}, nameOf(state.bot)),
    h("p", {}, "Waiting for the app to publish its Home…"));
}

export function homeView() {
  const inner = h("div", { class: "home-inner" });
  const node = h("div", { class: "home", data: { testid: "home" } }, inner);
  const draw = () => {
    const view = state.home;
    const focused = inner.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    if (!view) { setChildren(inner, state.me ? [empty()] : []); return; }
    const surface = new Surface({ container: { type: "view", view_id: view.id }, blocks: view.blocks, key: view.id });
    setChildren(inner, renderBlocks(view.blocks, surface));
    if (focused) inner.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus();
  };
  on("home", draw);
  on("channel", draw);
  return node;
}
