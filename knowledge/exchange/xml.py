"""XML that strangers sent, read with limits and without entities or a network; and XML written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from html.entities import html5
from itertools import pairwise
from typing import TypeAlias

from lxml import etree

from knowledge.errors import UnreadableSource
from knowledge.exchange.losses import texts_of
from knowledge.exchange.markup import sent
from knowledge.exchange.model import Draft, Item, Markup, Note, Text

Element: TypeAlias = etree._Element

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_FIRST_TAG = re.compile(r"<[A-Za-z_]")
_NAMED = re.compile(r"(<!\[CDATA\[.*?\]\]>)|&([A-Za-z][A-Za-z0-9]*);", re.S)
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = "it declares entities, which I do not open: export it from your quiz tool again"


@dataclass(frozen=True, slots=True)
class Document:
    """A document and the lines at which it is broken."""

    root: Element
    broken: tuple[int, ...] = ()

    def is_broken(self, first: int, last: int | None) -> bool:
        """Whether it is broken between two lines (None: to its end)."""
        at = bisect_left(self.broken, first)
        return at < len(self.broken) and (last is None or self.broken[at] <= last)


def parse(text: str, name: str, draft: Draft) -> Document:
    """The document, as far as it can be read; where it is broken is noted.

    Raises:
        UnreadableSource: it declares entities, or nothing in it can be read.
    """
    first = _FIRST_TAG.search(text)
    if "<!ENTITY" in text[: first.start() if first else None]:
        raise UnreadableSource(name, _ENTITIES)
    data = _NAMED.sub(_character, _DECLARATION.sub("", text)).encode("utf-8")
    try:
        return Document(etree.fromstring(data, _parser(recover=False)))
    except (etree.XMLSyntaxError, ValueError):
        pass
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    errors = [(entry.line, entry.message) for entry in parser.error_log]
    line, why = errors[0] if errors else (1, "it is no XML")
    if root is None:
        raise UnreadableSource(name, f"its XML is broken at line {line} ({why.strip()})")
    draft.note("broken XML", f"{why.strip()}; what is whole is offered", line)
    return Document(root, tuple(sorted(line for line, _ in errors)))


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _character(found: re.Match[str]) -> str:
    """HTML's names for characters, such as `&nbsp;`, are not XML's; in CDATA they are left alone."""
    if found[1] is not None or found[2] in _PREDEFINED:
        return found[0]
    return html5.get(f"{found[2]};", found[0])


def ends(elements: Sequence[Element]) -> list[int | None]:
    """For each of some elements in a row, the line at which the next one begins."""
    starts = [line_of(element) for element in elements]
    return [after for _, after in pairwise([*starts, None])]


def line_of(element: Element) -> int:
    """The line of the file at which an element begins."""
    return int(element.sourceline or 1)


def local(element: Element) -> str:
    """An element's name without its namespace or prefix; "" for what is no element.

    Damaged files are read as far as they go and hold names that no well-formed one has ("text:"), which `etree.QName` refuses.
    """
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def content(element: Element | None) -> str:
    """The words in an element; where it has elements in it, they stay as markup."""
    if element is None:
        return ""
    if not len(element):
        return (element.text or "").strip()
    inside = [element.text or ""]
    inside += [str(etree.tostring(child, encoding="unicode", method="html")) for child in element]
    return re.sub(r'\sxmlns(?::\w+)?="[^"]*"', "", "".join(inside)).strip()


def read_text(element: Element | None, markup: Markup, draft: Draft) -> Text:
    """What stands in an element, made harmless; an empty one is an empty text."""
    words = content(element)
    return sent(words, markup, draft, line_of(element)) if element is not None and words else Text()


def legal(text: str) -> str:
    """The text without the characters that XML cannot say."""
    return _ILLEGAL.sub("", text)


def illegal_notes(item: Item, question: int) -> list[Note]:
    """Says that some characters are left out, where there are such."""
    if any(_ILLEGAL.search(text.text) for text in texts_of(item)):
        return [Note("control characters", "left out: XML cannot say them", question=question)]
    return []


def serialised(root: Element) -> bytes:
    """The document as UTF-8 with a declaration."""
    etree.indent(root, space=" ")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"
