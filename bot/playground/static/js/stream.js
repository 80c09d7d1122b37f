/** The live stream: one websocket for the acting person, opened again whenever it breaks. */

import { apply } from "./sync.js";
import { changed, state } from "./store.js";

const LONGEST_WAIT = 5000;
let socket = null;
let timer = 0;
let tries = 0;

/** Listen as `user`; `again` is called after each reconnection, to fetch what was missed. */
export function listen(user, again) {
  hangUp();
  tries = 0;
  return connect(user, again);
}

function connect(user, again) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}/client/stream?user=${encodeURIComponent(user)}`);
  socket = mine;
  return new Promise((opened) => {
    mine.addEventListener("open", () => {
      if (tries) again();
      tries = 0;
      online(true);
      opened();
    });
    mine.addEventListener("message", ({ data }) => mine === socket && apply(JSON.parse(data)));
    mine.addEventListener("close", () => {
      opened();
      if (mine !== socket) return;
      online(false);
      tries += 1;
      timer = setTimeout(() => connect(user, again), Math.min(250 * 2 ** tries, LONGEST_WAIT));
    });
  });
}

/** Stop listening. */
export function hangUp() {
  clearTimeout(timer);
  const old = socket;
  socket = null;
  old?.close();
}

function online(now) {
  if (state.online === now) return;
  state.online = now;
  changed("online");
}
