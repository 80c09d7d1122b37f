"""What a host does with a quiz, step by step. Each step is kept once, whoever presses it, and however often.

Any instructor may host: who may is looked at by listeners.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import NotAllowed
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import (
    CLOSED,
    DRAFT,
    HOMEWORK,
    OPEN,
    QUESTION,
    QUIZ,
    Beside,
    Count,
    Poll,
)
from bot.services.quizzes.bank.ports import Bank
from bot.services.quizzes.in_use import InUse
from bot.services.quizzes.live import steps
from bot.services.quizzes.live.model import (
    ASKING,
    LOBBY,
    REVEALED,
    Player,
    Question,
    Quiz,
    players_of,
)
from bot.services.quizzes.live.scoring import counted, skipped

GONE = "I no longer have this quiz. Type `/quiz live` to begin another one."
DRAFT_GONE = (
    "This quiz was opened or thrown away already. `/quiz live` in its channel shows how it stands."
)
NOT_POSTED = (
    "The quiz's message is not in the channel yet: give it a moment, then press again. If somebody deleted it, I have "
    "offered its host in a direct message to post it again."
)
MOVED_ON = "The quiz had moved on already; this is how it stands now."
_MOST_TRIES = 5


class HostRefused(NotAllowed):
    """A step that cannot be taken; `for_user` says why."""


class Overtaken(HostRefused):
    """Homework with some of its questions was posted at the same moment: the draft is to be brought up to date."""

    for_user = (
        "Homework that was posted at this moment asks some of these questions. Press *Open the lobby* once more: I leave "
        "them out and show you what is left."
    )


class Running(HostRefused):
    """The channel has another quiz. `quiz` is that one."""

    def __init__(self, quiz: Quiz) -> None:
        super().__init__(for_user=running(quiz))
        self.quiz = quiz


def running(quiz: Quiz) -> str:
    """Whose quiz is in the way, and who may end it."""
    return (
        f"There is a quiz in this channel already, hosted by <@{quiz.host}>. A channel has one at a time: its host or any "
        "other instructor can end it with `/quiz live` there."
    )


class MovedOn(HostRefused):
    """The step was taken already, or another one was."""

    for_user = MOVED_ON


@dataclass(frozen=True)
class Hosting:
    """A course's quizzes. `opened` is told that one is live from now on."""

    parts: PollParts
    bank: Bank
    opened: Callable[[], None] = lambda: None

    # Looking

    async def quiz(self, quiz_id: str) -> Quiz:
        """A quiz that was opened, also one that is over. Raises HostRefused."""
        poll = await self.parts.poll(quiz_id)
        if poll is None or poll.kind != QUIZ or poll.state not in (OPEN, CLOSED):
            raise HostRefused(for_user=GONE)
        return Quiz.of(poll)

    async def running(self) -> Sequence[Quiz]:
        """Those that are open, the newest first; not homework, which has no host."""
        parts = self.parts
        found = await parts.polls.of_course(
            parts.workspace, parts.course, states=(OPEN,), kinds=(QUIZ,)
        )
        quizzes = [Quiz.of(poll) for poll in found]
        return [quiz for quiz in quizzes if quiz.state in (LOBBY, ASKING, REVEALED)]

    async def in_channel(self, channel: str) -> Quiz | None:
        """The one that is played there."""
        return next((quiz for quiz in await self.running() if quiz.poll.channel == channel), None)

    async def question(self, quiz: Quiz) -> Question | None:
        """The one that it is at."""
        poll = await self.parts.poll(quiz.current) if quiz.at else None
        return Question.of(poll) if poll is not None and poll.kind == QUESTION else None

    async def players(self, quiz: Quiz) -> dict[str, Player]:
        """By member."""
        return dict(players_of(await self.parts.ballots.all(quiz.poll.workspace, quiz.id)))

    # Steps

    async def open_lobby(self, draft: Quiz, user: str) -> Quiz:
        """Post the lobby of a draft as it was shown.

        Raises HostRefused; Running where the channel has a quiz; Overtaken where homework began to ask its questions.
        """
        if draft.poll.state != DRAFT:
            raise HostRefused(for_user=DRAFT_GONE)
        parts, now = self.parts, self.parts.clock.now()
        extra = await self.bank.extra_time(parts.workspace, parts.course)
        step = steps.opened(replace(draft, host=user), now, {**extra})
        beside = None if draft.rehearsal else _no_homework(parts, draft)
        kept = await parts.polls.change(draft.poll, step.after, step.messages, beside=beside)
        if kept is None:
            other = await self.in_channel(draft.poll.channel)
            unchanged = other is None and await parts.poll(draft.id) == draft.poll
            if beside is not None and unchanged:
                raise Overtaken
            if other is None:
                raise HostRefused(for_user=DRAFT_GONE)
            if other.id != draft.id:
                raise Running(other)
            return other  # opened by a second click at the same moment
        self.opened()
        parts.wake()
        return Quiz.of(kept)

    async def go_on(self, quiz: Quiz) -> Quiz:
        """From the lobby, or from an answer: the next question, or after the last one the end. Raises MovedOn."""
        if quiz.state not in (LOBBY, REVEALED):
            raise MovedOn
        if quiz.poll.ts is None:
            raise HostRefused(for_user=NOT_POSTED)
        if quiz.state == REVEALED and quiz.is_last:
            return await self.end(quiz, "")
        return await self._kept(quiz, steps.next_question(quiz, self.parts.clock.now()))

    async def reveal(self, quiz: Quiz, by: str, *, skip: bool = False) -> Quiz:
        """Close the question and show its answer; of a skipped one nothing counts. Raises MovedOn."""
        if quiz.state != ASKING:
            raise MovedOn
        if not await self.close(quiz.current, by, skipped if skip else counted):
            raise MovedOn
        try:
            return await self.after_closing(quiz, by_hand=bool(by))
        except MovedOn:  # a tick saw first that it was closed
            now = await self.quiz(quiz.id)
            if (now.state, now.at) != (REVEALED, quiz.at):
                raise
            return now

    async def close(self, question: str, by: str, count: Count) -> bool:
        """False where it was closed already."""
        parts = self.parts
        now = parts.clock.now()
        done = await parts.polls.close(parts.workspace, question, by=by, at=now, count=count)
        if done is not None:
            parts.redraw(question)
        return done is not None

    async def after_closing(self, quiz: Quiz, *, by_hand: bool) -> Quiz:
        """Its question is closed: show so. Raises MovedOn."""
        now = self.parts.clock.now()
        return await self._kept(quiz, steps.revealed(quiz, now, by_hand=by_hand))

    async def skip(self, quiz: Quiz, by: str) -> Quiz:
        """Leave the question out, and go on with the next one. Raises MovedOn."""
        return await self.go_on(await self.reveal(quiz, by, skip=True))

    async def pause(self, quiz: Quiz) -> Quiz:
        """Let time stand still until `resume`. Raises MovedOn."""
        now = self.parts.clock.now()
        if quiz.state == ASKING:
            question = await self._open_question(quiz)
            if question.paused_at is not None:
                raise MovedOn
            await self._put(question, steps.paused(question, now))
        elif quiz.state != REVEALED or quiz.paused:
            raise MovedOn
        return await self._kept(quiz, steps.Step(replace(quiz, paused=True, acted_at=now).kept()))

    async def resume(self, quiz: Quiz) -> Quiz:
        """Raises MovedOn."""
        now = self.parts.clock.now()
        if quiz.state == ASKING:
            question = await self._open_question(quiz)
            if question.paused_at is None:
                raise MovedOn
            await self._put(question, steps.resumed(question, now))
        elif quiz.state != REVEALED or not quiz.paused:
            raise MovedOn
        waits = quiz.state == REVEALED and quiz.rules.by_itself
        after = replace(
            quiz, paused=False, acted_at=now, next_at=now + steps.BETWEEN if waits else None
        )
        return await self._kept(quiz, steps.Step(after.kept()))

    async def take_over(self, quiz: Quiz, user: str) -> Quiz:
        """Somebody else is the host from now on. Raises MovedOn."""
        after = replace(quiz, host=user, acted_at=self.parts.clock.now())
        return await self._kept(quiz, steps.Step(after.kept()))

    async def end(self, quiz: Quiz, by: str) -> Quiz:
        """End it; a question that can still be answered counts for nobody, what was played is kept. Raises MovedOn."""
        for _ in range(_MOST_TRIES):
            if quiz.poll.state != OPEN:
                break
            if quiz.state == ASKING:
                await self.close(quiz.current, by, skipped)
            with suppress(MovedOn):  # a tick saw first that the question was closed
                return await self._kept(quiz, await self._ending(quiz, by))
            quiz = await self.quiz(quiz.id)
        raise MovedOn

    async def _ending(self, quiz: Quiz, by: str) -> steps.Step:
        asked = await self.parts.polls.about(quiz.poll.workspace, quiz.id, kind=QUESTION)
        questions = [Question.of(poll) for poll in asked]
        now = self.parts.clock.now()
        return steps.ended(quiz, await self.players(quiz), questions, now, by)

    async def note(self, quiz: Quiz, seen: int, now: datetime) -> Quiz:
        """Somebody joined: that is something. Raises MovedOn."""
        return await self._kept(quiz, steps.Step(replace(quiz, seen=seen, acted_at=now).kept()))

    async def _open_question(self, quiz: Quiz) -> Question:
        question = await self.question(quiz)
        if question is None or question.poll.state != OPEN:
            raise MovedOn
        return question

    async def _put(self, question: Question, after: Poll) -> None:
        if await self.parts.polls.change(question.poll, after) is None:
            raise MovedOn
        self.parts.redraw(question.poll.id)

    async def _kept(self, quiz: Quiz, step: steps.Step) -> Quiz:
        kept = await self.parts.polls.change(quiz.poll, step.after, step.messages, step.adding)
        if kept is None:
            raise MovedOn
        self.parts.redraw(quiz.id)
        if step.messages:
            self.parts.wake()
        return Quiz.of(kept)


def _no_homework(parts: PollParts, quiz: Quiz) -> Beside:
    """Its answers are shown to all, also to who may still change theirs."""
    return InUse(parts, (HOMEWORK,)).none_of({one.bank_id for one in quiz.questions})
