"""The one way in and the one way out, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from knowledge.errors import UnreadableSource
from knowledge.exchange.aiken import read_aiken, write_aiken
from knowledge.exchange.csv_table import read_csv, write_csv
from knowledge.exchange.detecting import format_of, is_zip
from knowledge.exchange.encoding import text_of
from knowledge.exchange.gift import read_gift, write_gift
from knowledge.exchange.kahoot import from_kahoot
from knowledge.exchange.limits import check_size
from knowledge.exchange.model import Draft, Exported, Format, Imported, Item
from knowledge.exchange.moodle import read_moodle_xml, write_moodle_xml
from knowledge.exchange.qti import read_qti, read_qti_text, write_qti
from knowledge.exchange.workbook import is_workbook, table_in

_READERS: Mapping[Format, Callable[[str, str, Draft], Imported]] = {
    Format.GIFT: lambda text, _, draft: read_gift(text, draft),
    Format.MOODLE_XML: read_moodle_xml,
    Format.QTI: read_qti_text,
    Format.AIKEN: lambda text, _, draft: read_aiken(text, draft),
    Format.CSV: lambda text, _, draft: read_csv(text, draft),
}
_WRITERS: Mapping[Format, Callable[[Sequence[Item]], Exported]] = {
    Format.GIFT: write_gift,
    Format.MOODLE_XML: write_moodle_xml,
    Format.QTI: write_qti,
    Format.AIKEN: write_aiken,
    Format.CSV: write_csv,
}


def read_questions(data: bytes, name: str) -> Imported:
    """The questions of a file, whatever format it is in; what is wrong with others is noted.

    `name` is the file's, for messages, and for a broken file that nothing else tells the format of.

    Raises:
        UnreadableSource: the whole file cannot be read; says why and what to do.
    """
    check_size(data, name)
    draft = Draft()
    if is_zip(data):
        read = _of_a_workbook if is_workbook(data) else read_qti
        return read(data, name, draft)
    text = from_kahoot(text_of(data, name, draft), draft)
    return _READERS[format_of(text, name)](text, name, draft)


def _of_a_workbook(data: bytes, name: str, draft: Draft) -> Imported:
    table = table_in(data, name, draft)
    if table is None:
        raise UnreadableSource(name, "no sheet of this workbook has a column “question”")
    return replace(read_csv(table, draft), format=None)


def write_questions(items: Sequence[Item], kind: Format) -> Exported:
    """A file of the questions; what the format cannot say is noted, by the question's number.

    Decks for Anki, which have a name and a date, are written by `export_anki.write_anki`.
    """
    return _WRITERS[kind](items)
