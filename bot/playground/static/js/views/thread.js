/** The thread beside the channel. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { closeThread } from "../navigation.js";
import { channelName, on, state } from "../store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./list.js";
import { threadItems } from "./timeline.js";

export function threadPane() {
  const list = new MessageList({ label: "Thread" });
  const composer = new Composer("thread-composer");
  composer.sent = () => list.toEnd();
  const where = h("span", { class: "topic" });
  const node = h("aside", { class: "thread", "aria-label": "Thread", hidden: true, data: { testid: "thread-pane" } },
    h("header", { class: "head" },
      h("div", { class: "title" }, h("h2", {}, "Thread"), where), h("span", { class: "spacer" }),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close thread", on: { click: closeThread } }, icon("close", 19))),
    list.node, composer.node);
  let shown = "";
  const draw = () => {
    const { thread } = state;
    node.hidden = !thread;
    document.body.classList.toggle("thread-open", Boolean(thread));
    if (!thread) { shown = ""; return; }
    const channel = state.channels.get(thread.channel);
    where.textContent = channel?.is_im ? channelName(channel) : `#${channelName(channel)}`;
    composer.aim({ channel: thread.channel, threadTs: thread.ts }, "Reply…");
    const key = `${state.me.id}:${thread.channel}:${thread.ts}`;
    list.draw(threadItems(thread.channel, thread.ts), { fresh: key !== shown });
    shown = key;
  };
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    closeThread();
  });
  on("thread", draw);
  on("status", draw);
  on("open-thread", () => { if (state.thread) composer.area.focus({ preventScroll: true }); });
  return node;
}
