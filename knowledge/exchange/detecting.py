"""Which format a file of questions is in, told by what stands in it."""

from __future__ import annotations

import re

from knowledge.errors import UnreadableSource
from knowledge.exchange.csv_table.columns import column_of
from knowledge.exchange.csv_table.rows import delimiter_of
from knowledge.exchange.gift.signs import SURELY_GIFT
from knowledge.exchange.model import Format

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ANSWER = re.compile(r"^[ \t]*ANSWER[ \t]*:[ \t]*[A-Z]\b", re.I | re.M)
_LETTERED = re.compile(r"^[ \t]*[A-Za-z](?:\)[ \t]*|\.[ \t]+)\S", re.M)
_GIFT = re.compile(r"^[ \t]*(?:::|\$CATEGORY:)|(?<!\\)\{(?:\\.|[^{}\\])*+\}", re.M | re.I)
_QTI_ROOTS = frozenset({"questestinterop", "assessmentitem", "assessmenttest", "manifest", "item"})
_UNKNOWN = (
    "I cannot tell what format this is: send GIFT, Moodle XML, Aiken, a QTI zip from Canvas, or CSV "
    "with a column “question”"
)
_OTHER_XML = "this is XML, but neither Moodle's nor QTI"


def is_zip(data: bytes) -> bool:
    """Whether it is a zip archive."""
    return data.startswith(_ZIP)


def format_of(text: str, name: str) -> Format:
    """The format of a text. The name decides only what nothing else does. Raises UnreadableSource: it is none that is known."""
    start = text.lstrip()
    root = _ROOT.search(start) if start.startswith("<") else None
    kind = root[2].casefold() if root else ""
    if kind == "quiz":
        return Format.MOODLE_XML
    if kind in _QTI_ROOTS:
        return Format.QTI
    if kind == "html":
        raise UnreadableSource(name, "this is a web page: export the questions from your quiz tool")
    if has_question_column(start):
        return Format.CSV
    if _ANSWER.search(text) and len(_LETTERED.findall(text)) >= 2:
        return Format.AIKEN
    # GIFT may begin with HTML, as any text may.
    if SURELY_GIFT.match(start) or (_GIFT.search(text) and not start.startswith("<?xml")):
        return Format.GIFT
    # Its braces are broken: what is wrong is said line by line.
    if name.casefold().endswith(".gift") and "{" in text and not root:
        return Format.GIFT
    if name.casefold().endswith(".aiken") and not root:
        return Format.AIKEN
    raise UnreadableSource(name, _OTHER_XML if start.startswith("<?xml") else _UNKNOWN)


def has_question_column(text: str) -> bool:
    """Whether the first line names a column "question", and one more that a table of questions has."""
    first = text.split("\n", 1)[0]
    names = {column_of(name.strip().strip('"')) for name in first.split(delimiter_of(first))}
    return "question" in names and len(names - {""}) >= 2
