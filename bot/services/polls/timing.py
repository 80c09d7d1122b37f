"""When a poll opens and closes, in the words that people type: "10m", "at 14:30", "friday 5pm", "every week"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.services.deadlines.zones import DAY_END, on_the_wall, tzinfo_of
from bot.services.polls.drafts import DAILY, EACH_CLASS, WEEKLY
from knowledge.dates.moments import Moment
from knowledge.dates.phrases import Setting, read_phrase
from knowledge.dates.times import TimeFound, times_in
from knowledge.dates.zones import zones_at

T = TypeVar("T")
LONGEST = timedelta(days=366)
SHORTEST = timedelta(seconds=10)
_MOST_WORDS = 8
_UNITS = {
    "s": 1, "sec": 1, "second": 1, "sekunde": 1, "sekunden": 1,
    "m": 60, "min": 60, "minute": 60, "minuten": 60,
    "h": 3_600, "hr": 3_600, "hour": 3_600, "std": 3_600, "stunde": 3_600, "stunden": 3_600,
    "d": 86_400, "day": 86_400, "tag": 86_400, "tage": 86_400, "tagen": 86_400,
    "w": 604_800, "wk": 604_800, "week": 604_800, "woche": 604_800, "wochen": 604_800,
    "minuto": 60, "hora": 3_600, "heure": 3_600, "día": 86_400, "dia": 86_400, "jour": 86_400, "semana": 604_800, "semaine": 604_800,
}  # fmt: skip
_COUNTS = {"a": 1, "an": 1, "one": 1, "half": 0.5, "two": 2, "three": 3, "five": 5, "ten": 10, "ein": 1, "eine": 1, "einer": 1}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_PART = re.compile(
    rf"(?P<n>\d{{1,5}}(?:[.,]\d{{1,2}})?|\b(?:{'|'.join(_COUNTS)})\b(?:\s+an?\b)?)\s*(?P<unit>(?:{_UNIT})s?)(?![^\W\d_])\.?"
    r"(?:\s*(?P<rest>[0-5]?\d)(?![\d:.]|\s*[a-z]))?",
    re.I,
)
_JOINED = re.compile(r"(?:\s|,|\band\b|\bund\b)*", re.I)
_LEAD = re.compile(r"^(?:in|after|for|within|nach|für|en|dentro\s+de|dans)\s+", re.I)
_FILLER = frozenset(
    "at on by the until till to this next coming in of um am bis den der due before end day ends from now a le la el o'clock"
    " every each".split()
)
_WORD = re.compile(r"[^\s,.;()@]+")
_EVERY = re.compile(
    r"^(?:(?P<day>days?|daily|morning|tag|täglich|d[ií]a|diario)|(?P<week>weeks?|weekly|woche|wöchentlich|semanal?)|"
    r"(?P<each>class(?:es)?|lectures?|meetings?|sessions?|vorlesung|clase))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class When:
    """A moment in UTC. `odd` is GAP or TWICE where the clocks change; `bare`: a time without a day was typed, `day_only` a day without a time."""

    at: datetime
    odd: str = ""
    bare: bool = False
    day_only: bool = False


def longest(words: str, read: Callable[[str], T | None]) -> tuple[T, int] | None:
    """What the longest run of words at the beginning says, and how many characters that is."""
    ends = [found.end() for found in re.finditer(r"\S+", words)][:_MOST_WORDS]
    for end in reversed(ends):
        said = words[:end].strip().rstrip(",;")
        value = read(said) if said else None
        if value is not None:
            return value, end
    return None


def span_of(words: str) -> timedelta | None:
    """ "10m", "in 10 minutes", "1h30", "half an hour": a length of time and nothing else, at most a year."""
    text = _LEAD.sub("", words.strip())
    at, seconds = 0, 0.0
    while part := _PART.match(text, at):
        unit = part["unit"].casefold()
        size = _UNITS.get(unit) or _UNITS[unit.removesuffix("s")]
        count = part["n"].casefold().split()[0]
        seconds += size * (_COUNTS.get(count) or float(count.replace(",", ".")))
        seconds += int(part["rest"] or 0) * size / 60 if size in {60, 3_600} else 0
        at = _JOINED.match(text, part.end()).end()  # type: ignore[union-attr] # it matches nothing, too
    whole = at == len(text) and seconds > 0
    return timedelta(seconds=round(seconds)) if whole else None


def moment_of(words: str, now: datetime, zone: ZoneInfo) -> When | None:
    """The one moment that all of the words name, in the person's zone; None where they say more, or less.

    A day without a time is its end. A time without a day is today's, also where that is over.
    """
    phrase = f"due {words}"
    today = now.astimezone(zone).date()
    try:
        found = read_phrase(phrase, Setting(today, zone.key))
        if found is None or found.chosen.moment.is_span:
            return None
        named = found.chosen.moment
        spans = [*named.places, *((t.start, t.end) for t in times_in(phrase)), *zones_at(phrase)]
        if _says_more(phrase, spans):
            return None
        return _on_the_clock(named, phrase, found.item.timezone, now)
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _on_the_clock(named: Moment, phrase: str, zone: str, now: datetime) -> When:
    bare = named.time is not None and named.day.start == named.day.end
    day = now.astimezone(tzinfo_of(zone)).date() if bare else named.day.day
    moment, odd = on_the_wall(day, named.time.at if named.time else DAY_END, zone)
    if bare and moment <= now and _is_vague(named.time, phrase):
        later, odd_later = moment + timedelta(hours=12), ""
        moment, odd = (later, odd_later) if later > now else (moment, odd)
    return When(moment.astimezone(UTC), odd, bare, named.time is None)


def _is_vague(found: TimeFound | None, phrase: str) -> bool:
    """ "9:30" may be in the evening, "09:30" not."""
    if found is None or not found.vague or found.at.hour >= 12:
        return False
    return not phrase[found.start : found.end].lstrip().startswith("0")


def _says_more(phrase: str, spans: list[tuple[int, int]]) -> bool:
    letters = list(phrase)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    left = _WORD.findall("".join(letters).casefold())
    return any(word not in _FILLER for word in left)


def repeats_of(words: str) -> str | None:
    """ "week", "daily", "class": how often, and nothing else."""
    found = _EVERY.fullmatch(words.strip())
    if found is None:
        return None
    return DAILY if found["day"] else WEEKLY if found["week"] else EACH_CLASS
