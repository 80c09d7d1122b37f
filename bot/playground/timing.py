"""What time it is in the workspace, and how the page moves it."""

from __future__ import annotations

from typing import Protocol

EARLIEST, LATEST = 0.0, 4_102_444_800.0
"""1970 to 2100, in seconds since 1970: what the page may move to."""


class MovableTime(Protocol):
    """The time that the workspace and the bot in it go by."""

    def now(self) -> float:
        """Seconds since 1970."""

    @property
    def moved(self) -> bool:
        """Was it moved, and not moved back?"""

    def move_to(self, moment: float) -> None:
        """Let it be `moment` now, and run on from there."""

    def move_back(self) -> None:
        """Let it be as if it had never been moved."""

    async def wake(self) -> None:
        """Let the bot look at what is due now; returns when it has."""
