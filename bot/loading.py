"""From the course file to a course that answers; shared by the bot and the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.course import CourseConfig
from knowledge.build import read_course
from knowledge.course import Course
from knowledge.errors import UnreadableSource
from knowledge.model import Entry, Slide
from knowledge.readers import source_files
from knowledge.readers.cache import ReadingCache
from knowledge.readers.faq import faq_entry
from knowledge.readers.isolated import Tell, draw_slide_apart, read_files
from knowledge.readers.reading import Reading
from knowledge.readers.tasks import Wanted


@dataclass(frozen=True)
class LectureFiles:
    """Reads the configured lectures and those that were taught (services.knowing.CourseReader)."""

    config: CourseConfig
    cache: ReadingCache | None = None
    presentations: Path | None = None
    """Where presentations are kept as PDF, for the pictures of their slides."""

    def own(self) -> Mapping[Path, str]:
        """The configured lectures: SHA-256 digests by file."""
        return {
            path: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in source_files(self.config.lectures)
        }

    def read(self, path: Path, progress: Callable[[int, int], None]) -> Reading:
        """One file's slides. Raises UnreadableSource, and what `progress` raises."""
        read = read_files(
            [path], cache=self.cache, progress=lambda told: progress(told.page, told.pages)
        )
        for problem in read.problems:
            raise problem
        reading = read.readings[0]
        if reading.left_out:
            raise UnreadableSource(path.name, reading.left_out)
        return reading

    def draw(self, path: Path, slide: Slide) -> bytes:
        """A slide's picture (services.pictures.SlideArtist). Raises UnreadableSource."""
        folder = str(self.presentations.absolute()) if self.presentations else None
        _, inside, member = slide.file.partition(f"{path.name}/")
        wanted = Wanted(
            slide.page or 0, slide.box, folder=folder, member=member if inside else None
        )
        try:
            return draw_slide_apart(path.read_bytes(), path.name, wanted)
        except OSError as error:
            raise UnreadableSource(path.name, "it is not there any more") from error

    def course(self, taught: Sequence[Path]) -> Course:
        """The configured lectures with these; a taught one stands in for a configured of its name."""
        return load_course_knowledge(self.config, taught, cache=self.cache)


def load_course_knowledge(
    config: CourseConfig, taught: Sequence[Path] = (), *, cache: ReadingCache | None = None
) -> Course:
    """The configured course, with what instructors taught besides, read and indexed.

    Raises:
        ConfigurationError: the FAQ file says something unusable.
        UnreadableSource: there are lecture files, and none can be read.
    """
    names = {path.name for path in taught}
    own = [p for p in source_files(config.lectures) if p.name not in names]
    lectures = (*own, *taught) if names else config.lectures
    build = read_course(
        lectures,
        timezone=config.course.timezone,
        term_starts=config.course.term.starts,
        cache=cache,
    )
    return Course.from_build(
        build,
        code=config.course.code,
        name=config.course.name,
        timezone=config.course.timezone,
        faq=faq_entries(config),
        lecturer=config.course.lecturer,
    )


def load_sources(
    sources: Sequence[Path],
    *,
    timezone: str,
    cache: ReadingCache | None = None,
    progress: Tell | None = None,
) -> Course:
    """A course made of `sources` alone, with no course file around it.

    Raises:
        UnreadableSource: none of the files can be read.
    """
    build = read_course(sources, timezone=timezone, cache=cache, progress=progress)
    code = next((slide.course for slide in build.slides if slide.course), "")
    return Course.from_build(build, code=code, name="", timezone=timezone)


def faq_entries(config: CourseConfig) -> tuple[Entry, ...]:
    """The FAQ as entries to be quoted, with ids that last as long as the question's wording."""
    file = config.faq.name if config.faq else ""
    return tuple(
        faq_entry(item.question, item.answer, item.also, file) for item in config.faq_items()
    )
