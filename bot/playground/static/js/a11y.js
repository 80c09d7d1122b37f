/** What screen readers hear, and keyboard movement that several lists share. */

const regions = () => ({
  polite: document.getElementById("live-polite"),
  assertive: document.getElementById("live-assertive"),
});

/** Say `text` through a live region. */
export function announce(text, how = "polite") {
  const region = regions()[how];
  if (!region) return;
  const line = document.createElement("p");
  line.textContent = text.slice(0, 400);
  region.append(line);
  while (region.childElementCount > 4) region.firstElementChild.remove();
}

const STEP = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

/** The index that an arrow, Home or End key leads to, or -1 for another key. */
export function movedIndex(key, at, length, { wrap = true } = {}) {
  if (!length) return -1;
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  if (!(key in STEP)) return -1;
  const next = at + STEP[key];
  return wrap ? (next + length) % length : Math.min(Math.max(next, 0), length - 1);
}

/** Arrow keys, Home and End move the focus among `items()` of `container`. */
export function roving(container, items, { horizontal = false } = {}) {
  container.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (horizontal !== /Left|Right/.test(event.key) && /^Arrow/.test(event.key)) return;
    const all = items();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const next = movedIndex(event.key, at, all.length);
    if (next < 0) return;
    event.preventDefault();
    all[next].focus();
  });
}

/** Keys that mean "press this" on something that is not a button. */
export const isPress = (event) => event.key === "Enter" || event.key === " ";
