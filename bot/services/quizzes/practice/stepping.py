"""Somebody's practice, step by step. Each step is taken once, however often its button is pressed.

What a step finds is kept only as it was seen (`Practice.keep`, `Practice.answer`): of two presses at once one is
taken, and the other is shown what came of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import StorageError
from bot.services.quizzes.asking import Response, mark
from bot.services.quizzes.bank.ports import BankQuestion, Flag
from bot.services.quizzes.practice import nothing
from bot.services.quizzes.practice.parts import PracticeParts, content_of
from bot.services.quizzes.practice.ports import Given, Memory, Session
from bot.services.quizzes.practice.scheduling import due_day, passed, reviewed
from bot.services.quizzes.practice.sessions import Scope, Sitting, Turn
from bot.services.quizzes.practice.showing import At, Showing
from bot.services.quizzes.practice.views import (
    EARLIER,
    GONE,
    Posed,
    Stale,
    Summary,
    View,
    Withdrawn,
)

_TRIES = 6


@dataclass(frozen=True, slots=True)
class Step:
    """A button of a practice: its id, and the number of the question that the button stood under."""

    sitting: str
    number: int

    @classmethod
    def of(cls, key: str) -> Step:
        """From what a button carries; of anything else a step of no practice."""
        sitting, _, number = key.partition(":")
        fits = number.isascii() and number.isdecimal() and len(number) < 6
        return cls(sitting, int(number) if fits else 0)


@dataclass(frozen=True)
class Stepping:
    """The steps of one course's practices."""

    parts: PracticeParts
    showing: Showing

    async def begin(self, user: str, scope: Scope) -> View:
        """Go on where they are, if that is what they practise today; else begin anew."""
        for _ in range(_TRIES):
            at, today = await self._at(user), await self.parts.today(user)
            if at and not scope.beyond and _goes_on(at.sitting, scope, today.day):
                found = await self._resumed(at)
            else:
                found = await self._anew(user, scope, at)
            if found is not None:
                return found
        raise StorageError("a practice was changed again and again")

    async def _resumed(self, at: At) -> View | None:
        if not at.sitting.waits:
            return await self._on_or_anew(at)
        view = await self.showing.current(at)
        if isinstance(view, Withdrawn):
            return await self._on_or_anew(at)
        return replace(view, resumed=True) if isinstance(view, Posed) else view

    async def _anew(self, user: str, scope: Scope, at: At | None) -> View | None:
        deck = await self.parts.deck(user)
        narrowed, near = await self.showing.narrowed(deck, scope)
        queue = narrowed.queue(scope)
        if not queue:
            return await nothing.why(self.parts, deck, narrowed, scope, near)
        made = Sitting(self.parts.new_id(), scope, deck.day.isoformat(), queue)
        place = self.parts.workspace, self.parts.course, user
        session = Session(*place, made.to_json(), self.parts.now)
        kept = await self.parts.practice.keep(at.kept if at else None, session)
        return await self._advance(At(user, kept, made)) if kept else None

    async def current(self, user: str) -> View:
        """Where they are now."""
        at = await self._at(user)
        return await self.showing.current(at) if at else Stale(GONE)

    async def look(self, user: str, step: Step) -> View:
        """What stands at this step now."""

        async def once(at: At) -> View | None:
            return await self.showing.at(at, step.number)

        return await self._taken(user, step, once)

    async def answer(self, user: str, step: Step, response: Response, *, sure: bool) -> View:
        """Mark an answer, and plan when the question is asked again. One that was given before stays."""

        async def once(at: At) -> View | None:
            if not at.sitting.waits or step.number != at.sitting.number:
                return await self.showing.at(at, step.number)
            turn = at.sitting.turns[-1]
            question = await self.parts.available(turn.question_id)
            if question is None:
                return await self.showing.withdrawn(at, step.number, turn.question_id)
            if content_of(question.item) != turn.content:
                return await self._reworded(at, question)
            return await self._answered(at, question, response, sure=sure)

        return await self._taken(user, step, once)

    async def go_on(self, user: str, step: Step) -> View:
        """The next question, or the summary after the last one."""

        async def once(at: At) -> View | None:
            view = await self.showing.current(at)
            there = step.number == at.sitting.number and not at.sitting.ended
            return await self._on_or_anew(at) if there and not isinstance(view, Posed) else view

        return await self._taken(user, step, once)

    async def stop(self, user: str, step: Step) -> View:
        """The summary, before the end."""
        return await self._taken(user, step, self._end)

    async def flag(self, user: str, step: Step, reason: str) -> View:
        """Tell the teachers that a question is off; said again, the reason is the newer one."""

        async def once(at: At) -> View | None:
            turn = at.sitting.turn(step.number)
            if turn is None:
                return Stale(EARLIER)
            flag = Flag(user, reason, self.parts.now)
            await self.parts.bank.flag(self.parts.workspace, turn.question_id, flag)
            after = at.sitting.with_turn(step.number, replace(turn, flagged=True))
            kept = at if turn.flagged else await self._keep(at, after)
            return await self.showing.at(kept, step.number) if kept else None

        return await self._taken(user, step, once)

    async def question(self, user: str, step: Step) -> BankQuestion | None:
        """The question of a step, to show its slide."""
        at = await self._at(user)
        turn = at.sitting.turn(step.number) if at and at.sitting.id == step.sitting else None
        return await self.parts.bank.get(self.parts.workspace, turn.question_id) if turn else None

    async def _taken(
        self, user: str, step: Step, once: Callable[[At], Awaitable[View | None]]
    ) -> View:
        """Look and try again as long as somebody else was quicker."""
        for _ in range(_TRIES):
            at = await self._at(user)
            if at is None:
                return Stale(GONE)
            if at.sitting.id != step.sitting:
                return Stale(EARLIER)
            found = await once(at)
            if found is not None:
                return found
        raise StorageError("a practice was changed again and again")

    # What is kept. None: somebody was quicker.

    async def _at(self, user: str) -> At | None:
        parts = self.parts
        kept = await parts.practice.session(parts.workspace, parts.course, user)
        return At.of(kept) if kept else None

    async def _keep(self, at: At, after: Sitting) -> At | None:
        session = replace(at.kept, state=after.to_json(), changed_at=self.parts.now)
        kept = await self.parts.practice.keep(at.kept, session)
        return At(at.user, kept, after) if kept else None

    async def _advance(self, at: At) -> View | None:
        """The next question that may still be asked; the summary where none is left."""
        queue = list(at.sitting.queue)
        while queue:
            askable = await self.parts.askable_of(at.user, [queue.pop(0)])
            if not askable:
                continue
            question = askable[0]
            turns = (*at.sitting.turns, Turn(question.id, content_of(question.item)))
            kept = await self._keep(at, replace(at.sitting, queue=tuple(queue), turns=turns))
            return self.showing.posed(kept, question) if kept else None
        return await self._end(replace(at, sitting=replace(at.sitting, queue=())))

    async def _on_or_anew(self, at: At) -> View | None:
        """Where all that it had left is withdrawn, and nothing was answered: what else there is, or why there is nothing."""
        view = await self._advance(at)
        if not isinstance(view, Summary) or view.answered:
            return view
        return await self._anew(at.user, at.sitting.scope, await self._at(at.user))

    async def _end(self, at: At) -> View | None:
        kept = at if at.sitting.ended else await self._keep(at, replace(at.sitting, ended=True))
        return await self.showing.summary(kept) if kept else None

    async def _reworded(self, at: At, question: BankQuestion) -> View | None:
        """It was edited while it stood there: shown anew, before anything counts."""
        turn = replace(at.sitting.turns[-1], content=content_of(question.item))
        kept = await self._keep(at, at.sitting.with_turn(at.sitting.number, turn))
        return replace(self.showing.posed(kept, question), changed=True) if kept else None

    async def _answered(
        self, at: At, question: BankQuestion, response: Response, *, sure: bool
    ) -> View | None:
        parts, number, sitting = self.parts, at.sitting.number, at.sitting
        today = await parts.today(at.user)
        share = mark(question.item, response).share
        known = await parts.practice.memory(parts.workspace, at.user, question.id)
        card = reviewed(known.card if known else None, share, sure=sure, day=today.day)
        due, good, place = due_day(card), passed(share), (parts.workspace, parts.course, at.user)
        memory = Memory(
            *place,
            question.id,
            card,
            due_at=today.begins(due),
            last_at=today.now,
            right=(known.right if known else 0) + good,
            wrong=(known.wrong if known else 0) + (not good),
            sure_wrong=sure and not good,
        )
        given = Given(
            *place, f"{sitting.id}-{number}", question.id, today.now, today.day, share, sure
        )
        told = replace(sitting.turns[-1], response=response, sure=sure, share=share, due=due.isoformat())  # fmt: skip
        after = sitting.with_turn(number, told)
        session = replace(at.kept, state=after.to_json(), changed_at=today.now)
        kept = await parts.practice.answer(at.kept, session, memory, given)
        return await self.showing.at(At(at.user, kept, after), number) if kept else None


def _goes_on(sitting: Sitting, scope: Scope, day: date) -> bool:
    """Is that what they are practising, and not at its end?"""
    unfinished = not sitting.ended and (sitting.waits or bool(sitting.queue))
    wanted = replace(sitting.scope, beyond=False)
    return unfinished and sitting.day == day.isoformat() and scope in {Scope(), wanted}
