"""When it is worth while to ask the database for what is live: always while something is, and else now and then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.services.ports import Clock
from bot.services.quizzes.live.ports import Panels, Shown

T = TypeVar("T")
RESTING = timedelta(seconds=5)
"""So late at most is found what another replica opened, and left behind."""


@dataclass
class Attention:
    """Begins with a look, since a restart may have left something."""

    clock: Clock
    _awake: bool = True
    _looked: datetime | None = None

    def stir(self) -> None:
        """Something is live from now on: look each time, until a look finds nothing."""
        self._awake = True

    async def look(self, find: Callable[[], Awaitable[T]], nothing: T) -> T:
        """What `find` finds; `nothing` where it need not be asked. Raises what it does, and asks again the next time."""
        now = self.clock.now()
        if not (self._awake or self._is_time(now)):
            return nothing
        # Before the look: what is stirred while it is under way, it may not have seen.
        self._awake, self._looked = False, now
        try:
            found = await find()
        except BaseException:
            self._awake = True
            raise
        self._awake = self._awake or bool(found)
        return found

    def _is_time(self, now: datetime) -> bool:
        """Also where the clock was put back."""
        return self._looked is None or not timedelta() <= now - self._looked < RESTING


@dataclass(frozen=True)
class RestingPanels(Panels):
    """Panels that are not asked for while none stands."""

    panels: Panels
    attention: Attention

    async def remember(self, workspace: str, course: str, shown: Shown, now: datetime) -> None:
        await self.panels.remember(workspace, course, shown, now)
        self.attention.stir()

    async def all(self, workspace: str, course: str, now: datetime) -> Sequence[Shown]:
        return await self.attention.look(lambda: self.panels.all(workspace, course, now), ())

    async def drawn(self, workspace: str, shown: Shown, says: str) -> bool:
        return await self.panels.drawn(workspace, shown, says)

    async def forget(self, workspace: str, shown: Shown) -> None:
        await self.panels.forget(workspace, shown)
