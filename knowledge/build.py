"""From a course's files to all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from knowledge.deadlines import find_deadlines
from knowledge.entries import make_entries
from knowledge.errors import UnreadableSource
from knowledge.glossary import find_acronyms
from knowledge.model import Build
from knowledge.readers import read_file, source_files


def read_course(
    files: Sequence[Path], *, timezone: str = "UTC", reference_date: date | None = None
) -> Build:
    """Everything the files say. The same files give the same build.

    `timezone` is the course's IANA zone; `reference_date` stands in for the lecture's date where a
    deadline names no year. In a folder, a file that cannot be read becomes a warning.

    Raises:
        UnreadableSource: a file named by itself cannot be read, or there is nothing to read.
    """
    named = {path for path in files if not path.is_dir()}
    readings, warnings, names = [], list[str](), list[str]()
    for path in source_files(files):
        try:
            readings.append(read_file(path))
            names.append(path.name)
        except UnreadableSource as error:
            if path in named:
                raise
            warnings.append(str(error))
    if files and not readings:
        raise UnreadableSource(files[0].name, warnings[0] if warnings else "the folder is empty")
    slides = tuple(slide for reading in readings for slide in reading.slides)
    acronyms = find_acronyms(slides)
    deadlines = tuple(
        item
        for reading in readings
        for item in find_deadlines(
            reading.slides, timezone=timezone, reference_date=reference_date, term=reading.term
        )
    )
    return Build(
        slides=slides,
        entries=make_entries(slides, acronyms, deadlines),
        acronyms={a.short: a.long for a in acronyms},
        deadlines=deadlines,
        repairs=tuple(x for reading in readings for x in reading.repairs),
        dropped=tuple(x for reading in readings for x in reading.dropped),
        warnings=tuple(w for reading in readings for w in reading.warnings) + tuple(warnings),
        files=tuple(names),
    )
