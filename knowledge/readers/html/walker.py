"""HTML elements as headings and bullets, in the page's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from knowledge.model import Form
from knowledge.readers.emphasis import phrase_of
from knowledge.readers.html.mathml import mathml
from knowledge.readers.latex import formula
from knowledge.readers.markdown.blocks import Block
from knowledge.readers.markdown.inline import alternative
from knowledge.readers.mathtext import subscript, superscript

SILENT = frozenset(
    "script style template noscript nav footer svg head button form iframe object audio video canvas "
    "select textarea input dialog menu del s strike rt rp".split()
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = frozenset(
    "p div section article main aside header blockquote figure figcaption center details summary address hgroup "
    "caption fieldset legend body html slide slides foreignobject".split()
)
_LISTS = frozenset(["ul", "ol", "dl"])
_NOTES = frozenset(["notes", "handout", "speaker-notes"])
_CHROME = frozenset(
    "navbar sidebar toc breadcrumb breadcrumbs site-footer site-header page-footer katex-html MathJax_Preview "
    "MathJax_Display headerlink anchor-link lineno linenos gutter skip-link sr-only".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MARKS = frozenset(["b", "strong", "em", "i", "mark", "dfn", "u"])
_ROLES = frozenset(["navigation", "banner", "contentinfo", "search"])
_DISPLAY = re.compile(r"\$\$(.+?)\$\$|\\\[(.+?)\\\]", re.S)
_INLINE = re.compile(r"\\\((.+?)\\\)", re.S)
_DOLLARS = re.compile(r"(?<![\\$\w])\$(?![\s$])((?:[^$\\]|\\.){1,400}?)(?<!\s)\$(?![\d$])")
_DEPTH = 200


def classes(element: etree._Element) -> frozenset[str]:
    """The element's classes."""
    return frozenset((element.get("class") or "").split())


def is_notes(element: etree._Element) -> bool:
    """It holds what the speaker says, not what the slide shows."""
    return bool(classes(element) & _NOTES)


def is_silent(element: etree._Element) -> bool:
    """It shows nothing, or what is around a page and not in it."""
    if not isinstance(element.tag, str) or element.tag in SILENT or is_notes(element):
        return True
    if classes(element) & _CHROME or (element.get("role") or "") in _ROLES:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def read_blocks(element: etree._Element, *, dollars: bool = False) -> list[Block]:
    """What an element shows, itself shown or not; `dollars`: the page writes formulas as $…$."""
    walker = _Walker(dollars)
    walker.inside(element, 0)
    walker.flush()
    return walker.blocks


@dataclass
class _Walker:
    dollars: bool
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    depth: int = 0
    fresh: bool = False
    """The next text is the first of its list item."""
    term: str = ""
    marked: list[str] = field(default_factory=list)
    """What is set off in the line that is being collected."""
    pictured: str = ""

    @property
    def level(self) -> int:
        return max(0, self.depth - 1) if self.fresh or not self.depth else self.depth

    def visit(self, element: etree._Element, nested: int) -> None:
        if nested > _DEPTH:
            return
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "script" and (element.get("type") or "").startswith("math/tex"):
            self._tex(element.text or "", display="display" in (element.get("type") or ""))
        elif not is_silent(element):
            self._open(element, tag.rpartition(":")[2], nested)

    def _open(self, element: etree._Element, tag: str, nested: int) -> None:
        if tag in HEADINGS:
            self._heading(element, int(tag[1]), nested)
        elif tag == "pre":
            self._code(element)
        elif tag == "table":
            self._table(element, nested)
        elif tag in _LISTS:
            self._list(element, nested)
        elif tag in {"li", "dt", "dd"}:
            self._item(element, tag, nested)
        elif tag in {"br", "hr"}:
            self._break(tag)
        elif tag in _BLOCKS:
            self.flush()
            self.inside(element, nested)
            self.flush()
        else:
            self._inline(element, tag, nested)

    def inside(self, element: etree._Element, nested: int) -> None:
        self.words.append(element.text or "")
        for child in element:
            self.visit(child, nested + 1)
            self.words.append(child.tail or "")

    def _inline(self, element: etree._Element, tag: str, nested: int) -> None:
        if tag == "img":
            said = alternative(element.get("alt") or "", element.get("src") or "")
            self.words.append(f" {said} ")
            self.pictured = " ".join(said.split()) or self.pictured
        elif tag == "math":
            self._formula(mathml(element), display=element.get("display") == "block")
        elif tag in {"sup", "sub"}:
            text = _text(element)
            if element.find(".//a") is None:
                self.words.append(superscript(text) if tag == "sup" else subscript(text))
        elif tag == "q":
            self.words.append("“")
            self.inside(element, nested)
            self.words.append("”")
        elif tag in _MARKS:
            self._set_off(element, nested)
        else:
            self.inside(element, nested)

    def _set_off(self, element: etree._Element, nested: int) -> None:
        start = len(self.words)
        self.inside(element, nested)
        parent = element.getparent()
        plain = parent is None or parent.tag not in {"a", "code", *_MARKS}
        if plain and element.find(".//a") is None and element.find(".//code") is None:
            self.marked.append("".join(self.words[start:]))

    def flush(self) -> None:
        """Writes what was collected as a bullet, its display formulas as their own."""
        text = "".join(self.words)
        self.words.clear()
        done = 0
        for found in _DISPLAY.finditer(text):
            self._write(text[done : found.start()])
            self._add(formula(found[1] or found[2]), Form.FORMULA)
            done = found.end()
        self._write(text[done:])

    def _write(self, text: str) -> None:
        text = " ".join(self._with_formulas(text).split())
        form = Form.PICTURE if text == self.pictured else Form.TEXT
        if not any(c.isalnum() for c in text):
            return
        marked = [m for m in self.marked if phrase_of(m) != phrase_of(text)] if self.marked else []
        self.marked.clear()
        if self.term:
            marked.append(self.term)
            text, self.term = f"{self.term}: {text}", ""
        self._add(text, form, marked=marked)
        self.fresh = False

    def _add(
        self, text: str, form: Form = Form.TEXT, rank: int = 0, marked: Sequence[str] = ()
    ) -> None:
        if text.strip():
            level = 0 if rank else self.level
            self.blocks.append(Block(text, level, form, rank, marked=tuple(marked)))

    def _with_formulas(self, text: str) -> str:
        text = _INLINE.sub(lambda m: formula(m[1]).replace("\n", "; "), text)
        if self.dollars:
            text = _DOLLARS.sub(lambda m: formula(m[1]).replace("\n", "; "), text)
        return text

    def _tex(self, tex: str, *, display: bool) -> None:
        self._formula(formula(tex), display=display)

    def _formula(self, text: str, *, display: bool) -> None:
        if display:
            self.flush()
            self._add(text, Form.FORMULA)
        else:
            self.words.append(text.replace("\n", "; "))

    def _heading(self, element: etree._Element, rank: int, nested: int) -> None:
        self.flush()
        depth, self.depth = self.depth, 0
        self.inside(element, nested)
        text = " ".join(self._with_formulas("".join(self.words)).split()).rstrip("¶#").strip()
        self.words.clear()
        self._add(text, rank=rank, marked=self.marked)
        self.marked.clear()
        self.depth = depth

    def _list(self, element: etree._Element, nested: int) -> None:
        self.flush()
        self.depth += 1
        self.inside(element, nested)
        self.flush()
        self.depth -= 1
        self.fresh = False

    def _item(self, element: etree._Element, tag: str, nested: int) -> None:
        self.flush()
        self.fresh = True
        self.inside(element, nested)
        if tag == "dt":
            self.term = " ".join(self._with_formulas("".join(self.words)).split()).rstrip(":")
            self.words.clear()
        self.flush()
        self.fresh = False

    def _break(self, tag: str) -> None:
        if self.depth and tag == "br":
            self.words.append(" ")
        else:
            self.flush()

    def _code(self, element: etree._Element) -> None:
        self.flush()
        text = "".join(_code_text(element)).expandtabs(4).replace("\xa0", " ")
        self._add(_dedent(text), Form.CODE)

    def _table(self, element: etree._Element, nested: int) -> None:
        self.flush()
        if element.find(".//pre") is not None or element.find(".//table") is not None:
            self._layout(element, nested)
            return
        cells = [
            [(c, read_blocks(c, dollars=self.dollars)) for c in _cells(row)]
            for row in element.iter("tr")
        ]
        rows = [[" ".join(b.text for b in held) for _, held in row] for row in cells]
        if max((len(row) for row in rows), default=0) < 2:
            self._layout(element, nested)
            return
        lines = [" | ".join(row).replace("\n", " ").rstrip(" |") for row in rows if any(row)]
        self._add("\n".join(lines), Form.TABLE, marked=[m for row in cells for m in _heads(row)])

    def _layout(self, element: etree._Element, nested: int) -> None:
        """A table that only places things: its cells one after the other."""
        for cell in element.iter("td", "th"):
            if next(cell.iterancestors("table")) is element and not is_silent(cell):
                self.inside(cell, nested)
                self.flush()


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in {"td", "th"})


def _heads(row: Sequence[tuple[etree._Element, Sequence[Block]]]) -> Iterator[str]:
    """What is set off in a row: within its cells, and cells as a whole where others are not."""
    whole = [cell.tag == "th" or _is_set_off(cell) for cell, _ in row]
    for (cell, held), all_of_it in zip(row, whole, strict=True):
        if cell.tag == "td":
            yield from (phrase for block in held for phrase in block.marked)
            if all_of_it and not all(whole):
                yield _text(cell)


def _is_set_off(cell: etree._Element) -> bool:
    said = "".join([cell.text or "", *(child.tail or "" for child in cell)])
    return len(cell) == 1 and cell[0].tag in _MARKS and not said.strip()


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _code_text(element: etree._Element) -> Iterator[str]:
    """The text of code, without the numbers of its lines."""
    if isinstance(element.tag, str) and not classes(element) & _CHROME:
        yield "\n" if element.tag == "br" else (element.text or "")
        for child in element:
            yield from _code_text(child)
            yield child.tail or ""


def _dedent(text: str) -> str:
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    margin = min((len(x) - len(x.lstrip()) for x in lines if x), default=0)
    return "\n".join(line[margin:] for line in lines)
