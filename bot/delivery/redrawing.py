"""Draws polls' messages again after votes: the newest state wins, and a workspace has one budget of edits.

What changed is noted in memory and written down a moment later, however many votes came meanwhile; a crash between the
two is made good at the next start, which draws all open polls once. The rows say who draws what, and when.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks.answers import Message
from bot.delivery.failures import OPEN, TOKEN_GONE
from bot.delivery.slack import SlackGateway
from bot.delivery.slack_calls import CALL_SECONDS, MARGIN_SECONDS, retry_after
from bot.errors import StorageError
from bot.services.polls.ports import CLOSED, DELETED, POLL, Poll, Polls, Redraw, Redraws
from bot.services.ports import Clock
from bot.services.tasks import TaskRegistry

log = structlog.get_logger(__name__)
TICK_SECONDS = 0.5
LEASE = timedelta(seconds=20)
LOST = frozenset({"message_not_found", "channel_not_found", "cant_update_message"})
"""The message is gone, or not ours to change any more (docs.slack.dev/reference/methods/chat.update)."""
_STILL_ON_ITS_WAY = timedelta(seconds=MARGIN_SECONDS)
"""An older edit that has its effect after a newer one would stay. Nothing waits longer than that: the next drawing may be
the answer that a class waits for."""
_TOO_OLD = LEASE - timedelta(seconds=CALL_SECONDS)
"""What took so long to draw is not sent any more: another replica may draw what is newer by the time that it arrives."""
_TRY_AGAIN = timedelta(seconds=10)
_TRY_LATER = timedelta(minutes=5)

_ABOUT_BLOCKS = frozenset({"invalid_blocks", "invalid_arguments"})
"""A picture in it is not in Slack any more."""

Draw = Callable[[Poll], Awaitable[Message | None]]
"""The message as things are now; None for what is drawn elsewhere. One of a deleted poll is taken away if Slack lets us."""


class Ending(Protocol):
    """What follows a poll's end (services.polls.finishing)."""

    async def finish(self, poll: Poll) -> None:
        """Make the picture of its result, if that is still to be made."""

    async def forget(self, poll: Poll) -> None:
        """Slack shows the picture no longer."""

    async def catch_up(self) -> int: ...


@dataclass
class Redrawing:
    """`note` may be called at any time from the event loop; `tick` twice a second.

    `lost` is called with a poll whose message somebody deleted, before that is noted; `step` lies between
    two edits of a workspace. `ending` is asked for once a poll has ended.
    """

    polls: Polls
    redraws: Redraws
    slack: SlackGateway
    clock: Clock
    tasks: TaskRegistry
    draw: Draw
    lost: Callable[[Poll], Awaitable[None]]
    step: timedelta
    ending: Callable[[], Ending]
    _noted: set[tuple[str, str]] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _begun: bool = False
    _looked: float = float("-inf")

    def note(self, workspace: str, poll_id: str) -> None:
        """What this poll's message says is no longer so. After a quiet time it is drawn at once."""
        self._noted.add((workspace, poll_id))
        now = asyncio.get_running_loop().time()
        if now - self._looked >= TICK_SECONDS:
            self._looked = now
            self.tasks.spawn(self._look())

    @property
    def waiting(self) -> bool:
        """Is something noted that is not written down yet, or a drawing under way?"""
        return bool(self._noted) or self._turn.locked()

    async def tick(self) -> None:
        """Write down what was noted, and draw what has its turn; after a start all open polls."""
        async with self._turn:
            self._looked = asyncio.get_running_loop().time()
            if not self._begun:
                await self.redraws.want_open()
                self._begun = True
                self.tasks.spawn(self._end(None))
            await self._write_down()
            while await self._draw_next():
                pass

    async def _look(self) -> None:
        try:
            await self.tick()
        except StorageError as error:
            log.warning("redrawing_waits", error=str(error))
        except Exception:
            log.exception("redrawing_failed")

    async def _write_down(self) -> None:
        noted, self._noted = self._noted, set()
        try:
            await self.redraws.want(noted)
        except BaseException:
            self._noted |= noted
            raise

    async def _draw_next(self) -> bool:
        claimed = self.clock.now()
        redraw = await self.redraws.claim(claimed, lease=LEASE, step=self.step)
        if redraw is None:
            return False
        poll = await self.polls.get(redraw.workspace, redraw.poll_id)
        if poll is None or poll.ts is None or poll.posted_channel is None:
            await self.redraws.drawn(redraw, self.clock.now())
            return True
        message = await self.draw(poll)
        if self.clock.now() - claimed < _TOO_OLD:
            await self._edit(redraw, poll, (poll.posted_channel, poll.ts), message)
        return True

    async def _edit(
        self, redraw: Redraw, poll: Poll, place: tuple[str, str], message: Message | None
    ) -> None:
        channel, ts = place
        try:
            if poll.state == DELETED and await self.slack.delete_now(channel, ts):
                await self.polls.posted(poll.workspace, poll.id, channel=None, ts=None)
            elif message is not None:
                await self.slack.edit_now(channel, ts, message, key=f"poll:{poll.id}", kind=POLL)
        except SlackApiError as error:
            await self._refused(redraw, poll, error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("redraw_unconfirmed", error=type(error).__name__)
            await self.redraws.later(redraw, self.clock.now() + _STILL_ON_ITS_WAY)
        else:
            await self.redraws.drawn(redraw, self.clock.now())
            if poll.state == CLOSED:
                self.tasks.spawn(self._end(poll))

    async def _end(self, poll: Poll | None) -> None:
        """The picture of a result, or of all that a crash left without."""
        try:
            ending = self.ending()
            if poll is None:
                await ending.catch_up()
            else:
                await ending.finish(poll)
        except StorageError as error:
            log.warning("picture_waits", error=str(error))
        except Exception:
            log.exception("picture_failed")

    async def _refused(self, redraw: Redraw, poll: Poll, error: SlackApiError) -> None:
        reason = str(error.response.get("error", "ratelimited"))
        now = self.clock.now()
        if error.response.status_code == 429:
            again = now + timedelta(seconds=retry_after(error))
            await self.redraws.later(redraw, again, whole_workspace=True)
            return
        log.warning("redraw_refused", error=reason)
        if reason in OPEN | TOKEN_GONE:
            wait = _TRY_AGAIN if reason in OPEN else _TRY_LATER
            await self.redraws.later(redraw, now + wait)
            return
        if reason in _ABOUT_BLOCKS:
            await self.ending().forget(poll)
        if reason in LOST:
            if poll.state != DELETED:
                await self.lost(poll)
            await self.polls.posted(poll.workspace, poll.id, channel=None, ts=None)
        await self.redraws.drawn(redraw, now)
