"""What somebody who practises is to see next, as data: blocks/quizzes/practice.py makes messages of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.services.quizzes.asking import Asked, Mark, Response
from bot.services.quizzes.bank.ports import APPROVED, BankQuestion
from bot.services.quizzes.practice.days import Streak
from bot.services.quizzes.practice.sessions import Scope
from knowledge.exchange import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where in their practice somebody is: question `number` of `total` of the practice with this id."""

    sitting: str
    number: int
    total: int

    @property
    def key(self) -> str:
        """What buttons carry."""
        return f"{self.sitting}:{self.number}"


@dataclass(frozen=True, slots=True)
class Posed:
    """A question that waits for an answer. `changed`: it was edited since it was shown first."""

    place: Place
    question: BankQuestion
    asked: Asked
    changed: bool = False
    resumed: bool = False

    @property
    def draft(self) -> bool:
        return self.question.state != APPROVED


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question that was answered. `due` is the day on which it is asked again, `today` the one that it is.

    `changed`: it was edited since, so that the answer is not shown beside it.
    """

    place: Place
    question: BankQuestion
    asked: Asked
    response: Response
    right: Response | None
    mark: Mark
    sure: bool
    due: date
    today: date
    flagged: bool = False
    changed: bool = False
    over: bool = False

    @property
    def unknown(self) -> bool:
        """Did they say that they don't know?"""
        return self.response == Response()

    @property
    def last(self) -> bool:
        """Is there nothing after it?"""
        return self.place.number >= self.place.total

    @property
    def draft(self) -> bool:
        return self.question.state != APPROVED


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The question was taken out while it waited for an answer; `in_use`: only as long as a class is asked it."""

    place: Place
    in_use: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that somebody was sure of, and that is otherwise."""

    question_id: str
    stem: Text
    lecture: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A practice that is over. `more`: as many are left that may be asked today; `upcoming`: when how much is due next."""

    sitting: str
    answered: int
    right: int
    streak: Streak
    doubts: Sequence[Doubt] = ()
    more: int = 0
    upcoming: tuple[date, int] | None = None
    scope: Scope = field(default_factory=Scope)
    today: date | None = None


class Why(StrEnum):
    """Why there is nothing to ask."""

    EMPTY = "empty"
    UNREVIEWED = "unreviewed"
    NOT_YET = "not yet"
    IN_USE = "in use"
    NO_TOPIC = "no topic"
    NO_LECTURE = "no lecture"
    NONE_DUE = "none due"
    LIMIT = "limit"
    DONE = "done"
    NO_DOUBTS = "no doubts"


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to ask, and why. `near` are topics to offer, `lectures` those that have questions.

    `opens` is the day from which the lecture is asked about, `next_day` the next one on which something is due;
    `answered` of a limit of `most` were answered today; `new`: there are new ones beyond the limit of these. `in_use` are
    kept back as long as a class is asked them; `closes` is when the first of them come back, where that is known, and
    `zone` the course's.
    """

    why: Why
    scope: Scope
    near: Sequence[str] = ()
    lectures: Sequence[int] = ()
    opens: date | None = None
    next_day: date | None = None
    next_count: int = 0
    answered: int = 0
    new: bool = False
    today: date | None = None
    in_use: int = 0
    closes: datetime | None = None
    zone: str = "UTC"


GONE, EARLIER = "gone", "earlier"
"""Why a button is no longer good: nothing of that practice is kept; another one was begun since."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A button of a practice that is over."""

    why: str


View = Posed | Outcome | Withdrawn | Summary | Nothing | Stale


@dataclass(frozen=True, slots=True)
class LectureStats:
    """How one lecture is known: `asked` of `total` questions, and how many answers to them were right and wrong."""

    lecture: int | None
    asked: int
    total: int
    right: int = 0
    wrong: int = 0

    @property
    def percent(self) -> int | None:
        """Of all answers those that were right; None where there are none."""
        given = self.right + self.wrong
        return round(100 * self.right / given) if given else None


@dataclass(frozen=True, slots=True)
class Stats:
    """How somebody is doing. `forecast` counts what is due on each of the next seven days, today's with what is overdue.

    `asked`: there are questions that they may be asked.
    """

    today: date
    due: int
    answered: int
    lectures: Sequence[LectureStats]
    forecast: Mapping[date, int]
    streak: Streak
    doubts: Sequence[Doubt]
    days: int = 0
    asked: bool = True
