"""Dated items to show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.blocks.times import Zones
from bot.services.deadlines.ports import CONFIRMED, SLIDES, DatedItem
from bot.services.reminding.ports import Reminder

NOW = datetime(2021, 11, 28, 8, 0, tzinfo=UTC)
DUE = datetime(2021, 12, 2, 7, 59, tzinfo=UTC)
ZONE = "America/Los_Angeles"
ZONES = Zones(ZONE, ZONE)


def item(title: str = "Check-in", **changes: Any) -> DatedItem:
    """A confirmed deadline: Wednesday, December 1 at 23:59 in Los Angeles."""
    fields: dict[str, Any] = {
        "id": "i1",
        "kind": "due",
        "starts_at": DUE,
        "ends_at": DUE,
        "all_day": False,
        "timezone": ZONE,
        "state": CONFIRMED,
        "origin": SLIDES,
        "origin_key": "slides:1",
        "made_by": "U1",
        "made_at": NOW,
        "changed_by": "U9",
        "changed_at": NOW,
    }
    return DatedItem(workspace="T1", course="c1", title=title, **(fields | changes))


def reminder(audience: str) -> Reminder:
    """A day before."""
    return Reminder("T1", "c1", "reminder:1", "i1", audience, 1_440, DUE, DUE - timedelta(days=1))
