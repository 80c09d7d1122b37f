"""Of things that come faster than they can be shown, the newest; and none once something else is shown."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

PAUSE_SECONDS = 0.4
PATIENCE_SECONDS = 1.5
"""What is being drawn is waited for so long: somebody waits for an answer."""
_MOST = 1_000


@dataclass
class _Place:
    turn: int = 0
    closed: bool = False
    drawing: asyncio.Lock = field(default_factory=asyncio.Lock)


class Latest:
    """Draws a place anew where changes pause. Between `close` and `open` nothing is drawn there."""

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        self._pause = pause
        self._places: OrderedDict[str, _Place] = OrderedDict()

    async def draw(self, key: str, draw: Callable[[], Awaitable[None]], *, wait: bool) -> None:
        """Draw, unless something newer has come; after a pause, if others are likely to follow."""
        place = self._place(key)
        place.turn += 1
        turn = place.turn
        if wait:
            await asyncio.sleep(self._pause)
        async with place.drawing:
            if turn == place.turn and not place.closed:
                await draw()

    async def close(self, key: str) -> None:
        """Let what is being drawn be done, and nothing follow."""
        place = self._place(key)
        place.closed = True
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), place.drawing:
                return
        except TimeoutError:
            return

    def open(self, key: str) -> None:
        """Draw there again."""
        self._place(key).closed = False

    def _place(self, key: str) -> _Place:
        place = self._places.setdefault(key, _Place())
        self._places.move_to_end(key)
        if len(self._places) > _MOST:
            self._places.popitem(last=False)
        return place
