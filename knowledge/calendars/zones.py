"""What a calendar's TZID means: an IANA zone, a name of Windows, or the rules that the file gives itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from knowledge.calendars.content import Component
from knowledge.calendars.values import UnreadableValue, moments_of, offset_of, read_value

_UTC = frozenset({"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT"})
_RULES_FROM = 2000


@dataclass(frozen=True, slots=True)
class Onset:
    """When one of a zone's offsets begins, in local time: on `at`, and as the rule says from then on."""

    at: datetime
    before: timedelta
    after: timedelta
    rule: str = ""

    def latest(self, local: datetime) -> datetime | None:
        if not self.rule:
            return self.at if self.at <= local else None
        found = rrulestr(self.rule, dtstart=self.at).before(local, inc=True)
        return found if isinstance(found, datetime) else None


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone to read local times in. `name` is an IANA name, empty for one that only its file knows."""

    name: str
    onsets: tuple[Onset, ...] = ()

    def at(self, local: datetime) -> datetime:
        """A naive local time as an aware one."""
        if self.name:
            return local.replace(tzinfo=ZoneInfo(self.name))
        return local.replace(tzinfo=timezone(self._offset(local)))

    def local(self, moment: datetime) -> datetime:
        """An aware time as the clocks there show it, naive."""
        if self.name:
            return moment.astimezone(ZoneInfo(self.name)).replace(tzinfo=None)
        near = moment.astimezone(UTC).replace(tzinfo=None)
        return near + self._offset(near + self._offset(near))

    def _offset(self, local: datetime) -> timedelta:
        began = [(when, o.after) for o in self.onsets if (when := o.latest(local)) is not None]
        if began:
            return max(began)[1]
        return min(self.onsets, key=lambda o: o.at).before


class Zones:
    """The zones of one file. `fallback` is the IANA zone of times that name none."""

    def __init__(self, definitions: Sequence[Component], fallback: str) -> None:
        self._definitions = {d.text("TZID"): d for d in definitions}
        self.fallback = Zone(fallback)
        self._known: dict[str, Zone | None] = {}

    def find(self, tzid: str) -> Zone | None:
        """None for a name that nobody knows and the file does not explain."""
        if tzid not in self._known:
            self._known[tzid] = self._found(tzid)
        return self._known[tzid]

    def _found(self, tzid: str) -> Zone | None:
        named = iana(tzid)
        definition = self._definitions.get(tzid)
        if named is None and definition is not None:
            named = iana(definition.text("X-LIC-LOCATION"))
        if named is not None:
            return Zone(named)
        onsets = _onsets(definition) if definition is not None else ()
        return Zone("", onsets) if onsets else None


def iana(name: str) -> str | None:
    """The IANA name that `name` is, ends in, or stands for in Windows."""
    name = name.strip().strip('"')
    if name.upper() in _UTC:
        return "UTC"
    if name in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[name]
    parts = [part for part in name.split("/") if part]
    for length in (len(parts), 3, 2):
        candidate = "/".join(parts[-length:])
        if 0 < length <= len(parts) and _exists(candidate):
            return candidate
    return None


def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def _onsets(definition: Component) -> tuple[Onset, ...]:
    """A VTIMEZONE's rules (RFC 5545, 3.6.5), none where one cannot be read."""
    try:
        return tuple(onset for part in definition.parts for onset in _onsets_of(part))
    except (UnreadableValue, ValueError, IndexError, OverflowError):
        return ()


def _onsets_of(part: Component) -> list[Onset]:
    before, after = offset_of(part, "TZOFFSETFROM"), offset_of(part, "TZOFFSETTO")
    start = _local(moments_of(part, "DTSTART")[0])
    rule = part.first("RRULE")
    if rule is None:
        days = [start, *map(_local, moments_of(part, "RDATE"))]
        return [Onset(day, before, after) for day in days]
    # Yearly ones only: a rule for every second would be looked through for ever.
    said = dict(p.split("=", 1) for p in rule.value.upper().split(";") if "=" in p)
    if said.get("FREQ") != "YEARLY" or said.get("INTERVAL", "1") != "1":
        raise UnreadableValue
    if "UNTIL" in said:
        said["UNTIL"] = _until(said["UNTIL"], before)
    elif "COUNT" not in said:
        start = start.replace(year=max(start.year, _RULES_FROM))
    onset = Onset(start, before, after, ";".join(f"{k}={v}" for k, v in said.items()))
    onset.latest(start)
    return [onset]


def _until(value: str, before: timedelta) -> str:
    """The end of a rule in local time: it is written in UTC, which rules without a zone do not take."""
    end = read_value(value)
    if not isinstance(end, datetime):
        return value
    local = end.replace(tzinfo=None) + (before if end.tzinfo else timedelta(0))
    return f"{local:%Y%m%dT%H%M%S}"


def _local(value: object) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    raise UnreadableValue
