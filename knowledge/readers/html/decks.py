"""Where a page keeps its slides: reveal.js, Slidy, S5, impress.js, Marp and their like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from knowledge.readers.html.walker import classes, is_notes, read_blocks
from knowledge.readers.markdown.blocks import Block, blocks_of

_LEAST = 2
"""One element of a class says nothing of a deck."""
_COVERS = frozenset(["background", "cover-background"])


@dataclass(frozen=True, slots=True)
class Page:
    """One slide of a deck: what it shows, what the speaker says, whether it is shown at all."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    hidden: bool = False
    missing: str = ""
    """The file that holds the slide's Markdown, where it is not in the page."""


def slides_of(root: etree._Element) -> list[etree._Element]:
    """The elements that are slides, in their order; none where the page is no deck."""
    for find, least in _DECKS:
        found = list(find(root))
        if len(found) >= least:
            return found
    return []


def remark_source(root: etree._Element) -> str | None:
    """The Markdown of a remark deck."""
    area = next((a for a in root.iter("textarea") if a.get("id") == "source"), None)
    return None if area is None else "".join(area.itertext())


def _reveal(root: etree._Element) -> Iterator[etree._Element]:
    """Sections without sections inside: a stack's slides one after the other."""
    decks = (d for d in root.iter("div", "main", "body") if "reveal" in classes(d))
    for deck in decks:
        for section in deck.iter("section"):
            if section.find(".//section") is None:
                yield section


def _of_class(name: str) -> Callable[[etree._Element], Iterator[etree._Element]]:
    def find(root: etree._Element) -> Iterator[etree._Element]:
        for element in root.iter("div", "section", "article", "slide", "li"):
            above = any(name in classes(a) for a in element.iterancestors())
            if name in classes(element) and not classes(element) & _COVERS and not above:
                yield element

    return find


def _at(path: str) -> Callable[[etree._Element], Iterator[etree._Element]]:
    return lambda root: iter(root.xpath(path))


_DECKS: tuple[tuple[Callable[[etree._Element], Iterator[etree._Element]], int], ...] = (
    (_reveal, 1),
    (_of_class("step"), _LEAST + 1),
    (_of_class("slide"), _LEAST),
    (_at("//slides/slide"), _LEAST),
    (_at("//section[contains(@class, 'slides')]/article"), _LEAST),
    (_at("//article[@id='webslides']/section"), _LEAST),
    (_at("//foreignobject/section | //section[@data-marpit-pagination]"), _LEAST),
)


def pages_of(slide: etree._Element, *, dollars: bool) -> Iterator[Page]:
    """A slide element's slides: one, or those that its Markdown holds."""
    hidden = slide.get("data-visibility") == "hidden"
    written = slide.get("data-markdown")
    if written:
        yield Page((), missing=written)
    elif written is not None:
        for text in _parts(slide):
            shown, note = _without_note(text, slide.get("data-separator-notes"))
            yield Page(
                tuple(blocks_of(_dedent(shown))), tuple(note.split("\n")) if note else (), hidden
            )
    else:
        notes = [slide.get("data-notes") or "", *_spoken(slide, dollars)]
        blocks = read_blocks(slide, dollars=dollars)
        yield Page(tuple(blocks), tuple(n for n in notes if n), hidden)


def _spoken(slide: etree._Element, dollars: bool) -> Iterator[str]:
    for element in slide.iter():
        if isinstance(element.tag, str) and is_notes(element):
            yield from (block.text for block in read_blocks(element, dollars=dollars))


def _parts(slide: etree._Element) -> list[str]:
    """The Markdown of a reveal.js section, at its separators (https://revealjs.com/markdown/)."""
    held = slide.find(".//script")
    held = slide.find(".//textarea") if held is None else held
    text = "".join((slide if held is None else held).itertext()).replace("\r\n", "\n")
    marks = [slide.get("data-separator"), slide.get("data-separator-vertical")]
    rules = [mark for mark in marks if mark] or [r"\n---\n"]
    parts = [text]
    for rule in rules:
        parts = [piece for part in parts for piece in _split(rule, part)]
    return parts


def _split(rule: str, text: str) -> list[str]:
    """At a separator that is a plain rule of one sign; other patterns are not run."""
    sign = re.search(r"([-+*=_~.<>!])\\?\1\\?\1*(?:\{\d\})?", rule)
    if sign is None:
        return [text]
    run = re.escape(re.sub(r"[^-+*=_~.<>!]", "", sign[0]))
    return re.split(rf"(?m)^[ \t]*{run}[ \t]*$", text)


def _without_note(text: str, mark: str | None) -> tuple[str, str]:
    name = re.search(r"[A-Za-z]\w*", mark or "") if mark else None
    found = re.search(rf"(?im)^[ \t]*{name[0] if name else 'notes?'}:", text)
    return (text[: found.start()], text[found.end() :].strip()) if found else (text, "")


def _dedent(text: str) -> str:
    lines = text.expandtabs(4).split("\n")
    margin = min((len(x) - len(x.lstrip()) for x in lines if x.strip()), default=0)
    return "\n".join(line[margin:] for line in lines)
