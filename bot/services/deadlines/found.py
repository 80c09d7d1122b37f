"""Dates that a source names, as statements: what it calls them, what it says, and where."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.services.deadlines.ports import CALENDAR, ENDING, SLIDES, DatedItem
from knowledge.calendars import CalendarItem
from knowledge.model import Deadline
from knowledge.normalise import words

_TIMES = ("starts_at", "ends_at")


@dataclass(frozen=True, slots=True)
class Statement:
    """One source's word about one date. `key` is the same whenever the source is read again.

    `calendar` is the id of the followed calendar it stands in; `absent` where that does not list it any
    more, or calls it cancelled.
    """

    key: str
    origin: str
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    timezone: str
    quote: str = ""
    file: str = ""
    page: int | None = None
    place: str = ""
    link: str = ""
    confidence: float = 1.0
    warnings: tuple[str, ...] = ()
    calendar: str = ""
    absent: bool = False

    @property
    def target(self) -> datetime:
        return self.ends_at if self.kind in ENDING else self.starts_at

    @property
    def when(self) -> tuple[datetime, datetime, bool]:
        return self.starts_at, self.ends_at, self.all_day

    def to_json(self) -> dict[str, Any]:
        raw = asdict(self)
        return raw | {name: raw[name].isoformat() for name in _TIMES}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Statement:
        times = {name: datetime.fromisoformat(raw[name]) for name in _TIMES}
        return cls(**{**raw, **times, "warnings": tuple(raw.get("warnings", ()))})


def statements_of(item: DatedItem) -> tuple[Statement, ...]:
    """What its sources say of an item; nothing where a person wrote it down."""
    return tuple(Statement.from_json(raw) for raw in item.details.get("sources", ()))


def from_slides(deadlines: Sequence[Deadline]) -> list[Statement]:
    """What the lectures say. Where a file has several dates of one name, the day tells them apart."""
    found = {}
    for key, item in keyed(deadlines):
        statement = _said(key, SLIDES, item)
        source = item.source
        number = source.slide or source.page if source else None
        lecture = source.lecture if source else None
        parts = [f"lecture {lecture}" if lecture else "", f"slide {number}" if number else ""]
        place = ", ".join(part for part in parts if part)
        found[statement.key] = replace(statement, file=item.file or "", page=item.page, place=place)
    return list(found.values())


def keyed(deadlines: Sequence[Deadline]) -> list[tuple[str, Deadline]]:
    """Dates of slides, each with the key of what is said of it."""
    named = [(f"{d.file}\x1f{d.kind}\x1f{' '.join(words(d.title))}", d) for d in deadlines]
    often = Counter(name for name, _ in named)
    own = (n if often[n] == 1 else f"{n}\x1f{d.ends_at:%Y-%m-%d}" for n, d in named)
    return [(f"slides:{_digest(n)}", d) for n, d in zip(own, deadlines, strict=True)]


def from_calendar(items: Sequence[CalendarItem], name: str, calendar: str = "") -> list[Statement]:
    """What a calendar says. Meetings that recur are no deadlines, and are left out."""
    return [
        replace(
            _said(f"ics:{one.key}", CALENDAR, one.item),
            file=name,
            link=one.link,
            calendar=calendar,
            absent=one.cancelled,
        )
        for one in items
        if not one.is_meeting
    ]


def _said(key: str, origin: str, item: Deadline) -> Statement:
    return Statement(
        key=key,
        origin=origin,
        title=item.title,
        kind=item.kind,
        starts_at=item.starts_at.astimezone(UTC),
        ends_at=item.ends_at.astimezone(UTC),
        all_day=item.all_day,
        timezone=item.timezone,
        quote=item.quote,
        confidence=item.confidence,
        warnings=item.warnings,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
