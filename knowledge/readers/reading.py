"""What a reader hands on: slides, and the account of how they came about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from knowledge.findings import Findings
from knowledge.model import Dropped, Entry, Repair, Slide

LACKING = "install Tesseract to read what is on it"
"""How the warning ends where pages could not be read for want of the program."""
Progress = Callable[[int, int], None]
"""Told after each page: how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An ICS file's text: which dates it has depends on the course's zone."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read."""

    slides: tuple[Slide, ...]
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    term: date | None = None
    """A day of the term that the file names; places dates without a year where nothing else does."""
    pages: int | None = None
    """Pages (or slides, as the format counts) that the file has, empty and folded ones included."""
    language: str | None = None
    """ISO 639-1 code of the language that most of it is in."""
    faq: tuple[Entry, ...] = ()
    """Questions with their answers, where the file is an FAQ."""
    found: tuple[Findings, ...] = ()
    """What is found on each slide by itself, where it was looked for while reading."""
    calendars: tuple[CalendarFile, ...] = ()
    """Itself where it is a calendar, or those inside it; they have no slides."""
    left_out: str = ""
    """Why the file is no lecture, where it is none."""

    @property
    def is_bare(self) -> bool:
        """True where there is nothing to keep and nothing to say of it."""
        held = self.slides or self.faq or self.calendars
        return not (held or self.dropped or self.warnings or self.left_out)

    @property
    def is_whole(self) -> bool:
        """False where a program was missing that would have read more."""
        return not any(warning.endswith(LACKING) for warning in self.warnings)
