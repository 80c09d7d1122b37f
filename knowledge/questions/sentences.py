"""The sentences of a course that can be shown without their slides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.normalise import words
from knowledge.questions.material import Line, Teaching
from knowledge.questions.texts import is_sentence, key, tidy

_OPEN = re.compile(
    r"\b(?:when|if|that|such that|to|should|can|must|by|for|because|where|will|able|unless|wenn|falls|si|cuando|lorsque|quand)\s*:?$|"
    r"\b(?:when|if|example|examples|e\.g\.?)\b.{0,12}:$",
    re.I,
)
"""Lines that those under them end: they say nothing without it."""
_CASE = re.compile(
    r"(?:as|when|whenever|if|for|in|under|with|without|at|on|suppose|assume|case|given|after|before|during|while|once|until|wenn|falls|bei|unter|im|in|nach|"
    r"si|cuando|en|para|con|quand|lorsque|pour|avec)\b.*:$",
    re.I,
)
_QUOTED = re.compile(r"^[\"“„«]([^\"“”„«»]+)[\"”“»]$")
"""A line that is a quotation: it is quoted in the question anyway."""
_LEAST_WORDS, _MOST_WORDS = 6, 28


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    line: Line


def sentences(slides: Sequence[Teaching]) -> Iterator[Sentence]:
    """Each sentence once, in the order of the course, titles that state something among them."""
    seen: set[str] = set()
    for slide in slides:
        led = _led_in(slide)
        for line in (slide.title, *slide.lines):
            if line.number in led or (line.under and _OPEN.search(line.under[-1])):
                continue
            for part in re.split(r"(?<=[a-zäöüéáíóñ)])[.!]\s+(?=[A-ZÄÖÜÉ¿\d])", tidy(line.text)):
                text = _QUOTED.sub(r"\1", part.rstrip(" .!"))
                fits = _LEAST_WORDS <= len(words(text)) <= _MOST_WORDS
                if fits and key(text) not in seen and is_sentence(text, line.language):
                    seen.add(key(text))
                    yield Sentence(text, line)


def _led_in(slide: Teaching) -> frozenset[int]:
    """Lines behind one at their level that says when they hold: "As the price falls:", and what happens then."""
    open_at: set[int] = set()
    found: set[int] = set()
    for line in slide.lines:
        open_at = {level for level in open_at if level <= line.level}
        if _CASE.match(tidy(line.text)):
            open_at.add(line.level)
        elif line.level in open_at:
            found.add(line.number)
    return frozenset(found)


def places_of(name: str, text: str) -> list[re.Match[str]]:
    """Where the name stands in the text as a word of its own, in whatever case."""
    return list(re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.I))
