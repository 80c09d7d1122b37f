"""Questions on what a slide says of its topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.model import Slide
from knowledge.normalise import words
from knowledge.questions.choices import Wanted
from knowledge.questions.concepts import Concept, heading_name, short_forms_in
from knowledge.questions.kinship import end_alike
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.lexis import BASES, VERBS
from knowledge.questions.material import Line, Teaching
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.telling import hints
from knowledge.questions.texts import (
    bare,
    capital,
    content,
    is_name,
    is_plural,
    is_sentence,
    key,
    mentions,
    stands_alone,
)
from knowledge.questions.wording import say

_LEAST_WORDS, _MOST_WORDS = 4, 20
_LEAST_SAID = 5
"""Words that say something, of what a topic is to be known by."""
_QUANTITIES = frozenset(
    "all both many most some few none others everything alle beide viele tous toutes todos todas".split()
)
"""Ahead of a verb they stand for what the line does not name."""
_MOST_ASKED = 3
"""Questions of one topic."""
_LEAST_NEAR = 0.12
"""Rare names are near to nothing: others may be so near to what is said of them."""


@dataclass(frozen=True, slots=True)
class Described:
    """What slides with one topic say of it, in lines that stand alone."""

    topic: str
    lines: Mapping[str, str]
    """What is said, as a choice → as it stands on the slide."""
    slide: Slide


class Topics:
    def __init__(self, known: Known) -> None:
        self._known = known

    def drafts(self) -> Iterator[Draft]:
        for each in _described(self._known):
            for best in self._parts(each):
                asked = self._topic(each, best)
                made = asked and draft(self._known, asked)
                if made:
                    yield made

    def _parts(self, each: Described) -> Iterator[Sequence[str]]:
        """What is said of it, two lines for a question, the most telling first."""
        short = short_forms_in(each.slide.title)
        hidden = [
            s
            for s in each.lines
            if not hints(each.topic, s) and not any(mentions(s, form) for form in short)
        ]
        ranked = sorted(hidden, key=lambda s: -self._telling(s, each.topic))
        for pair in _paired(ranked, each.slide.language or "en")[:_MOST_ASKED]:
            yield [s for s in hidden if s in pair]

    def _topic(self, each: Described, best: Sequence[str]) -> Asked | None:
        """What is said of a topic is given, the topic asked for beside others of the lecture."""
        together = "; ".join(best)
        if len(content(together)) < _LEAST_SAID:
            return None
        stem = say(each.slide.language or "en", "topic", meaning=together)
        siblings = self._known.siblings(each.slide, each.topic)
        beside = {c.name: c for c in (*siblings, *self._known.concepts.beside(each.slide))}
        wanted = Wanted(
            each.topic,
            stem,
            agrees=False,
            peers=frozenset(
                key(n)
                for n in beside
                if self._known.are_siblings(each.slide, n, each.topic) or end_alike(n, each.topic)
            ),
            kinship=lambda c: self._known.kin(each.slide, each.topic, c),
            wrong=lambda c: self._is_wrong(beside[c], each, together),
        )
        alike = [name for name in beside if is_plural(name) == is_plural(each.topic)]
        wrong = self._known.choosing.wrong(
            wanted, [[c.name for c in siblings], alike, list(beside)], least=2
        )
        if not wrong:
            return None
        text = "\n".join(each.lines[s] for s in best)
        quality = 0.54 + 0.16 * self._telling(together, each.topic) + 0.04 * (len(best) > 1)
        quality += 0.04 * self._known.speaks_of(each.topic)
        return Asked(
            QuizKind.TERM, stem, each.topic, wrong, text, each.slide, quality, near_by=True
        )

    def _is_wrong(self, other: Concept, each: Described, said: str) -> bool:
        """Is it said of the topic, and certainly not of the other?"""
        near, told = self._known.near, content(said)
        beside = self._known.concepts.place(each.slide) in other.places
        sibling = self._known.are_siblings(each.slide, other.name, each.topic)
        sibling |= beside and end_alike(other.name, each.topic)
        return (
            (sibling or not other.says(told))
            and near(other.name, said)
            <= max(_LEAST_NEAR, near(each.topic, said)) + _nearer(other.name, each.topic)
            and not content(other.name) & told
            and not _covers(other.name, each.topic)
            and not mentions(each.slide.title, other.name)
        )

    def _telling(self, said: str, topic: str) -> float:
        """How much the words point to the topic and to nothing else, 0..1."""
        rare = [w for w in content(said) if self._known.named[w] <= 2]
        meaning = self._known.near(said, topic)
        return max(0.0, min(1.0, 0.12 * len(rare) + 0.9 * max(0.0, meaning)))


def _paired(ranked: Sequence[str], language: str) -> Sequence[Sequence[str]]:
    """Two lines together, both sentences or both without a subject; what is left over stands alone only if it is the first."""
    by_shape = [[s for s in ranked if is_sentence(s, language) == shape] for shape in (False, True)]
    pairs = [some[n : n + 2] for some in by_shape for n in range(0, len(some), 2)]
    kept = [pair for pair in pairs if len(pair) == 2 or pair[0] == ranked[0]]
    return sorted(kept, key=lambda pair: ranked.index(pair[0]))


def _nearer(other: str, topic: str) -> float:
    """By how much another may be nearer to what is said: more, where only the words ahead of the last tell them apart."""
    return 0.2 if end_alike(other, topic) else 0.08


def _covers(one: str, other: str) -> bool:
    """Is one a kind or a part of the other, by its words?"""
    said, told = content(one), content(other)
    return said <= told or told <= said


def _described(known: Known) -> Iterator[Described]:
    """Each topic once, with what all its slides say of it."""
    found: dict[tuple[str, str], Described] = {}
    for slide in known.slides:
        for topic, lines in _spoken_of(slide):
            if not known.concepts.may_be(topic, slide.slide):
                continue
            good = {_told(line): line.text for line in lines if _is_statement(line)}
            at = (slide.slide.file, key(topic))
            before = found.get(at)
            where = before.slide if before and before.lines else slide.slide
            found[at] = Described(topic, {**(before.lines if before else {}), **good}, where)
    return iter([each for each in found.values() if each.lines])


def _spoken_of(slide: Teaching) -> Iterator[tuple[str, Sequence[Line]]]:
    """The slide's topic and headings, each with the lines directly under it."""
    level = min((line.level for line in slide.lines), default=0)
    if slide.topic:
        yield slide.topic, [line for line in slide.lines if line.level == level]
    for heading, lines in groupby(slide.lines, key=lambda line: line.under[-1:]):
        if heading:
            yield heading_name(heading[0]), list(lines)


def _told(line: Line) -> str:
    """What the line says, without the example behind it."""
    return capital(bare(re.split(r"\.\s+(?:E\.g|For example|Z\.B)\b", line.text, maxsplit=1)[0]))


def _is_statement(line: Line) -> bool:
    text, language = _told(line), line.language
    return (
        _LEAST_WORDS <= len(words(text)) <= _MOST_WORDS
        and stands_alone(text, language)
        and not re.search(r":|\s[-–—]\s|\b(?:you|your|vs|v\.)(?!\w)", text, re.I)
        and len(content(text, language)) >= 3
        and not is_name(text, language)
        and text[0] not in "\"“„«'‘"
        and not (
            words(text)[0] in _QUANTITIES
            and words(text)[1] in VERBS.get(language, frozenset()) | BASES
        )
    )
