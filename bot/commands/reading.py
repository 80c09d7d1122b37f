"""Reading the sources that a command was given."""

from __future__ import annotations

import argparse
from datetime import date

from bot.commands.arguments import existing
from bot.commands.output import progress_bar
from config.course import load_course
from config.settings import Settings
from knowledge.build import read_course
from knowledge.model import Build
from knowledge.readers.cache import ReadingCache


def read_named(
    arguments: argparse.Namespace, settings: Settings, *, reference_date: date | None = None
) -> Build:
    """All that `arguments.sources` say, in the zone of `arguments.timezone` or the course file's.

    Raises:
        SourceError: a source is not there.
        UnreadableSource: none of them can be read.
    """
    timezone = arguments.timezone or load_course(settings.lectern_config).course.timezone
    with progress_bar() as progress:
        return read_course(
            existing(arguments.sources),
            timezone=timezone,
            reference_date=reference_date,
            cache=ReadingCache.below(settings.lectern_data),
            progress=progress,
        )
