"""What a course's questions need to be remembered.

A question that was drafted from a slide is known again by its `fingerprint`, so that reading the slides anew adds what is
new, and neither asks a second time about what somebody rejected nor overwrites what somebody edited.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.exchange import Item
from knowledge.model import Source

DRAFT, APPROVED, REJECTED = "draft", "approved", "rejected"
"""States. Only approved questions go into live quizzes; drafts are practised, marked as such, where a course lets them."""
EVERY = (DRAFT, APPROVED, REJECTED)
DRAFTED, WRITTEN, IMPORTED = "drafted", "written", "imported"
"""Origins."""


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of a course. `revision` grows with every change by a person.

    `source` is the slide that it is asked about, None for one of somebody's own that names none; `gone`: the slide is
    no longer among the course's. `form` is what is asked for (knowledge.questions.QuizKind, "" where nobody knows).
    `difficulty` is between 0 and 1; `quality` tells how likely a draft is good as it stands, 0 to 1. `reason` is why it
    was rejected. `flags` counts the people who said that it is off, since it was last looked at.
    """

    workspace: str
    id: str
    course: str
    item: Item
    origin: str
    made_at: datetime
    state: str = DRAFT
    source: Source | None = None
    form: str = ""
    language: str = "en"
    difficulty: float = 0.5
    quality: float = 1.0
    fingerprint: str = ""
    gone: bool = False
    reason: str = ""
    flags: int = 0
    made_by: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None
    revision: int = 1

    @property
    def lecture(self) -> int | None:
        """The number of the lecture that it is asked about."""
        return self.source.lecture if self.source else None


@dataclass(frozen=True, slots=True)
class Flag:
    """Somebody said that a question is off, and why. Who it was is kept to count each once, and shown to nobody."""

    user: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuizSettings:
    """A course's choices. `practise_drafts`: questions that nobody reviewed yet are practised too, marked as such."""

    practise_drafts: bool = True
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions: of these states; of one lecture, if given; `flagged`: only those that somebody said are off.

    Those whose slide is gone only where `gone`.
    """

    states: Collection[str]
    lecture: int | None = None
    flagged: bool = False
    gone: bool = False


class Bank(Protocol):
    """The questions of courses, changed only as they were seen."""

    async def add(self, questions: Sequence[BankQuestion]) -> int:
        """Keep new ones; one whose fingerprint its course has already, or whose id is taken, is left out.

        Returns how many were new. A fingerprint of "" is like no other.
        """

    async def get(self, workspace: str, question_id: str) -> BankQuestion | None: ...

    async def several(self, workspace: str, ids: Collection[str]) -> Sequence[BankQuestion]:
        """Those of these that there are, in the order of `ids`."""

    async def change(self, before: BankQuestion, after: BankQuestion) -> BankQuestion | None:
        """Keep `after` with the next revision; None where it was changed meanwhile.

        `flags`, `gone` and `fingerprint` are not taken from it: however it is edited, it is not drafted again.
        """

    async def decide(self, before: BankQuestion, after: BankQuestion) -> BankQuestion | None:
        """Keep `after` as `change` does: somebody looked at it, so what was said of it is dealt with.

        How it was, and what was said of it, can be taken back until it is decided about again.
        """

    async def take_back(
        self, workspace: str, question_id: str, revision: int, *, by: str, at: datetime
    ) -> BankQuestion | None:
        """Give a question back what it was before the decision that made this revision, with all that was said of it then.

        None where it was changed since. What was said of it meanwhile stays, too.
        """

    async def change_all(
        self, workspace: str, ids: Collection[str], *, state: str, was: str, by: str, at: datetime
    ) -> Sequence[str]:
        """Give these that are in the state `was` another one; returns the ids of those that changed (for Undo)."""

    async def remove(self, workspace: str, question_id: str) -> bool:
        """Forget one for good, with its flags (of somebody's own writing or import, by Undo)."""

    async def find(
        self,
        workspace: str,
        course: str,
        wanted: Wanted,
        *,
        limit: int = 10_000,
    ) -> Sequence[BankQuestion]:
        """In the course's order: by lecture, file, slide (those without a source last), then as they were made."""

    async def counts(self, workspace: str, course: str) -> Mapping[tuple[int | None, str], int]:
        """How many there are by (lecture, state), those whose slide is gone left out."""

    async def settle(
        self, workspace: str, course: str, version: str, standing: Collection[str]
    ) -> None:
        """The course was drafted from in this version: drafted ones are `gone` unless their fingerprint is `standing`."""

    async def settled(self, workspace: str, course: str) -> str:
        """The version that was drafted from last; "" for none."""

    # What students say

    async def flag(self, workspace: str, question_id: str, flag: Flag) -> bool:
        """Note that somebody finds it off; False where they said so before (their reason is then the newer one)."""

    async def flags(self, workspace: str, question_id: str) -> Sequence[Flag]:
        """Those that nobody dealt with yet, the oldest first."""

    async def flagged_by(self, workspace: str, user: str) -> frozenset[str]:
        """Ids of the questions that this person says are off, and nobody dealt with that yet; of all courses."""

    async def forget(self, workspace: str, user: str) -> int:
        """Keep what somebody said of questions without whose it was; returns how many questions those were."""

    # What a course chose

    async def settings(self, workspace: str, course: str) -> QuizSettings: ...

    async def set(self, workspace: str, course: str, settings: QuizSettings) -> None: ...

    async def extra_time(self, workspace: str, course: str) -> Mapping[str, int]:
        """Who has how much more time in live quizzes, in percent of the time (50 for half as much again)."""

    async def give_time(self, workspace: str, course: str, user: str, percent: int) -> None:
        """0 for no more than everybody has."""
