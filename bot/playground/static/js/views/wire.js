/** "Behind the scenes": what goes over the wire between the workspace and the bot. */

import { get } from "../api.js";
import { h, setChildren } from "../dom.js";
import { fields } from "../format/dates.js";
import { icon } from "../icons.js";
import { changed, on, state } from "../store.js";
import { failed } from "../ui/toast.js";
import { json } from "./json.js";
import { lesson, TRANSPORTS } from "./lessons.js";
import { timeControl } from "./moving.js";

const NEAR_PX = 60;
let cleared = 0;

/** Open or close the drawer. */
export function toggleWire() {
  const open = document.body.classList.toggle("wire-open");
  changed("wire-open", "wire");
  if (open) fetchWire();
  else document.querySelector("[data-testid=wire-toggle]").focus();
}

async function fetchWire() {
  try {
    const { entries } = await get("wire", { since: 0 });
    const known = new Map([...entries, ...state.wire].map((e) => [e.n, e]));
    state.wire = [...known.values()].sort((a, b) => a.n - b.n);
    changed("wire");
  } catch (error) {
    failed(error);
  }
}

function at(ms) {
  const { hour, minute, second } = fields(ms / 1000);
  return `${hour}:${minute}:${second}.${String(ms % 1000).padStart(3, "0")}`;
}

const mood = (status) => (/^(ok|acked|2\d\d)$/.test(status) ? "good" : status === "pending" ? "pending" : "bad");
const took = (ms) => (ms === null || ms === undefined ? "…" : ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);

function details(entry) {
  const part = (title, value) => (value === null || value === undefined ? null
    : h("div", { class: "wire-part" }, h("h4", {}, title), json(value)));
  const said = lesson(entry);
  return h("div", { class: "wire-details" }, said && h("p", { class: "lesson" }, icon("info", 15), said),
    h("div", { class: "wire-parts" }, part("Request", entry.request), part("Response", entry.response)));
}

function row(entry) {
  const toBot = entry.direction === "to_bot";
  const node = h("details", { class: `wire-entry ${entry.direction}`, data: { testid: "wire-entry", n: entry.n } },
    h("summary", {},
      h("span", { class: "wire-arrow", title: toBot ? "Workspace to bot" : "Bot to workspace" }, icon(toBot ? "arrowRight" : "arrowLeft", 15),
        h("span", { class: "visually-hidden" }, toBot ? "to the bot" : "from the bot")),
      h("span", { class: "wire-name" }, entry.name),
      h("span", { class: "wire-transport" }, TRANSPORTS[entry.transport] ?? entry.transport),
      h("span", { class: `wire-status ${mood(entry.status)}` }, entry.status),
      h("span", { class: "wire-ms" }, took(entry.ms)), h("time", { class: "wire-at" }, at(entry.at))));
  node.addEventListener("toggle", () => {
    if (!node.open) return;
    if (node.childElementCount === 1) node.append(details(entry));
    node.scrollIntoView({ block: "nearest" });
  });
  return h("div", { role: "listitem" }, node);
}

/** The drawer's node; it redraws itself while it is open. */
export function wireDrawer() {
  const list = h("div", { class: "wire-list", role: "list", "aria-label": "Exchanges", tabindex: "0" });
  const filter = h("input", { type: "search", class: "wire-filter", placeholder: "Filter by name, status or content…", "aria-label": "Filter exchanges" });
  const none = h("p", { class: "wire-none" }, "Nothing yet. Write something, or press a button, and watch what happens.");
  const count = h("span", { class: "wire-count", role: "status" });
  const drawn = new Map();
  const clear = () => { cleared = state.wire.at(-1)?.n ?? 0; draw(); };
  const fits = (entry) => {
    const wanted = filter.value.trim().toLowerCase();
    return entry.n > cleared && (!wanted || JSON.stringify(entry).toLowerCase().includes(wanted));
  };
  const nodeFor = (entry) => {
    const old = drawn.get(entry.n);
    if (old?.entry === entry) return old.node;
    const node = row(entry);
    if (old?.node.firstElementChild.open) node.firstElementChild.open = true;
    drawn.set(entry.n, { entry, node });
    return node;
  };
  const tall = h("button", { type: "button", class: "icon-button", "aria-label": "Taller", "aria-pressed": "false", title: "Taller",
    on: { click: () => tall.setAttribute("aria-pressed", String(node.classList.toggle("tall"))) } }, icon("tall", 18));
  const draw = () => {
    node.hidden = !document.body.classList.contains("wire-open");
    if (node.hidden) return;
    const end = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    const entries = state.wire.filter(fits);
    setChildren(list, entries.length ? entries.map(nodeFor) : [none]);
    count.textContent = `${entries.length}`;
    if (end) list.scrollTop = list.scrollHeight;
  };
  const node = h("section", { class: "wire", "aria-label": "Behind the scenes", hidden: true, data: { testid: "wire-drawer" } },
    h("header", { class: "wire-head" }, icon("wire", 18), h("h2", {}, "Behind the scenes"), count,
      filter, h("button", { type: "button", class: "button", on: { click: clear } }, "Clear"), tall,
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: toggleWire } }, icon("close", 18))), timeControl(), list);
  filter.addEventListener("input", draw);
  node.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.defaultPrevented && !filter.value) toggleWire(); });
  on("wire", draw);
  on("wire-open", () => { draw(); if (!node.hidden) filter.focus(); });
  return node;
}

/** Forget what a workspace that was started anew no longer has. */
export function resetWire() {
  state.wire = [];
  cleared = 0;
  if (document.body.classList.contains("wire-open")) fetchWire();
}
