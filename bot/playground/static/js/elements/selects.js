/** Selects of every source, for one choice or several. */

import { h, setChildren } from "../dom.js";
import { icon } from "../icons.js";
import { textOf } from "../format/mrkdwn.js";
import { channelName, joined, nameOf, state } from "../store.js";
import { openPicker } from "../ui/picker.js";
import { failed } from "../ui/toast.js";

const fits = (query) => (item) => item.label.toLowerCase().includes(query.toLowerCase());
const optionItem = (o) => ({ key: o.value, label: textOf(o.text), hint: textOf(o.description) || null, data: o });

const groupsOf = ({ options, option_groups: groups }) => groups
  ? groups.map((g) => ({ label: textOf(g.label), items: g.options.map(optionItem) }))
  : [{ label: "", items: (options ?? []).map(optionItem) }];

function people() {
  return [...state.users.values()].filter((u) => !u.is_bot)
    .map((u) => ({ key: u.id, label: nameOf(u), hint: u.title || u.role, data: u.id }));
}

const kindOf = (c) => (c.is_im ? "im" : c.is_private ? "private" : "public");

function conversations(element) {
  const { include, exclude_bot_users: noBots } = element.filter ?? {};
  return [...state.channels.values()]
    .filter((c) => joined(c) && (!include || include.includes(kindOf(c))) && !(noBots && c.is_im && c.user === state.bot?.id))
    .map((c) => ({ key: c.id, label: c.is_im ? channelName(c) : `#${c.name}`, data: c.id }));
}

const channels = () => [...state.channels.values()].filter((c) => kindOf(c) === "public")
  .map((c) => ({ key: c.id, label: `#${c.name}`, data: c.id }));

const LISTS = { users: people, conversations, channels };
const FIELD = { static: "option", external: "option", users: "user", conversations: "conversation", channels: "channel" };

function source(element, block, surface, kind) {
  if (kind === "external") {
    const least = element.min_query_length ?? 3;
    return async (query) => {
      if (query.length < least) return [{ label: "", items: [], note: `Type at least ${least} characters` }];
      try {
        return groupsOf(await surface.suggestions(block, element, query));
      } catch (error) {
        failed(error);
        return [{ label: "", items: [] }];
      }
    };
  }
  const groups = () => (kind === "static" ? groupsOf(element) : [{ label: "", items: LISTS[kind](element) }]);
  return (query) => groups().map((g) => ({ ...g, items: g.items.filter(fits(query)) }));
}

function nameFor(kind, data) {
  if (FIELD[kind] === "option") return textOf(data.text);
  if (kind === "users") return nameOf(state.users.get(data));
  const channel = state.channels.get(data);
  return channel ? (channel.is_im ? "" : "#") + channelName(channel) : data;
}

const keyOf = (kind, data) => (FIELD[kind] === "option" ? data.value : data);

/** The element of any `…_select` type. */
export function select(element, block, surface, label) {
  const multi = element.type.startsWith("multi_");
  const kind = element.type.replace(/^multi_|_select$/g, "");
  return multi ? many(element, block, surface, label, kind) : one(element, block, surface, label, kind);
}

function opener(element, label, open) {
  const hint = textOf(element.placeholder) || "Choose…";
  const shown = h("span", { class: "select-value", dir: "auto" });
  const node = h("button", {
    type: "button", class: "select", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false",
    autofocus: element.focus_on_load || null, data: { action: element.action_id ?? "" }, ...label,
    on: { click: () => open(node), keydown: (e) => { if (e.key === "ArrowDown") { e.preventDefault(); open(node); } } },
  }, shown, icon("down", 15));
  if (!Object.keys(label).length) node.setAttribute("aria-label", hint);
  return { node, shown, hint };
}

function one(element, block, surface, label, kind) {
  const field = `selected_${FIELD[kind]}`;
  const current = () => surface.value(block, element)[field];
  const { node, shown, hint } = opener(element, label, (anchor) => openPicker(anchor, {
    label: hint, load: source(element, block, surface, kind), filter: kind === "external" ? true : undefined,
    chosen: new Set(current() === null ? [] : [keyOf(kind, current())]),
    onPick: async (item) => { await surface.change(block, element, { [field]: item.data }, anchor); draw(); },
  }));
  const draw = () => {
    const value = current();
    shown.textContent = value === null ? hint : nameFor(kind, value);
    shown.classList.toggle("placeholder", value === null);
  };
  draw();
  return node;
}

function many(element, block, surface, label, kind) {
  const field = `selected_${FIELD[kind]}s`;
  let picked = [...surface.value(block, element)[field]];
  const keys = () => new Set(picked.map((d) => keyOf(kind, d)));
  const most = element.max_selected_items ?? Infinity;
  const { node, shown, hint } = opener(element, label, (anchor) => {
    const chosen = keys();
    const before = JSON.stringify(picked);
    openPicker(anchor, {
      label: hint, multi: true, chosen, load: source(element, block, surface, kind), filter: kind === "external" ? true : undefined,
      onPick: (item) => {
        if (chosen.size > most) chosen.delete(item.key);
        const others = picked.filter((d) => keyOf(kind, d) !== item.key);
        picked = chosen.has(item.key) ? [...others, item.data] : others;
        surface.remember(block, element, { [field]: picked });
        draw();
      },
      onClose: async () => {
        if (JSON.stringify(picked) === before || await surface.change(block, element, { [field]: picked }, anchor)) return;
        picked = JSON.parse(before);
        surface.remember(block, element, { [field]: picked });
        draw();
      },
    });
  });
  const draw = () => {
    setChildren(shown, picked.length ? picked.map((d) => h("span", { class: "chip" }, nameFor(kind, d))) : [document.createTextNode(hint)]);
    shown.classList.toggle("placeholder", !picked.length);
  };
  draw();
  return node;
}
