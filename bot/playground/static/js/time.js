/** What time it is in the workspace: this machine's, unless it was moved. */

import { changed, state } from "./store.js";

/** Seconds since 1970. */
export const now = () => Date.now() / 1000 + state.time.shift;

/** Take over what the server says of the time; everything that shows a date is drawn anew. */
export function setTime(time) {
  state.time = { shift: time.shift, movable: time.movable, moved: time.moved };
  changed("time", "minute", "messages", "thread", "home");
}
