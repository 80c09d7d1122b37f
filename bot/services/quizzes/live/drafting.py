"""Putting a quiz together: its questions are chosen, looked at privately, dropped and swapped, before anybody else sees them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DELETED, DRAFT, QUIZ, Poll, Settings
from bot.services.quizzes.asking import PICKED, TYPED, is_answerable
from bot.services.quizzes.bank.ports import DRAFT as NOT_REVIEWED
from bot.services.quizzes.bank.ports import Bank, BankQuestion
from bot.services.quizzes.chosen import (
    NONE_ANY_MORE,
    CannotDraft,
    approved,
    none,
    spread,
    subject,
    too_few,
)
from bot.services.quizzes.frozen import Askable, Frozen, as_now, frozen
from bot.services.quizzes.live.hosting import DRAFT_GONE, HostRefused
from bot.services.quizzes.live.model import LOBBY, Quiz, Rules
from bot.services.quizzes.topics import Found, narrowed
from knowledge.course import Course

MOST, FEWEST_CHOICES, MOST_CHOICES = 20, 2, 10
NUMBERS = (1, 2, 3, 5, 8, 10, 15, 20)
SECONDS = (10, 15, 20, 30, 45, 60, 90, 120)
MOST_STEM, MOST_CHOICE = 1_500, 300
"""Characters that somebody can read while the time runs, and that a message has room for."""
NONE_LEFT = (
    "All approved questions about this are in the quiz already. Approve more with `/quiz review`."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a quiz is to be about, and how it is to be played. `topic` "" and `lecture` None: anything."""

    number: int = 5
    topic: str = ""
    lecture: int | None = None
    rules: Rules = field(default_factory=Rules)

    @property
    def title(self) -> str:
        return subject(self.topic, self.lecture) or "Live quiz"


@dataclass(frozen=True)
class QuizDrafting:
    """A course's quizzes before they are opened. `askable`: may a question be asked today? `course`: as it is known now."""

    parts: PollParts
    bank: Bank
    askable: Askable
    course: Callable[[], Course]

    async def draft(self, wish: Wish, user: str, channel: str) -> Quiz:
        """Choose questions and keep them for their host alone. Raises CannotDraft."""
        fitting = await self._fitting(wish)
        if len(fitting.questions) < wish.number:
            raise _too_few(wish, fitting)
        parts = self.parts
        quiz_id = parts.new_id()
        chosen = spread(fitting.questions, wish.number, quiz_id)
        poll = Poll(
            parts.workspace,
            quiz_id,
            parts.course,
            channel,
            user,
            QUIZ,
            wish.title,
            (),
            Settings(),
            parts.clock.now(),
        )
        quiz = Quiz(
            poll,
            LOBBY,
            user,
            0,
            wish.rules,
            tuple(frozen(one, f"{quiz_id}:{one.id}") for one in chosen),
            poll.made_at,
        )
        kept = replace(quiz, poll=quiz.kept())
        kept = replace(kept, poll=replace(kept.poll, notes={**kept.poll.notes, **_wished(wish)}))
        if not await parts.polls.add(kept.poll):
            raise HostRefused
        return Quiz.of(kept.poll)

    async def playable(self) -> list[BankQuestion]:
        """Approved questions that may be asked now, and answered by pressing choices or by a word; in the course's order."""
        return await approved(self.parts, self.bank, self._may_be_asked)

    async def _fitting(self, wish: Wish) -> Found:
        about = (self.course(), await self.playable(), wish.topic, wish.lecture)
        return await asyncio.to_thread(narrowed, *about)

    async def waiting(self) -> int:
        """How many drafted questions nobody has reviewed yet."""
        counts = await self.bank.counts(self.parts.workspace, self.parts.course)
        return sum(number for (_, state), number in counts.items() if state == NOT_REVIEWED)

    async def mine(self, quiz_id: str, user: str) -> Quiz:
        """Somebody's draft. Raises HostRefused."""
        poll = await self.parts.poll(quiz_id)
        if poll is None or poll.kind != QUIZ or poll.state != DRAFT or poll.creator != user:
            raise HostRefused(for_user=DRAFT_GONE)
        return Quiz.of(poll)

    async def drop(self, quiz_id: str, user: str, bank_id: str) -> Quiz:
        """Leave a question out; the last one stays. Raises HostRefused."""
        quiz = await self.mine(quiz_id, user)
        left = tuple(one for one in quiz.questions if one.bank_id != bank_id)
        return await self._changed(quiz, left) if left else quiz

    async def swap(self, quiz_id: str, user: str, bank_id: str) -> Quiz:
        """Another question in place of one, of what the quiz is about. Raises HostRefused, CannotDraft."""
        quiz = await self.mine(quiz_id, user)
        offered = [*quiz.poll.notes.get("offered", ()), *(one.bank_id for one in quiz.questions)]
        fitting = await self._fitting(wish_of(quiz))
        inside = {one.bank_id for one in quiz.questions}
        others = [one for one in fitting.questions if one.id not in inside]
        fresh = [one for one in others if one.id not in offered] or others
        if not fresh:
            raise CannotDraft(NONE_LEFT, "number")
        new = spread(fresh, 1, f"{quiz_id}:{bank_id}:{len(offered)}")[0]
        made = frozen(new, f"{quiz_id}:{new.id}")
        after = tuple(made if one.bank_id == bank_id else one for one in quiz.questions)
        return await self._changed(quiz, after, list(dict.fromkeys(offered)))

    async def up_to_date(self, quiz: Quiz) -> Quiz | None:
        """The draft without what may not be asked any more, and worded as it is by now; None where it is so already.

        It may have lain for weeks: since then a question was rejected, or its answer put right. Raises HostRefused.
        """
        now = await as_now(self.bank, quiz.poll.workspace, quiz.questions, self._may_be_asked)
        if now == quiz.questions:
            return None
        if not now:
            raise HostRefused(for_user=NONE_ANY_MORE)
        return await self._changed(quiz, now)

    def _may_be_asked(self, question: BankQuestion) -> bool:
        return is_playable(question) and self.askable(question)

    async def discard(self, quiz_id: str, user: str) -> None:
        """Throw a draft away; one that is gone stays so."""
        poll = await self.parts.poll(quiz_id)
        if poll is not None and poll.state == DRAFT and poll.creator == user:
            await self.parts.polls.change(poll, replace(poll, state=DELETED, notes={}))

    async def _changed(
        self, quiz: Quiz, questions: tuple[Frozen, ...], offered: Collection[str] = ()
    ) -> Quiz:
        after = replace(quiz, questions=questions).kept()
        if offered:
            after = replace(after, notes={**after.notes, "offered": list(offered)})
        kept = await self.parts.polls.change(quiz.poll, after)
        if kept is None:
            raise HostRefused(for_user=DRAFT_GONE)
        return Quiz.of(kept)


def _wished(wish: Wish) -> dict[str, object]:
    return {"topic": wish.topic, "lecture": wish.lecture}


def wish_of(quiz: Quiz) -> Wish:
    """What a draft was to be about."""
    notes = quiz.poll.notes
    return Wish(
        len(quiz.questions), str(notes.get("topic") or ""), notes.get("lecture"), quiz.rules
    )


def is_playable(question: BankQuestion) -> bool:
    """Can many people answer it by pressing a button or writing a word, in a short time?"""
    item = question.item
    few = FEWEST_CHOICES <= len(item.choices) <= MOST_CHOICES
    return (
        (item.kind in TYPED or (item.kind in PICKED and few))
        and is_answerable(item)
        and len(item.stem.text) <= MOST_STEM
        and all(len(choice.text.text) <= MOST_CHOICE for choice in item.choices)
    )


def _too_few(wish: Wish, fitting: Found) -> CannotDraft:
    """How many there are, and how to get more."""
    what, number = subject(wish.topic, wish.lecture), len(fitting.questions)
    if number:
        return CannotDraft(too_few(number, what, "live now"), "number")
    field = "topic" if wish.topic else "lecture" if wish.lecture is not None else "number"
    return CannotDraft(none(what, "live now", fitting.near), field)
