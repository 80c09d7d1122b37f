"""Lists whose lines set a term off and say what it is by the rest of the line: "**Enhancers**, which …", "… (**deletion**)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.normalise import fold
from knowledge.questions.facts import Meant, group_of
from knowledge.questions.material import Line, Teaching, is_marked
from knowledge.questions.meanings import meaning_of, named, topic_over
from knowledge.questions.texts import capital, content, is_whole, tidy

_LEAST = 3
"""So many like lines make a list whose terms are each other's wrong answers."""
_LEAST_SAID = 2
_WHICH = re.compile(
    r"(?P<term>[^\W\d_][^,;:()]{1,48}?),\s+(?:(?:which|that|who)\s+(?P<does>\S.*)|(?P<doing>(?:provid|caus|allow|prevent|produc|contain|describ|measur|form|help|enabl|carry|connect|giv|hold|mak|show|us)ing\s.*))"
)
_BEHIND = re.compile(r"(?P<meaning>[^()]{10,}?)\s*\((?P<term>[^()]{3,40})\)\W*")


def meant_by_marks(slide: Teaching) -> Iterator[Meant]:
    """What lists of three like lines and more say of the terms that they set off. English only."""
    for group, lines in groupby(slide.lines, key=group_of):
        together = [line for line in lines if line.language == "en"]
        for find in (_which, _behind):
            found = [(line, *pair) for line in together if (pair := find(line))]
            if len(found) >= _LEAST and len({fold(term) for _, term, _ in found}) == len(found):
                yield from _all_of(found, f"{group}|marks")


def _all_of(found: Sequence[tuple[Line, str, str]], group: str) -> Iterator[Meant]:
    for line, term, meaning in found:
        yield Meant(
            capital(term),
            meaning,
            line.text,
            line.slide,
            topic_over(line),
            False,
            group,
            len(found),
        )


def _which(line: Line) -> tuple[str, str] | None:
    found = _WHICH.fullmatch(tidy(line.text).rstrip("."))
    return _fitting(line, found["term"], found["does"] or found["doing"]) if found else None


def _behind(line: Line) -> tuple[str, str] | None:
    found = _BEHIND.fullmatch(tidy(line.text))
    return _fitting(line, found["term"], found["meaning"]) if found else None


def _fitting(line: Line, term: str, said: str) -> tuple[str, str] | None:
    name, told = named(term, "en"), meaning_of(said, said=True)
    fits = bool(told) and is_whole(told, "en") and len(content(told)) >= _LEAST_SAID
    fits = fits and not content(name) & content(told)
    return (name, told) if name and fits and is_marked(term, line.slide) else None
