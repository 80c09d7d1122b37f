/** Files that wait in the composer, chosen, dropped or pasted. */

import { h } from "../dom.js";
import { icon } from "../icons.js";

export function attachments(changed) {
  const node = h("ul", { class: "attachments", "aria-label": "Attached files", hidden: true });
  const self = { list: [], node, sending: false };
  const remove = (file) => h("button", { type: "button", class: "icon-button small", "aria-label": `Remove ${file.name}`,
    on: { click: () => { self.list = self.list.filter((f) => f !== file); draw(); } } }, icon("close", 13));
  const progress = (file) => h("progress", { max: 1, value: 0, "aria-label": `Sending ${file.name}`, data: { file: String(self.list.indexOf(file)) } });
  const draw = () => {
    node.hidden = !self.list.length;
    node.replaceChildren(...self.list.map((file) => h("li", {}, icon("file", 16), h("span", { class: "attachment-name", dir: "auto" }, file.name),
      self.sending ? progress(file) : remove(file))));
    changed();
  };
  const add = (files) => { self.list = [...self.list, ...files]; draw(); };
  const input = h("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: "-1", "aria-hidden": "true",
    on: { change: () => { add(input.files); input.value = ""; } } });
  self.button = h("span", { class: "attach" }, input,
    h("button", { type: "button", class: "tool", "aria-label": "Attach a file", title: "Attach a file", on: { click: () => input.click() } }, icon("clip")));
  self.clear = () => { self.list = []; self.sending = false; draw(); };
  self.send = (sending) => { self.sending = sending; draw(); };
  self.told = (file, part) => { const bar = node.querySelector(`progress[data-file="${self.list.indexOf(file)}"]`); if (bar) bar.value = part; };
  self.dropOn = (target) => takeDrops(target, add);
  return self;
}

function takeDrops(target, add) {
  const over = (on) => target.classList.toggle("dropping", on);
  target.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  target.addEventListener("dragleave", (event) => { if (!target.contains(event.relatedTarget)) over(false); });
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    add(event.dataTransfer.files);
  });
  target.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
}
