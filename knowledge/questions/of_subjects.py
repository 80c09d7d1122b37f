"""Questions for the subject of a sentence: who or what is it that does, is or has this?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.normalise import fold, words
from knowledge.questions.choices import Wanted
from knowledge.questions.concepts import Concept, is_concept, is_everyday
from knowledge.questions.facts import group_of
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.material import ARTICLE, Line
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.sentences import Sentence
from knowledge.questions.telling import hints
from knowledge.questions.texts import (
    capital,
    content,
    finite_after,
    is_plural,
    is_sentence,
    key,
    mentions,
    tidy,
)
from knowledge.questions.wording import say
from knowledge.words import is_word

_LONGEST_SUBJECT = 4
_LEAST_SAID = 4
"""Words that say something, of what the subject is to be known by."""
_WEAK = re.compile(
    r"^(?:can|could|may|might|should|would|must|will|needs?|has to|have to|is|are|was|were) (?:also |not |often |usually |very |too |more |less )*"
    r"(?:be |been )?(?:important|useful|hard|difficult|easy|good|bad|better|possible|necessary|common|simple|complex|different|similar|great|essential|key)\b|"
    r"^(?:can|may|might|could|should|would|must|needs?)\b",
    re.I,
)
"""Predicates that fit many a thing: advice, and praise."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """`subject`, a concept, and what `text` says of it, from the verb on."""

    subject: str
    said: str
    text: str
    line: Line


class Subjects:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._all = tuple(self._stated())
        self._named: dict[int, list[str]] = defaultdict(list)
        self._beside: dict[str, set[str]] = defaultdict(set)
        """The keys of the subjects of the sentences of one list."""
        """The subjects of each slide's sentences: they are what the others may be taken for."""
        for stated in self._all:
            self._named[id(stated.line.slide)].append(stated.subject)
            self._beside[group_of(stated.line)].add(key(stated.subject))

    def drafts(self) -> Iterator[Draft]:
        for stated in self._all:
            asked = self._asked(stated)
            made = asked and draft(self._known, asked)
            if made:
                yield made

    def _stated(self) -> Iterator[_Stated]:
        for sentence in self._known.sentences:
            if sentence.line.language == "en":
                yield from (s for s in _with_subject(sentence) if self._is_known(s))
        for slide in self._known.slides:
            for line in slide.lines:
                if stated := _of_title(line):
                    yield stated

    def _is_known(self, stated: _Stated) -> bool:
        """Is the subject something that the lecture speaks of, and no everyday word?"""
        subject, line = stated.subject, stated.line
        if words(subject)[0].endswith("ing") and " " in subject and key(subject) != key(line.topic):
            return False
        taught = {key(m.term) for m in self._known.meant if m.slide is line.slide}
        if key(subject) in taught | {key(line.topic)}:
            return True
        if all(map(is_everyday, words(subject))):
            return False
        spoken = self._known.often(subject.split()[-1]) > 1
        known = self._known.concepts.get(line.slide.file, subject) is not None
        return known or spoken or " " not in subject

    def _asked(self, stated: _Stated) -> Asked | None:
        """Beside other concepts of the lecture of which it is not said."""
        line, said = stated.line, stated.said
        weak = _WEAK.match(said) or ", but " in said
        if len(content(said)) < _LEAST_SAID or weak or hints(stated.subject, said):
            return None
        stem = say(line.language, "subject", said=said)
        siblings = self._known.siblings(line.slide, stated.subject)
        beside = {c.name: c for c in (*siblings, *self._known.concepts.beside(line.slide))}
        place = self._known.concepts.place(line.slide)
        there = {n: Concept(n, (place,), frozenset()) for n in self._named[id(line.slide)]}
        wanted = Wanted(
            stated.subject,
            f"{stem} {stated.text}",
            wrong=lambda c: (
                self._is_rival(c, stated) and self._is_wrong(there.get(c) or beside[c], stated)
            ),
        )
        pools = [[c.name for c in siblings], list(there), list(beside)]
        wrong = self._known.choosing.wrong(wanted, pools, least=2)
        if not wrong:
            return None
        fit = self._known.near(stated.subject, said)
        quality = 0.58 + 0.2 * max(0.0, fit) + 0.015 * min(8, len(content(said)))
        quality += 0.04 * (self._known.often(stated.subject) > 1)
        return Asked(
            QuizKind.TERM,
            stem,
            stated.subject,
            wrong,
            stated.text,
            line.slide,
            quality,
            kin=frozenset(self._beside[group_of(line)]),
            told=said,
        )

    def _is_rival(self, name: str, stated: _Stated) -> bool:
        listed = key(name) in self._beside[group_of(stated.line)]
        return listed or self._known.are_rivals(stated.line.slide, stated.subject, name)

    def _is_wrong(self, other: Concept, stated: _Stated) -> bool:
        near, told = self._known.near, content(stated.said)
        elsewhere = self._known.concepts.place(stated.line.slide) not in other.places
        return (
            not (elsewhere and other.says(told))
            and near(other.name, stated.said) <= near(stated.subject, stated.said) + 0.12
            and (not _is_proper(stated.subject) or _is_proper(other.name))
        )


def _is_proper(name: str) -> bool:
    """The name of a person or a place: "Henry Molaison"."""
    return any(
        w[0].isupper() and not w.isupper() and not is_word(fold(w)) for w in name.split()[1:]
    )


def _with_subject(sentence: Sentence) -> Iterator[_Stated]:
    """The sentence, where it begins with the name of a concept ahead of its verb."""
    text = ARTICLE.sub("", sentence.text)
    parts = text.split()
    for n in range(1, min(_LONGEST_SUBJECT, len(parts) - 3) + 1):
        subject, rest = " ".join(parts[:n]), " ".join(parts[n:])
        if re.search(r"[,;:()]$", subject):
            return
        if finite_after(subject, rest) and is_concept(capital(subject), "en"):
            yield _Stated(capital(subject), rest.rstrip(" ."), sentence.text, sentence.line)
            return


def _of_title(line: Line) -> _Stated | None:
    """A line that begins with its verb, of which the slide's title is the subject: "Takes place in the cytosol"."""
    text = tidy(line.text).rstrip(" .")
    said = words(text)
    topic = line.topic
    fits = (
        line.language == "en"
        and not line.under
        and len(said) >= 5
        and bool(topic)
        and not is_plural(topic)
        and is_concept(topic, "en")
        and text[:1].isupper()
        and said[1] not in {"of", "and", "or", "for", "vs"}
        and said[0].endswith("s")
        and finite_after(topic, text[:1].lower() + text[1:])
        and not mentions(text, topic)
        and is_sentence(f"{topic} {text[:1].lower()}{text[1:]}", "en")
    )
    return _Stated(topic, text[:1].lower() + text[1:], text, line) if fits else None
