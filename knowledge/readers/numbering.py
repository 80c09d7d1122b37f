"""Numbers of pages, slides and lectures in plain text, where the text itself gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from knowledge.bullets import Line
from knowledge.dates.names import MONTH
from knowledge.model import Slide

_DATED = (
    rf"(?!\.\s?\d{{1,2}}\.|(?:\.|\s+de)\s+(?:{MONTH})\b|\s+(?:{MONTH})\.?,?\s+(?:de\s+)?20\d\d)"
)
"""No number of a lecture: "Vorlesung 12.11.2025", "Clase 12 de marzo"; "Week 3 Mar 5" is of week 3."""
LECTURE = re.compile(
    r"(?<![A-Za-z])(?:lectures?|lec|week|module|unit|session|semana|vorlesung|cours|séance|clase|lección|sesión|tema|"
    r"unidad|woche|lektion|lezione|aula)[ _#.:-]*(?:n[or]\.? ?)?0*(?P<n>\d{1,2})(?!\d|[/:]\d|\s?(?:[ap]\.?m\b|%|h\b))"
    + _DATED,
    re.I,
)
_ORDINAL = re.compile(
    r"(?<![\w.,/-])0*(?P<n>\d{1,2})(?:\.ª|\.|st|nd|rd|th|er|re|ère|e|ème|ª|º)\s*"
    r"(?:lecture|session|vorlesung|sitzung|lektion|cours|séance|clase|sesión|lección|lezione|aula)\b",
    re.I,
)
_SHORT = re.compile(r"(?<![A-Za-z\d])(?:L|VL|CM)[ _-]?0*(?P<n>\d{1,2})(?![\d.]|[A-Za-z])", re.I)
_AHEAD = re.compile(
    r"^(?:0(?P<padded>\d)|(?P<two>\d\d)|(?P<one>\d)(?=_|\.? |\.(?=[A-Za-z])|[ ]-))(?!\d)[-_. ]+(?=[^\W\d_])"
)
_SERIES = re.compile(r"^[A-Za-z]{1,5}[-_]?0(?P<n>\d)$")
_NO_LECTURE = re.compile(
    r"(?<![a-z])(?:hw|homework|assignments?|asg|labs?|lab|exercises?|quiz\w*|exams?|midterm|final|projects?|recitation|"
    r"tutorial|tut|ps|pset|problem|discussion|section|worksheet|sheet|solutions?|übung\w*|uebung\w*|blatt|klausur|"
    r"praktikum|práctica|practica|laboratorio|ejercicios?|examen|tarea|hito|tp|td|chapter|ch|appendix|version|v)"
    r"(?![a-z])",
    re.I,
)
_SHARE = 0.8
_LEAST = 3
_LETTERS = 8


def pages_of(chunk: Sequence[Line]) -> Iterator[list[Line]]:
    """The chunk in pages, where numbers alone on their lines count text up: 1, 2, 3.

    A number closes its page where text stands before the first one, else it opens it.
    """
    marks = [n for n, line in enumerate(chunk) if _is_number(line)]
    counted = [int(chunk[n].bare) for n in marks]
    counts = len(marks) >= 2 and all(b == a + 1 for a, b in pairwise(counted))
    if not counts or any(b == a + 1 for a, b in pairwise(marks)):
        yield list(chunk)
        return
    cuts = [n + 1 for n in marks] if marks[0] else marks
    for start, end in pairwise([*dict.fromkeys([0, *cuts, len(chunk)])]):
        yield list(chunk[start:end])


def counted_pages(chunk: Sequence[Line]) -> Iterator[list[Line]]:
    """The chunk in pages, where a line recurs with nothing but its number counting up.

    "Lakeview University | 15", "… | 16" to the chunk's last line close pages; to its first line, if
    none stands ahead of it, they open them. A heading such as "Example 1" does neither.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for n, line in enumerate(chunk):
        numbers = re.findall(r"\d+", line.text)
        said = re.sub(r"\d+", "#", line.text).strip()
        if numbers and sum(c.isalpha() for c in said) >= _LETTERS:
            found.setdefault(said, []).append((n, int(numbers[-1])))
    for marks in found.values():
        at = [n for n, _ in marks]
        counts = all(b - a in (1, 2) for (_, a), (_, b) in pairwise(marks))
        apart = all(b - a > 2 for a, b in pairwise(at))
        if (
            len(marks) < _LEAST
            or not counts
            or not apart
            or not {at[0], at[-1]} & {0, len(chunk) - 1}
        ):
            continue
        cuts = at if at[0] == 0 else [n + 1 for n in at]
        for start, end in pairwise(dict.fromkeys([0, *cuts, len(chunk)])):
            yield list(chunk[start:end])
        return
    yield list(chunk)


def _is_number(line: Line) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,3}\s*", line.text))


def page_numbers(lone: Sequence[Sequence[int]]) -> list[int | None]:
    """The number of each slide, given the lone numbers that stand with it.

    Believed only where nearly every slide has just one and they rise: a scan scatters them.
    """
    single = [numbers[0] for numbers in lone if len(numbers) == 1]
    rise = all(a < b for a, b in pairwise(single))
    if len(single) < _LEAST or len(single) < _SHARE * len(lone) or not rise:
        return [None] * len(lone)
    return [numbers[0] if len(numbers) == 1 else None for numbers in lone]


def lecture_in(texts: Iterable[str]) -> int | None:
    """The number in the first of `texts` that numbers a lecture: "Lecture 7", "week-07.pptx", "3. Vorlesung"."""
    found = next((m for t in texts if (m := LECTURE.search(t) or _ORDINAL.search(t))), None)
    return int(found["n"]) if found else None


def lecture_of_name(name: str) -> int | None:
    """The lecture's number in a file's name or the folders it is in: "08-tradeoffs.md", "L05_x.pdf".

    "hw3.pdf", "2021-11-16.md" and "3-tier-architecture.pdf" number no lecture.
    """
    path = PurePosixPath(name)
    stem = path.stem if path.suffix[1:2].isalpha() else path.name
    for part in (stem, *reversed(path.parts[:-1])):
        if (number := lecture_in([part])) is not None:
            return number
        if part != stem and (found := _SHORT.fullmatch(part)):
            return int(found["n"])
    if _NO_LECTURE.search(stem) or re.match(r"\d{1,4}[-_. ]\d{1,2}(?!\d*[A-Za-z])", stem):
        return None
    for pattern in (_SHORT, _AHEAD, _SERIES):
        if found := pattern.search(stem):
            return next(int(n) for n in found.groupdict().values() if n is not None)
    return None


def title_of_name(name: str) -> str:
    """A file's name as a title: "course_schedule.md" → "Course schedule"; "" for "123.md"."""
    words = re.sub(r"[-_.\s]+", " ", PurePosixPath(name).stem).strip()
    return words[:1].upper() + words[1:] if re.search(r"[^\W\d_]{3}", words) else ""


def lecture_number(first: Sequence[Slide], file: str) -> int | None:
    """The lecture's number where the first slide or the file's name says it."""
    texts = [slide.title for slide in first] + [
        b.text for slide in first for b in slide.bullets[:3]
    ]
    found = lecture_in(texts)
    return lecture_of_name(file) if found is None else found
