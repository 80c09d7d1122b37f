/** The buttons that appear over a message, and its menu. */

import { roving } from "../a11y.js";
import { post } from "../api.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { plain } from "../format/plain.js";
import { openThread } from "../navigation.js";
import { joined, state } from "../store.js";
import { confirmed } from "../ui/dialog.js";
import { menuButton, openMenu } from "../ui/menu.js";
import { failed, toast } from "../ui/toast.js";
import { startEditing } from "./editing.js";
import { openEmoji } from "./emoji_picker.js";

/** Reactions at hand, with drawn marks: not every computer has a font with emoji. */
const QUICK = [["+1", "up"], ["eyes", "eye"], ["white_check_mark", "check"]];

const react = (message, name) => {
  const mine = message.reactions?.find((r) => r.name === name)?.users.includes(state.me.id);
  return post("react", { channel: message.channel, ts: message.ts, name, remove: Boolean(mine) }).catch(failed);
};

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    toast(text);
  }
}

/** The address that leads to a message. */
export const linkTo = (message) =>
  `${location.origin}/archives/${message.channel}/p${message.ts.replace(".", "")}${message.thread_ts && message.thread_ts !== message.ts ? `?thread_ts=${message.thread_ts}` : ""}`;

async function remove(message) {
  const sure = await confirmed({ title: "Delete message", text: { type: "plain_text", text: "Delete this message? This cannot be undone." },
    confirm: "Delete", deny: "Cancel", style: "danger" });
  if (sure) post("delete", { channel: message.channel, ts: message.ts }).catch(failed);
}

function shortcuts(message) {
  return state.shortcuts.filter((s) => s.type === "message").map((s) => ({
    label: s.name, hint: s.description, icon: "bolt", data: { callback: s.callback_id },
    run: () => post("message_shortcut", { callback_id: s.callback_id, channel: message.channel, ts: message.ts }).catch(failed),
  }));
}

function items(message) {
  const mine = message.user === state.me.id;
  const apps = shortcuts(message);
  return [
    ...apps, apps.length ? null : undefined,
    { label: "Reply in thread", icon: "reply", run: () => openThread(message.channel, message.thread_ts ?? message.ts) },
    { label: "Copy link", icon: "link", run: () => copy(message.permalink ?? linkTo(message), "Link copied") },
    { label: "Copy text", icon: "copy", run: () => copy(plain(message), "Text copied") },
    ...(mine ? [null, { label: "Edit message", icon: "edit", run: () => startEditing(message) },
      { label: "Delete message…", icon: "trash", danger: true, run: () => remove(message) }] : []),
  ].filter((item) => item !== undefined);
}

function tool(name, label, run, props = {}) {
  return h("button", { type: "button", class: "tool", "aria-label": label, title: label, tabindex: "-1", on: { click: run }, ...props }, name);
}

export function toolbar(message, place) {
  if (!joined(state.channels.get(message.channel) ?? {})) return null;
  const more = tool(icon("more"), "More actions", () => openMenu(more, items(message), { label: "Message actions", align: "end" }), menuButton);
  const add = tool(icon("smile"), "Add reaction", () => openEmoji(add, (name) => react(message, name)), { "aria-expanded": "false" });
  const bar = h("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" },
    QUICK.map(([name, mark]) => tool(icon(mark, 17), `React with ${name.replaceAll("_", " ")}`, () => react(message, name))),
    add,
    place !== "thread" && tool(icon("reply"), "Reply in thread", () => openThread(message.channel, message.thread_ts ?? message.ts)),
    more);
  bar.firstElementChild.tabIndex = 0;
  roving(bar, () => [...bar.children], { horizontal: true });
  return bar;
}
