"""A poll as somebody words it or fills it in, before it is kept; and what was not understood of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.services.polls.ports import SINGLE, Settings

DAILY, WEEKLY, EACH_CLASS = "daily", "weekly", "class"
"""How a poll may repeat itself."""
USUAL = Settings()
"""One choice, named, seen at once, closed by hand."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a poll says. Times are UTC.

    Options are texts; the one at place n (from 1) gets the id `str(n)`, by which `settings.correct` names it.
    `closes_at` is a moment on the clock; a span is `settings.closes_after`. `notes` are sentences on what was assumed.
    """

    kind: str = SINGLE
    question: str = ""
    options: tuple[str, ...] = ()
    settings: Settings = USUAL
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, how to put it right, and a line that would do; `field` is where a form shows it."""

    wrong: str
    fix: str
    example: str = ""
    field: str = "question"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that says no whole poll: all that was typed, what was understood, and what is wrong, the gravest first."""

    typed: str
    draft: Draft
    problems: tuple[Problem, ...]

    @property
    def problem(self) -> Problem:
        return self.problems[0]
