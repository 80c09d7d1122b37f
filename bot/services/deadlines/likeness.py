"""Do two statements speak of the same thing?"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from bot.services.deadlines.found import Statement
from knowledge.normalise import words

ALIKE, NEARLY = 82.0, 92.0
"""Likeness of titles (0..100) that is enough where the moment is the same, and where it is not."""
NEAR = timedelta(days=60)
_GROUPS = ({"due", "range", "event"}, {"exam", "event"}, {"release"})
_SHORT_FORMS = {
    "hw": "homework",
    "hws": "homework",
    "homeworks": "homework",
    "assn": "assignment",
    "asgn": "assignment",
    "asst": "assignment",
    "assignments": "assignment",
    "ps": "problem set",
    "pset": "problem set",
    "mt": "midterm",
    "proj": "project",
    "pres": "presentation",
    "lab": "lab",
    "ex": "exercise",
    "übung": "exercise",
    "tut": "tutorial",
    "hü": "homework",
}
_SILENT = frozenset(
    "the a an of for due is are submit submission deadline final version in on at by your".split()
)
_PARTED = re.compile(r"([^\W\d_]+|\d+)")


class Titles:
    """Compares titles without the words that every title of a course may have (its code and name)."""

    def __init__(self, course_terms: str) -> None:
        self._silent = _SILENT | frozenset(words(course_terms))
        parts = [p.casefold() for p in _PARTED.findall(course_terms)]
        self._codes = {(a, b) for a, b in pairwise(parts) if a.isalpha() and b.isdigit()}
        self.core = lru_cache(maxsize=4_096)(self._core)

    def _core(self, title: str) -> tuple[str, tuple[str, ...]]:
        """The words that tell, and the numbers: "HW3" and "Homework 3" are one."""
        parts = self._without_codes([p.casefold() for p in _PARTED.findall(title)])
        said = [_SHORT_FORMS.get(p, p) for p in parts if not p.isdigit()]
        telling = [w for w in said if w not in self._silent] or said
        numbers = tuple(str(int(p)) for p in parts if p.isdigit() and len(p) < 4)
        return " ".join(telling), numbers

    def _without_codes(self, parts: list[str]) -> list[str]:
        """Without "TCSS 562", whose number is no homework's."""
        kept: list[str] = []
        for part in parts:
            if kept and (kept[-1], part) in self._codes:
                kept.pop()
            else:
                kept.append(part)
        return kept

    def likeness(self, a: str, b: str) -> float:
        """0 to 100; 0 where they have other numbers. "Assignment 2: Sorting" is "Assignment 2" wholly."""
        (text_a, numbers_a), (text_b, numbers_b) = self.core(a), self.core(b)
        if numbers_a != numbers_b or not text_a or not text_b:
            return 0.0
        shorter = min(text_a, text_b, key=len)
        telling = bool(numbers_a) or len(shorter.split()) > 1
        within = telling and fuzz.token_set_ratio(text_a, text_b) == 100
        return 95.0 if within and text_a != text_b else fuzz.token_sort_ratio(text_a, text_b)


def same_kind(a: str, b: str) -> bool:
    return a == b or any({a, b} <= group for group in _GROUPS)


def same_moment(a: Statement, b: Statement) -> bool:
    """The same target; a whole day is the same as any time on it."""
    if a.all_day == b.all_day:
        return a.target == b.target
    zone = ZoneInfo(a.timezone)
    return a.target.astimezone(zone).date() == b.target.astimezone(zone).date()


def same_thing(a: Statement, b: Statement, titles: Titles, repeated: Collection[str] = ()) -> bool:
    """Of one thing, whatever moments they give it.

    `repeated` are titles that a source has several times: those are the same only at one moment.
    """
    if not same_kind(a.kind, b.kind):
        return False
    likeness = titles.likeness(a.title, b.title)
    if same_moment(a, b):
        return likeness >= ALIKE
    apart = abs(a.target - b.target)
    told_apart = {a.title, b.title} & set(repeated)
    return likeness >= NEARLY and apart <= NEAR and not told_apart
