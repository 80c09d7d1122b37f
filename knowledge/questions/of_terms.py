"""Questions from what the slides say that their terms are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.questions.choices import Wanted
from knowledge.questions.defining import is_case, is_one
from knowledge.questions.facts import Meant
from knowledge.questions.glossary import SAME_SAID, Glossary
from knowledge.questions.kinship import heads_apart, is_part_of
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.meanings import same_topic
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.numbers import one_in_number
from knowledge.questions.telling import tell_apart
from knowledge.questions.texts import (
    capital,
    content,
    covers,
    is_plural,
    is_predicate,
    key,
    mentions,
    same,
    uncapital,
)
from knowledge.questions.wording import say
from knowledge.questions.worth import is_spelt_out, worth

_TRUE_SHARE = 0.4
"""More of the false are dropped later, as they quote what another question asks: of those kept half are true."""
_LEAST_SAID = 4
"""Words that say something, of what a term is to be known by beside terms of other lists."""
_LIKELY = 0.15
"""Cosine of two terms from which one may be taken for the other, though no list has both."""


class Terms:
    """Asks for terms and meanings; knows which terms stand near which."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._told = {key(m.term): m.meaning for m in known.meant}
        self._glossary = Glossary(known.meant, known.near, lambda m: known.concepts.place(m.slide))
        self._term_of = {key(m.meaning): m.term for m in known.meant}
        self._files: dict[str, list[Meant]] = defaultdict(list)
        self._groups: dict[str, list[Meant]] = defaultdict(list)
        for meant in known.meant:
            self._files[meant.slide.file].append(meant)
            self._groups[meant.group].append(meant)

    def drafts(self) -> Iterator[Draft]:
        for meant in self._known.meant:
            if is_spelt_out(meant.term, meant.meaning) or not self._glossary.is_clear(meant):
                continue
            for asked in (self._term(meant), self._meaning(meant), self._true_or_false(meant)):
                made = asked and draft(self._known, asked)
                if made:
                    yield made

    def _others(self, meant: Meant) -> Sequence[Sequence[Meant]]:
        """Those of its list, and of its slide."""
        group = [m for m in self._groups[meant.group] if m is not meant]
        page = [m for m in self._files[meant.slide.file] if m.slide is meant.slide]
        return (group, page)

    def _term(self, meant: Meant) -> Asked | None:
        """A meaning is given, its term asked for."""
        topic = _topic_beside(meant, hide=True)
        stem = _term_asked(meant, topic)
        if content(meant.term) <= content(meant.meaning):
            return None
        levels = self._others(meant)
        listed = len(levels[0]) >= 2
        beside = [] if listed else self._known.siblings(meant.slide, meant.term)
        beside = [c for c in beside if not is_part_of(c.name) or is_part_of(meant.term)]
        answer, *glossed = [meant.term] if listed else self._in_glossary(meant)
        own = frozenset(key(m.term) for m in levels[0]) | frozenset(map(key, glossed))
        peers = own | {key(c.name) for c in beside}

        told = self._told
        kinds = frozenset(key(m.term) for m in levels[1]) if _is_of_slide(meant) else frozenset()

        def is_wrong(candidate: str) -> bool:
            other = told.get(key(candidate), "")
            rival = key(candidate) in peers or self._known.are_rivals(
                meant.slide, meant.term, candidate
            )
            return (
                rival
                and key(other) != key(meant.meaning)
                and key(candidate) not in kinds
                # In one list meanings are of different things, however alike; the glossary's were compared.
                and (
                    key(candidate) in own
                    or not other
                    or not self._glossary.say_same(other, meant.meaning)
                )
            )

        wanted = Wanted(
            answer,
            f"{meant.text} {stem}",
            agrees=meant.said,
            peers=peers,
            wrong=is_wrong,
        )
        if not listed and not glossed and len(content(meant.meaning)) < _LEAST_SAID:
            return None
        pools = [[*(m.term for m in levels[0]), *(c.name for c in beside)]]
        if not listed:
            pools.append(glossed)
            pools.append(self._near_by(meant))
        wrong = self._known.choosing.wrong(wanted, pools, least=2)
        if not wrong:
            return None
        near = sum(key(w) in peers for w in wrong)
        quality = worth(meant, self._known) + 0.04 * near + 0.06 * (not listed)
        return Asked(
            QuizKind.TERM,
            stem,
            answer,
            wrong,
            meant.text,
            meant.slide,
            quality,
            kin=peers,
            told=meant.meaning,
        )

    def _in_glossary(self, meant: Meant) -> list[str]:
        """The term, and others of the glossary that may be taken for it, none told by its number."""
        names = [meant.term, *(m.term for m in self._glossary.rivals(meant))]
        return one_in_number(names) if meant.slide.language == "en" else names

    def _near_by(self, meant: Meant) -> list[str]:
        """What the lecture names near by, and does not say the same of."""
        told = content(meant.meaning)
        return [c.name for c in self._known.concepts.beside(meant.slide) if not c.says(told)]

    def _meaning(self, meant: Meant) -> Asked | None:
        """A term is given, its meaning asked for."""
        if content(meant.term) <= content(meant.meaning):
            return None
        stem = say(
            meant.slide.language or "en",
            "what" if meant.said else "described",
            topic=_topic_beside(meant, hide=False),
            term=meant.term,
        )
        levels = self._others(meant)
        peers = frozenset(key(m.meaning) for m in levels[0] if not covers(meant.term, m.term))
        peers |= {key(m.meaning) for m in levels[1] if m is not meant and self._is_kin(meant, m)}
        glossed = self._glossary.rivals(meant) if len(levels[0]) < 2 else ()
        peers |= {key(m.meaning) for m in glossed}
        wanted = Wanted(
            capital(meant.meaning),
            agrees=False,
            peers=peers,
            wrong=lambda c: key(c) in peers and not content(meant.term) & content(c),
        )
        pools = [(capital(m.meaning) for m in level if m.said == meant.said) for level in levels]
        pools.append(capital(m.meaning) for m in glossed)
        wrong = self._known.choosing.wrong(wanted, pools, least=2)
        named = [self._term_of[key(w)] for w in wrong]
        if len(wrong) < 2 or heads_apart(meant.term, named):
            return None
        quality = worth(meant, self._known) - 0.04 + 0.03 * len(wrong)
        return Asked(
            QuizKind.DEFINITION,
            stem,
            capital(meant.meaning),
            wrong,
            meant.text,
            meant.slide,
            quality,
            kin=peers,
            told=meant.term,
        )

    def _beside(self, meant: Meant) -> Sequence[Meant]:
        """Others of its list; for what a sentence says, what sentences of the file say of its rivals."""
        if meant.said:
            others = [m for m in self._files[meant.slide.file] if m.said and m is not meant]
            return [m for m in others if self._is_kin(meant, m)] or self._nearest(meant, others)
        group = self._groups[meant.group]
        return [m for m in group if m is not meant and not m.said] if meant.peers >= 2 else []

    def _nearest(self, meant: Meant, others: Sequence[Meant]) -> Sequence[Meant]:
        """The one whose meaning may most likely be taken for this term's, where one may at all."""
        near = self._known.near
        apart = [
            m
            for m in others
            if not covers(m.term, meant.term)
            and self._known.stand_apart(meant.slide, m.term, meant.term)
            and near(capital(m.meaning), capital(meant.meaning)) < SAME_SAID
            and self._glossary.are_of_one_kind(m, meant)
        ]
        likely = max(apart, key=lambda m: near(m.term, meant.term), default=None)
        return [likely] if likely and near(likely.term, meant.term) >= _LIKELY else []

    def _is_kin(self, meant: Meant, other: Meant) -> bool:
        """Is the other term surely of the same kind: "fixed-ratio", "variable-ratio"?"""
        rivals = self._known.are_rivals(meant.slide, meant.term, other.term)
        return rivals and not covers(meant.term, other.term)

    def _true_or_false(self, meant: Meant) -> Asked | None:
        """A term with its meaning, or with that of its neighbour in the list: a real contrast.

        What a triad is, an augmented triad is too: the meaning of the kind is no false one. Where a meaning tells
        its term ("promisor", "promise"), it must tell the other one as well.
        """
        group = [
            m
            for m in self._beside(meant)
            if not content(m.term) < content(meant.term)
            and not tell_apart(meant.term, m.term, meant.meaning)
            and not tell_apart(meant.term, m.term, m.meaning)
        ]
        if not group:
            return None
        language = meant.slide.language or "en"
        luck = self._known.choosing.luck("true or false", meant.text)
        right = luck.random() < _TRUE_SHARE
        shown = meant if right else luck.choice(group)
        stem = say(
            language,
            "means",
            topic=_topic_beside(meant, hide=False),
            term=meant.term,
            meaning=shown.meaning,
        )
        choices = [say(language, "yes"), say(language, "no")]
        return Asked(
            QuizKind.TRUE_FALSE,
            stem,
            choices[0] if right else choices[1],
            [choices[1] if right else choices[0]],
            meant.text,
            meant.slide,
            worth(meant, self._known) - 0.08,
        )


def _term_asked(meant: Meant, topic: str) -> str:
    language = meant.slide.language or "en"
    if meant.said and is_case(meant.meaning) and meant.meaning.startswith("when"):
        return say(language, "when", said=meant.meaning)
    if meant.said and (is_one(meant.meaning) or is_case(meant.meaning)):
        verb = "are" if is_plural(meant.term) else "is"
        return say(language, "subject", said=f"{verb} {meant.meaning}")
    way = "term" if meant.said else way_to_ask(meant.meaning, language)
    meaning = uncapital(meant.meaning) if meant.said else meant.meaning
    return say(language, way, topic=topic, meaning=meaning)


def way_to_ask(meaning: str, language: str) -> Literal["follows", "label"]:
    """How the term is asked for: what is said by a verb stands for no name in the question."""
    return "follows" if is_predicate(meaning, language) else "label"


def _is_of_slide(meant: Meant) -> bool:
    """Does it say what the slide is about? What else is named there may well be a kind of that."""
    return meant.said and same_topic(meant.term, meant.topic)


def _topic_beside(meant: Meant, *, hide: bool) -> str:
    """The slide's topic, where it tells more than the term and, to `hide` it, not the term."""
    topic = meant.topic
    if not topic or same(topic, meant.term):
        return ""
    if hide and content(topic) & content(meant.term):
        return ""
    return "" if mentions(meant.meaning, topic) or mentions(topic, meant.term) else topic
