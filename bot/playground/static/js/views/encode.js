/** What the composer's words become on the wire: names of people and channels as ids. */

import { nameOf, state } from "../store.js";

const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** `@Sara Lindqvist` → `<@U0SARA>`, `#general` → `<#C0GENERAL|general>`; the longest name wins. */
export function encode(text) {
  const users = [...state.users.values()].map((u) => [`@${nameOf(u)}`, `<@${u.id}>`]);
  const channels = [...state.channels.values()].filter((c) => c.name).map((c) => [`#${c.name}`, `<#${c.id}|${c.name}>`]);
  const names = new Map([...users, ...channels].sort(([a], [b]) => b.length - a.length));
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...names.keys()].map(quoted).join("|")})(?![\\p{L}\\p{N}_-])`, "gu");
  return text.replace(found, (name) => names.get(name) ?? name);
}
