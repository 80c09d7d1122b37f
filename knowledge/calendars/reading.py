"""An ICS file as dated items: events and tasks, each occurrence once, in the zones that were meant."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from knowledge.calendars.content import Component, Property, components
from knowledge.calendars.recurring import occurrences
from knowledge.calendars.span import span_of
from knowledge.calendars.values import (
    UnreadableValue,
    duration_of,
    moments_of,
    read_value,
)
from knowledge.calendars.when import When, bounds, doubts, is_long, moved, naive_in, on_its_clocks
from knowledge.calendars.wording import Wording, wording
from knowledge.calendars.zones import Zone, Zones, iana
from knowledge.errors import UnreadableSource
from knowledge.model import Deadline
from knowledge.readers.decoding import decode
from knowledge.readers.kinds import Kind, is_kind

MOST_BYTES = 5_000_000
MOST_EVENTS = 5_000
MOST_ITEMS = 2_000
MOST_LOOKED_AT = 50_000
"""Occurrences of all recurring events together, those that are over included."""
NO_CALENDAR = "this is no calendar file: it has no BEGIN:VCALENDAR"
A_PAGE = "this is a web page, not a calendar; copy the address that your calendar calls iCal, ICS or secret address"
CUT_OFF = "the calendar breaks off before its end"
TOO_LARGE = f"the calendar is larger than {MOST_BYTES // 1_000_000} MB"
TOO_MANY = f"the calendar has more than {MOST_EVENTS:,} entries"
TOO_MANY_DATES = (
    f"the calendar has more than {MOST_ITEMS:,} dates to come; one of a single course has fewer"
)
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>|\"]{1,1000}")
_SURE, _LIKELY, _GUESSED = 0.95, 0.85, 0.75


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One entry, or one occurrence of a recurring one (`series`).

    `key` is what the calendar calls it: the same in every version of the file. `item.quote` is the
    entry's summary as it is written.
    """

    key: str
    item: Deadline
    link: str = ""
    cancelled: bool = False
    series: bool = False

    @property
    def is_meeting(self) -> bool:
        """A class or office hour of every week: nobody wants to be reminded of each by everybody's bot."""
        return self.series and self.item.kind in {"event", "range"}


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """What is to come, by date; `passed` counts entries that are over."""

    name: str
    items: tuple[CalendarItem, ...]
    passed: int = 0
    warnings: tuple[str, ...] = ()


def is_calendar(data: bytes) -> bool:
    """Is it an ICS file, by its first words?"""
    return is_kind(data, Kind.CALENDAR)


def read_calendar(data: bytes, name: str, *, timezone: str, now: datetime | None) -> CalendarRead:
    """What a calendar has from `now` on, some 13 months ahead; without `now`, all that it has.

    `timezone` is the course's IANA zone, for times that name none and zones that nobody knows.

    Raises:
        UnreadableSource: it is no calendar, breaks off, or is too large; says which.
    """
    outer = _calendar_in(data, name)
    entries = [p for c in outer for p in c.parts if p.name in {"VEVENT", "VTODO"}]
    if len(entries) > MOST_EVENTS:
        raise UnreadableSource(name, TOO_MANY)
    head = outer[0]
    fallback = iana(head.text("X-WR-TIMEZONE")) or timezone
    zones = Zones([p for c in outer for p in c.parts if p.name == "VTIMEZONE"], fallback)
    reader = _Reader(name, zones, timezone, *span_of(entries, now))
    items = [item for group in _groups(entries) for item in reader.read(group)]
    items.sort(key=lambda i: (i.item.starts_at, i.item.title, i.key))
    if len(items) > MOST_ITEMS:
        raise UnreadableSource(name, TOO_MANY_DATES)
    title = head.text("X-WR-CALNAME") or head.text("NAME") or name
    return CalendarRead(title, tuple(items), reader.passed, tuple(reader.warnings))


def _calendar_in(data: bytes, name: str) -> list[Component]:
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, TOO_LARGE)
    text = decode(data, name)[0]
    if _PAGE.match(text):
        raise UnreadableSource(name, A_PAGE)
    found, ended = components(text)
    outer = [c for c in found if c.name == "VCALENDAR"]
    if not outer:
        raise UnreadableSource(name, NO_CALENDAR)
    if not ended:
        raise UnreadableSource(name, CUT_OFF)
    return outer


def _groups(entries: Sequence[Component]) -> Iterator[tuple[str, list[Component]]]:
    """Entries by what they are called; an exporter that calls all alike is not believed."""
    by_uid: dict[str, list[Component]] = defaultdict(list)
    for entry in entries:
        by_uid[entry.text("UID")].append(entry)
    for uid, group in by_uid.items():
        masters = [e for e in group if e.first("RECURRENCE-ID") is None]
        if uid and len({e.text("SUMMARY") for e in masters}) <= 1:
            yield uid, group
            continue
        apart: dict[str, list[Component]] = defaultdict(list)
        for entry in group:
            apart["\x1f".join((uid, entry.text("SUMMARY"), _written(entry)))].append(entry)
        yield from apart.items()


def _written(entry: Component) -> str:
    start = entry.first("DTSTART") or entry.first("DUE")
    return start.value if start else ""


@dataclass
class _Reader:
    """Reads the entries of one file, and keeps what is worth a word."""

    name: str
    zones: Zones
    timezone: str
    now: datetime
    until: datetime
    passed: int = 0
    looked_at: int = 0
    warnings: dict[str, None] = field(default_factory=dict)

    def read(self, named: tuple[str, list[Component]]) -> list[CalendarItem]:
        """All that is to come of the entries with one UID."""
        uid, group = named
        group = sorted(group, key=_version)
        masters = [e for e in group if e.first("RECURRENCE-ID") is None]
        changed = [e for e in group if e.first("RECURRENCE-ID") is not None]
        try:
            return self._of_one(uid, masters[-1] if masters else None, changed)
        except (UnreadableValue, OverflowError, ValueError):
            title = group[-1].text("SUMMARY")[:100] or "an entry without a title"
            self.warnings[f"“{title}” was left out: its dates can't be read"] = None
            return []

    def _of_one(
        self, uid: str, master: Component | None, changed: Sequence[Component]
    ) -> list[CalendarItem]:
        if master is None:
            alone = {self._on(e, "RECURRENCE-ID", self._when(e).zone)[0]: e for e in changed}
            return [
                item
                for start, entry in alone.items()
                for item in self._items(_one_of(uid, start), entry, self._when(entry), series=True)
            ]
        when = self._when(master)
        if master.first("RRULE") is None and master.first("RDATE") is None:
            return self._items(uid, master, when, series=False)
        replaced = {self._on(e, "RECURRENCE-ID", when.zone)[0]: e for e in changed}
        starts = occurrences(
            when.start,
            [p.value for p in master.every("RRULE")],
            when.zone,
            more=self._on(master, "RDATE", when.zone),
            without=self._on(master, "EXDATE", when.zone),
            until=when.zone.local(self.until),
        )
        self.looked_at += len(starts)
        if self.looked_at > MOST_LOOKED_AT:
            raise UnreadableSource(self.name, TOO_MANY_DATES)
        found: list[CalendarItem] = []
        for start in sorted({*starts, *replaced}):
            entry = replaced.get(start, master)
            own = self._when(entry) if entry is not master else moved(when, start)
            found += self._items(_one_of(uid, start), entry, own, series=True)
        return found

    def _items(self, key: str, entry: Component, when: When, *, series: bool) -> list[CalendarItem]:
        """The entry as an item; none where it is over, or too far ahead."""
        when = on_its_clocks(when, Zone(self.timezone))
        summary = entry.text("SUMMARY") or "(no title)"
        said = wording(summary, entry.text("UID"), todo=entry.name == "VTODO")
        start, end = bounds(when, said.kind)
        if end < self.now:
            self.passed += 1
            return []
        if start > self.until:
            return []
        kind = "range" if said.kind == "event" and when.days and is_long(when) else said.kind
        item = Deadline(
            title=said.title[:300],
            kind=kind,
            starts_at=start,
            ends_at=end,
            all_day=when.days,
            timezone=when.zone.name or self.timezone,
            quote=summary[:500],
            confidence=_confidence(said),
            warnings=doubts(when, said),
        )
        cancelled = entry.text("STATUS").upper() == "CANCELLED"
        return [CalendarItem(_key(key), item, _link(entry), cancelled, series)]

    def _when(self, entry: Component) -> When:
        given = entry.first("DTSTART") or entry.first("DUE")
        if given is None:
            raise UnreadableValue
        name = "DTSTART" if given is entry.first("DTSTART") else "DUE"
        first = moments_of(entry, name)[0]
        zone = self._zone(given, first)
        start = naive_in(first, zone)
        days = not isinstance(first, datetime)
        end = self._end(entry, start, zone, days=days)
        if entry.name == "VTODO" and entry.first("DUE") is not None:
            start = end
        return When(start, max(start, end), zone, days)

    def _end(self, entry: Component, start: datetime, zone: Zone, *, days: bool) -> datetime:
        name = next((n for n in ("DUE", "DTEND") if entry.first(n) is not None), "")
        if name:
            given = entry.first(name)
            last = moments_of(entry, name)[0]
            own = self._zone(given, last) if given else zone
            aware = own.at(naive_in(last, own))
            end = naive_in(last, own) if own == zone or days else zone.local(aware)
            exclusive = days and name == "DTEND" and not isinstance(last, datetime)
            return end - timedelta(days=1) if exclusive and end > start else end
        lasting = duration_of(entry, "DURATION") or timedelta(0)
        return start + lasting - (timedelta(days=1) if days and lasting else timedelta(0))

    def _on(self, entry: Component, name: str, zone: Zone) -> list[datetime]:
        """The times of a property, on the clocks of `zone`."""
        found: list[datetime] = []
        for given in entry.every(name):
            for value in given.value.split(","):
                read = read_value(value.strip()) if value.strip() else None
                read = read[0] if isinstance(read, tuple) else read
                if not isinstance(read, date):
                    raise UnreadableValue
                own = self._zone(given, read)
                naive = naive_in(read, own)
                same = own == zone or not isinstance(read, datetime)
                found.append(naive if same else zone.local(own.at(naive)))
        return found

    def _zone(self, given: Property, value: date | datetime) -> Zone:
        if isinstance(value, datetime) and value.tzinfo is not None:
            return Zone("UTC")
        tzid = given.parameters.get("TZID", "").strip()
        if not tzid:
            return self.zones.fallback
        found = self.zones.find(tzid)
        if found is None:
            self.warnings[
                f"the calendar names a time zone “{tzid[:60]}” that it doesn't explain: read as {self.zones.fallback.name}"
            ] = None
        return found or self.zones.fallback


def _confidence(said: Wording) -> float:
    return _SURE if said.sure else _LIKELY if said.kind != "event" else _GUESSED


def _version(entry: Component) -> tuple[int, str]:
    """Later versions of an entry sort last (RFC 5545, 3.8.7.4)."""
    sequence, stamp = entry.text("SEQUENCE"), entry.first("DTSTAMP")
    return int(sequence) if sequence.isdecimal() and len(
        sequence
    ) < 9 else 0, stamp.value if stamp else ""


def _one_of(uid: str, start: datetime) -> str:
    return f"{uid}/{start:%Y%m%dT%H%M%S}"


def _key(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _link(entry: Component) -> str:
    given = entry.first("URL")
    found = _ADDRESS.match(given.value.strip()) if given else None
    return found[0] if found else ""
