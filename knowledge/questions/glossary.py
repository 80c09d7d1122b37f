"""What a lecture defines in so many words: its glossary, whose terms may be taken for one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from knowledge.normalise import fold, stem, words
from knowledge.questions.choices import Nearness
from knowledge.questions.concepts import is_concept
from knowledge.questions.defining import is_case, is_one
from knowledge.questions.facts import Meant
from knowledge.questions.genus import kind
from knowledge.questions.headed import is_noun
from knowledge.questions.kinship import end_alike, have_one_ending, same_form
from knowledge.questions.material import ARTICLE, is_marked
from knowledge.questions.texts import (
    capital,
    content,
    covers,
    has_main_verb,
    is_predicate,
    key,
    mentions,
    stems,
)

_LEAST_SAID = 3
"""Words that say something, of what a term is to be known by."""
_LIKELY = 0.12
"""Cosine of two terms, or of their meanings, from which one may be taken for the other."""
SAME_SAID = 0.72
"""Cosine from which a meaning may be that of the other term too."""
_AGREE = 0.5
"""Cosine of two meanings from which they say the same of a term."""
_SHARED = 0.7
"""Share of the words of the shorter meaning, from which both are of one thing."""
_FARTHEST = 30
"""So many slides lie at most between two terms that are taken for each other."""


class Glossary:
    """The definitions of each file, and those of other lectures that end alike."""

    def __init__(
        self, meant: Iterable[Meant], near: Nearness, place: Callable[[Meant], int]
    ) -> None:
        self._near, self._place = near, place
        self._files: dict[str, list[Meant]] = defaultdict(list)
        self._rivals: dict[int, Sequence[Meant]] = {}
        """Of each definition, once they were asked for: its term and its meaning have the same."""
        found = list(meant)
        first: dict[tuple[str, str], Meant] = {}
        self._unlike: set[tuple[str, str]] = set()
        for each in found:
            at = (each.slide.file, key(each.term))
            known = first.setdefault(at, each)
            if known is not each and not self._agree(known, each):
                self._unlike.add(at)
        for at, each in first.items():
            named = is_concept(each.term, each.slide.language or "en")
            if named and at not in self._unlike and is_definition(each):
                self._files[each.slide.file].append(each)
        self._heads: dict[str, list[Meant]] = defaultdict(list)
        """Of all files, by the last word of a term of two and more."""
        for file, defined in self._files.items():
            self._files[file] = [m for m in defined if not any(_heads(m, o) for o in defined)]
            for each in self._files[file]:
                if len(said := stems(each.term)) > 1:
                    self._heads[said[-1]].append(each)

    def is_clear(self, meant: Meant) -> bool:
        """Does the file say one thing only of the term? "Short run" may mean one of supply, and another of demand."""
        return (meant.slide.file, key(meant.term)) not in self._unlike

    def rivals(self, meant: Meant) -> Sequence[Meant]:
        """Whose terms may be taken for this one's, and are certainly none that its meaning is true of."""
        found = self._rivals.get(id(meant))
        if found is None:
            defined = self._files[meant.slide.file]
            known = any(m is meant for m in defined)
            others = [m for m in defined if m is not meant]
            others += [m for m in self._of_head(meant) if m.slide.file != meant.slide.file]
            once: dict[str, Meant] = {}
            for each in others:
                if known and self._are_rivals(meant, each):
                    once.setdefault(key(each.term), each)
            found = self._rivals[id(meant)] = list(once.values())
        return found

    def _of_head(self, meant: Meant) -> Sequence[Meant]:
        """What other lectures define by the same last word: "sunk cost", "marginal cost"."""
        said = stems(meant.term)
        return self._heads[said[-1]] if len(said) > 1 else ()

    def _agree(self, one: Meant, other: Meant) -> bool:
        """Do two lines say the same of a term?"""
        alike = self._near(capital(one.meaning), capital(other.meaning)) >= _AGREE
        return alike or _say_alike(one.meaning, other.meaning)

    def say_same(self, one: str, other: str) -> bool:
        """May two meanings be of one thing, as they are alike or one has most words of the other?"""
        return self._near(capital(one), capital(other)) >= SAME_SAID or _say_alike(one, other)

    def _are_rivals(self, one: Meant, other: Meant) -> bool:
        alike = self._near(capital(one.meaning), capital(other.meaning))
        likely = max(alike, self._near(one.term, other.term)) >= _LIKELY
        return (
            likely
            and (_are_twins(one, other) or not self.say_same(one.meaning, other.meaning))
            and is_case(one.meaning) == is_case(other.meaning)
            and self.are_of_one_kind(one, other)
            and (
                one.slide.file != other.slide.file
                or abs(self._place(one) - self._place(other)) <= _FARTHEST
            )
            and same_form(one.term, other.term)
            and not covers(one.term, other.term)
            and not mentions(one.meaning, other.term)
            and not mentions(other.meaning, one.term)
        )

    def are_of_one_kind(self, one: Meant, other: Meant) -> bool:
        """Would either term do for what the other means: both are acts, or fields, or things? "Nucleus" is none for "the making of a protein". English only."""
        return (
            one.slide.language != "en"
            or one.slide is other.slide
            or end_alike(one.term, other.term)
            or have_one_ending(one.term, other.term)
            or kind(one.meaning) == kind(other.meaning)
        )


def _are_twins(one: Meant, other: Meant) -> bool:
    """Does one slide say nearly the same of two terms, and something else of each: "a protein off an RNA template", "RNA off a DNA template"?"""
    said, told = content(one.meaning), content(other.meaning)
    return one.slide is other.slide and bool(said - told) and bool(told - said)


def _heads(one: Meant, other: Meant) -> bool:
    """Is it the last word of the other, and so short for it or for its kind: "tree", "phylogenetic tree"?"""
    return fold(other.term).endswith(f" {fold(one.term)}")


def _say_alike(one: str, other: str) -> bool:
    """Has one meaning most words of the other, and the first: "a legal minimum price", "a legal minimum price for labor"?

    Of "belief in …" and "denial of …" each is true of one alone.
    """
    said, told = content(one), content(other)
    first, there = (next(iter(_telling(m)), "") for m in (one, other))
    return first == there and len(said & told) >= _SHARED * min(len(said), len(told))


def _telling(meaning: str) -> Iterator[str]:
    """Its words that say something, in order."""
    return (stem(w) for w in words(meaning) if stem(w) in content(meaning))


_ABBREVIATED = re.compile(r"(?<!\w)[a-z]{1,2}\.\s")
_CLAUSE = re.compile(r"\b(?:as soon as|so that|how|in order to)\b")


def is_definition(meant: Meant) -> bool:
    """Is it a noun with what tells it apart, and no sentence: "a version of a gene"? Ahead of a colon stand labels too."""
    language = meant.slide.language or "en"
    told = re.sub(r"\s*\([^()]*\)", "", meant.meaning)
    if len(content(told)) < _LEAST_SAID or _ABBREVIATED.search(told):
        return False
    if is_one(told) or (meant.said and is_case(told)):
        return True
    ahead = _CLAUSE.split(told)[0]
    if has_main_verb(words(ahead), language):
        return False
    if meant.said:
        return True
    if ARTICLE.match(told) or is_marked(meant.term, meant.slide):
        return not is_predicate(told, language)
    return meant.peers >= 2 and language == "en" and is_noun(told)
