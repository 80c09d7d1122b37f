"""Questions on what a slide sets side by side: in tables, and in lines that are built alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from knowledge.normalise import words
from knowledge.questions.choices import Wanted
from knowledge.questions.facts import Meant, Pair, Parallel
from knowledge.questions.kinship import end_alike
from knowledge.questions.known import TRUE_SHARE, Asked, Known, draft
from knowledge.questions.lexis import BASES, NOUN_VERBS
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.of_terms import way_to_ask
from knowledge.questions.paired import marked_on, paired_on
from knowledge.questions.tabled import tabled_on
from knowledge.questions.telling import tell_apart
from knowledge.questions.texts import capital, content, key, mentions, stems
from knowledge.questions.wording import Way, say
from knowledge.questions.worth import is_spelt_out
from knowledge.words import is_word

_MOST = 3
"""Questions of one column or list."""
_WORTH = 0.66
_SAID = 2
"""Commas of a list of things."""
_PHRASE = 3
_CASE = re.compile(r"[\"“”„«»!]|\betc\b|^\W*\d")
"""What quotes somebody, goes on, or begins with an amount tells of a case, and not what a thing is."""
_NOTHING = frozenset(
    "a an the of der die das des ein eine le la les l un une de du d el los las una del".split()
)
"""Words that tell no two lines apart."""


class Parallels:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._unclear: set[tuple[str, str, str]] = set()
        """Names that one file gives several values for."""

    def drafts(self) -> Iterator[Draft]:
        read = (p for s in self._known.slides for on in (tabled_on, paired_on) for p in on(s))
        found = [*(p for p in read if p.topic), *defined_in(self._known.meant)]
        values: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for parallel, pair in ((x, p) for x in found for p in x.pairs):
            values[_place(parallel, pair)].add(key(pair.value))
        for slide, name, value in ((s.slide, *m) for s in self._known.slides for m in marked_on(s)):
            values[slide.file, "", key(name)].add(key(value))
        self._unclear = {at for at, told in values.items() if len(told) > 1}
        for parallel in found:
            yield from list(islice(self._of(parallel), _most_of(parallel)))

    def _of(self, parallel: Parallel) -> Iterator[Draft]:
        """A question for each pair that can be asked for, one way or the other."""
        pairs = list(parallel.pairs)
        luck = self._known.choosing.luck("parallel", *(p.text for p in pairs), parallel.relation)
        luck.shuffle(pairs)
        for pair in pairs:
            others = [p for p in pairs if p is not pair]
            if not _is_own(pair, others) or _place(parallel, pair) in self._unclear:
                continue
            two = [self._value, self._name]
            luck.shuffle(two)
            ways = two if len(others) > 1 else [self._true_or_false]
            asked = (way(parallel, pair, others) for way in ways)
            made = (draft(self._known, each) for each in asked if each)
            yield from list(islice((each for each in made if each), 1))

    def _value(self, parallel: Parallel, pair: Pair, others: Sequence[Pair]) -> Asked | None:
        """A name is given, its value asked for."""
        stem = self._say(parallel, pair, ("described", "cell"), pair.name, row=pair.name)
        answer, wrong = capital(pair.value), [capital(p.value) for p in _alike(pair, others)]
        kind = QuizKind.TABLE if parallel.relation else QuizKind.DEFINITION
        return self._made(parallel, pair, kind, stem, answer, wrong)

    def _name(self, parallel: Parallel, pair: Pair, others: Sequence[Pair]) -> Asked | None:
        """A value is given, its name asked for."""
        if len(content(pair.value)) < 1 or (len(words(pair.value)) > 12 and not parallel.described):
            return None
        way: Way = way_to_ask(pair.value, parallel.slide.language or "en")
        stem = self._say(parallel, pair, (way, "row"), pair.value, cell=pair.value)
        spell = _as_written if _are_commands(parallel) else capital
        answer, wrong = spell(pair.name), [spell(p.name) for p in _alike(pair, others)]
        kind = QuizKind.TABLE if parallel.relation else QuizKind.TERM
        return self._made(parallel, pair, kind, stem, answer, wrong)

    def _say(
        self, parallel: Parallel, pair: Pair, ways: tuple[Way, Way], given: str, **parts: str
    ) -> str:
        """The question, by the first of two `ways` for a description and by the other for a relation."""
        language = parallel.slide.language or "en"
        topic = _topic_beside(parallel, given)
        described, tabled = ways
        if parallel.relation:
            return say(language, tabled, topic=topic, column=parallel.relation, **parts)
        if parallel.described or _describes(pair.value):
            return say(language, described, topic=topic, term=given, meaning=given)
        return say(language, "goes", topic=topic, given=given)

    def _made(
        self,
        parallel: Parallel,
        pair: Pair,
        kind: QuizKind,
        stem: str,
        answer: str,
        wrong: Sequence[str],
    ) -> Asked | None:
        peers = frozenset(map(key, wrong))
        wanted = Wanted(
            answer,
            stem,
            agrees=False,
            peers=peers,
            wrong=lambda c: _differ(c, answer) and _shape(c) == _shape(answer),
        )
        chosen = self._known.choosing.wrong(wanted, [wrong], least=2)
        if not chosen:
            return None
        quality = _WORTH - 0.04 * (len(chosen) < 3) - 0.04 * (not parallel.topic)
        return Asked(
            kind,
            stem,
            answer,
            chosen,
            pair.text,
            parallel.slide,
            quality,
            fact=f"{key(pair.text)}|{parallel.relation}" if parallel.relation else "",
            kin=peers,
        )

    def _true_or_false(
        self, parallel: Parallel, pair: Pair, others: Sequence[Pair]
    ) -> Asked | None:
        """A name with its own value, or with that of the only other one."""
        other = others[0]
        luck = self._known.choosing.luck("true or false", pair.text, parallel.relation)
        right = luck.random() < TRUE_SHARE
        told = pair if right else other
        told_by_name = any(tell_apart(pair.name, other.name, p.value) for p in (pair, other))
        said, also = content(pair.value), content(other.value)
        if told_by_name or said < also or also < said:
            return None
        language = parallel.slide.language or "en"
        topic = _topic_beside(parallel, pair.name)
        name, value, column = pair.name, told.value, parallel.relation
        if column:
            stem = say(language, "given", topic=topic, column=column, row=name, cell=value)
        else:
            stem = say(language, "means", topic=topic, term=name, meaning=value)
        choices = [say(language, "yes"), say(language, "no")]
        answer, wrong = (choices[0], choices[1]) if right else (choices[1], choices[0])
        fact = "|".join(["pair", *sorted((key(pair.text), key(other.text))), column])
        return Asked(
            QuizKind.TRUE_FALSE, stem, answer, [wrong], pair.text, parallel.slide, _WORTH, fact=fact
        )


def _most_of(parallel: Parallel) -> int:
    """So many questions that none can be answered by leaving out what the others answered."""
    return min(_MOST, (len(parallel.pairs) + 1) // 2)


def defined_in(meant: Iterable[Meant]) -> Iterator[Parallel]:
    """Terms of one list with their meanings."""
    groups: dict[str, list[Meant]] = defaultdict(list)
    for each in meant:
        listed = not each.said and not each.group.endswith("|titles")
        if listed and not _CASE.search(each.meaning) and not is_spelt_out(each.term, each.meaning):
            groups[each.group].append(each)
    for group in groups.values():
        topic = group[0].topic
        pairs = tuple(Pair(m.term, m.meaning, m.text) for m in group)
        if (len(group) > 2 and topic) or (len(group) == 2 and _are_two(group, topic)):
            yield Parallel(pairs, group[0].slide, topic, described=True)


def _are_two(group: Sequence[Meant], topic: str) -> bool:
    """Is a pair of terms most of its list, and of one kind: "Fixed pulley", "Movable pulley"?"""
    one, other = (m.term for m in group)
    begin = stems(one)[:1] == stems(other)[:1]
    kind = begin or end_alike(one, other) or " " not in one + other
    over = topic and not mentions(one, topic) and not mentions(other, topic)
    return group[0].peers < 2 * len(group) and kind and bool(over or end_alike(one, other))


def _place(parallel: Parallel, pair: Pair) -> tuple[str, str, str]:
    """What is asked for, wherever it stands in a file: a second list may give another value for the name."""
    return parallel.slide.file, parallel.relation, key(pair.name)


def _describes(value: str) -> bool:
    """Some words that are no list of things: "region of the ear"."""
    return len(value.split()) >= _PHRASE and value.count(",") < _SAID


def _topic_beside(parallel: Parallel, given: str) -> str:
    """The slide's topic, where it tells more than what is given."""
    return "" if mentions(given, parallel.topic) else parallel.topic


def _alike(pair: Pair, others: Sequence[Pair]) -> Sequence[Pair]:
    """Those whose values are of the same shape: "blood without oxygen" beside "ensure the flow" is plain at sight."""
    return [p for p in others if _shape(p.value) == _shape(pair.value)]


def _are_commands(parallel: Parallel) -> bool:
    """Names that are written small wherever they stand: "grep", "sed"."""
    names = [p.name for p in parallel.pairs]
    return all(" " not in n and n[0].islower() for n in names) and not all(map(is_word, names))


def _as_written(name: str) -> str:
    return name


def _is_own(pair: Pair, others: Sequence[Pair]) -> bool:
    """Is the value given for this name alone, and none of the others a part of it or more of the same?"""
    return all(_differ(pair.value, p.value) and _differ(pair.name, p.name) for p in others)


def _differ(one: str, other: str) -> bool:
    """Is neither a part of the other: neither "blood" of "blood vessels" nor "loss of data" of "data loss"?"""
    said, told = _said(one), _said(other)
    return not said <= told and not told <= said


def _said(text: str) -> frozenset[str]:
    """Stems of all words that tell two lines apart: "walk up the stairs", "walk down the stairs"."""
    return frozenset(w for w in stems(text) if w not in _NOTHING)


def _shape(text: str) -> tuple[bool, bool, bool]:
    """A list of things, something that is done, or what is done to do it: plain at sight."""
    said = words(text)
    first = said[0] if said else ""
    stem = first.removesuffix("s")
    acts = (first in BASES or (first.endswith("s") and stem in BASES)) and stem not in NOUN_VERBS
    return text.count(",") >= _SAID, acts and len(said) > 1, first.endswith("ing")
