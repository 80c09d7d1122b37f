"""The one way in and the one way out, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from knowledge.exchange.aiken import read_aiken, write_aiken
from knowledge.exchange.csv_table import read_csv, write_csv
from knowledge.exchange.detecting import format_of, is_zip
from knowledge.exchange.encoding import text_of
from knowledge.exchange.gift import read_gift, write_gift
from knowledge.exchange.limits import check_size
from knowledge.exchange.model import Draft, Exported, Format, Imported, Item
from knowledge.exchange.moodle import read_moodle_xml, write_moodle_xml
from knowledge.exchange.qti import read_qti, read_qti_text, write_qti

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
        return read_qti(data, name, draft)
    text = text_of(data, name, draft)
    return _READERS[format_of(text, name)](text, name, draft)


def write_questions(items: Sequence[Item], kind: Format) -> Exported:
    """A file of the questions; what the format cannot say is noted, by the question's number.

    Decks for Anki, which have a name and a date, are written by `export_anki.write_anki`.
    """
    return _WRITERS[kind](items)
