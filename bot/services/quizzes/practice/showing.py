"""What stands at a place of somebody's practice: the question, what came of it, or the summary."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date

from bot.services.quizzes.asking import Mark, asked, mark, right_response
from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.practice.choosing import SITTING, Deck
from bot.services.quizzes.practice.days import streak
from bot.services.quizzes.practice.parts import PracticeParts, content_of
from bot.services.quizzes.practice.ports import Session
from bot.services.quizzes.practice.scheduling import passed
from bot.services.quizzes.practice.sessions import LECTURE, TOPIC, Scope, Sitting, Turn
from bot.services.quizzes.practice.stats import doubts, next_due
from bot.services.quizzes.practice.views import (
    EARLIER,
    Outcome,
    Place,
    Posed,
    Stale,
    Summary,
    View,
    Withdrawn,
)
from bot.services.quizzes.topics import about


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody is: what is kept, and the same read."""

    user: str
    kept: Session
    sitting: Sitting

    @classmethod
    def of(cls, kept: Session) -> At:
        return cls(kept.user, kept, Sitting.from_json(kept.state))

    def place(self, number: int) -> Place:
        return Place(self.sitting.id, number, self.sitting.total)

    def luck(self, number: int, question: BankQuestion) -> str:
        """What the order of the choices follows from: another one each time the question is asked."""
        return f"{self.sitting.id}:{number}:{question.id}"


@dataclass(frozen=True)
class Showing:
    """Changes nothing."""

    parts: PracticeParts

    async def current(self, at: At) -> View:
        """Where they are now."""
        if at.sitting.ended:
            return await self.summary(at)
        return await self.at(at, at.sitting.number)

    async def at(self, at: At, number: int) -> View:
        """The question of this number, or what came of it."""
        turn = at.sitting.turn(number)
        if turn is None:
            return Stale(EARLIER)
        if turn.answered:
            question = await self.parts.bank.get(self.parts.workspace, turn.question_id)
            if question is None:
                return Withdrawn(at.place(number))
            return await self._outcome(at, number, turn, question)
        if at.sitting.ended:
            return await self.summary(at)
        found = await self.parts.available(turn.question_id)
        if found is None or number != at.sitting.number:
            return await self.withdrawn(at, number, turn.question_id)
        return self.posed(at, found)

    async def withdrawn(self, at: At, number: int, question_id: str) -> Withdrawn:
        """That it cannot be answered, and why."""
        return Withdrawn(at.place(number), await self.parts.is_in_use(question_id))

    def posed(self, at: At, question: BankQuestion) -> Posed:
        """The question that waits."""
        number = at.sitting.number
        return Posed(at.place(number), question, asked(question.item, at.luck(number, question)))

    async def _outcome(self, at: At, number: int, turn: Turn, question: BankQuestion) -> Outcome:
        today = await self.parts.today(at.user)
        changed = turn.content != content_of(question.item)
        return Outcome(
            at.place(number),
            question,
            asked(question.item, at.luck(number, question)),
            turn.response,
            right_response(question.item),
            Mark(turn.share or 0.0) if changed else mark(question.item, turn.response),
            turn.sure,
            date.fromisoformat(turn.due),
            today.day,
            turn.flagged,
            changed,
            at.sitting.ended,
        )

    async def summary(self, at: At) -> Summary:
        parts, turns = self.parts, [turn for turn in at.sitting.turns if turn.answered]
        deck = await parts.deck(at.user)
        days = await parts.practice.days(parts.workspace, parts.course, at.user)
        wrong = [t.question_id for t in turns if t.sure and not passed(t.share or 0.0)]
        scope = replace(at.sitting.scope, beyond=False)
        narrowed, _ = await self.narrowed(deck, scope)
        return Summary(
            at.sitting.id,
            len(turns),
            sum(passed(turn.share or 0.0) for turn in turns),
            streak(days, deck.day),
            doubts(await parts.bank.several(parts.workspace, wrong)),
            min(SITTING, deck.left, len(narrowed.chosen(scope))),
            next_due(deck),
            scope,
            deck.day,
        )

    async def narrowed(self, deck: Deck, scope: Scope) -> tuple[Deck, tuple[str, ...]]:
        """What of it is in the scope, and topics to offer where nothing is."""
        if scope.kind == LECTURE:
            within = [q for q in deck.questions if q.lecture == scope.lecture]
            in_use = [q for q in deck.in_use if q.lecture == scope.lecture]
            return replace(deck, questions=within, in_use=in_use), ()
        if scope.kind == TOPIC:
            return await asyncio.to_thread(self._about, deck, scope.topic)
        return deck, ()

    def _about(self, deck: Deck, topic: str) -> tuple[Deck, tuple[str, ...]]:
        """A topic is sought among all of them: what is in use must not be taken for another one."""
        course, free = self.parts.questions.course, {q.id for q in deck.questions}
        found = about(course, topic, [*deck.questions, *deck.in_use])
        near = found.near
        if near and deck.in_use:
            near = about(course, topic, deck.questions).near
        questions = [q for q in found.questions if q.id in free]
        in_use = [q for q in found.questions if q.id not in free]
        return replace(deck, questions=questions, in_use=in_use), near
