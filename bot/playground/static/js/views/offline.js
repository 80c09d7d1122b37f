/** The line that says that the workspace can't be reached. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { on, state } from "../store.js";

const WORDS = "The workspace doesn’t answer. Reconnecting…";

export function offlineBanner() {
  const words = h("span", { role: "status" });
  const node = h("div", { class: "offline", hidden: true, data: { testid: "offline" } }, icon("warn", 16), words);
  on("online", () => {
    node.hidden = state.online;
    words.textContent = state.online ? "" : WORDS;
  });
  return node;
}
