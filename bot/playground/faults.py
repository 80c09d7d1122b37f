"""Things that go wrong on a real wire, to be switched on by hand."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failure:
    """How a Web API call fails: a status, an error code and, for 429, how long to wait."""

    status: int = 200
    error: str = "internal_error"
    retry_after: int | None = None
    after_effect: bool = False
    """The call takes effect and its answer is lost."""
    page: bool = False
    """What comes back is a page of HTML, as from a proxy on the way."""
    cut: bool = False
    """Half of the answer comes back."""
    hangs: float = 0.0
    """Seconds until anything comes back."""


class Hold:
    """Keeps what people did on its way, until it is released."""

    def __init__(self) -> None:
        self._come, self._wanted = 0, 0
        self._enough, self._released = asyncio.Event(), asyncio.Event()

    async def wait(self) -> None:
        """What a delivery does that is held."""
        self._come += 1
        if self._come >= self._wanted:
            self._enough.set()
        await self._released.wait()

    async def come(self, deliveries: int) -> None:
        """Return once so many are on their way."""
        self._wanted = deliveries
        if self._come < deliveries:
            self._enough.clear()
            await self._enough.wait()

    def release(self) -> None:
        self._released.set()


@dataclass
class Faults:
    """Switches of the wire's weather; all off."""

    rate_limits: bool = True
    lose_acks: int = 0
    duplicate_events: int = 0
    corrupt_signature: bool = False
    stale_timestamp: bool = False
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    ack_timeout: float = 3.0
    trigger_seconds: float = 3.0
    """How long what a person pressed lets the app open a window."""
    status_timeout: float = 120.0
    """Seconds after which the status of a thread goes by itself."""
    hold: Hold | None = None
    """What people do is on its way until this is released."""
    _failures: dict[str, deque[Failure]] = field(default_factory=lambda: defaultdict(deque))

    def fail_next(self, method: str, failure: Failure) -> None:
        """Let the next call of a Web API method fail."""
        self._failures[method].append(failure)

    def take(self, method: str) -> Failure | None:
        waiting = self._failures.get(method)
        return waiting.popleft() if waiting else None
