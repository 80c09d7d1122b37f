/** A person's or the bot's round mark: initials on their colour; the bot has a drawn one. */

import { h } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";

function lectern() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("aria-hidden", "true");
  const draw = (d, fill, stroke) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", fill);
    if (stroke) for (const [k, v] of Object.entries({ stroke, "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round" })) path.setAttribute(k, v);
    svg.append(path);
  };
  draw("M6.5 12.5 16 9l9.5 3.5-2 5h-15z", "#f3c667");
  draw("M14.5 17.5h3V24h-3z", "#e0a63a");
  draw("M11 25h10", "none", "#f3c667");
  draw("M10.5 13.5 16 11.5l5.5 2", "none", "#1f3a5f");
  return svg;
}

export function avatar(user, size = "medium") {
  const props = { class: `avatar ${size}${user?.is_bot ? " bot" : ""}`, "aria-hidden": "true", style: { "--tint": user?.color || "#56607a" } };
  return h("span", props, user?.is_bot ? lectern() : user?.initials || "?");
}

const ROLES = { instructor: "Instructor", ta: "Teaching assistant", student: "Student", bot: "App" };

export const roleName = (user) => ROLES[user?.role] ?? user?.title ?? "";

/** The small label beside a name; students have none in messages. */
export function roleTag(user) {
  if (user?.is_bot) return h("span", { class: "tag app" }, "APP");
  if (user?.role === "instructor") return h("span", { class: "tag staff" }, "INSTRUCTOR");
  if (user?.role === "ta") return h("span", { class: "tag staff" }, "TA");
  return null;
}
