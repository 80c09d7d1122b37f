/** Messages as plain words, for announcements, previews and looking for mentions. */

import { state, nameOf } from "../store.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

export const decode = (text) => text.replace(/&(?:amp|lt|gt);/g, (e) => ENTITIES[e]);

/** mrkdwn without its marks: names for ids, labels for links. */
export function words(text) {
  const shown = String(text ?? "").replace(/<([^<>]+)>/g, (_, token) => {
    const [target, label] = token.split("|");
    if (target.startsWith("@")) return `@${nameOf(state.users.get(target.slice(1)))}`;
    if (target.startsWith("#")) return `#${label || state.channels.get(target.slice(1))?.name || "channel"}`;
    if (target.startsWith("!date^")) return label ?? "";
    if (target.startsWith("!")) return label ?? `@${target.slice(1)}`;
    return label ?? target;
  });
  return decode(shown);
}

/** The message's words. */
export const plain = (message) => words(message.text) || (message.files ?? []).map((f) => f.name).join(", ");

/** Does the message name this person? */
export const mentions = (message, user) => String(message.text ?? "").includes(`<@${user}>`);
