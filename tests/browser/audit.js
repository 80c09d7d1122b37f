/* Looks at what the page shows right now; returns `[{rule, what, detail}]`, empty where all is well. */
() => {
  const out = [];
  const found = (rule, node, detail = "") => out.push({ rule, what: described(node), detail });

  function described(node) {
    const own = node.dataset?.testid ?? node.className?.baseVal ?? node.className;
    return `${node.tagName.toLowerCase()}.${own} "${(node.textContent ?? "").trim().slice(0, 40)}"`;
  }

  const shown = (node) => node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const offStage = (node) => node.closest(".visually-hidden, .skip, [inert]") !== null;
  const layer = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;

  /* Contrast (WCAG 1.4.3): the text's colour over everything painted behind it. */
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  const known = new Map(); // Reading a pixel back takes longer than all else that is looked at.

  function rgba(color) {
    if (!known.has(color)) known.set(color, painted(color));
    return known.get(color);
  }

  function painted(color) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];

  function background(node) {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reverse().reduce((below, color) => over(color, below), [255, 255, 255, 1]);
  }

  function luminance([r, g, b]) {
    const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }

  function ratio(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  function checkContrast(node) {
    const style = getComputedStyle(node);
    const behind = background(node);
    const color = rgba(style.color);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const got = ratio(over(color, behind), behind);
    if (got < (large ? 3 : 4.5)) found("contrast", node, got.toFixed(2));
  }

  const owns = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  for (const node of layer.querySelectorAll("*")) {
    const disabled = node.closest(":disabled, [aria-disabled=true]");
    if (owns(node) && shown(node) && !offStage(node) && !disabled && node.tagName !== "STYLE") checkContrast(node);
  }

  /* Size of targets (WCAG 2.5.8): 24 by 24, words in a line of text excepted. */
  const CONTROLS = "button, a[href], input:not([type=hidden]), textarea, select, summary, [role=option], [role=menuitem]";
  for (const node of layer.querySelectorAll(CONTROLS)) {
    if (!shown(node) || offStage(node) || node.matches(".mention, .link, .link-button, input[type=checkbox], input[type=radio]")) continue;
    const { width, height } = node.getBoundingClientRect();
    if (width < 24 || height < 24) found("target-size", node, `${Math.round(width)}×${Math.round(height)}`);
  }

  /* Structure. */
  const ids = [...document.querySelectorAll("[id]")].map((n) => n.id);
  for (const id of ids.filter((one, n) => ids.indexOf(one) !== n)) out.push({ rule: "duplicate-id", what: id, detail: "" });
  for (const node of document.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls]"))
    for (const name of ["aria-labelledby", "aria-describedby", "aria-controls"])
      for (const id of (node.getAttribute(name) ?? "").split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) found("dangling-reference", node, `${name}=${id}`);
  for (const node of document.querySelectorAll("[aria-hidden=true] :is(button, a[href], input, textarea)"))
    if (shown(node) && node.tabIndex >= 0) found("hidden-but-focusable", node);

  /* Nothing is wider than the window. */
  if (document.documentElement.scrollWidth > innerWidth) out.push({ rule: "sideways-scroll", what: "page", detail: `${document.documentElement.scrollWidth} > ${innerWidth}` });
  for (const node of document.querySelectorAll(".list-scroll, .modal-body, .home, .side-lists, .wire-list"))
    if (shown(node) && node.scrollWidth > node.clientWidth) found("sideways-scroll", node, `${node.scrollWidth} > ${node.clientWidth}`);
  for (const node of layer.querySelectorAll("*")) {
    if (!shown(node) || offStage(node)) continue;
    const box = node.getBoundingClientRect();
    if (box.right <= innerWidth + 1 && box.left >= -1) continue;
    let scroller = node.parentElement;
    while (scroller && !/(auto|scroll|hidden|clip)/.test(getComputedStyle(scroller).overflowX)) scroller = scroller.parentElement;
    if (!scroller || scroller === document.body) found("outside-window", node, `${Math.round(box.left)}–${Math.round(box.right)}`);
  }
  return out;
}
