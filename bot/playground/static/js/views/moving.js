/** The drawer's clock: what time it is for the workspace and the bot, and the means to move it. */

import { announce } from "../a11y.js";
import { post } from "../api.js";
import { h } from "../dom.js";
import { fromWall, toWall, wholeMinute } from "../format/dates.js";
import { icon } from "../icons.js";
import { on, state } from "../store.js";
import { now, setTime } from "../time.js";
import { failed, toast } from "../ui/toast.js";

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const SECOND_MS = 1000;

async function move(how, control) {
  control.setAttribute("aria-busy", "true");
  try {
    setTime(await post("move_time", how));
    announce(`It is ${wholeMinute(now())}`);
  } catch (error) {
    failed(error);
  } finally {
    control.removeAttribute("aria-busy");
  }
}

function button(label, title, how) {
  const node = h("button", { type: "button", class: "button", title, on: { click: () => move(how, node) } }, label);
  return node;
}

function picker() {
  const field = h("input", { type: "datetime-local", class: "field when", "aria-label": "A date and time to move to" });
  const go = h("button", { type: "submit", class: "button" }, "Go");
  const leave = async (event) => {
    event.preventDefault();
    const to = fromWall(field.value);
    if (to === null) { toast("Choose a date and a time first.", "error"); return; }
    await move({ to }, go);
  };
  const node = h("form", { class: "time-to", on: { submit: leave } }, field, go);
  const suggest = () => { if (state.me && document.activeElement !== field) field.value = toWall(now()); };
  return [node, suggest];
}

/** The node, hidden where the time cannot be moved. */
export function timeControl() {
  const shown = h("time", { class: "time-now", data: { testid: "time-now" } });
  const back = button("Back to now", "Let it be as if the time had never been moved", {});
  const [form, suggest] = picker();
  const node = h("div", { class: "time", role: "group", "aria-label": "The time in this workspace", hidden: true, data: { testid: "time" } },
    icon("clock", 17), shown,
    button("+1 hour", "Let an hour go by", { by: HOUR_S }), button("+1 day", "Let a day go by", { by: DAY_S }), form, back);
  const tick = () => { if (state.me) shown.textContent = wholeMinute(now()); };
  const draw = () => {
    node.hidden = !state.time.movable;
    node.classList.toggle("moved", state.time.moved);
    back.hidden = !state.time.moved;
    tick();
    suggest();
  };
  on("time", draw);
  on("person", draw);
  setInterval(tick, SECOND_MS);
  return node;
}
