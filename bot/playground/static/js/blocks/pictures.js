/** Pictures. The page fetches nothing from elsewhere: what isn't on this server is named and linked. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { state } from "../store.js";

const HERE = /^(127\.0\.0\.1|localhost)$/;

/** The address of a file of this server, as the acting person may fetch it; null for any other. */
export function ours(url) {
  if (!URL.canParse(url, location.origin)) return null;
  const { protocol, hostname, port, pathname } = new URL(url, location.origin);
  if (!/^https?:$/.test(protocol) || !HERE.test(hostname) || port !== location.port) return null;
  return `${pathname}?user=${state.me.id}`;
}

const isData = (url) => /^data:image\//i.test(url);

/** What stands for a picture that can't be shown. */
function missing(url, alt, className) {
  const words = h("span", { class: "image-words", dir: "auto" }, alt);
  const why = "This page fetches no pictures from elsewhere";
  return /^https?:/i.test(url) && !ours(url)
    ? h("a", { class: `${className} image-missing`, href: url, target: "_blank", rel: "noopener noreferrer", title: why, "aria-label": `Picture: ${alt}` }, icon("picture", 18), words)
    : h("span", { class: `${className} image-missing`, role: "img", "aria-label": alt }, icon("picture", 18), words);
}

/** An image; what it shows stands in its place when it can't be loaded. */
export function picture(url, alt, className) {
  const source = isData(url) ? url : ours(url);
  if (!source) return missing(url, alt, className);
  const node = h("img", { src: source, alt, class: className, loading: "lazy" });
  node.addEventListener("error", () => node.replaceWith(missing(url, alt, className)));
  return node;
}
