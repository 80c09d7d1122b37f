"""Dated items as a calendar that any calendar app reads (RFC 5545, with the names of RFC 7986).

Pure, and the same bytes for the same items: what was stored says when it changed, no clock does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Timezone

from bot.services.deadlines.ports import CANCELLED, DatedItem
from bot.services.deadlines.seen import SeenItem
from bot.services.deadlines.zones import tzinfo_of

REFRESH = timedelta(hours=1)
"""How often apps are asked to look again; most look when they like."""
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")
_WEB = re.compile(r"https?://[^\s/]", re.I)
_SAYS_SO = re.compile(r"\bdue\b", re.I)


def calendar_file(seen: Sequence[SeenItem], name: str, timezone: str) -> bytes:
    """The items, as the person who sees them has them, in a calendar of that name.

    `timezone` is the course's: a calendar without entries says that, for it may not say nothing.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Lectern//Deadlines//EN")
    calendar.add("NAME", _line(name))
    calendar.add("X-WR-CALNAME", _line(name))
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    for each in seen:
        calendar.add_component(_event(each))
    if not seen:
        calendar.add_component(Timezone.from_tzid(timezone))
    return bytes(calendar.to_ical())


def _event(seen: SeenItem) -> Event:
    item, extension = seen.item, seen.extension
    changed = max(item.changed_at, extension.made_at) if extension else item.changed_at
    event = Event()
    event.add("UID", f"{item.id}.{item.workspace.casefold()}@lectern")
    event.add("SEQUENCE", item.revision)
    # Without a METHOD, the stamp says when the entry was last revised (RFC 5545, 3.8.7.2).
    event.add("DTSTAMP", _whole(changed))
    event.add("LAST-MODIFIED", _whole(changed))
    event.add("CREATED", _whole(item.made_at))
    start, end = _span(seen)
    event.add("DTSTART", start)
    if end is not None:
        event.add("DTEND", end)
    event.add("SUMMARY", _summary(seen))
    if described := _description(seen):
        event.add("DESCRIPTION", described)
    if _WEB.match(item.link):
        event.add("URL", _line(item.link).replace(" ", "%20"))
    event.add("STATUS", "CANCELLED" if item.state == CANCELLED else "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if item.kind in {"exam", "event"} else "TRANSPARENT")
    if extension is not None:
        event.add("CLASS", "PRIVATE")
    return event


def _span(seen: SeenItem) -> tuple[date | datetime, date | datetime | None]:
    """From when and, exclusively, until when; None for a single moment and a single day."""
    item = seen.item
    at_once = item.kind == "due" or (seen.extension is not None and item.kind != "range")
    if seen.all_day:
        last = _day(item, item.ends_at)
        first = last if at_once else min(_day(item, item.starts_at), last)
        return first, last + timedelta(days=1) if last > first else None
    if at_once or item.starts_at >= seen.until:
        return _whole(seen.until if at_once else item.starts_at), None
    return _whole(item.starts_at), _whole(seen.until)


def _day(item: DatedItem, at: datetime) -> date:
    return at.astimezone(tzinfo_of(item.timezone)).date()


def _whole(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _summary(seen: SeenItem) -> str:
    title = _line(seen.item.title) or "Untitled"
    is_due = seen.item.kind == "due" or seen.extension is not None
    return f"Due: {title}" if is_due and not _SAYS_SO.search(title) else title


def _description(seen: SeenItem) -> str:
    item = seen.item
    lines = []
    if seen.extension is not None:
        lines.append(f"Extended for you. For everybody else: {_usual(item)}.")
    if item.quote.strip():
        lines.append(f"“{_line(item.quote)}”")
    if item.file:
        page = f", page {item.page}" if item.page is not None else ""
        lines.append(f"{_line(item.file)}{page}")
    return "\n".join(lines)


def _usual(item: DatedItem) -> str:
    local = item.target.astimezone(tzinfo_of(item.timezone))
    at = "" if item.all_day else f" at {local:%H:%M} {local:%Z}"
    return f"{local:%a, %B} {local.day}, {local.year}{at}"


def _line(text: str) -> str:
    """Text on one line, without what a calendar must not contain."""
    return " ".join(_CONTROLS.sub(" ", text).split())
