"""A person's own days: which day it is for them, when one begins, and for how many they have kept at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.services.deadlines.zones import on_the_wall, tzinfo_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Today:
    """Now, for somebody in a zone."""

    now: datetime
    zone: str

    @property
    def day(self) -> date:
        return self.now.astimezone(tzinfo_of(self.zone)).date()

    def begins(self, day: date) -> datetime:
        """The moment (UTC) at which a day begins there."""
        return on_the_wall(day, time(0), self.zone)[0]


@dataclass(frozen=True, slots=True)
class Streak:
    """`days` on which somebody practised in a row; `today`: this one is among them.

    A single day missed between two of them does no harm, and is not counted; a second one in a row ends it.
    """

    days: int = 0
    today: bool = False


def streak(days: Sequence[date], today: date) -> Streak:
    """The one that is still alive today, of the days on which something was answered (in order)."""
    run, at = 0, today
    for day in reversed([day for day in days if day <= today]):
        if at - day > 2 * _DAY:
            break
        run, at = run + 1, day
    return Streak(run, bool(days) and today in days[-3:])
