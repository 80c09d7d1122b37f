"""Which of a phrase's moments it is about, and what that moment is: "due" wins over "available"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from knowledge.dates.cues import EVENT, EXAM, RELEASE, STRONG, WORK, Cue, cue_in
from knowledge.dates.moments import Moment

_PART = re.compile(r"[;|\n]")
_TO = re.compile(r"\s*(?:to|auf(?: den)?|au|al|→|->)\s*(?:the\s+|le\s+|el\s+)?", re.I)
_SHORT = 12
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A moment with the strongest words about it."""

    moment: Moment
    cue: Cue


def chosen_of(phrase: str, moments: Sequence[Moment]) -> Chosen:
    """The moment that something is due at, else the first that nothing is merely released at."""
    weighed = [Chosen(moment, _cue(phrase, moments, n)) for n, moment in enumerate(moments)]
    return max(weighed, key=lambda chosen: chosen.cue)


def _cue(phrase: str, moments: Sequence[Moment], n: int) -> Cue:
    """What the words in front of the nth moment make it; else those behind it."""
    floor = moments[n - 1].end if n else 0
    ceiling = moments[n + 1].start if n + 1 < len(moments) else len(phrase)
    before, after = phrase[floor : moments[n].start], phrase[moments[n].end : ceiling]
    cue, start, _ = cue_in(before)
    if n == 0 and not last_of(moments, n) and not before.strip(" -*•") and after.startswith(":"):
        return Cue.RELEASE
    if cue is not Cue.NONE and not (n and _belongs_before(before, start)):
        return cue
    last = last_of(moments, n)
    behind, at, _ = cue_in(after if last else after[:_SHORT])
    if behind in (Cue.DUE, Cue.RELEASE) and (last or _belongs_before(after, at)):
        return behind
    moved = n and _cue(phrase, moments, n - 1) is Cue.PAST and _TO.fullmatch(before)
    return Cue.MOVED if moved else Cue.NONE


def last_of(moments: Sequence[Moment], n: int) -> bool:
    return n + 1 == len(moments)


def _belongs_before(between: str, start: int) -> bool:
    """Is a cue between two moments said of the first: "9/24 due; 10/1 ..."?"""
    return bool(_PART.search(between[start:])) and not _PART.search(between[:start])


def kind_of(phrase: str, chosen: Chosen) -> str:
    """due, release, exam, range or event."""
    spans = chosen.moment.is_span
    if chosen.cue is Cue.DUE or (chosen.cue is Cue.MOVED and not _is_meeting(phrase)):
        return "due"
    if chosen.cue is Cue.RELEASE and not spans:
        return "release"
    if EXAM.search(phrase) and not (WORK.search(phrase) and chosen.cue is Cue.WEAK):
        return "exam"
    if chosen.cue is Cue.WEAK and not spans:
        return "due"
    if spans:
        return "range"
    return "due" if _is_work(phrase) or _ends_a_day(chosen.moment) else "event"


def _ends_a_day(moment: Moment) -> bool:
    """Nothing begins at 23:59."""
    return moment.time is not None and moment.time.until is None and moment.time.at == _LAST_MINUTE


def _is_meeting(phrase: str) -> bool:
    """Is what was moved an exam or an event, rather than a deadline?"""
    return bool(EXAM.search(phrase) or EVENT.search(phrase)) and not STRONG.search(phrase)


def _is_work(phrase: str) -> bool:
    """A piece of work with a day beside it and nothing else is due that day."""
    return bool(WORK.search(phrase)) and not (EVENT.search(phrase) or RELEASE.search(phrase))
