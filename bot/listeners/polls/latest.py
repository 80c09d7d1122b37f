"""Of things that come faster than they can be shown, the newest."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

PAUSE_SECONDS = 0.4
_MOST = 1_000


class Latest:
    """Lets those pass after whom nothing came for a moment: a preview is drawn where typing pauses."""

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        self._pause = pause
        self._turns: OrderedDict[str, int] = OrderedDict()

    async def is_newest(self, key: str, *, wait: bool) -> bool:
        """Was this the last one of its key; after a pause, if it is worth waiting for others."""
        turn = self._turns[key] = self._turns.get(key, 0) + 1
        self._turns.move_to_end(key)
        if len(self._turns) > _MOST:
            self._turns.popitem(last=False)
        if wait:
            await asyncio.sleep(self._pause)
        return self._turns.get(key) == turn
