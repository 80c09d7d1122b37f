/** Line icons, drawn on a 24-unit grid with the text's colour. */

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  send: "M4 12 20 4l-5 16-3.5-6.5zM20 4l-8.5 9.5",
  reply: "M20 12a7.5 7.5 0 0 1-11 6.6L4 20l1.4-4.6A7.5 7.5 0 1 1 20 12",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 14.5a4.2 4.2 0 0 0 7 0M9 9.5v.1M15 9.5v.1",
  more: "M5 12h.1M12 12h.1M19 12h.1",
  moreUp: "M12 5v.1M12 12v.1M12 19v.1",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14 5l-7 7 7 7",
  check: "M5 12.5 10 17l9-10",
  down: "M6 9.5l6 6 6-6",
  right: "M9.5 6l6 6-6 6",
  arrowDown: "M12 5v14M6 13l6 6 6-6",
  arrowRight: "M4 12h16M14 6l6 6-6 6",
  arrowLeft: "M20 12H4M10 6l-6 6 6 6",
  plus: "M12 5v14M5 12h14",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5",
  auto: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  wire: "M8 4 4 8l4 4M4 8h13M16 12l4 4-4 4M20 16H7",
  window: "M4 5h16v14H4zM4 9.5h16",
  external: "M14 4h6v6M20 4l-9 9M18 13v6H5V6h6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5",
  clip: "M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4a3 3 0 0 1 4.5 4.3L9.8 16a1.5 1.5 0 0 1-2.2-2.2L14 7.5",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  italic: "M10 5h7M7 19h7M14 5l-4 14",
  strike: "M4 12h16M16 8a4 3 0 0 0-4-3c-3 0-4.5 1.6-4.5 3.2M8 16a4 3 0 0 0 4 3c3 0 4.5-1.6 4.5-3.4",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5M14 5l-4 14",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1",
  quote: "M5 5v14M10 8h10M10 12h10M10 16h6",
  up: "M7 11v9H4v-9zM7 11l4-7c1.6 0 2.5 1 2.3 2.6L13 10h5.5a1.8 1.8 0 0 1 1.8 2.2l-1.4 6a2.3 2.3 0 0 1-2.2 1.8H7",
  thumbDown: "M7 13V4H4v9zM7 13l4 7c1.6 0 2.5-1 2.3-2.6L13 14h5.5a1.8 1.8 0 0 0 1.8-2.2l-1.4-6A2.3 2.3 0 0 0 16.7 4H7",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5.5l3.5 2",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  warn: "M12 4 2.5 20h19zM12 10v4.5M12 17.3v.1",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8v.1",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9v.1",
  tall: "M7 10l5-5 5 5M7 14l5 5 5-5",
  home: "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
  people: "M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 9 5M3 19c0-3.5 2.6-5.5 6-5.5s6 2 6 5.5M16 5.5a3 3 0 0 1 0 5.6M17.5 14c2.2.6 3.5 2.4 3.5 5",
};

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon; the control that carries it has the label. */
export function icon(name, size = 18) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [k, v] of Object.entries({
    viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor",
    "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
  })) svg.setAttribute(k, v);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.info);
  if (name === "more" || name === "moreUp") path.setAttribute("stroke-width", "3");
  svg.append(path);
  svg.classList.add("icon");
  return svg;
}
