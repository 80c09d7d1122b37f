"""When the next message may go: Slack's rates, by a clock that does not jump.

One post a second a channel, several hundred a minute a workspace, some 50 edits a minute a workspace
(https://docs.slack.dev/apis/web-api/rate-limits).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.services.reminding.ports import EDIT, Outgoing

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Seconds between messages: of one channel, and of a workspace's posts and edits on the average."""

    channel: float = 1.0
    posts: float = 60 / 240
    edits: float = 60 / 45
    redraws: float = 1.5
    """Between two redraws of a workspace's polls: 40 a minute, which leaves some edits for other things."""
    burst: int = 10
    """So many of a workspace may go at once after a rest."""


@dataclass
class Pace:
    """Turns, in the order in which they are asked for."""

    rates: Rates = field(default_factory=Rates)
    monotonic: Callable[[], float] = time.monotonic
    _channels: dict[tuple[str, str], float] = field(default_factory=dict)
    _workspaces: dict[tuple[str, str], float] = field(default_factory=dict)
    _pauses: dict[tuple[str, str], float] = field(default_factory=dict)

    def turn(self, message: Outgoing) -> float:
        """Take a turn; returns the seconds until it comes."""
        now = self.monotonic()
        channel, workspace = (message.workspace, message.channel), (message.workspace, message.op)
        step = self.rates.edits if message.op == EDIT else self.rates.posts
        budget = max(self._workspaces.get(workspace, 0.0), now - step * self.rates.burst)
        at = max(now, budget, self._channels.get(channel, 0.0))
        self._workspaces[workspace] = budget + step
        self._forget(now)
        self._channels[channel] = at + self.rates.channel
        return at - now

    def _forget(self, now: float) -> None:
        if len(self._channels) >= _REMEMBERED:
            self._channels = {c: free for c, free in self._channels.items() if free > now}

    def pause(self, message: Outgoing, seconds: float) -> None:
        """Slack said 429: nothing of the kind goes to that workspace for so long."""
        self._pauses[message.workspace, message.op] = self.monotonic() + seconds

    def paused(self, message: Outgoing) -> float:
        """Seconds left of the pause; 0 without one."""
        until = self._pauses.get((message.workspace, message.op), 0.0)
        return max(0.0, until - self.monotonic())
