"""Where one statement of a line ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.dates.cues import MOVED, PAST, RELEASE
from knowledge.dates.days import DayFound, days_in
from knowledge.dates.lookalikes import mask_lookalikes
from knowledge.dates.names import MONTH, WEEKDAY
from knowledge.dates.surroundings import Surroundings

_END = re.compile(r"(?<![A-Z])[.!?]['\")\]]*\s+(?=[A-ZÄÖÜÉ¿¡\"“(])")
_SHORTENED = re.compile(
    rf"(?:\b(?:{MONTH}|{WEEKDAY}|[ap]\.m|a\.m|p\.m|no|nr|approx|prof|dr|mr|ms|st|vs|e\.g|i\.e|bzw|ca|z\.b|inkl|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|ch|sec|fig|eq))$",
    re.I,
)
_ORDINAL = re.compile(r"\b\d{1,2}$")
_COUNTED = re.compile(
    rf"(?:{MONTH}|Woche|Vorlesung|Sitzung|Semester|Termin|Übung|Klausur|Auflage|Uhr)\b", re.I
)
"""What the German "3." counts."""
_COMMA = re.compile(r"\s*[,;]\s+(?:and\s+)?|\s+•\s+")
_NOUN = re.compile(
    rf"\b(?!(?:{MONTH}|{WEEKDAY}|due|and|by|at|on|the|until|from|noon)\b)[^\W\d_]{{4,}}", re.I
)
_PREFIX = re.compile(r"^\s*(?P<name>[^:;,]{3,60}):\s")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a line; a full stop behind "Oct", "p.m" or a number ends none."""
    start = 0
    for found in _END.finditer(text):
        before, after = text[start : found.start()], text[found.end() :]
        counts = _ORDINAL.search(before) and _COUNTED.match(after)
        if text[found.start()] == "." and (_SHORTENED.search(before) or counts):
            continue
        yield text[start : found.end()]
        start = found.end()
    yield text[start:]


def clauses(sentence: str, around: Surroundings) -> list[str]:
    """The parts of a sentence that each name a thing and a day of its own; else the sentence.

    "Review: first draft May 3, final version June 1" has two, and the name in front goes with both.
    What is opened and closed, or moved, is one thing.
    """
    if any(pattern.search(sentence) for pattern in (RELEASE, PAST, MOVED)):
        return [sentence]
    parts: list[str] = []
    for piece in _COMMA.split(sentence):
        if parts and not (_stands_alone(piece, around) and _stands_alone(parts[-1], around)):
            parts[-1] += f", {piece}"
        else:
            parts.append(piece)
    if len(parts) < 2 or not all(_stands_alone(part, around) for part in parts):
        return [sentence]
    prefix = _PREFIX.match(sentence)
    name = f"{prefix['name']}: " if prefix and not _days(prefix["name"], around) else ""
    return [parts[0], *(name + part for part in parts[1:])]


def _stands_alone(part: str, around: Surroundings) -> bool:
    return says_something(part) and bool(_days(part, around))


def says_something(text: str) -> bool:
    """False for a bare date."""
    return bool(_NOUN.search(text))


def _days(text: str, around: Surroundings) -> list[DayFound]:
    return days_in(mask_lookalikes(text), around.reference, day_first=bool(around.day_first))
