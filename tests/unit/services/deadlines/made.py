"""Statements of sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.deadlines.found import Statement
from bot.services.deadlines.likeness import Titles
from bot.services.deadlines.ports import SLIDES
from bot.services.deadlines.proposing import Scene

NOW = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
DUE = datetime(2026, 10, 20, 21, 59, tzinfo=UTC)
OSLO = "Europe/Oslo"
SCENE = Scene("T1", "c1", NOW, Titles("TCSS 562 Cloud Computing"))


def said(title: str = "Homework 3", at: datetime = DUE, **changes: Any) -> Statement:
    """A due date on a slide."""
    fields: dict[str, Any] = {
        "key": f"slides:{changes.get('file', 'l3.pdf')}:{title}",
        "origin": SLIDES,
        "kind": "due",
        "starts_at": at,
        "ends_at": at,
        "all_day": False,
        "timezone": OSLO,
        "quote": f"{title} due {at:%m/%d}",
        "file": "l3.pdf",
        "place": "slide 4",
    }
    return Statement(title=title, **(fields | changes))


def on_calendar(title: str = "Homework 3", at: datetime = DUE, **changes: Any) -> Statement:
    return said(
        title, at, **({"key": f"ics:{title}", "file": "Canvas", "origin": "calendar"} | changes)
    )


def whole_day(statement: Statement) -> Statement:
    """The same without a time: the day in Oslo."""
    day = (statement.ends_at + timedelta(hours=2)).replace(hour=0, minute=0)
    start = day - timedelta(hours=2)
    return replace(
        statement, starts_at=start, ends_at=start + timedelta(hours=23, minutes=59), all_day=True
    )
