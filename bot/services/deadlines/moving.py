""" "check-in to Friday 5pm": which words name the deadline, and which the new time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from bot.services.deadlines.drafts import Draft, moved, noted, notes_of
from bot.services.deadlines.zones import on_the_wall, tzinfo_of
from knowledge.deadlines import parse_deadline

_PARTS = re.compile(r"\s+(?:to|until|till|auf|->|→)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Move:
    """A split of somebody's words; `to` is empty where they named no time."""

    what: str
    to: str = ""


def splits(text: str) -> Iterator[Move]:
    """The ways to read "x to y", the longest name first, and at last all of it as a name."""
    for found in reversed(list(_PARTS.finditer(text))):
        yield Move(text[: found.start()], text[found.end() :])
    yield Move(text)


def moved_to(draft: Draft, words: str, now: datetime) -> Draft | None:
    """The draft at the time that the words name; None where they name none.

    A day without a time keeps the time of day there was, a time without a day the day.
    """
    zone = draft.timezone
    today = now.astimezone(tzinfo_of(zone)).date()
    local = draft.target.astimezone(tzinfo_of(zone))
    found = parse_deadline(words, reference=today, timezone=zone)
    if found is None:
        found = parse_deadline(f"{local:%Y-%m-%d} {words}", reference=today, timezone=zone)
        if found is None or found.all_day:
            return None
    end = found.ends_at
    if found.all_day and not draft.all_day:
        kept = time(local.hour, local.minute)
        moment, odd = on_the_wall(end.date(), kept, zone)
        return noted(moved(draft, moment, all_day=False), now, odd)
    there = moved(draft, end.astimezone(UTC), all_day=found.all_day)
    return noted(replace(there, notes=notes_of(found)), now)
