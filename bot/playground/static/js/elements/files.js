/** The file field of a modal. */

import { upload } from "../api.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { failed } from "../ui/toast.js";

export function fileInput(element, block, surface, label) {
  const most = element.max_files ?? 10;
  const accept = element.filetypes?.map((t) => `.${t}`).join(",");
  const list = h("ul", { class: "file-list" });
  const files = () => surface.value(block, element).files;
  const draw = () => list.replaceChildren(...files().map((file) => h("li", {}, icon("file", 15), h("span", { dir: "auto" }, file.name),
    h("button", { type: "button", class: "icon-button small", "aria-label": `Remove ${file.name}`,
      on: { click: () => { surface.remember(block, element, { files: files().filter((f) => f.id !== file.id) }); draw(); } } }, icon("close", 13)))));
  const take = async (chosen) => {
    try {
      for (const file of [...chosen].slice(0, most - files().length)) {
        const answer = await upload(file);
        surface.remember(block, element, { files: [...files(), answer.file] });
      }
    } catch (error) {
      failed(error);
    }
    draw();
  };
  const input = h("input", { type: "file", class: "file-field", accept, multiple: most > 1, ...label,
    on: { change: () => { take(input.files); input.value = ""; } } });
  draw();
  return h("div", { class: "file-input" }, input, list);
}
