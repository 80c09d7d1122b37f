"""Questions that a course answers well, made from what it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from knowledge.model import AnswerKind, Build, Deadline, Slide

T = TypeVar("T")
_TERM = re.compile(r"(?=[^\W\d_a-z])[^\W\d_]{2,}(?:[ -][^\W\d_]{2,}){0,2}(?<![^siu]s)")
"""One to three words, no plural: longer "terms" are mostly sentences."""
_COUNTED = re.compile(r"\W?\d+[a-z]?$")
_OFTEN = 2
"""Slides that must name a term: one that is named once is mostly none."""


def suggestions(build: Build, n: int) -> tuple[str, ...]:
    """At most `n` questions to offer somebody who does not know what to ask.

    Each lecture has its turn, the newest first, so that what was taught last is among them.
    """
    turns = zip_longest(*(_ideas(*each) for each in _lectures(build)))
    asked = (idea for turn in turns for idea in turn if idea)
    return tuple(dict.fromkeys(asked))[:n]


_Lecture = tuple[Sequence[str], Sequence[Deadline], Sequence[str], Sequence[Slide]]


def _lectures(build: Build) -> Iterator[_Lecture]:
    """Acronyms, dated items, defined terms and slides of each file, by the lectures' numbers."""
    slides = _by_file((slide.file, slide) for slide in build.quoted)
    deadlines = _by_file((item.file or "", item) for item in build.deadlines)
    defined = _by_file(
        (entry.source.file, entry.title)
        for entry in build.entries
        if entry.kind is AnswerKind.DEFINITION and entry.source
    )
    newest = {file: max(s.lecture or 0 for s in each) for file, each in slides.items()}
    files = dict.fromkeys(chain(slides, deadlines, defined))
    for file in sorted(files, key=lambda file: -newest.get(file, 0)):
        terms = list(dict.fromkeys(defined.get(file, ())))
        shorts = [t for t in terms if t in build.acronyms and t.isalnum()]
        said = [f"{slide.title}\n{slide.body}".casefold() for slide in slides.get(file, ())]
        others = [t for t in terms if t not in build.acronyms and _is_topic(t, said)]
        yield shorts, deadlines.get(file, ()), others, slides.get(file, ())


def _is_topic(term: str, said: Sequence[str]) -> bool:
    """Does this term make a question that somebody would ask of these slides?"""
    often = sum(term.casefold() in text for text in said) >= _OFTEN
    return often and bool(_TERM.fullmatch(term))


def _by_file(pairs: Iterator[tuple[str, T]]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for file, item in pairs:
        found[file].append(item)
    return found


def _spoken(title: str) -> str:
    """ "the essay", but "Homework 3": what is counted takes no article."""
    return title if _COUNTED.search(title) else f"the {title}"


def _ideas(
    shorts: Sequence[str],
    deadlines: Sequence[Deadline],
    terms: Sequence[str],
    slides: Sequence[Slide],
) -> Iterator[str]:
    yield from (f"What is {short}?" for short in shorts[:1])
    if deadlines:
        yield "What's due?"
    yield from (f"What does {short} stand for?" for short in shorts[1:2])
    due = [item for item in deadlines if item.kind == "due"]
    yield from (f"When is {_spoken(item.title)} due?" for item in due[-1:])
    yield from (f"What is {term}?" for term in terms)
    titles = (slide.title for slide in slides if slide.title)
    yield from (f"What does the lecture say about {title.lower()}?" for title in titles)
