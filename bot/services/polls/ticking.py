"""Polls that open and close by the clock, also those that nobody clicks. Every replica looks; the rows decide."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.polls import counting
from bot.services.polls.opening import opened, posting
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import ASKED, OPEN, SCHEDULED, Poll
from bot.services.polls.tally import Tally
from bot.services.polls.telling import keeps_back, kept_back, tell_first_round
from bot.services.reminding.ports import Outgoing

Following = Callable[[Poll, datetime], Poll | None]
"""The next of a series, whose id follows from the series and its moment; None where there is none."""


async def _failed(step: Awaitable[None]) -> Exception | None:
    try:
        await step
    except Exception as error:
        return error
    return None


def _to_its_maker(closed: Poll, now: datetime) -> Sequence[Outgoing]:
    """Nobody pressed *Close*: what can be done with a right answer that is kept back, if there are votes to talk about."""
    voted = Tally.from_json(closed.result).voters
    return [kept_back(closed, now)] if voted and keeps_back(closed) else []


def _no_more(poll: Poll, after: datetime) -> Poll | None:
    return None


@dataclass(frozen=True)
class Ticking:
    """One course's. Minute papers are opened, and counted in their own way, by who asks them."""

    parts: PollParts
    following: Following = _no_more

    async def tick(self) -> None:
        """Open and close what is due by now; one that fails holds no other up. Raises StorageError, ExceptionGroup."""
        now = self.parts.clock.now()
        opening, closing = await self._due(SCHEDULED, now), await self._due(OPEN, now)
        steps = [*((self._open, poll) for poll in opening), *((self._close, p) for p in closing)]
        failures = [failure for step, poll in steps if (failure := await _failed(step(poll, now)))]
        if failures:
            raise ExceptionGroup("some polls did not open or close", failures)

    async def _due(self, state: str, now: datetime) -> Sequence[Poll]:
        parts = self.parts
        return await parts.polls.due(parts.workspace, parts.course, state, now, kinds=ASKED)

    async def _open(self, poll: Poll, now: datetime) -> None:
        """Its successor first: where that was kept and this was not opened yet, the next look opens it."""
        successor = self.following(poll, now)
        if successor is not None:
            await self.parts.polls.add(successor)
        if await self.parts.polls.change(poll, opened(poll, now), [posting(poll, now)]):
            self.parts.wake()

    async def _close(self, poll: Poll, now: datetime) -> None:
        parts = self.parts
        closed = await parts.polls.close(
            poll.workspace,
            poll.id,
            by="",
            at=now,
            count=counting.count,
            announce=lambda kept: _to_its_maker(kept, now),
        )
        if closed is None:
            return
        parts.redraw(poll.id)
        if _to_its_maker(closed, now):
            parts.wake()
        await tell_first_round(parts, closed)
