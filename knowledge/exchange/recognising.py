"""Is it a file of questions, or a lecture? Told by what stands in it: a lecture may have braces and a sample question."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from knowledge.errors import UnreadableSource
from knowledge.exchange.aiken import ANSWERS as AIKEN_LINE
from knowledge.exchange.csv_table.columns import column_of
from knowledge.exchange.csv_table.rows import delimiter_of
from knowledge.exchange.detecting import format_of, is_zip
from knowledge.exchange.encoding import text_of
from knowledge.exchange.kahoot import from_kahoot
from knowledge.exchange.model import Draft, Format, Imported, Kind
from knowledge.exchange.transfer import read_questions
from knowledge.exchange.workbook import is_workbook, table_in
from knowledge.readers.kinds import Kind as FileKind
from knowledge.readers.kinds import is_kind

_ENDINGS = (".gift", ".aiken")
_PLACES = re.compile(rb"[{<]|answer|question|antwort|frage|respuesta|pregunta|\x00", re.I)
_BEGINS = re.compile(r"\s*(?:::[^\n]|\$CATEGORY:|\[(?:html|moodle|plain|markdown)\])", re.I)
"""How a text begins that can be nothing but GIFT; a comment may be a program's as well."""
_ANSWERS = re.compile(r"(?<!\\)\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[}#])")
"""Braces with answers in them, and no program or template."""
_OF_A_QUIZ = re.compile(r"kind|(?:choice|wrong|match|weight|feedback|gap) \d+")
"""Columns that a table of questions with answers (an FAQ) does not have."""
_LATEX = re.compile(r"\\(?:begin|documentclass|frametitle|usepackage)\s*[\[{]")
"""GIFT has a backslash before a brace that means itself."""
_MOST_STEM_LINES = 8
_XML = (".xml", ".qti")
_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.I)
_MANIFEST, _MANIFEST_BYTES, _MOST_MEMBERS = "imsmanifest.xml", 2_000_000, 20_000


def may_be_questions(data: bytes, name: str) -> bool:
    """Is it worth a closer look? Quick, and never wrong where it says no."""
    if is_zip(data):
        return _is_package(data) or is_workbook(data)
    if name.casefold().endswith(_ENDINGS):
        return True
    return is_kind(data, FileKind.TEXT) and _PLACES.search(data) is not None


def questions_in(data: bytes, name: str) -> Imported | None:
    """The questions of a file; None where it is no such file, but perhaps a lecture.

    Raises:
        UnreadableSource: it is a file of questions, and cannot be read.
    """
    if is_zip(data):
        found = _has_a_quiz(data, name) if is_workbook(data) else _is_package(data)
        return read_questions(data, name) if found else None
    if name.casefold().endswith(_ENDINGS):
        return read_questions(data, name)
    if not is_kind(data, FileKind.TEXT):
        return None
    try:
        text = from_kahoot(text_of(data, name, Draft()), Draft())
        kind = format_of(text, name)
    except UnreadableSource:
        return None
    if _PAGE.match(text):
        return None
    if kind is Format.CSV and not _has_columns_of_a_quiz(text):
        return None
    if kind in {Format.AIKEN, Format.GIFT} and not _BEGINS.match(text):
        read = read_questions(data, name)
        aiken = kind is Format.AIKEN
        return (
            read
            if (_looks_like_aiken(read, text) if aiken else _looks_like_gift(read, text))
            else None
        )
    return read_questions(data, name)


def _has_a_quiz(workbook: bytes, name: str) -> bool:
    """Other workbooks are no files of questions, and what is wrong with them is of no interest here."""
    try:
        table = table_in(workbook, name, Draft())
    except UnreadableSource:
        return False
    return table is not None and _has_columns_of_a_quiz(table)


def _is_package(data: bytes) -> bool:
    """A zip with questions in it, or a deck of Anki's: no presentation, and no archive of lectures."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()[:_MOST_MEMBERS]
            if any(info.filename.startswith("collection.anki") for info in infos):
                return True
            found = [i for i in infos if i.filename.rpartition("/")[2].casefold() == _MANIFEST]
            if not found:
                return _all_xml([i.filename for i in infos if not i.is_dir()])
            with archive.open(found[0]) as manifest:
                return b"qti" in manifest.read(_MANIFEST_BYTES).lower()
    except Exception:
        return False


def _all_xml(names: list[str]) -> bool:
    """Quizzes by themselves; an Office file has a list of its parts."""
    office = "[Content_Types].xml" in names
    return bool(names) and not office and all(n.casefold().endswith(_XML) for n in names)


def _has_columns_of_a_quiz(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    names = [column_of(cell.strip().strip('"')) for cell in first.split(delimiter_of(first))]
    return any(_OF_A_QUIZ.fullmatch(name) for name in names)


def _refused(read: Imported) -> int:
    """How many questions came to nothing."""
    return len({note.question for note in read.notes if note.question}) if read.notes else 0


def _looks_like_aiken(read: Imported, text: str) -> bool:
    """Not a text that ends in a sample question, which would all be what is asked."""
    if not read.items or not _has_short_stems(read):
        return False
    written = [line for line in text.split("\n") if line.strip()]
    of_answers = sum(1 for line in written if AIKEN_LINE.match(line.strip()))
    return len(read.items) >= _refused(read) or 2 * of_answers > len(written)


def _has_short_stems(read: Imported) -> bool:
    lines = sum(item.stem.text.count("\n") + 1 for item in read.items)
    return lines <= _MOST_STEM_LINES * len(read.items)


def _looks_like_gift(read: Imported, text: str) -> bool:
    """Paragraphs without braces, or with braces of another kind, are a lecture's."""
    if _LATEX.search(text) or not _has_short_stems(read):
        return False
    asked = sum(item.kind not in {Kind.DESCRIPTION, Kind.ESSAY} for item in read.items)
    rest = len(read.items) - asked + _refused(read)
    return 0 < asked <= len(_ANSWERS.findall(text)) and asked >= rest
