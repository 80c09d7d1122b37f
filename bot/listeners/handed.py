"""Results as a file for one person: asked for twice at once, one is enough while nothing has changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Awaitable, Callable

SENT = "I have sent you the results in our direct message."
ALREADY = (
    "You asked for these results a moment ago, and nothing has changed since: the file is in our direct message already, or "
    "on its way there."
)
MOMENT_SECONDS = 60.0


class Handed:
    """Which files went to whom in the last moment, or are on their way."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._now = monotonic
        self._until: dict[tuple[str, str, bytes], float] = {}

    async def once(
        self, user: str, name: str, data: bytes, send: Callable[[], Awaitable[None]]
    ) -> bool:
        """Let `send` send it; False where the same went to them just now. What fails may be asked for again at once."""
        now = self._now()
        self._until = {key: until for key, until in self._until.items() if until > now}
        key = (user, name, hashlib.sha256(data).digest())
        if key in self._until:
            return False
        self._until[key] = float("inf")
        try:
            await send()
        except BaseException:
            del self._until[key]
            raise
        self._until[key] = self._now() + MOMENT_SECONDS
        return True
