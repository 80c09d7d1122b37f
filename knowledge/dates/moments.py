"""Days and times put together: each day with its time, from one to another where they are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.dates.cues import STRONG
from knowledge.dates.days import DayFound, days_in, is_of_the_course
from knowledge.dates.names import WEEKDAY
from knowledge.dates.relative import relative_days, shifted
from knowledge.dates.times import TimeFound, times_in

_FAR = 45
"""Characters between a day and its time at the most."""
_RANGE_WORDS = re.compile(
    rf"[\s,(]*(?:--?|–|—|−|→|to|until|till|through|thru|bis(?: zum)?|au|à|al|a|hasta(?: el)?|and ending|(?:and )?ends?(?: at)?|and closes(?= no later)|"
    rf"no later than|\s)+[\s,]*(?:the\s+|den\s+|le\s+|el\s+)?(?:(?:{WEEKDAY})\.?,?\s*)?",
    re.I,
)
_LIST_WORDS = re.compile(
    rf"\s*(?:,|&|\band\b|\bor\b|\bund\b|\bund am\b|\boder\b|\bet\b|\bet le\b|\bou\b|\by\b|\by el\b|\bo\b|/|\s)+\s*(?:the\s+|am\s+|le\s+|el\s+)?(?:(?:{WEEKDAY})\.?,?\s*)?",
    re.I,
)
_SINCE = re.compile(
    r"(?<![\d/.:])(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s*,\s*\d{1,2}(?:st|nd|rd|th|\.)?)*,?\s*(?P<by>--?|–|—|to|through|bis(?: zum)?|au|al|and|&|,|et|y|und|or)\s*(?:(?:the|le|den|el)\s+)?$",
    re.I,
)
_AND = frozenset("and & y et und".split())
_STANDS_ALONE = re.compile(
    rf"(?:^|[^\w\s]|\b(?:from|between|on|the|of|vom|von|am|den|du|les|le|del|el|los|entre|y|{WEEKDAY})\.?,?)\s*$",
    re.I,
)
"""In front of the 25 of "25-29 mai", not of the 3 of "Homework 3 - 12 May"."""
_BEHIND = re.compile(
    r"(?:\s*,\s*\d{1,2}(?:st|nd|rd|th)?(?=\s*(?:,|and\b|&|et\b|y\b|or\b)))*,?\s*(?P<by>--?|–|—|(?<=\d)/(?=\d)|to|through|bis|au|al|and|&|,|et|y|or)\s*(?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?![\d:/.]\d|\d|\s?[ap]\.?m\b|\s?h\b|\s?%|\s+\w+\s+\d)"
    r"(?:,?\s*(?P<y>20\d\d)(?!\d))?",
    re.I,
)
_WEEK_OF = re.compile(
    r"\b(?:weeks? (?:of|beginning|commencing|starting)|semaine du|woche (?:vom|ab|des)|semana del)\s*(?:the\s+)?$",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:moved|changed|postponed|extended|pushed back|rescheduled|shifted|verschoben|reporté|déplacé|aplaza\w*)\b[^.;]*$",
    re.I,
)
_LETTER = re.compile(r"[^\W\d_]")
_APART = 8
_TURN = re.compile(r"\s(?:--?|–|—|to|until|till|through|bis|au|al|hasta|and|und|et|y)\s", re.I)
"""Between the end of one moment and the beginning of the next."""
_BOUND = re.compile(r"[;|\n]|[.!?]\s")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with its time, or from one to another; `start` and `end` are its place in the phrase."""

    start: int
    end: int
    day: DayFound
    time: TimeFound | None = None
    last: date | None = None
    last_time: TimeFound | None = None

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where its days and times stand."""
        end = self.day.end if self.last is None else self.end
        times = [(t.start, t.end) for t in (self.time, self.last_time) if t]
        return ((self.day.start, end), *times)

    @property
    def is_span(self) -> bool:
        """From one day to another, or several days."""
        return self.last is not None or self.day.end_day is not None


@dataclass(frozen=True, slots=True)
class Reader:
    """What a phrase does not say of its dates: when and where it was written, and in which language."""

    reference: date
    day_first: bool = False
    afternoons: bool = True
    week_one: date | None = None


def moments_in(phrase: str, reader: Reader) -> list[Moment]:
    """Every moment a phrase names, in order. Lookalikes are to be masked before."""
    days = days_in(phrase, reader.reference, day_first=reader.day_first)
    days = [_with_others(phrase, day, days) for day in days]
    days = [d for n, d in enumerate(days) if not any(o.start <= d.start < o.end for o in days[:n])]
    if not days:
        days = list(relative_days(phrase, reader.reference, week_one=reader.week_one))
    elif loose := _weekday_after(phrase, days):
        days.append(loose)
    if not days and (today := _same_day(phrase, reader)):
        days = [today]
    days = [_whole_week(phrase, day) for day in days]
    times = times_in(_without(phrase, days), afternoons=reader.afternoons)
    return _joined(phrase, _timed(phrase, days, times))


def _same_day(phrase: str, reader: Reader) -> DayFound | None:
    """The day that "due at 5pm" was written, where no day is named: doubtful, and without a place."""
    times = times_in(phrase, afternoons=reader.afternoons)
    cue = STRONG.search(phrase)
    if not times or cue is None:
        return None
    at = times[-1].start
    doubt = "no day is named: that of the text is taken"
    return DayFound(at, at, reader.reference, sure=False, relative=True, doubt=doubt)


def _without(phrase: str, days: Sequence[DayFound]) -> str:
    """The phrase with a mark for every letter of the days: their numbers are no hours."""
    for day in days:
        phrase = phrase[: day.start] + "\x00" * (day.end - day.start) + phrase[day.end :]
    return phrase


def _whole_week(phrase: str, day: DayFound) -> DayFound:
    """ "Week of Oct 21" is all of that week."""
    if day.end_day is not None or not _WEEK_OF.search(phrase[: day.start]):
        return day
    last = shifted(day.day, 6 - day.day.weekday())
    return replace(day, end_day=last, doubt="only the week is named")


def _weekday_after(phrase: str, days: Sequence[DayFound]) -> DayFound | None:
    """The Friday of "Sep 12: Graphs, homework due Friday": the first on or after the day named."""
    rest = phrase[days[-1].end :]
    if (
        re.search(
            rf"\b(?:due|bis|pour|para)\s+(?:on\s+|by\s+|le\s+|el\s+)?(?:{WEEKDAY})\b", rest, re.I
        )
        is None
    ):
        return None
    found = next(relative_days(rest, shifted(days[-1].day, 0)), None)
    if found is None:
        return None
    at = days[-1].end
    day = shifted(days[-1].day, (found.day.weekday() - days[-1].day.weekday()) % 7)
    return replace(found, start=found.start + at, end=found.end + at, day=day)


def _with_others(phrase: str, day: DayFound, days: Sequence[DayFound]) -> DayFound:
    """With the "25-" of "25-29 mai" and the "and 9" of "May 7 and 9"."""
    before = max((d.end for d in days if d.end <= day.start), default=0)
    after = min((d.start for d in days if d.start >= day.end), default=len(phrase))
    return _until(phrase, _since(phrase, day, before), after)


def _since(phrase: str, day: DayFound, floor: int) -> DayFound:
    found = _SINCE.search(phrase, floor, day.start)
    slashed = "/" in phrase[day.start : day.end]
    if found is None or slashed or (day.weekday is not None and found["by"] == ","):
        return day
    listed = found["by"].casefold() in _AND
    tight = listed or not phrase[found.end("d") : found.end()].strip("-–—0123456789")
    if not (tight or _STANDS_ALONE.search(phrase[floor : found.start()])):
        return day
    first = _same_month(day.day, int(found["d"]))
    if first is None or first >= day.day:
        return day
    start = found.start()
    said = re.search(rf"\b(?:{WEEKDAY})\.?,?\s*$", phrase[floor:start], re.I)
    return replace(
        day, start=floor + said.start() if said else start, day=first, end_day=day.day, weekday=None
    )


def _until(phrase: str, day: DayFound, ceiling: int) -> DayFound:
    words = phrase[day.start : day.end]
    found = _BEHIND.match(phrase, day.end, ceiling)
    if found is None or day.end_day is not None or not _LETTER.search(words):
        return day
    if (
        found["by"] == ","
        and not found["y"]
        and not re.match(r"\s*(?:$|[,.;)]|and\b|et\b|y\b)", phrase[found.end() :])
    ):
        return day
    year = int(found["y"]) if found["y"] else day.day.year
    first = _in_year(day.day, year)
    last = _same_month(first, int(found["d"])) if first else None
    if first is None or last is None or last <= first:
        return day
    return replace(day, end=found.end(), day=first, sure=day.sure or bool(found["y"]), end_day=last)


def _same_month(day: date, number: int) -> date | None:
    try:
        return day.replace(day=number)
    except ValueError:
        return None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _timed(phrase: str, days: Sequence[DayFound], times: Sequence[TimeFound]) -> list[Moment]:
    """Each day with the time that is nearest to it, where that time is not nearer to another day."""
    free = [t for t in times if not any(d.start < t.end and t.start < d.end for d in days)]
    nearest: dict[int, list[TimeFound]] = {}
    for found in free:
        gaps = [(_gap(phrase, day, found), n) for n, day in enumerate(days)]
        gap, n = min(gaps, default=(_FAR + 1, 0))
        if gap <= _FAR * 3:
            nearest.setdefault(n, []).append(found)
    return [_moment(phrase, day, nearest.get(n, [])) for n, day in enumerate(days)]


def _moment(phrase: str, day: DayFound, times: Sequence[TimeFound]) -> Moment:
    if not times:
        return Moment(day.start, day.end, day)
    time = min(times, key=lambda t: (t.vague, _gap(phrase, day, t)))
    near = _gap(phrase, day, time) <= _FAR
    start = min(day.start, time.start) if near else day.start
    return Moment(start, max(day.end, time.end) if near else day.end, day, time)


def _gap(phrase: str, day: DayFound, found: TimeFound) -> int:
    """How far a time is from a day: what parts phrases counts as much as many words."""
    between = (
        phrase[day.end : found.start] if found.start >= day.end else phrase[found.end : day.start]
    )
    return len(between) + _FAR * bool(_BOUND.search(between)) + _APART * bool(_TURN.search(between))


def _joined(phrase: str, moments: Sequence[Moment]) -> list[Moment]:
    """One moment where two are joined as a range ("Nov 30 - Dec 9") or as a list ("Oct 11, Oct 23")."""
    joined: list[Moment] = []
    for moment in moments:
        last = joined[-1] if joined else None
        if last and _are_joined(phrase, last, moment):
            end_time = moment.time or (last.last_time if last.last else None)
            final = moment.last or moment.day.last
            joined[-1] = replace(last, end=moment.end, last=final, last_time=end_time)
        else:
            joined.append(moment)
    return joined


def _are_joined(phrase: str, first: Moment, second: Moment) -> bool:
    if second.day.day < first.day.day or second.start < first.end:
        return False
    between = phrase[first.end : second.start]
    if not between.strip() or _MOVED.search(phrase[: first.start]):
        return False
    return bool(_RANGE_WORDS.fullmatch(between) or _LIST_WORDS.fullmatch(between))


def is_plausible(moment: Moment, reference: date) -> bool:
    """Is it of a course's time? A day counted from the reference date always is."""
    return not moment.day.sure or is_of_the_course(moment.day.day, reference)
