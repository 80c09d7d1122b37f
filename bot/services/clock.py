"""The time of day (ports.Clock)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """The system's clock, moved by a fixed span: none in production."""

    shift: timedelta = timedelta(0)

    @classmethod
    def starting_at(cls, start: datetime | None) -> ShiftedClock:
        """A clock that says `start` now and runs on from there; the real one for None."""
        return cls(start - datetime.now(UTC)) if start else cls()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift


class MovableClock:
    """A clock that can be moved while it runs. Only the local workspace and tests have one."""

    def __init__(self, start: datetime | None = None) -> None:
        self._unmoved = self._current = ShiftedClock.starting_at(start)

    def now(self) -> datetime:
        return self._current.now()

    @property
    def moved(self) -> bool:
        return self._current is not self._unmoved

    def move_to(self, moment: datetime) -> None:
        """Say `moment` now, and run on from there."""
        self._current = ShiftedClock.starting_at(moment)

    def move_back(self) -> None:
        """Say what a clock that was never moved says."""
        self._current = self._unmoved
