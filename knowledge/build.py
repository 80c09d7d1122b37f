"""From a course's files to all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from knowledge.dates.dated import Dated, unplaced_sentences
from knowledge.definitions import Terms, find_definitions, find_synonyms, one_word_names
from knowledge.entries import Place, distinct_deadlines, make_entries, source_of
from knowledge.errors import UnreadableSource
from knowledge.findings import Findings, findings_on
from knowledge.glossary import find_acronyms
from knowledge.merging import distinct
from knowledge.model import Build, SourceFile
from knowledge.readers import source_files
from knowledge.readers.cache import ReadingCache
from knowledge.readers.isolated import FileRead, ReadResult, Tell, read_files
from knowledge.readers.reading import Reading


def read_course(
    files: Sequence[Path],
    *,
    timezone: str = "UTC",
    reference_date: date | None = None,
    term_starts: date | None = None,
    cache: ReadingCache | None = None,
    progress: Tell | None = None,
) -> Build:
    """Everything the files say. The same files give the same build.

    `timezone` is the course's IANA zone; `reference_date` stands in for the lecture's date where a
    deadline names no year; `term_starts` is a day of the term's first week, where it is known. A file that cannot be read becomes a warning; `cache` keeps what was
    read, so that only changed files are read again.

    Raises:
        UnreadableSource: none of the files can be read.
    """
    paths = list(source_files(files))
    if files and not paths:
        raise UnreadableSource(files[0].name, "the folder is empty")
    read = read_files(paths, cache=cache, progress=progress)
    if read.problems and not read.readings:
        raise read.problems[0]
    dating = Dating(timezone, reference_date, cache, term_starts)
    return build_of(read, dating)


@dataclass(frozen=True, slots=True)
class Dating:
    """How dated items are found: in the course's zone, at a date, and what was found so is kept."""

    timezone: str = "UTC"
    reference_date: date | None = None
    cache: ReadingCache | None = None
    term_starts: date | None = None
    """Weeks of the term are counted from it, and a file that names no year is of that time."""

    def dates(self, file: FileRead, found: Sequence[Findings], course: date | None) -> Dated:
        """The dates of a file that was read, on the slides that may have some.

        `course` is a day of the course, which places those of a file that names no year itself.
        """
        reading = file.reading
        if reading is None or not (reading.calendars or any(each.dated for each in found)):
            return Dated()
        course = self.term_starts or course
        days = (self.reference_date, course, self.term_starts)
        setting = " ".join([self.timezone, *(str(day or "") for day in days)])
        kept = self.cache.get_dated(file.digest, file.name, setting) if self.cache else None
        if kept is not None:
            return kept
        from knowledge.deadlines import Around, find_dated  # noqa: PLC0415 - takes long to load

        dated = find_dated(
            [slide for slide, on in zip(reading.slides, found, strict=True) if on.dated],
            Around(self.timezone, self.reference_date, reading.term, self.term_starts, course),
        )
        dated = _with_calendars(dated, reading, self.timezone)
        if self.cache is not None:
            self.cache.put_dated(file.digest, file.name, setting, dated)
        return dated


def build_of(read: ReadResult, dating: Dating = Dating()) -> Build:
    """Everything that files say which were read already."""
    files = [file for file in read.files if file.reading is not None]
    readings = read.readings
    slides = tuple(slide for reading in readings for slide in reading.slides)
    found = list(map(_found, readings))
    on_slides = list(chain.from_iterable(found))
    once = distinct(slides, [each.gist for each in on_slides])
    quoted = tuple(each.slide for each in once)
    said = [on_slides[each.position] for each in once]
    acronyms = find_acronyms(quoted, [each.spelt for each in said])
    terms = Terms(
        find_definitions(quoted, [each.defined for each in said]),
        find_synonyms(quoted, [each.named for each in said]),
    )
    course = _day_of_the_course(readings)
    looked = [dating.dates(file, each, course) for file, each in zip(files, found, strict=True)]
    dated = [item for each in looked for item in each.items]
    unplaced = tuple(line for each in looked for line in each.unplaced)
    faq = [entry for reading in readings for entry in reading.faq]
    unread = tuple(str(problem) for problem in read.problems)
    return Build(
        slides=slides,
        entries=make_entries(
            quoted,
            acronyms,
            dated,
            faq=faq,
            terms=terms,
            places=[Place(e.gist.key, tuple(map(source_of, e.also))) for e in once],
        ),
        acronyms={a.short: a.long for a in acronyms},
        synonyms=one_word_names(terms.synonyms),
        deadlines=distinct_deadlines(dated),
        repairs=tuple(x for reading in readings for x in reading.repairs),
        dropped=tuple(x for reading in readings for x in reading.dropped),
        warnings=(
            *(w for reading in readings for w in reading.warnings),
            *(w for each in looked for w in each.warnings),
            *unplaced_sentences(unplaced),
            *unread,
        ),
        files=tuple(file.name for file in files),
        distinct=quoted,
        sources=_sources(read),
        unread=unread,
        unplaced=unplaced,
        gists=tuple(each.gist for each in once),
    )


def _with_calendars(dated: Dated, reading: Reading, timezone: str) -> Dated:
    """With the dates of the calendars that the file is, or that are in it."""
    if not reading.calendars:
        return dated
    from knowledge.calendars import calendar_dates  # noqa: PLC0415 - takes long to load

    read = [
        calendar_dates(file.text.encode(), file.name, timezone=timezone)
        for file in reading.calendars
    ]
    return replace(
        dated,
        items=(*dated.items, *(item for each in read for item in each.items)),
        warnings=tuple(w for each in read for w in each.warnings),
    )


def _day_of_the_course(readings: Sequence[Reading]) -> date | None:
    """The first day of a term that a file names, else of a lecture."""
    terms = [reading.term for reading in readings if reading.term]
    return min(terms or (s.date for r in readings for s in r.slides if s.date), default=None)


def _found(reading: Reading) -> Sequence[Findings]:
    """What is on each of the slides, as it was found when the file was read."""
    return reading.found or [findings_on(slide) for slide in reading.slides]


def _sources(read: ReadResult) -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(
            file.name,
            file.digest,
            file.reading.pages,
            len(file.reading.slides),
            file.reading.language,
            is_calendar=any(c.name == file.name for c in file.reading.calendars),
            left_out=file.reading.left_out,
        )
        for file in read.files
        if file.reading is not None
    )
