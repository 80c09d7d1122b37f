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
    r"\b(?:has|have|had) (?:now )?(?:been|all been)\b|\b(?:is|are) now (?:available|posted)\b|\b(?:wurden?|worden) (?:veröffentlicht|verschoben)\b|\bont été\b|\b(?:is|are|ist|sind) (?:now |jetzt )?(?:online|out|up)\b|\ben ligne\b|\bse ha(?:n)?\b|\bwas (?:posted|released)\b",
    re.I,
)
_MEETING = re.compile(r"\b(?:office hours?|sprechstunde|tutoring|tutoría)\b", re.I)
_RECORD = re.compile(
    r"\s*(?::|–|—|-)\s*(?:fixed|added|add|updated?|removed|clarif\w+|corrected|changed|uploaded|posted|initial|a[0-9]? results|solutions|korrigiert|ergänzt|corrigé|ajouté|corregido|añadido)\b",
    re.I,
)
_NEXT_CLASS = re.compile(
    r"^\W*(?:the )?next (?:class|lecture|session|time|meeting)\s*(?:is|on|:|–|—|-)", re.I
)
"""The timetable's business: a class is nothing to be reminded of."""
_FIRST_YEAR = 1990


def is_announced(found: Found, said: Statement, around: Surroundings) -> bool:
    """Would a course's calendar have this line's item?"""
    return _is_placed(found, around) and _announces(found, said, around)


def is_unplaced(found: Found, said: Statement, around: Surroundings) -> bool:
    """Would it, if only something told when the line was written?"""
    day = found.chosen.moment.day
    if around.told or day.start == day.end:
        return False
    if (
        day.sure and abs(day.day.year - around.reference.year) > 1
    ):  # its own year, not the unknown one
        return False
    if day.relative and found.chosen.cue < Cue.DUE:
        return False
    return _announces(found, said, around)


def _announces(found: Found, said: Statement, around: Surroundings) -> bool:
    if said.sure:
        return True
    return not _is_past(found, said.phrase) and _is_coming(found, said, around)


def _is_past(found: Found, text: str) -> bool:
    """Does the line tell what has happened: "solutions have been posted", "the king was executed"?"""
    if _is_a_record(found, text) or (_DONE.search(text) and found.chosen.cue < Cue.DUE):
        return True
    return is_told_of_the_past(text) and not _names_work(text)


def _names_work(text: str) -> bool:
    return bool(WORK.search(text) or EXAM.search(text))


def _is_coming(found: Found, said: Statement, around: Surroundings) -> bool:
    """Does the line say that something is due, or name work, an exam or an event in few words?"""
    text, cue = said.phrase, found.chosen.cue
    words = len(text.split())
    if _NEXT_CLASS.match(text) and not _names_work(text):
        return False
    if cue >= Cue.DUE:
        return _names_work(text) or words <= _LONG
    if said.listed:
        return not found.chosen.moment.day.relative and not _is_a_recap(found, around)
    if _names_work(text) and words <= (_LONG if cue is Cue.WEAK else _SHORT):
        return True
    about = EXAM.search(text) or EVENT.search(text)
    return bool(about) and words <= _LONG and not _MEETING.search(text)


def _is_a_record(found: Found, text: str) -> bool:
    """ "1/9/2024: Fixed a typo in the handout": a line of a change log."""
    moment = found.chosen.moment
    return (
        found.chosen.cue is Cue.NONE
        and bool(_RECORD.match(text[moment.end :]))
        and not text[: moment.start].strip(" -*•")
    )


def _is_a_recap(found: Found, around: Surroundings) -> bool:
    """ "Questions from 11/9" on the slide of 11/16."""
    moment = found.chosen.moment
    past = (moment.last or moment.day.last) < around.reference
    return around.exact and past and found.chosen.cue is Cue.NONE


def _is_placed(found: Found, around: Surroundings) -> bool:
    """Is it known which day is meant, and is that a day of the course?"""
    day = found.chosen.moment.day
    if day.start == day.end:
        return False
    if day.relative:
        counted = day.of_week and around.week_one is not None
        return (around.exact or counted) and _may_be_relative(found, around)
    if not around.told:
        return day.sure and day.day.year >= _FIRST_YEAR
    return day.day >= date(_FIRST_YEAR, 1, 1)


def _may_be_relative(found: Found, around: Surroundings) -> bool:
    """Days counted from another need words that say what is to happen."""
    text = found.item.quote
    if found.chosen.cue >= Cue.DUE:
        return True
    if not around.posted:
        return False
    return found.chosen.cue is Cue.WEAK or bool(
        EXAM.search(text) or (RELEASE.search(text) and WORK.search(text))
    )
