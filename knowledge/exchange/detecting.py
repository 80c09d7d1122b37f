"""Which format a file of questions is in, told by what stands in it."""

from __future__ import annotations

import re

from knowledge.errors import UnreadableSource
from knowledge.exchange.model import Format

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ANSWER = re.compile(r"^[ \t]*ANSWER[ \t]*:[ \t]*[A-Z]\b", re.I | re.M)
_LETTERED = re.compile(r"^[ \t]*[A-Za-z][.)][ \t]+\S", re.M)
_GIFT = re.compile(r"^[ \t]*(?:::|\$CATEGORY:)|(?<!\\)\{(?:\\.|[^{}\\])*+\}", re.M | re.I)
_SURELY_GIFT = re.compile(r"\s*(?:::|//|\$CATEGORY:|\[(?:html|moodle|plain|markdown)\])", re.I)
_QTI_ROOTS = frozenset({"questestinterop", "assessmentitem", "assessmenttest", "manifest", "item"})
_UNKNOWN = (
    "I cannot tell what format this is: send GIFT, Moodle XML, Aiken, a QTI zip from Canvas, or CSV "
    "with a column “question”"
)


def is_zip(data: bytes) -> bool:
    """Whether it is a zip archive."""
    return data.startswith(_ZIP)


def format_of(text: str, name: str) -> Format:
    """The format of a text. Raises UnreadableSource: it is none that is known."""
    start = text.lstrip()
    if start.startswith("<"):
        return _xml_format(start, name)
    if _SURELY_GIFT.match(start):
        return Format.GIFT
    if has_question_column(start):
        return Format.CSV
    if _ANSWER.search(text) and len(_LETTERED.findall(text)) >= 2:
        return Format.AIKEN
    if _GIFT.search(text):
        return Format.GIFT
    raise UnreadableSource(name, _UNKNOWN)


def _xml_format(text: str, name: str) -> Format:
    root = _ROOT.search(text)
    kind = root[2].casefold() if root else ""
    if kind == "quiz":
        return Format.MOODLE_XML
    if kind in _QTI_ROOTS:
        return Format.QTI
    if kind == "html":
        raise UnreadableSource(name, "this is a web page: export the questions from your quiz tool")
    # GIFT may begin with HTML, as any text may.
    if kind and _GIFT.search(text) and not text.startswith("<?xml"):
        return Format.GIFT
    raise UnreadableSource(name, "this is XML, but neither Moodle's nor QTI")


def has_question_column(text: str) -> bool:
    """Whether the first line names a column "question" and at least one more."""
    first = text.split("\n", 1)[0]
    delimiter = delimiter_of(first)
    names = [name.strip().strip('"').casefold() for name in first.split(delimiter)]
    return len(names) >= 2 and bool({"question", "question text", "questiontext"} & set(names))


def delimiter_of(header: str) -> str:
    """The sign between the columns: comma, semicolon or tab."""
    return max(",;\t", key=header.count)
