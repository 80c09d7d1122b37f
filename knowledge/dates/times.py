"""Times of day: "11:59p", "noon", "4-5:30 p.m.", "14–16 Uhr", "18h", "a las 6 de la tarde"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

_UHR = r"(?:Uhr|Hrs?|h(?:ou)?rs|horas|heures|o['’]clock)\b\.?"
_TIME = re.compile(
    r"(?<![\d/.:,$€£+])(?:"
    r"(?P<h>\d{1,2})(?P<sep>[:.])(?P<min>[0-5]\d)(?::\d\d)?(?![\d/]|\.\d|\s?%)"
    rf"\s*(?P<ap>[ap]\.?\s?m\b\.?|(?<=\d)[ap]\b(?![\w.-]))?(?:\s*(?P<uhr>{_UHR}|h\b))?"
    r"|(?P<h2>\d{1,2})\s*(?P<ap2>[ap]\.?\s?m\b\.?|(?<=\d)[ap]\b(?=\s|$|[.,;)]))"
    rf"|(?P<h3>\d{{1,2}})\s?(?:h\s?(?P<min3>[0-5]\d)?\b(?!r)|(?P<uhr3>{_UHR}))"
    r"|(?<=\x00)(?P<hc>[0-2]\d)(?P<mc>[0-5]\d)(?:[0-5]\d)?(?!\d)"
    r"|(?:\b12\s+)?(?P<word>\b(?:noon|midday|midnight|mittags?|mitternacht|(?<!après-)midi|minuit|mediod[ií]a|medianoche|"
    r"end of (?:the )?(?:business )?day|eod|cob|close of business|tagesende)\b))",
    re.I,
)
_BARE = re.compile(
    r"(?:(?<=\bat )|(?<=@)|(?<=@ ))(?P<en>\d{1,2})(?![\d/.:%-]|\s?(?:[ap]\.?m|st|nd|rd|th))\b"
    r"|(?<=\bum )(?P<de>\d{1,2})(?![\d/.:%])\b|(?<=\blas )(?P<es>\d{1,2})(?![\d/.:%])\b",
    re.I,
)
_IN_A_CODE = re.compile(
    r"(?<!\d[ap]m)(?<!\d [ap]m)(?<!\.m\.)(?<!uhr)(?<![\d ]h)(?<!hrs)(?<!horas)(?<!heures)(?<=[a-z])-$",
    re.I,
)
"""In front of the 10:30 of "EX-10:30"."""
_AT = re.compile(
    r"(?:\x00,?\s*(?:kl\.)?(?=\s*(?:1[3-9]|2[0-3])\.(?:00|15|30|45|5[59]))|\bat|\bum|@|\blas|\bà)\s*$",
    re.I,
)
_GERMAN_AM = re.compile(r"\d{1,2}\s+am")
"""In "Blatt 3 am 30. März" it is no time."""
_NIGHT = "n"
"""Twelve at night is midnight, and nine at night is nine p.m."""
_NOON = frozenset("noon midday mittag mittags midi mediodía mediodia".split())
_BUSINESS = frozenset(["cob", "close of business", "end of business day"])
_PART = re.compile(
    r"\s*(?:(?P<am>(?:in the |de la |du |am |)(?:morning|mañana|matin|morgens|vormittags?|früh))"
    r"|(?P<pm>(?:in the |at |de la |del |du |de l['’]|am |)(?:afternoon|evening|night|tarde|noche|soir|après-midi|"
    r"nachmittags?|abends?|mediod[ií]a|mittags)))\b",
    re.I,
)
_TO = r"\s*(?:--?|–|—|to|until|till|bis|à|a|and|et|y|hasta)\s*(?:las\s+)?"
_BETWEEN = re.compile(_TO, re.I)
_OPENS = re.compile(rf"(?<![\d/.:,$-])(?P<h>\d{{1,2}})(?:[:.](?P<min>[0-5]\d))?{_TO}$", re.I)
_CLOSES = re.compile(rf"{_TO}(?P<h>\d{{1,2}})(?![\d/:.]|\s?(?:st|nd|rd|th)\b)\b", re.I)
_LAST_HOUR_OF_AN_AFTERNOON = 7


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time of day, or the times from one to another, and the slice of the phrase it stands in.

    `end_of_day` for midnight, which closes its day; `vague` where nothing tells whether it is before
    or after noon; `half` is "a" or "p" where the phrase says so.
    """

    start: int
    end: int
    at: time
    until: time | None = None
    end_of_day: bool = False
    vague: bool = False
    half: str = ""


def times_in(phrase: str, *, afternoons: bool = True) -> list[TimeFound]:
    """All times of day named in a phrase, in order, those from one to another as one.

    With `afternoons` (English) a bare 1:00 to 7:59 is in the afternoon.
    """
    found = [t for m in _TIME.finditer(phrase) if (t := _time(m, phrase, afternoons))]
    taken = [(t.start, t.end) for t in found]
    for match in _BARE.finditer(phrase):
        hour = int(match["en"] or match["de"] or match["es"])
        if hour <= 23 and not any(s < match.end() and match.start() < e for s, e in taken):
            found.append(_bare(match, hour, phrase, afternoons and bool(match["en"])))
    return _joined(phrase, sorted(found, key=lambda t: t.start))


def _time(match: re.Match[str], phrase: str, afternoons: bool) -> TimeFound | None:
    if match["word"]:
        return _named(match)
    if match["hc"]:
        return _clock(match.start(), match.end(), (int(match["hc"]), int(match["mc"])), "", False)
    if _IN_A_CODE.search(phrase, 0, match.start()):
        return None
    hour = int(match["h"] or match["h2"] or match["h3"])
    minute = int(match["min"] or match["min3"] or 0)
    half = (match["ap"] or match["ap2"] or "")[:1].casefold()
    if match["sep"] == "." and not (half or match["uhr"] or _AT.search(phrase, 0, match.start())):
        return None
    end = match.end()
    if not half and (part := _PART.match(phrase, end)):
        half, end = _half_of(part), part.end()
    if not afternoons and _GERMAN_AM.fullmatch(match[0]):
        return None
    spoken = not (match["uhr"] or match["h3"] or (match["h"] or "").startswith("0"))
    return _clock(match.start(), end, (hour, minute), half, afternoons and spoken)


def _half_of(part: re.Match[str]) -> str:
    if part["am"]:
        return "a"
    return _NIGHT if part["pm"].casefold().endswith(("noche", "night")) else "p"


def _named(match: re.Match[str]) -> TimeFound:
    word = match["word"].casefold()
    if word in _NOON:
        return TimeFound(match.start(), match.end(), time(12), half="p")
    if word in _BUSINESS:
        return TimeFound(match.start(), match.end(), time(17), half="p")
    return TimeFound(match.start(), match.end(), time(23, 59), end_of_day=True, half="p")


def _clock(
    start: int, end: int, clock: tuple[int, int], half: str, afternoons: bool
) -> TimeFound | None:
    hour, minute = clock
    if hour > 24 or minute > 59 or (half and hour == 0):
        return None
    if hour == 24:
        return TimeFound(start, end, time(23, 59), end_of_day=True)
    if half == _NIGHT and hour == 12:
        return TimeFound(start, end, time(23, 59), end_of_day=True, half="p")
    half = "p" if half == _NIGHT else half
    if half and hour > 12:
        return TimeFound(start, end, time(hour, minute), half="p")
    if half:
        return TimeFound(start, end, time(hour % 12 + 12 * (half == "p"), minute), half=half)
    if afternoons and (hour, minute) == (11, 59):
        return TimeFound(start, end, time(23, 59), vague=True)
    if afternoons and 1 <= hour <= _LAST_HOUR_OF_AN_AFTERNOON:
        return TimeFound(start, end, time(hour + 12, minute), vague=True)
    return TimeFound(start, end, time(hour, minute), vague=hour <= 12)


def _bare(match: re.Match[str], hour: int, phrase: str, afternoons: bool) -> TimeFound:
    part = _PART.match(phrase, match.end())
    half = "" if part is None else _half_of(part)
    end = part.end() if part else match.end()
    return _clock(match.start(), end, (hour, 0), half, afternoons) or TimeFound(
        match.start(), end, time(hour)
    )


def _joined(phrase: str, times: list[TimeFound]) -> list[TimeFound]:
    """ "8:00" and "10:00am" in "8:00-10:00am" as one; and with the 4 of "4-5:30pm" or "2pm-4"."""
    joined: list[TimeFound] = []
    for now in times:
        last = joined[-1] if joined else None
        if last and last.until is None and _BETWEEN.fullmatch(phrase, last.end, now.start):
            joined[-1] = _from_to(last, now)
        elif (first := _opening(phrase, now, last.end if last else 0)) is not None:
            joined.append(_from_to(first, now))
        else:
            joined.append(now)
    return [_closed(phrase, found, joined[n + 1 :]) for n, found in enumerate(joined)]


def _opening(phrase: str, closing: TimeFound, floor: int) -> TimeFound | None:
    """The bare hour in front of a time, joined to it by a dash or "to"."""
    found = _OPENS.search(phrase, floor, closing.start)
    if found is None or int(found["h"]) > 23 or closing.end_of_day:
        return None
    clock = time(int(found["h"]), int(found["min"] or 0))
    return TimeFound(found.start(), closing.start, clock, vague=True)


def _closed(phrase: str, found: TimeFound, later: list[TimeFound]) -> TimeFound:
    """With the bare hour behind a time that says which half of the day it is in: "6pm-8"."""
    if found.until is not None or not found.half or found.end_of_day:
        return found
    close = _CLOSES.match(phrase, found.end)
    if close is None or int(close["h"]) > 23 or (later and later[0].start < close.end()):
        return found
    end = TimeFound(close.start("h"), close.end(), time(int(close["h"])), vague=True)
    return _from_to(found, end)


def _later_half(clock: time) -> time:
    return clock.replace(hour=clock.hour % 12 + 12)


def _from_to(first: TimeFound, last: TimeFound) -> TimeFound:
    """The times from `first` to `last`; a vague end takes the half of the day from the other."""
    start, end = first.at, last.at
    if not first.half and last.half and not last.end_of_day and first.vague:
        mine, its = (first.at.hour % 12, first.at.minute), (end.hour % 12, end.minute)
        late = last.half == "p" and mine <= its
        start = first.at.replace(hour=first.at.hour % 12 + 12 * late)
    elif (
        first.vague
        and start.hour <= _LAST_HOUR_OF_AN_AFTERNOON
        and not first.half
        and end.hour > 12
    ):
        start = _later_half(start) if _later_half(start) <= end else start
    elif last.vague and end.hour < 12 and end <= start < end.replace(hour=end.hour + 12):
        end = end.replace(hour=end.hour + 12)
    return replace(
        first, end=last.end, at=start, until=end, vague=False, half=last.half or first.half
    )
