"""Questions that a class is being asked just now: who would tell what is right meanwhile keeps them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import HOMEWORK, OPEN, QUIZ, Beside, Poll
from bot.services.quizzes.homework.model import Homework
from bot.services.quizzes.live.model import Quiz

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class KeptBack:
    """So many questions that a class is asked elsewhere just now: in homework that is open `until` then; None: in a live quiz.

    `mixed`: some of them in homework, others in a live quiz.
    """

    number: int = 0
    until: datetime | None = None
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class InUse:
    """For one course: its homework that is open, and its live quizzes from the lobby to the podium. Rehearsals keep nothing back.

    `kinds`: of which of them. Practice and homework keep all back, a live quiz what homework asks.
    """

    parts: PollParts
    kinds: Collection[str] = (HOMEWORK, QUIZ)

    async def until(self) -> Mapping[str, datetime | None]:
        """By question (its id in the bank): when the last homework that asks it closes; None for one that a live quiz asks.

        As it is stored now: whoever closes or opens one is seen at once, whichever process that was.
        """
        parts = self.parts
        found = await parts.polls.of_course(
            parts.workspace, parts.course, states=(OPEN,), kinds=self.kinds, limit=_MOST
        )
        held: dict[str, datetime | None] = {}
        for poll in found:
            for question in _asked_by(poll):
                held[question] = _later(held.get(question, poll.closes_at), poll.closes_at)
        return held

    def none_of(self, ids: Collection[str]) -> Beside:
        """With which a change is kept only where none of these is in use, also one that is opened at the same moment."""
        return Beside(
            self.kinds,
            lambda found: not any(one in ids for poll in found for one in _asked_by(poll)),
        )


def kept_back(ids: Iterable[str], until: Mapping[str, datetime | None]) -> KeptBack:
    """Those of these that are in use, and until when the last of them is."""
    moments = [until[one] for one in ids if one in until]
    latest = max((at for at in moments if at), default=None)
    return KeptBack(len(moments), latest, latest is not None and None in moments)


def _asked_by(poll: Poll) -> list[str]:
    if poll.kind == HOMEWORK:
        return [one.bank_id for one in Homework.of(poll).questions]
    quiz = Quiz.of(poll)
    return [] if quiz.rehearsal else [one.bank_id for one in quiz.questions]


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    """None, a moment that nobody knows, is taken for the later one."""
    return None if one is None or other is None else max(one, other)
