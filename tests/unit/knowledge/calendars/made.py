"""Calendar files, made line by line."""

from __future__ import annotations

from datetime import UTC, datetime

from knowledge.calendars import CalendarRead, read_calendar

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
OSLO = "Europe/Oslo"


def event(*lines: str, kind: str = "VEVENT") -> str:
    return "\n".join([f"BEGIN:{kind}", *lines, f"END:{kind}"])


def calendar(*parts: str, head: tuple[str, ...] = ()) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//EN", *head, *parts, "END:VCALENDAR"]
    return "\r\n".join("\r\n".join(lines).split("\n")).replace("\r\r", "\r").encode()


def read(*parts: str, head: tuple[str, ...] = (), now: datetime = NOW) -> CalendarRead:
    return read_calendar(calendar(*parts, head=head), "course.ics", timezone=OSLO, now=now)


def times(found: CalendarRead) -> list[str]:
    """When the items start, in UTC."""
    return [f"{i.item.starts_at.astimezone(UTC):%Y-%m-%d %H:%M}" for i in found.items]
