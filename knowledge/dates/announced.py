"""Is a dated line an announcement? A date in a lecture's body is history, not a deadline."""

from __future__ import annotations

import re
from datetime import date

from knowledge.dates.cues import EVENT, EXAM, RELEASE, WORK, Cue, is_told_of_the_past
from knowledge.dates.phrases import Found
from knowledge.dates.statements import Statement
from knowledge.dates.surroundings import Surroundings

_SHORT, _LONG = 11, 22
_DONE = re.compile(
    r"\b(?:has|have|had) (?:now )?(?:been|all been)\b|\b(?:is|are) now (?:available|posted)\b|\b(?:wurden?|worden) (?:veröffentlicht|verschoben)\b|\bont été\b|\bse ha(?:n)?\b|\bwas (?:posted|released)\b",
    re.I,
)
_MEETING = re.compile(r"\b(?:office hours?|sprechstunde|tutoring|tutoría)\b", re.I)
_FIRST_YEAR = 1990


def is_announced(found: Found, said: Statement, around: Surroundings) -> bool:
    """Would a course's calendar have this line's item?"""
    if not _is_placed(found, around):
        return False
    text, cue = said.phrase, found.chosen.cue
    if _DONE.search(text) and cue is not Cue.DUE:
        return False
    if said.sure:
        return True
    names = bool(WORK.search(text) or EXAM.search(text))
    if is_told_of_the_past(text) and not names:
        return False
    if cue is Cue.DUE:
        return names or len(text.split()) <= _LONG
    if said.listed:
        return not found.chosen.moment.day.relative and not _is_a_recap(found, around)
    words = len(text.split())
    if names and words <= (_LONG if cue is Cue.WEAK else _SHORT):
        return True
    about = EXAM.search(text) or EVENT.search(text)
    return bool(about) and words <= _LONG and not _MEETING.search(text)


def _is_a_recap(found: Found, around: Surroundings) -> bool:
    """ "Questions from 11/9" on the slide of 11/16."""
    moment = found.chosen.moment
    past = (moment.last or moment.day.last) < around.reference
    return around.exact and past and found.chosen.cue is Cue.NONE


def _is_placed(found: Found, around: Surroundings) -> bool:
    """Is it known which day is meant, and is that a day of the course?"""
    day = found.chosen.moment.day
    if day.relative:
        weeks = around.week_one is not None and "week" in day.doubt
        return (around.exact or weeks or around.week_one is not None) and _may_be_relative(
            found, around
        )
    if not around.told:
        return day.sure and day.day.year >= _FIRST_YEAR
    return day.day >= date(_FIRST_YEAR, 1, 1)


def _may_be_relative(found: Found, around: Surroundings) -> bool:
    """Days counted from another need words that say what is to happen."""
    text = found.item.quote
    if found.chosen.cue is Cue.DUE:
        return True
    return bool(around.posted) and bool(
        EXAM.search(text) or (RELEASE.search(text) and WORK.search(text))
    )
