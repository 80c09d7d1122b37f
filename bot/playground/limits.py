"""Slack's rate limits (https://docs.slack.dev/apis/web-api/rate-limits), per method and workspace."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable

TIERS = {1: 1, 2: 20, 3: 50, 4: 100, 5: 300}
"""Calls a minute. 5 stands for the special tiers, which allow several hundred."""
POST_BURST = 8
"""Posts to one channel that pass at once before one a second holds."""


class RateLimiter:
    """A sliding minute a method, and a bucket a channel for posts."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._posts: dict[str, tuple[float, float]] = {}

    def wait_for_method(self, method: str, tier: int) -> int | None:
        """Seconds to wait, or None if the call may pass."""
        now, calls = self._clock(), self._calls[method]
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= TIERS[tier]:
            return max(1, math.ceil(calls[0] + 60 - now))
        calls.append(now)
        return None

    def wait_for_channel(self, channel: str) -> int | None:
        """Seconds until a post to the channel passes, or None."""
        now = self._clock()
        tokens, since = self._posts.get(channel, (float(POST_BURST), now))
        tokens = min(float(POST_BURST), tokens + (now - since))
        if tokens < 1:
            return max(1, math.ceil(1 - tokens))
        self._posts[channel] = (tokens - 1, now)
        return None
