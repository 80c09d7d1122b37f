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
