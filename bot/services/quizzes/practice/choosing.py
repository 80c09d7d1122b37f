"""Which questions come next, and in which order: what is about to be forgotten first, lectures taking turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, zip_longest
from typing import TypeVar

from bot.services.quizzes.bank.ports import APPROVED, BankQuestion
from bot.services.quizzes.practice.ports import Memory, Wishes
from bot.services.quizzes.practice.scheduling import recall
from bot.services.quizzes.practice.sessions import DUE, LECTURE, LOOK, TOPIC, Scope

T = TypeVar("T")
SITTING = 10
"""Questions of one practice: five minutes."""
_AHEAD = 6
"""So far ahead is looked for one of another lecture."""


@dataclass(frozen=True, slots=True)
class Deck:
    """What somebody can be asked today. `questions` are in the course's order and may all be asked now.

    `began` is when their day did, `answered` and `begun` are how many they answered today, and how many of these were new to them. `in_use` are those
    that come back once the class is asked them no longer (quizzes/in_use.py).
    """

    questions: Sequence[BankQuestion]
    memories: Mapping[str, Memory]
    wishes: Wishes
    now: datetime
    day: date
    began: datetime
    answered: int = 0
    begun: int = 0
    in_use: Sequence[BankQuestion] = ()

    @property
    def due(self) -> list[BankQuestion]:
        """Those due, the least remembered first, lectures taking turns."""
        found = [q for q in self.questions if self._is_due(q)]
        return _interleaved(sorted(found, key=self._recall), _lecture)

    @property
    def new(self) -> list[BankQuestion]:
        """Those never asked, in the order of lectures, the slides of each taking turns."""
        return _by_slides([q for q in self.questions if q.id not in self.memories])

    @property
    def later(self) -> list[BankQuestion]:
        """Those that are not due yet and were not answered today, the least remembered first."""
        found = [
            q
            for q in self.questions
            if q.id in self.memories and not self._is_due(q) and not self._is_fresh(q)
        ]
        return _interleaved(sorted(found, key=self._recall), _lecture)

    @property
    def sure_wrong(self) -> list[BankQuestion]:
        """Those whose last answer was wrong though they had been sure of it, the least remembered first."""
        found = [q for q in self.questions if q.id in self.memories and self.memories[q.id].sure_wrong]  # fmt: skip
        return sorted(found, key=self._recall)

    @property
    def left(self) -> int:
        """How many more they may be asked today."""
        return max(0, self.wishes.daily_most - self.answered)

    @property
    def left_new(self) -> int:
        return max(0, self.wishes.daily_new - self.begun)

    def chosen(self, scope: Scope) -> list[BankQuestion]:
        """All that this practice may ask, in order, whatever today's limit says of all together.

        The limit of new ones is for `/quiz` alone: who names a topic or a lecture wants what there is of it.
        """
        if scope.kind == DUE:
            return self.due
        if scope.kind == LOOK:
            return self.sure_wrong
        if scope.kind in {TOPIC, LECTURE}:
            return [*self.due, *self.new, *self.later]
        new = self.new if scope.beyond else self.new[: self.left_new]
        return [*self.due, *new]

    def queue(self, scope: Scope) -> tuple[str, ...]:
        """The ids of the next practice."""
        most = SITTING if scope.beyond else min(SITTING, self.left)
        return tuple(question.id for question in self.chosen(scope)[:most])

    def _is_due(self, question: BankQuestion) -> bool:
        memory = self.memories.get(question.id)
        return memory is not None and memory.due_at <= self.now

    def _is_fresh(self, question: BankQuestion) -> bool:
        """Was it answered today?"""
        return self.memories[question.id].last_at >= self.began

    def _recall(self, question: BankQuestion) -> tuple[float, datetime]:
        memory = self.memories[question.id]
        return round(recall(memory.card, self.day), 4), memory.due_at


def _lecture(question: BankQuestion) -> Hashable:
    return question.lecture, question.source.file if question.source else ""


def _interleaved(ordered: Sequence[T], group: Callable[[T], Hashable]) -> list[T]:
    """In this order, but for a little: one of another group goes before, where one is near."""
    left, made = list(ordered), list[T]()
    while left:
        last = group(made[-1]) if made else None
        place = next((n for n, each in enumerate(left[:_AHEAD]) if not made or group(each) != last), 0)  # fmt: skip
        made.append(left.pop(place))
    return made


def _by_slides(questions: Sequence[BankQuestion]) -> list[BankQuestion]:
    """Lecture by lecture; within one, a question of each slide, then a second of each, the best ones first.

    Questions of one slide ask about the same thing: one after the other, the first would answer the second.
    """
    lectures: dict[Hashable, dict[Hashable, list[BankQuestion]]] = defaultdict(lambda: defaultdict(list))  # fmt: skip
    for question in questions:
        source = question.source
        slide = (source.slide, source.page, source.title) if source else question.id
        lectures[_lecture(question)][slide].append(question)
    made: list[BankQuestion] = []
    for slides in lectures.values():
        best = [sorted(each, key=_quality) for each in slides.values()]
        rounds = chain.from_iterable(zip_longest(*best))
        made += [question for question in rounds if question is not None]
    return made


def _quality(question: BankQuestion) -> tuple[bool, float]:
    return question.state != APPROVED, -question.quality
