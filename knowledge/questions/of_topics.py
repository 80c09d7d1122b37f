"""Questions on what a slide says of its topic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import Slide
from knowledge.normalise import words
from knowledge.questions.choices import Wanted
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.lexis import IMPERATIVES
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.texts import bare, capital, content, is_name, key, stands_alone
from knowledge.questions.wording import say

_LEAST_WORDS, _MOST_WORDS = 4, 17
_NEAR, _FAR = 0.7, 0.12
"""Cosines of topics: nearer ones may share what is said of them, farther ones nobody would take."""


@dataclass(frozen=True, slots=True)
class Described:
    """What slides with one topic say of it, in lines that stand alone."""

    topic: str
    lines: Mapping[str, str]
    """What is said, as a choice → as it stands on the slide."""
    slide: Slide

    @property
    def said(self) -> Sequence[str]:
        return tuple(self.lines)


class Topics:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._described = tuple(_described(known))
        self._files: dict[str, list[Described]] = defaultdict(list)
        for each in self._described:
            self._files[each.slide.file].append(each)

    def drafts(self) -> Iterator[Draft]:
        for each in self._described:
            for asked in (self._topic(each), self._applies(each)):
                made = asked and draft(self._known, asked)
                if made:
                    yield made

    def _others(self, each: Described) -> list[Described]:
        """Topics of the same file near enough to be taken for it, and not so near as to share it."""
        near = self._known.near
        found = []
        for other in self._files[each.slide.file]:
            if other is each or content(other.topic) & content(each.topic):
                continue
            likeness = near(other.topic, each.topic)
            if _FAR <= likeness < _NEAR:
                found.append(other)
        return found

    def _topic(self, each: Described) -> Asked | None:
        """Two things that are said of it are given, the topic asked for."""
        hidden = [s for s in each.said if not content(s) & content(each.topic)]
        if len(hidden) < 2:
            return None
        best = sorted(hidden, key=lambda s: -self._telling(s, each))[:2]
        together = "; ".join(s for s in hidden if s in best)
        stem = say(each.slide.language or "en", "topic", meaning=together)
        near = self._known.near
        wanted = Wanted(
            each.topic,
            stem,
            wrong=lambda c: (
                near(c, together) <= near(each.topic, together) + 0.05
                and not any(key(s) in map(key, best) for s in self._said_of(c))
            ),
        )
        wrong = self._known.choosing.wrong(wanted, [[o.topic for o in self._others(each)]])
        if not wrong:
            return None
        text = "\n".join(each.lines[s] for s in hidden if s in best)
        quality = 0.53 + 0.35 * self._telling(together, each)
        return Asked(QuizKind.TERM, stem, each.topic, wrong, text, each.slide, quality)

    def _said_of(self, topic: str) -> Sequence[str]:
        return [s for d in self._described if key(d.topic) == key(topic) for s in d.said]

    def _applies(self, each: Described) -> Asked | None:
        """The topic is given, something that is said of it asked for."""
        clear = [s for s in each.said if not content(s) & content(each.topic)]
        if not clear:
            return None
        said = max(clear, key=lambda s: (self._telling(s, each), s))
        near = self._known.near
        stem = say(each.slide.language or "en", "applies", heading=each.topic)
        wanted = Wanted(
            said,
            stem,
            agrees=False,
            wrong=lambda c: (
                near(c, each.topic) < near(said, each.topic) - 0.03 and near(c, each.topic) < 0.4
            ),
        )
        pool = [
            s
            for o in self._others(each)
            for s in o.said
            if abs(len(s) - len(said)) < 0.5 * len(said)
        ]
        wrong = self._known.choosing.wrong(wanted, [pool])
        if not wrong:
            return None
        text = each.lines[said]
        margin = near(said, each.topic) - max(near(w, each.topic) for w in wrong)
        quality = 0.44 + 0.3 * self._telling(said, each) + 0.4 * min(0.4, margin)
        return Asked(QuizKind.MEMBER, stem, said, wrong, text, each.slide, quality)

    def _telling(self, said: str, each: Described) -> float:
        """How much the words point to the topic and to nothing else, 0..1."""
        rare = [w for w in content(said) if self._known.named[w] <= 2]
        meaning = self._known.near(said, each.topic)
        return max(0.0, min(1.0, 0.12 * len(rare) + 0.9 * max(0.0, meaning)))


def _described(known: Known) -> Iterator[Described]:
    """Each topic once, with what all its slides say of it."""
    found: dict[tuple[str, str], Described] = {}
    for slide in known.slides:
        if not slide.topic:
            continue
        language = slide.slide.language or "en"
        level = min((line.level for line in slide.lines), default=0)
        said = {capital(bare(x.text)): x.text for x in slide.lines if x.level == level}
        good = {s: text for s, text in said.items() if _is_statement(s, language)}
        at = (slide.slide.file, key(slide.topic))
        before = found.get(at)
        where = before.slide if before and before.said else slide.slide
        found[at] = Described(slide.topic, {**(before.lines if before else {}), **good}, where)
    return iter([each for each in found.values() if each.said])


def _is_statement(text: str, language: str) -> bool:
    said = words(text)
    return (
        _LEAST_WORDS <= len(said) <= _MOST_WORDS
        and stands_alone(text, language)
        and not re.search(r":|\b(?:you|your)\b", text, re.I)
        and len(content(text, language)) >= 3
        and said[0] not in IMPERATIVES
        and not is_name(text, language)
    )
