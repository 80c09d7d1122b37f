/** What stands at the beginning of each conversation. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { mrkdwn } from "../format/mrkdwn.js";
import { channelName, isAppRoom, state } from "../store.js";
import { avatar, roleName } from "./avatar.js";
import { sendNow } from "./sending.js";

function welcome() {
  return h("section", { class: "welcome", "aria-label": "Welcome" },
    h("div", { class: "welcome-head" }, avatar(state.bot, "large"), h("div", { class: "welcome-text" }, mrkdwn(state.welcome))),
    state.examples.length > 0 && h("div", { class: "examples" }, state.examples.map((text) =>
      h("button", { type: "button", class: "example", data: { testid: "example" }, on: { click: () => sendNow(text) } },
        h("span", { dir: "auto" }, text), icon("arrowRight", 16)))));
}

function about(channel) {
  const peer = channel.is_im ? state.users.get(channel.user) : null;
  return h("section", { class: "intro" },
    peer ? avatar(peer, "large") : h("span", { class: "intro-mark" }, icon(channel.is_private ? "lock" : "hash", 26)),
    h("h2", { dir: "auto" }, channelName(channel)),
    h("p", {}, peer ? `${roleName(peer)}. Messages here are between the two of you.`
      : `This is where ${channel.is_private ? "the private channel " : ""}#${channel.name} begins.${channel.topic ? ` ${channel.topic}.` : ""}`));
}

export function intro(channel) {
  const app = isAppRoom(channel);
  return { key: "intro", sig: JSON.stringify([channel.id, state.welcome, state.examples, state.me.id]), make: () => (app ? welcome() : about(channel)) };
}
