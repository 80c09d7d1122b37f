"""One message of the outbox on its way to Slack: posted once, whatever happens on the way.

That it is about to be posted is on disk before it is. Whoever finds a message that was attempted waits
until that attempt can have no effect any more, then looks for its metadata key in the channel, and
posts only where it is missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.delivery.composing import Composed, Composer, Dropped
from bot.delivery.conversations import conversation
from bot.delivery.failures import OPEN, Failures
from bot.delivery.pacing import Pace, Rates
from bot.delivery.slack import SlackGateway
from bot.delivery.slack_calls import CALL_SECONDS, MARGIN_SECONDS, retry_after
from bot.errors import StorageError
from bot.services.ports import Clock
from bot.services.reminding.ports import EDIT, PROPOSALS, Outbox, Outgoing, is_person

log = structlog.get_logger(__name__)
_CLOCKS_DIFFER = timedelta(minutes=5)
"""History is read from so long before the first attempt: times of messages are another clock's."""
_LONGEST_BACKOFF = 300.0
_LIVE = frozenset({PROPOSALS})
"""Kinds that are edited as soon as they are posted wherever what they show has changed."""
_MOST_CATCHING_UP = 3
_LONGEST_WAIT = 3_000.0
"""Whatever Slack asks for: what seems to wait for longer is taken up at once (bot/storage/claiming.py)."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds. An attempt has an effect within `call`; a claim holds for `lease` if it is not renewed."""

    call: float = CALL_SECONDS
    lease: float = 30.0
    margin: float = MARGIN_SECONDS

    @property
    def attempt(self) -> float:
        return self.call + self.margin


@dataclass(frozen=True, slots=True)
class Sending:
    """How patient, and how fast."""

    times: Times = field(default_factory=Times)
    rates: Rates = field(default_factory=Rates)


SENDING = Sending()


@dataclass
class Sender:
    """Sends what is claimed. `stopping` lets go of what has not begun."""

    outbox: Outbox
    slack: SlackGateway
    clock: Clock
    composers: Mapping[str, Composer]
    failures: Failures
    pace: Pace
    times: Times
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Outgoing) -> None:
        """Send it, put it off, or close it. Where the database is away its lease runs out."""
        try:
            await self._send(message)
        except StorageError as error:
            log.warning("outbox_unwritable", kind=message.kind, error=str(error))
        except Exception:
            log.exception("sending_failed", workspace=message.workspace, kind=message.kind)
            with suppress(StorageError):
                await self._later(message, self._backoff(message), "error")

    async def _send(self, message: Outgoing) -> None:
        paused = self.pace.paused(message)
        if paused:
            await self._later(message, paused, message.error)
        elif not await self._rest(self.pace.turn(message)):
            await self._later(message, 0.0, message.error)
        elif (
            message.first_attempt_at is None
            or message.op == EDIT
            or await self._is_missing(message)
        ):
            await self._compose(message)

    async def _rest(self, seconds: float) -> bool:
        """Wait; False where we are to stop meanwhile."""
        if seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self.stopping.wait()
            except TimeoutError:
                return True
        return not self.stopping.is_set()

    async def _is_missing(self, message: Outgoing) -> bool:
        """Is it surely to be posted? It is not where it stands in the channel, or where that is open yet."""
        if not await self._rest(self._until_settled(message)):
            await self._later(message, 0.0, message.error)
            return False
        try:
            found = await self._found(message)
        except SlackApiError as error:
            return await self._may_not_know(message, error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            await self._later(message, self._backoff(message), type(error).__name__)
            return False
        if found is None:
            return True
        channel, ts = found
        log.info("found_posted", kind=message.kind, about=message.about)
        await self._sent(message, channel, ts, message.shown_revision)
        return False

    async def _may_not_know(self, message: Outgoing, error: SlackApiError) -> bool:
        """Is it to be posted where history is closed to us? Not while Slack only has trouble, or says 429: then it is asked again."""
        reason = str(error.response.get("error", "ratelimited"))
        if error.response.status_code == 429 or reason in OPEN:
            wait = retry_after(error) if error.response.status_code == 429 else 0.0
            await self._later(message, wait or self._backoff(message), reason)
            return False
        log.warning("history_unreadable", channel=conversation(message.channel), error=reason)
        return True

    def _until_settled(self, message: Outgoing) -> float:
        """Seconds until the last attempt can have no effect any more, by Slack's own clock."""
        now, last = self.slack.time.now(), message.last_attempt_at
        passed = (now - last).total_seconds() if now and last else 0.0
        return min(self.times.attempt, max(0.0, self.times.attempt - passed))

    async def _found(self, message: Outgoing) -> tuple[str, str] | None:
        channel = message.channel
        if is_person(channel):
            channel = await self.slack.direct_channel(channel)
        first = message.first_attempt_at
        since = first - _CLOCKS_DIFFER if first else None
        ts = await self.slack.find_key(
            channel, message.thread_ts, message.key, since=since, patient=False
        )
        return (channel, ts) if ts else None

    async def _compose(self, message: Outgoing) -> None:
        compose = self.composers.get(message.kind)
        if compose is None:  # of a newer replica, which will take it
            log.warning("no_composer", kind=message.kind)
            await self._later(message, _LONGEST_BACKOFF, "no composer")
            return
        composed = await compose(message)
        if isinstance(composed, Dropped):
            log.info("dropped", kind=message.kind, about=message.about, why=composed.why)
            now = self.clock.now()
            await self.outbox.close(message, state=composed.state, error=composed.why, at=now)
        elif await self._attempting(message, composed):
            await self._post(message, composed)

    async def _attempting(self, message: Outgoing, composed: Composed) -> bool:
        now = self.clock.now()
        slacks = self.slack.time.now() or now
        return await self.outbox.attempting(
            message,
            at=slacks,
            since=min(slacks, now),
            until=now + timedelta(seconds=self.times.attempt),
            revision=composed.revision,
        )

    async def _post(self, message: Outgoing, composed: Composed) -> None:
        try:
            async with asyncio.timeout(self.times.call):
                channel, ts = await self._made(message, composed)
        except SlackApiError as error:
            await self._refused(message, error)
        except aiohttp.ClientConnectorError as error:
            await self._later(message, self._backoff(message), type(error).__name__, refused=True)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("post_unconfirmed", kind=message.kind, error=type(error).__name__)
            await self._later(message, self._backoff(message), type(error).__name__)
        else:
            await self._sent(message, channel, ts, composed.revision)
            if message.kind in _LIVE and message.op != EDIT:
                await self._catch_up(message, composed, channel, ts)

    async def _catch_up(self, message: Outgoing, shown: Composed, channel: str, ts: str) -> None:
        """Show what was decided while the message was on its way: whoever decided could not edit it yet."""
        for _ in range(_MOST_CATCHING_UP):
            now = await self.composers[message.kind](message)
            if isinstance(now, Dropped) or now == shown:
                return
            try:
                await self.slack.edit_now(
                    channel, ts, now.message, key=message.key, kind=message.kind
                )
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                log.warning("not_caught_up", kind=message.kind, error=type(error).__name__)
                return
            shown = now

    async def _made(self, message: Outgoing, composed: Composed) -> tuple[str, str]:
        kind = message.kind
        if message.op == EDIT and message.ts is not None:
            key = str(message.subject["key"])
            await self.slack.edit_now(
                message.channel, message.ts, composed.message, key=key, kind=kind
            )
            return message.channel, message.ts
        return await self.slack.post_now(
            message.channel,
            composed.message,
            key=message.key,
            kind=kind,
            thread_ts=message.thread_ts,
        )

    async def _refused(self, message: Outgoing, error: SlackApiError) -> None:
        reason = str(error.response.get("error", "ratelimited"))
        if error.response.status_code == 429:
            wait = retry_after(error)
            self.pace.pause(message, wait)
            await self._later(message, wait, reason, refused=True)
        elif reason in OPEN:
            await self._later(message, self._backoff(message), reason)
        elif self.failures.may_pass(message, reason):
            await self._later(message, _LONGEST_BACKOFF, reason, refused=True)
        else:
            await self.failures.failed(message, reason)

    async def _sent(self, message: Outgoing, channel: str, ts: str, revision: int) -> None:
        now = self.clock.now()
        await self.outbox.sent(message, channel=channel, ts=ts, revision=revision, at=now)

    async def _later(
        self, message: Outgoing, seconds: float, error: str, *, refused: bool = False
    ) -> None:
        at = self.clock.now() + timedelta(seconds=min(seconds, _LONGEST_WAIT))
        await self.outbox.later(message, not_before=at, error=error, refused=refused)

    def _backoff(self, message: Outgoing) -> float:
        return min(_LONGEST_BACKOFF, 2.0 ** min(message.attempts, 10))
