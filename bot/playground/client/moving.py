"""Moving the time: what the drawer's clock does."""

from __future__ import annotations

import math
import time

from bot.playground.client.given import Json, Malformed
from bot.playground.client.writing import Do
from bot.playground.errors import Refused
from bot.playground.hub import Hub
from bot.playground.state import User
from bot.playground.timing import EARLIEST, LATEST, MovableTime


class Moving:
    """POST /client/move_time, and what the pages are told of the time."""

    def __init__(self, hub: Hub, movable: MovableTime | None) -> None:
        self._hub, self._movable = hub, movable
        self.deeds: dict[str, Do] = {"move_time": self._move}

    def shown(self) -> Json:
        """How many seconds the workspace's time is ahead of this machine's, and whether it can be moved."""
        return {
            "shift": round(self._hub.world.clock() - time.time(), 3),
            "movable": self._movable is not None,
            "moved": self._movable is not None and self._movable.moved,
        }

    async def _move(self, _user: User, body: Json) -> Json:
        """By `by` seconds, or to the moment `to`, or back where neither is given."""
        if self._movable is None:
            raise Refused("The time of this workspace cannot be moved.")
        if "by" in body:
            self._move_to(self._movable, self._movable.now() + _seconds(body["by"]))
        elif "to" in body:
            self._move_to(self._movable, _seconds(body["to"]))
        else:
            self._movable.move_back()
        # Told before the bot looks, so that what it posts then stands under the right day.
        shown = self.shown()
        self._hub.stream.send(self._hub.stream.people, {"type": "time", **shown})
        await self._movable.wake()
        return shown

    @staticmethod
    def _move_to(movable: MovableTime, moment: float) -> None:
        if not EARLIEST <= moment < LATEST:
            raise Refused("The time can be moved to the years 1970 to 2099.")
        movable.move_to(moment)


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Malformed
    return float(value)
