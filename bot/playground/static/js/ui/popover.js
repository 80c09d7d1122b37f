/** A small window beside the control that opened it. One is open at a time. */

import { h, layer } from "../dom.js";

const GAP = 6;
let open = null;

/** Close what is open; the focus goes back unless it has gone elsewhere. A toolbar shows only while its menu is open: the focus first. */
export function closePopover({ refocus = true } = {}) {
  if (!open) return;
  const { node, anchor, onClose, stop } = open;
  const hadFocus = node.contains(document.activeElement) || document.activeElement === document.body;
  open = null;
  stop();
  node.remove();
  if (refocus && hadFocus && anchor.isConnected) anchor.focus();
  anchor.setAttribute("aria-expanded", "false");
  onClose?.();
}

export const popoverAnchor = () => open?.anchor ?? null;

function place(node, anchor, { align = "start", side = "below", match = false }) {
  const box = anchor.getBoundingClientRect();
  if (match) node.style.minWidth = `${box.width}px`;
  const { width, height } = node.getBoundingClientRect();
  const room = innerHeight - box.bottom - GAP;
  const above = side === "above" ? box.top - GAP > height || box.top > room : room < height && box.top > room;
  const top = above ? box.top - height - GAP : box.bottom + GAP;
  const left = align === "end" ? box.right - width : box.left;
  node.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
  node.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
}

/** Show `content` beside `anchor`; returns `{node, place}`. A second call for one anchor closes it. */
export function openPopover(anchor, content, options = {}) {
  const again = open?.anchor === anchor;
  closePopover({ refocus: again });
  if (again) return null;
  const node = h("div", { class: `popover ${options.class ?? ""}` }, content);
  layer().append(node);
  anchor.setAttribute("aria-expanded", "true");
  const stop = watch(node, anchor);
  open = { node, anchor, onClose: options.onClose, stop };
  place(node, anchor, options);
  return { node, place: () => place(node, anchor, options) };
}

function watch(node, anchor) {
  const outside = (event) => {
    if (!node.contains(event.target) && !anchor.contains(event.target)) closePopover({ refocus: false });
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    closePopover();
  };
  const away = (event) => { if (!node.contains(event.target)) closePopover({ refocus: false }); };
  const resized = () => closePopover({ refocus: false });
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  document.addEventListener("wheel", away, { capture: true, passive: true });
  addEventListener("resize", resized);
  return () => {
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    document.removeEventListener("wheel", away, true);
    removeEventListener("resize", resized);
  };
}
