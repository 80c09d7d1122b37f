"""Values of single properties: moments, days, durations, offsets (RFC 5545, 3.3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar.prop import vDDDTypes, vUTCOffset

from knowledge.calendars.content import Component

MOST_VALUES = 2_000


class UnreadableValue(Exception):
    """A property does not say what it ought to."""


def moments_of(component: Component, name: str) -> list[date | datetime]:
    """Days, and times naive or in UTC as they are written, of all properties of this name.

    Raises:
        UnreadableValue: one is neither.
    """
    found: list[date | datetime] = []
    for given in component.every(name):
        for value in given.value.split(",")[:MOST_VALUES]:
            read = read_value(value.strip())
            if isinstance(read, tuple):  # a period: its start
                read = read[0]
            if not isinstance(read, date):
                raise UnreadableValue
            found.append(read)
    return found


def duration_of(component: Component, name: str) -> timedelta | None:
    """Raises UnreadableValue where it is no duration."""
    given = component.first(name)
    if given is None:
        return None
    read = read_value(given.value.strip())
    if not isinstance(read, timedelta) or abs(read) > timedelta(days=400):
        raise UnreadableValue
    return read


def offset_of(component: Component, name: str) -> timedelta:
    """Raises UnreadableValue where it is missing or no offset of a zone."""
    given = component.first(name)
    try:
        read = vUTCOffset.from_ical(given.value.strip()) if given else None
    except (ValueError, OverflowError):
        read = None
    if not isinstance(read, timedelta) or abs(read) >= timedelta(days=1):
        raise UnreadableValue
    return read


def read_value(value: str) -> object:
    """A date, a datetime, a timedelta or a period's pair. Raises UnreadableValue."""
    try:
        return vDDDTypes.from_ical(value)
    except (ValueError, TypeError, OverflowError, KeyError, IndexError) as error:
        raise UnreadableValue from error
