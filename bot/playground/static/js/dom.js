/**
 * Building DOM nodes. Text is always set as text, never parsed as HTML: what people and bots
 * write cannot become markup.
 */

const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "hidden", "multiple"]);

function assign(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "on") for (const [type, fn] of Object.entries(value)) node.addEventListener(type, fn);
  else if (name === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** An element with properties and children; null and false children are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) assign(node, name, value);
  node.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

export function fragment(...children) {
  const node = document.createDocumentFragment();
  node.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

/** Replace the children of `node`, keeping those that are already in place where they stand. */
export function setChildren(node, children) {
  const wanted = children.filter(Boolean);
  const keep = new Set(wanted);
  for (const child of [...node.childNodes]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, n) => {
    if (node.childNodes[n] !== child) node.insertBefore(child, node.childNodes[n] ?? null);
  });
}

let count = 0;
/** An id that is unique in the page. */
export const uid = (prefix = "n") => `${prefix}-${(count += 1)}`;

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Where pop-ups belong: in the topmost open dialog, which makes everything else inert. */
export function layer() {
  const open = [...document.querySelectorAll("dialog[open]")];
  return open.at(-1) ?? document.body;
}
