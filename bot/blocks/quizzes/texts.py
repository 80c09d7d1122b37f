"""The texts of questions, which may be Markdown or HTML, as Slack shows them.

rich(parts(item.stem, bold=True))   # rich text, where nothing can format or ping: code stays code, lists stay lists
mrkdwn(item.stem, 300)              # a line or more for a section, escaped
words(choice.text, 75)              # one line of plain words, for a button or a menu
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from bot.blocks.mrkdwn import Block, cut, escape, in_columns, shorten
from knowledge.exchange import Markup, Text
from knowledge.exchange.markup import as_html, as_plain

STEM, CHOICE = 2_800, 400
"""Characters that are shown of a question and of a choice."""
_STYLES = {
    **dict.fromkeys(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt"), "bold"),
    **dict.fromkeys(("i", "em", "var", "cite", "dfn", "q"), "italic"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
    **dict.fromkeys(("s", "del"), "strike"),
}
_LINES = frozenset("p div h1 h2 h3 h4 h5 h6 blockquote dt dd hr figure figcaption caption".split())
_LOW = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_HIGH = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")
_SAFE_LINK = re.compile(r"https?://[^\s<>|]{1,2900}")


def rich(*of: Sequence[Block]) -> Block:
    """One block of these parts."""
    return {"type": "rich_text", "elements": [part for each in of for part in each]}


def parts(text: Text, longest: int = STEM, *, bold: bool = False) -> list[Block]:
    """The text as parts of a rich text block: paragraphs, code, lists. One part at least."""
    made = _fitting(_read(text, bold), longest)
    if any(section["elements"] for part in made for section in _sections(part)):
        return made
    # Marks alone: "*" is the beginning of a list in Markdown, with nothing in it.
    return [
        {"type": "rich_text_section", "elements": [run(as_plain(text).strip()[:longest] or " ")]}
    ]


def line(text: Text, longest: int = CHOICE, *, bold: bool = False) -> list[Block]:
    """The text as elements of one rich text section: its lines and code blocks in a row."""
    found: list[Block] = []
    for part in parts(text, longest, bold=bold):
        style = {"code": True} if part["type"] == "rich_text_preformatted" else {}
        for section in _sections(part):
            found += [run("\n" if style else " ")] if found else []
            found += [_styled(element, style) for element in section["elements"]]
    return found


def mrkdwn(text: Text, longest: int) -> str:
    """The text for a section, escaped; inline code keeps its backticks, code blocks their lines."""
    lines = []
    for part in parts(text, longest):
        for section in _sections(part):
            said = "".join(_marked(element) for element in section["elements"])
            if part["type"] == "rich_text_preformatted":
                plain = "".join(str(element["text"]) for element in section["elements"])
                said = f"```{_bare(plain)}```"
            lines.append(f"•  {said}" if part["type"] == "rich_text_list" else said)
    return cut("\n".join(lines), longest)


@lru_cache(maxsize=512)
def words(text: Text, longest: int) -> str:
    """The words alone, on one line. Kept: a question's are shown to everybody who answered it."""
    said = [str(element.get("text", "")) for element in line(text, max(longest, 1) * 2)]
    return shorten("".join(said), longest)


def run(text: str, **style: bool) -> Block:
    """Words as an element of a rich text section, in styles: bold=True, italic=True, code=True, strike=True."""
    on = {name: True for name, wanted in style.items() if wanted}
    return {"type": "text", "text": text, **({"style": on} if on else {})}


def _sections(part: Block) -> list[Block]:
    return list(part["elements"]) if part["type"] == "rich_text_list" else [part]


def _styled(element: Block, style: dict[str, bool]) -> Block:
    return {**element, "style": {**element.get("style", {}), **style}} if style else element


def _bare(text: str) -> str:
    """Between backticks: as it is, with nothing that Slack would read."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("`", "ˋ")


def _marked(element: Block) -> str:
    said = str(element["text"])
    return f"`{_bare(said)}`" if element.get("style", {}).get("code") else escape(said)


# Reading


def _read(text: Text, bold: bool) -> list[Block]:
    base = {"bold": True} if bold else {}
    if text.markup is Markup.PLAIN or (text.markup is Markup.MOODLE and "<" not in text.text):
        said = text.text.strip()
        return [{"type": "rich_text_section", "elements": [run(said, **base)]}] if said else []
    html = as_html(text)
    if text.markup is Markup.MOODLE:
        html = re.sub(r"(?is)<pre\b.*?</pre>", lambda m: m[0].replace("<br>", "\n"), html)
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return reader.done()


class _Reader(HTMLParser):
    """Turns HTML into parts of rich text. What it does not know it reads for its words."""

    def __init__(self, base: dict[str, bool]) -> None:
        super().__init__(convert_charrefs=True)
        self._base = base
        self._parts: list[Block] = []
        self._row: list[Block] = []
        self._open: list[str] = []
        self._links: list[str] = []
        self._pre: list[str] | None = None
        self._table: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._break()
        elif tag == "img":
            self._say(f"[{given.get('alt') or 'picture'}]")
        elif tag == "pre":
            self._flush()
            self._pre = []
        elif tag == "table":
            self._flush()
            self._table = []
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag in {"td", "th"} and self._table:
            self._table[-1].append("")
        elif tag in {"ul", "ol", "li"}:
            self._flush()
        elif tag in _LINES:
            self._break()
        self._links += [given.get("href", "")] if tag == "a" else []
        self._open += [] if tag in {"br", "img", "hr"} else [tag]

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self._pre is not None:
            self._preformatted("".join(self._pre).strip("\n"))
            self._pre = None
        elif tag == "table" and self._table is not None:
            rows = [
                " | ".join(" ".join(cell.split()) for cell in row) for row in self._table if row
            ]
            self._table = None
            self._preformatted("\n".join(in_columns(rows)) if rows else "")
        elif tag in {"ul", "ol", "li"}:
            self._flush()
        elif tag in _LINES:
            self._break()
        if tag == "a" and self._links:
            self._links.pop()
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag)]

    def handle_data(self, data: str) -> None:
        if self._pre is not None:
            self._pre.append(data)
        elif self._table is not None:
            if self._table and self._table[-1]:
                self._table[-1][-1] += data
        else:
            self._say(re.sub(r"\s+", " ", data))

    def done(self) -> list[Block]:
        if self._pre is not None:
            self.handle_endtag("pre")
        if self._table is not None:
            self.handle_endtag("table")
        self._flush()
        return self._parts

    def _say(self, said: str) -> None:
        if self._row == [] or str(self._row[-1].get("text", "")).endswith("\n"):
            said = said.lstrip(" ")
        if not said:
            return
        if "sub" in self._open or "sup" in self._open:
            low = "sub" in self._open
            small = said.translate(_LOW if low else _HIGH)
            said = small if not set(small) & set(said) else f"{'_' if low else '^'}{said}"
        style = dict(self._base)
        style |= {_STYLES[tag]: True for tag in self._open if tag in _STYLES}
        url = self._links[-1] if self._links else ""
        if _SAFE_LINK.fullmatch(url):
            link: dict[str, Any] = {"type": "link", "url": url, "text": said}
            self._row.append({**link, **({"style": style} if style else {})})
        elif self._row and self._row[-1]["type"] == "text" and self._row[-1].get("style", {}) == style:  # fmt: skip
            self._row[-1] = run(self._row[-1]["text"] + said, **style)
        else:
            self._row.append(run(said, **style))

    def _break(self) -> None:
        if self._pre is not None:
            self._pre.append("\n")
        elif self._row and not str(self._row[-1].get("text", "")).endswith("\n"):
            last = self._row[-1]
            self._row[-1] = {**last, "text": f"{last['text']}\n"}

    def _preformatted(self, said: str) -> None:
        self._flush()
        if said.strip():
            self._parts.append(
                {"type": "rich_text_preformatted", "border": 0, "elements": [run(said)]}
            )

    def _flush(self) -> None:
        while self._row and not str(self._row[-1].get("text", "")).strip():
            self._row.pop()
        if not self._row:
            return
        self._row[-1] = {**self._row[-1], "text": str(self._row[-1]["text"]).rstrip()}
        section: Block = {"type": "rich_text_section", "elements": self._row}
        self._row = []
        lists = [tag for tag in self._open if tag in {"ul", "ol"}]
        if not lists or "li" not in self._open:
            self._parts.append(section)
            return
        style, indent = ("ordered" if lists[-1] == "ol" else "bullet"), min(len(lists) - 1, 8)
        last = self._parts[-1] if self._parts else {}
        if (last.get("style"), last.get("indent")) == (style, indent):
            last["elements"].append(section)
        else:
            self._parts.append(
                {"type": "rich_text_list", "style": style, "indent": indent, "elements": [section]}
            )


# Cutting


def _fitting(made: Sequence[Block], longest: int) -> list[Block]:
    """The parts that have room in `longest` characters, the last one cut with an ellipsis."""
    kept: list[Block] = []
    room = longest
    for part in made:
        sections = []
        for section in _sections(part):
            if room <= 0:
                break
            elements, room = _cut(section["elements"], room)
            sections.append({**section, "elements": elements})
        if not sections:
            break
        is_list = part["type"] == "rich_text_list"
        kept.append({**part, "elements": sections} if is_list else sections[0])
    return kept


def _cut(elements: Sequence[Block], room: int) -> tuple[list[Block], int]:
    kept: list[Block] = []
    for element in elements:
        said = str(element["text"])
        if len(said) > room:
            kept.append({**element, "text": said[: max(room - 1, 0)].rstrip() + "…"})
            return kept, 0
        kept.append(element)
        room -= len(said)
    return kept, room
