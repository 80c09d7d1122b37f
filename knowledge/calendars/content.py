"""iCalendar's content lines as components with properties (RFC 5545, 3.1 and 3.6).

icalendar unfolds the lines and parts them. Its own components are not used: they keep the time zones
of every file they ever met in one table of the process, where Outlook's "Customized Time Zone" of one
file would stand for that of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser import Contentlines
from icalendar.parser.property import unescape_backslash

MOST_DEEP = 8
_WANTED = frozenset(
    "BEGIN END UID SUMMARY URL STATUS SEQUENCE DTSTART DTEND DUE DURATION DTSTAMP "
    "RRULE RDATE EXDATE RECURRENCE-ID TZID TZOFFSETFROM TZOFFSETTO X-LIC-LOCATION X-WR-CALNAME "
    "X-WR-TIMEZONE NAME METHOD".split()
)


@dataclass(frozen=True, slots=True)
class Property:
    """One line: its value as it is written, and its parameters by name in capitals."""

    value: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value of a property that holds text."""
        return str(unescape_backslash(self.value)).strip()


@dataclass(slots=True)
class Component:
    """A VEVENT, a VTIMEZONE, …, with what is inside it."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        return next(iter(self.properties.get(name, ())), None)

    def text(self, name: str) -> str:
        found = self.first(name)
        return found.text if found else ""

    def every(self, name: str) -> Iterator[Property]:
        yield from self.properties.get(name, ())


def components(text: str) -> tuple[list[Component], bool]:
    """The outermost components, and whether each that begins also ends.

    A line that is none is passed over: exporters break long descriptions into them.
    """
    done: list[Component] = []
    open_: list[Component] = []
    for line in Contentlines.from_ical(text):  # type: ignore[no-untyped-call]
        if line.replace(":", ";", 1).partition(";")[0].strip().upper() not in _WANTED:
            continue
        try:
            name, parameters, value = line.parts()
        except ValueError:
            continue
        match name.upper():
            case "BEGIN" if len(open_) < MOST_DEEP:
                open_.append(Component(value.strip().upper()))
            case "END":
                _close(value.strip().upper(), open_, done)
            case known if open_:
                named = {key.upper(): _one(given) for key, given in parameters.items()}
                open_[-1].properties.setdefault(known, []).append(Property(value, named))
    return done + open_[:1], not open_


def _close(name: str, open_: list[Component], done: list[Component]) -> None:
    if not open_ or name != open_[-1].name:
        return
    ended = open_.pop()
    (open_[-1].parts if open_ else done).append(ended)


def _one(given: str | list[str]) -> str:
    """A parameter's value; Canvas writes VALUE twice."""
    return given if isinstance(given, str) else str(given[0])
