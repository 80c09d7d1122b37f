"""Erasing what is kept of somebody: their practice, and who they were in what is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.polls.parts import PollParts
from bot.services.quizzes.bank.ports import Bank
from bot.services.quizzes.erasing.ports import Rewritten, Trace, Traces, random_id
from bot.services.quizzes.erasing.taking_out import Counted, without
from bot.services.quizzes.practice.service import PracticeService


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is of somebody besides their practice. `extra_time`: their teachers gave them more time in live quizzes."""

    counted: Counted
    extra_time: bool = False


@dataclass(frozen=True)
class Erasing:
    """For everybody, whatever their course: who asks for it means all of it."""

    parts: PollParts
    bank: Bank
    practising: PracticeService
    traces: Traces

    async def kept(self, user: str) -> Kept:
        """What would go, and what stays."""
        parts = self.parts
        extra = await self.bank.extra_time(parts.workspace, parts.course)
        return Kept(Counted.of(await self._traces(user)), user in extra)

    async def everything(self, user: str) -> bool:
        """Their practice, and who they were in all live quizzes and homework that are over; False where there was nothing."""
        anything = await self.practising.erase(user)
        over = [trace.poll.id for trace in await self._traces(user) if trace.is_over]
        anything |= await self._take_out(over, user)
        self.parts.wake()
        return anything

    async def _take_out(self, poll_ids: Sequence[str], user: str) -> bool:
        """Somebody else's id for each of them: what is no person's any more must not be one's either."""

        def rewrite(trace: Trace) -> Rewritten:
            return without(trace, user, random_id())

        now = self.parts.clock.now()
        return await self.traces.rewrite(self.parts.workspace, poll_ids, user, rewrite, now)

    async def _traces(self, user: str) -> list[Trace]:
        return list(await self.traces.of(self.parts.workspace, user))
