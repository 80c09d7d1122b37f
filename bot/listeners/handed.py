"""Files for one person: asked for twice at once, by two presses or a delivery that came again, one is enough while nothing changed."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.errors import StorageError
from bot.services.ports import Claims, Clock

SENT = "I have sent you the results in our direct message."
ALREADY = (
    "You asked for this file a moment ago, and nothing has changed since: it is in our direct message already, or on its way "
    "there."
)
MOMENT = timedelta(minutes=1)
"""So long after it was sent the same is not sent again."""
ON_ITS_WAY = timedelta(minutes=10)
"""Who fell down while sending it does not keep anybody from asking again for longer; Slack may have us wait for each of its calls."""


class SendsFiles(Protocol):
    """What puts a file into somebody's direct message."""

    async def send_file(self, user: str, name: str, data: bytes, *, words: str) -> None: ...


@dataclass(frozen=True)
class Handed:
    """Hands files over; which went to whom in the last moment, or are on their way, all processes know."""

    slack: SendsFiles
    claims: Claims
    workspace: str
    clock: Clock

    async def once(
        self, user: str, name: str, data: bytes, *, words: str, made_of: bytes | None = None
    ) -> bool:
        """Send it; False where the same went to them just now. What fails may be asked for again at once.

        `made_of` tells whether two are the same, where the file itself has the time in it. Raises SlackApiError, aiohttp.ClientError.
        """
        key = _key(user, name, data if made_of is None else made_of)
        now = self.clock.now()
        until = now + ON_ITS_WAY
        if not await self.claims.take(self.workspace, key, now, until):
            return False
        try:
            await self.slack.send_file(user, name, data, words=words)
        except BaseException:
            with suppress(StorageError):  # what went wrong with the file is what matters
                await self.claims.free(self.workspace, key, until)
            raise
        with suppress(StorageError):  # it arrived; the claim that was taken guards it meanwhile
            await self.claims.keep(self.workspace, key, until, self.clock.now() + MOMENT)
        return True


def _key(user: str, name: str, what: bytes) -> str:
    """Tells nothing of who asked for what."""
    of = "\n".join((user, name, hashlib.sha256(what).hexdigest()))
    return hashlib.sha256(of.encode()).hexdigest()
