"""Who leads a live quiz on, from a process of their own: in the database that the bots work on, as another replica would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.services.clock import ShiftedClock
from bot.services.polls.parts import PollParts
from bot.services.quizzes.live.hosting import Hosting
from bot.services.quizzes.live.model import Question, Quiz
from bot.storage import Storage

_PATIENCE, _LOOK = 90.0, 0.1


@dataclass
class Host:
    """Who leads the quiz on, and waits for what the bot makes of it."""

    hosting: Hosting
    quiz: Quiz

    async def open(self) -> None:
        self.quiz = await self.hosting.open_lobby(self.quiz, self.quiz.host)

    async def until(self, reached: Callable[[Quiz], bool]) -> Quiz:
        async with asyncio.timeout(_PATIENCE):
            while not reached(quiz := await self.hosting.quiz(self.quiz.id)):  # noqa: ASYNC110
                await asyncio.sleep(_LOOK)
        self.quiz = quiz
        return quiz

    async def next(self) -> Question:
        """The next question, as it stands in the channel."""
        await self.hosting.go_on(self.quiz)
        self.quiz = await self.hosting.quiz(self.quiz.id)
        async with asyncio.timeout(_PATIENCE):
            while True:
                question = await self.hosting.question(self.quiz)
                if question is not None and question.poll.ts is not None:
                    return question
                await asyncio.sleep(_LOOK)

    async def reveal(self) -> None:
        """The answer, before the time is up."""
        await self.hosting.reveal(self.quiz, self.quiz.host)
        self.quiz = await self.hosting.quiz(self.quiz.id)

    async def end(self) -> None:
        """After the last answer."""
        await self.hosting.go_on(self.quiz)
        self.quiz = await self.hosting.quiz(self.quiz.id)


def host_on(storage: Storage, quiz: Quiz) -> Host:
    """Of a quiz that was drafted."""
    poll = quiz.poll
    parts = PollParts(
        poll.workspace,
        poll.course,
        "UTC",
        storage.polls,
        storage.ballots,
        storage.redraws,
        storage.templates,
        ShiftedClock.starting_at(None),
        lambda: "unused",
        lambda: None,
    )
    return Host(Hosting(parts, storage.bank), quiz)
