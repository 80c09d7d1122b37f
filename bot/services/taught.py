"""What a teaching came to, as data that is stored and rendered again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

MOST_LISTED = 100
NEW, REPLACES, KNOWN, FAILED, CALENDAR = "new", "replaces", "known", "failed", "calendar"
QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file. `status` is new, replaces, known, failed, calendar or questions; `why` says what is wrong or known.

    `untitled`, `textless` and `missing` (no slide was made of them) are pages.
    """

    name: str
    status: str
    why: str = ""
    size: int = 0
    slides: int = 0
    faqs: int = 0
    pages: int = 0
    untitled: tuple[int, ...] = ()
    textless: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    repairs: int = 0
    warnings: tuple[str, ...] = ()
    dates: int = 0
    """Of a calendar, those to come; `asked` of them are new to the course, `over` are past, `meetings` recur."""
    asked: int = 0
    over: int = 0
    meetings: int = 0
    slack_file: str = ""
    """The id of a file of quiz questions, to be read again when they are kept."""
    dropped_as: str = ""
    """What it was called, where it is a new version of a file with another name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A slide, as a lecturer would name it; of a changed one the lines that are gone and that are new."""

    title: str
    where: str
    file: str
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A dated item that is new; `when` is ISO 8601, a date alone where no time is given."""

    title: str
    when: str
    quote: str


@dataclass(frozen=True, slots=True)
class Affected:
    """A question whose answer changes. `channel` is empty where it was asked in private."""

    question: str
    before: str
    after: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, also of those not listed."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0
    affected: int = 0
    answerable: int = 0
    dates: int = 0
    alike: int = 0
    faqs: int = 0
    """New questions with their answers; `new` counts slides alone."""


@dataclass(frozen=True, slots=True)
class TeachingReport:
    """All that an instructor is shown; each list holds at most `MOST_LISTED`."""

    files: tuple[FileReport, ...] = ()
    counts: Counts = Counts()
    new: tuple[Place, ...] = ()
    changed: tuple[Place, ...] = ()
    gone: tuple[Place, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    affected: tuple[Affected, ...] = ()
    answerable: tuple[str, ...] = ()
    alike: tuple[tuple[Place, ...], ...] = ()
    """Groups of slides that say nearly the same."""

    @property
    def readable(self) -> tuple[FileReport, ...]:
        return tuple(f for f in self.files if f.status in {NEW, REPLACES})

    @property
    def calendars(self) -> tuple[FileReport, ...]:
        return tuple(f for f in self.files if f.status == CALENDAR)

    @property
    def quizzes(self) -> tuple[FileReport, ...]:
        return tuple(f for f in self.files if f.status == QUESTIONS)

    @property
    def to_review(self) -> int:
        """Dates that instructors may want to confirm."""
        return self.counts.dates + sum(f.asked for f in self.calendars)

    @property
    def asks(self) -> bool:
        """Does it replace what students get answers from already?"""
        return any(f.status == REPLACES for f in self.files)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; `from_json` gives the report back."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> TeachingReport:
        kinds = {"files": FileReport, "dates": FoundDate, "affected": Affected}
        kinds |= dict.fromkeys(("new", "changed", "gone"), Place)
        lists = {
            name: tuple(kind(**_tuples(item)) for item in raw.get(name, ()))
            for name, kind in kinds.items()
        }
        return cls(
            counts=Counts(**raw.get("counts", {})),
            answerable=tuple(raw.get("answerable", ())),
            alike=tuple(tuple(Place(**p) for p in group) for group in raw.get("alike", ())),
            **lists,
        )


def _tuples(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
