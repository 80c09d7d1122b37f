/** Sending what people wrote: messages, commands, files. */

import { post, upload } from "../api.js";
import { encode } from "./encode.js";
import { changed, room, state } from "../store.js";
import { now } from "../time.js";
import { failed } from "../ui/toast.js";

let last = Promise.resolve();

/** Post after what was posted before, so that messages arrive in the order in which they were written. */
function postInTurn(message) {
  const user = state.me.id;
  const turn = last.then(() => post("post", { user, ...message }));
  last = turn.catch(() => {});
  return turn;
}

function privateNote(channel, text) {
  const at = now().toFixed(6);
  room(channel).notices.push({ id: at, ts: at, level: "error", text });
  changed("messages");
}

async function command(channel, text, threadTs) {
  const [, name, rest] = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  if (!state.commands.some((c) => c.command === name)) {
    privateNote(channel, `${name} is not a valid command. In Slack, anything that starts with “/” is read as a command.`);
    return false;
  }
  if (threadTs) {
    privateNote(channel, `${name} is not supported in threads. Sorry!`);
    return false;
  }
  await post("command", { channel, command: name, text: encode(rest) });
  return true;
}

/** Send to a channel or thread, files and words in one message; false when it didn't go, so that both are kept. */
export async function send({ channel, threadTs, text, files = [], told }) {
  try {
    if (/^\/[a-z]/i.test(text) && !files.length) return await command(channel, text, threadTs);
    const where = threadTs ? { thread_ts: threadTs } : {};
    const ids = [];
    for (const file of files) ids.push((await upload(file, (part) => told?.(file, part))).file.id);
    if (text.trim() || ids.length) await postInTurn({ channel, text: encode(text), files: ids, ...where });
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** Send an example or a suggested prompt to the open channel. */
export const sendNow = (text) => send({ channel: state.channel, text });
