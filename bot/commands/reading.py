"""Reading the sources that a command was given."""

from __future__ import annotations

import argparse
from datetime import date

from bot.commands.arguments import existing
from bot.commands.output import progress_bar
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE, Settings
from knowledge.build import read_course
from knowledge.model import Build
from knowledge.readers.cache import ReadingCache


def read_named(
    arguments: argparse.Namespace, settings: Settings, *, reference_date: date | None = None
) -> Build:
    """All that `arguments.sources` say, in the zone of `arguments.timezone` or the course file's.

    Dates without a year are of the course file's term, where somebody chose that file: the term of the
    sample course would be a wrong one for all other lectures.

    Raises:
        SourceError: a source is not there.
        UnreadableSource: none of them can be read.
    """
    course = load_course(settings.lectern_config).course
    chosen = settings.lectern_config != DEFAULT_COURSE_FILE
    with progress_bar() as progress:
        return read_course(
            existing(arguments.sources),
            timezone=arguments.timezone or course.timezone,
            reference_date=reference_date,
            term_starts=course.term.starts if chosen else None,
            cache=ReadingCache.below(settings.lectern_data),
            progress=progress,
        )
