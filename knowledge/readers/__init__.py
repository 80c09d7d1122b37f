"""From a file to slides: which reader a file gets is told by its content, not by its ending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.dates import term_date
from knowledge.errors import UnreadableSource
from knowledge.model import Dropped
from knowledge.readers import quizzes
from knowledge.readers.archive import is_hidden, is_supporting, natural, read_archive
from knowledge.readers.decoding import decode
from knowledge.readers.formats import Format, format_of
from knowledge.readers.kinds import Kind, Refused, kind_of
from knowledge.readers.languages import with_languages
from knowledge.readers.licence import LEFT_OUT, is_licence, is_licence_name
from knowledge.readers.numbering import lecture_of_name
from knowledge.readers.reading import CalendarFile, Progress, Reading
from knowledge.readers.rosters import WHY, text_lists_people

__all__ = ["Progress", "Reading", "read_bytes", "read_file", "source_files"]

MAX_BYTES = 200_000_000
MAX_TEXT_BYTES = 20_000_000
_DEPTH = 1


def source_files(sources: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in natural order.

    In a folder, hidden files and what lies beside lectures (style sheets, programs) are left out; licences
    are read, to say that they were left out.
    """
    for source in sources:
        if source.is_dir():
            named = ((p, p.relative_to(source).as_posix()) for p in source.rglob("*"))
            inside = [
                (p, n) for p, n in named if p.is_file() and not is_hidden(n) and not _lies_beside(n)
            ]
            yield from (p for p, _ in sorted(inside, key=lambda x: natural(x[1])))
        else:
            yield source


def _lies_beside(name: str) -> bool:
    return is_supporting(name) and not is_licence_name(name)


def read_file(path: Path) -> Reading:
    """The slides of one file.

    Raises:
        UnreadableSource: it is missing, too large, empty or in a format that cannot be read.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableSource(path.name, f"larger than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(path.name, "no such file") from None
    except OSError as error:
        raise UnreadableSource(path.name, "the file cannot be opened") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str, *, progress: Progress | None = None) -> Reading:
    """The slides of a file's content. `name` goes into them as their file.

    `progress` is told after each page (or member of an archive) how many of how many are done.

    Raises:
        UnreadableSource: it is empty, damaged or in a format that cannot be read; the message
            names the file and says what to do.
    """
    return _read(data, name, progress, _DEPTH)


def _read(data: bytes, name: str, progress: Progress | None, depth: int) -> Reading:
    if not data.strip():
        raise UnreadableSource(name, "the file is empty")
    try:
        kind = kind_of(data)
    except Refused as refused:
        raise UnreadableSource(name, str(refused)) from refused
    if kind is Kind.ZIP:
        if depth < 0:
            raise UnreadableSource(name, "zip archives packed in one another: unpack them")
        return read_archive(data, name, lambda d, n: _read(d, n, None, depth - 1), progress)
    reading = _finished(_read_one(kind, data, name, progress), name)
    if reading.is_bare:
        raise UnreadableSource(name, "there is no text in it that could be read")
    return reading


# Readers are imported where they are called: a process that reads one kind of file, or none because
# all are known, is spared the others' libraries, which take longer to load than a deck to read.


def _read_one(kind: Kind, data: bytes, name: str, progress: Progress | None) -> Reading:
    if kind is Kind.PDF:
        from knowledge.readers.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, name, progress)
    if kind is Kind.PPTX:
        from knowledge.readers.pptx import read_pptx  # noqa: PLC0415

        return read_pptx(data, name, progress)
    if kind is Kind.PICTURE:
        from knowledge.readers.picture import read_picture  # noqa: PLC0415

        return read_picture(data, name, progress)
    if kind is Kind.CALENDAR:
        return _read_calendar(data, name)
    return _read_text(data, name)


def _text_reader(kind: Format) -> Callable[[str, str], Reading]:
    if kind is Format.MARKDOWN:
        from knowledge.readers.markdown import read_markdown  # noqa: PLC0415

        return read_markdown
    if kind in (Format.HTML, Format.LATEX):
        return _markup_reader(kind)
    if kind is Format.NOTEBOOK:
        from knowledge.readers.notebook import read_notebook  # noqa: PLC0415

        return read_notebook
    if kind is Format.CSV:
        from knowledge.readers.faq import read_table  # noqa: PLC0415

        return read_table
    from knowledge.readers.text import read_text  # noqa: PLC0415

    return read_text


def _markup_reader(kind: Format) -> Callable[[str, str], Reading]:
    if kind is Format.HTML:
        from knowledge.readers.html import read_html  # noqa: PLC0415

        return read_html
    from knowledge.readers.latex import read_latex  # noqa: PLC0415

    return read_latex


def _finished(reading: Reading, name: str) -> Reading:
    """What is done alike for every reader: languages, and the lecture's number from the name."""
    reading = with_languages(reading)
    lecture = lecture_of_name(name)
    if lecture is None or any(slide.lecture is not None for slide in reading.slides):
        return reading
    return replace(reading, slides=tuple(replace(s, lecture=lecture) for s in reading.slides))


def _read_text(data: bytes, name: str) -> Reading:
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableSource(name, f"text of more than {MAX_TEXT_BYTES // 1_000_000} MB")
    text, repairs = decode(data, name)
    if not text.strip():
        raise UnreadableSource(name, "the file is empty")
    if is_licence(text, name):
        return _left_out(name, LEFT_OUT)
    if quizzes.is_quiz(data, name):
        return replace(_left_out(name, quizzes.LEFT_OUT), warnings=(f"{name}: {quizzes.LEFT_OUT}",))
    kind = format_of(text, name)
    if kind in (Format.PLAIN, Format.MARKDOWN) and text_lists_people(text):
        raise UnreadableSource(name, WHY)
    reading = _text_reader(kind)(text, name)
    return replace(
        reading, repairs=(*repairs, *reading.repairs), term=reading.term or term_date(text)
    )


def _left_out(name: str, why: str) -> Reading:
    return Reading((), dropped=(Dropped(name, why),), left_out=why)


def _read_calendar(data: bytes, name: str) -> Reading:
    """Looked through once, so that one that cannot be read says so; the course's zone tells its dates."""
    from knowledge.calendars import calendar_dates  # noqa: PLC0415

    calendar_dates(data, name, timezone="UTC")
    return Reading(slides=(), calendars=(CalendarFile(name, decode(data, name)[0]),))
