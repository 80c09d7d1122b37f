"""Quizzes that go on by the clock. Every replica looks, and the rows decide; so a quiz goes on after a restart."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from bot.services.polls.ports import CLOSED
from bot.services.quizzes.live import steps
from bot.services.quizzes.live.hosting import Hosting, HostRefused
from bot.services.quizzes.live.model import ASKING, GRACE, REVEALED, Question, Quiz
from bot.services.quizzes.live.rehearsal import Rehearsing
from bot.services.quizzes.live.scoring import counted


@dataclass(frozen=True)
class QuizTicking:
    """One course's; `tick` is to be called about twice a second. One that fails holds no other up."""

    hosting: Hosting
    rehearsing: Rehearsing

    async def tick(self) -> bool:
        """Is any quiz live? Raises StorageError, ExceptionGroup."""
        failures, running = [], await self.hosting.running()
        for quiz in running:
            try:
                if quiz.rehearsal:
                    await self.rehearsing.look(quiz)
                with suppress(HostRefused):  # another replica, or its host, was quicker
                    await self._look(quiz)
            except Exception as error:
                failures.append(error)
        if failures:
            raise ExceptionGroup("some quizzes did not go on", failures)
        return bool(running)

    async def _look(self, quiz: Quiz) -> None:
        now = self.hosting.parts.clock.now()
        if quiz.state == ASKING and await self._asking(quiz):
            return
        waits = quiz.state == REVEALED and not quiz.paused and quiz.next_at is not None
        if waits and quiz.next_at is not None and quiz.next_at <= now:
            await self.hosting.go_on(quiz)
        elif now - quiz.acted_at >= steps.IDLE:
            await self._idle(quiz)

    async def _asking(self, quiz: Quiz) -> bool:
        """Was there something to do for the question that it is at?"""
        question = await self.hosting.question(quiz)
        if question is None:
            return False
        if question.poll.state == CLOSED:
            await self.hosting.after_closing(quiz, by_hand=False)
            return True
        if question.poll.ts is not None and question.poll.closes_at is None:
            await self._begin(question)
            return True
        now = self.hosting.parts.clock.now()
        ends = steps.ends_at(question, await self._waited_for(quiz, question))
        if ends is None or ends > now:
            return False
        if await self.hosting.close(question.poll.id, "", counted):
            await self.hosting.after_closing(quiz, by_hand=False)
        return True

    async def _begin(self, question: Question) -> None:
        """Slack has shown it: from now on its time runs, by our clock too."""
        parts = self.hosting.parts
        length = timedelta(seconds=question.seconds + question.held) + GRACE
        await parts.polls.change(question.poll, steps.timed(question, parts.clock.now() + length))

    async def _waited_for(self, quiz: Quiz, question: Question) -> list[str]:
        """Players who have more time than others, and have not answered yet."""
        if not question.extra:
            return []
        parts = self.hosting.parts
        players: Mapping[str, object] = await self.hosting.players(quiz)
        slow = [user for user, percent in question.extra.items() if percent > 0 and user in players]
        done = await parts.ballots.voted(parts.workspace, question.poll.id, slow)
        return [user for user in slow if user not in done]

    async def _idle(self, quiz: Quiz) -> None:
        """Nobody did anything with it: it ends, unless somebody joined meanwhile."""
        number = len(await self.hosting.players(quiz))
        if number > quiz.seen:
            await self.hosting.note(quiz, number, self.hosting.parts.clock.now())
        else:
            await self.hosting.end(quiz, "")
