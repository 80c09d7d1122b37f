"""From the course file to a course that answers; shared by the bot and the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from config.course import CourseConfig
from knowledge.build import read_course
from knowledge.course import Course
from knowledge.model import AnswerKind, Entry, Source


def load_course_knowledge(config: CourseConfig) -> Course:
    """The configured course, read and indexed.

    Raises:
        ConfigurationError: the FAQ file says something unusable.
        UnreadableSource: a lecture file cannot be read; names the file.
    """
    build = read_course(config.lectures, timezone=config.course.timezone)
    return Course.from_build(
        build,
        code=config.course.code,
        name=config.course.name,
        timezone=config.course.timezone,
        faq=faq_entries(config),
    )


def load_sources(sources: Sequence[Path], *, timezone: str) -> Course:
    """A course made of `sources` alone, with no course file around it.

    Raises:
        UnreadableSource: a file cannot be read; names it.
    """
    build = read_course(sources, timezone=timezone)
    code = next((slide.course for slide in build.slides if slide.course), "")
    return Course.from_build(build, code=code, name="", timezone=timezone)


def faq_entries(config: CourseConfig) -> tuple[Entry, ...]:
    """The FAQ as entries to be quoted, with ids that last as long as the question's wording."""
    file = config.faq.name if config.faq else ""
    return tuple(
        Entry(
            id="faq-" + hashlib.sha256(item.question.encode()).hexdigest()[:12],
            title=item.question,
            text=item.answer,
            aliases=item.also,
            kind=AnswerKind.FAQ,
            source=Source(file=file, title=item.question),
        )
        for item in config.faq_items()
    )
