"""Wrong answers that are worth a thought: of the same kind, from the course, and not right after all."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from knowledge.embedding import Vector, embed, text_vector
from knowledge.normalise import fold, words
from knowledge.questions.telling import gives_away
from knowledge.questions.texts import (
    content,
    covers,
    is_plural,
    key,
    lengths_fit,
    mentions,
    same,
    stems,
)

WRONG = 3
_SAME_MEANING = 0.86
"""Cosine from which two names may well be names of one thing."""
_JITTER = 0.12
_HEAD = 0.2
"""What a common last word adds: "punitive damages" may be taken for "compensatory damages"."""
_STANDS_OUT, _OF_EVERYDAY = 0.1, 0.06
"""By how much the right answer may be nearer to what it is known by than the wrong ones are on average; less for names of everyday words."""
_MOST = 400
"""So many candidates of a pool are looked at: enough for three."""


class Nearness:
    """How alike texts are in meaning: the cosine of their embeddings, -1..1."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        each = list(dict.fromkeys(texts))
        self._vectors: dict[str, Vector] = dict(zip(each, embed(each), strict=True)) if each else {}

    def __call__(self, a: str, b: str) -> float:
        return float(self._vector(a) @ self._vector(b))

    def _vector(self, text: str) -> Vector:
        found = self._vectors.get(text)
        if found is None:
            found = self._vectors[text] = text_vector(text)
        return found


@dataclass(frozen=True)
class Names:
    """Which names mean the same, by the course's own words."""

    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, others: Mapping[str, str]) -> Names:
        """From names with what else the thing is called."""
        return cls(frozenset((fold(a), fold(b)) for a, b in others.items()))

    def alike(self, a: str, b: str) -> bool:
        if not self.pairs:
            return False
        one, other = fold(a), fold(b)
        return (one, other) in self.pairs or (other, one) in self.pairs


@dataclass(frozen=True)
class Wanted:
    """What wrong answers are wanted for. `beside` is text that they must not be named in."""

    answer: str
    beside: str = ""
    banned: frozenset[str] = frozenset()
    agrees: bool = True
    """In number: all singular, or all plural."""
    peers: frozenset[str] = frozenset()
    """Keys of others of its list: other things for certain, however close in meaning."""
    wrong: Callable[[str], bool] = field(default=lambda _: True)
    """What else makes sure that a candidate is wrong."""


class Choosing:
    """Picks wrong answers for a question, by the seed's luck among those that fit about as well."""

    def __init__(self, near: Nearness, names: Names, seed: int) -> None:
        self.near, self._names, self._seed = near, names, seed

    def luck(self, *parts: object) -> random.Random:
        """A generator of its own for each question: one question more changes no other."""
        return random.Random("\x1f".join(map(str, (self._seed, *parts))))  # noqa: S311 - no secret

    def wrong(
        self, wanted: Wanted, pools: Iterable[Iterable[str]], least: int = WRONG
    ) -> tuple[str, ...]:
        """At most three from the first pool that has `least`; none where no pool has.

        Pools are not mixed: what stands in the answer's list, beside what does not, tells which is right.
        """
        luck = self.luck(wanted.answer, wanted.beside)
        for pool in pools:
            chosen: list[str] = []
            fitting = [c for c in islice(dict.fromkeys(pool), _MOST) if self._fits(c, wanted)]
            ranked = sorted(
                fitting, key=lambda c: -(self._likely(c, wanted) + _JITTER * luck.random())
            )
            for candidate in ranked:
                sure = key(candidate) in wanted.peers
                if len(chosen) < WRONG and not any(
                    self._one(candidate, c, sure=sure) for c in chosen
                ):
                    chosen.append(candidate)
            if len(chosen) >= least:
                return tuple(chosen)
        return ()

    def _fits(self, candidate: str, wanted: Wanted) -> bool:
        answer = wanted.answer
        short, long = sorted((len(candidate), len(answer)))
        plural = not wanted.agrees or is_plural(candidate) == is_plural(answer)
        return (
            key(candidate) not in wanted.banned
            and long <= 2.4 * short + 6
            and plural
            and candidate[:1].islower() == answer[:1].islower()
            and _is_spelt(candidate) == _is_spelt(answer)
            and not content(answer) < content(candidate)
            and not self._one(candidate, answer, sure=key(candidate) in wanted.peers)
            and not (wanted.beside and mentions(wanted.beside, candidate))
            and wanted.wrong(candidate)
        )

    def _one(self, a: str, b: str, *, sure: bool = False) -> bool:
        """May the two be names of one thing, or of a thing and its kind? Hardly if they are `sure` to differ."""
        return (
            same(a, b)
            or (_singular(a) == _singular(b) != ())
            or (not sure and covers(a, b))
            or self._names.alike(a, b)
            or (not sure and self.near(a, b) >= _SAME_MEANING)
        )

    def _likely(self, candidate: str, wanted: Wanted) -> float:
        """How likely somebody takes it for right: near in meaning, of like length and form."""
        answer = wanted.answer
        short, long = sorted((len(candidate), len(answer)))
        words = abs(len(candidate.split()) - len(answer.split()))
        capitals = candidate.isupper() == answer.isupper()
        head = _HEAD * (" " in candidate and stems(candidate)[-1:] == stems(answer)[-1:])
        form = 0.4 * short / long - 0.05 * words + 0.2 * capitals
        return self.near(candidate, answer) + form + head


def _is_spelt(name: str) -> bool:
    """A name with capitals or marks in its midst, as code and acronyms have."""
    return " " not in name and bool(re.search(r"[a-z][A-Z]|[A-Z]{2}|[./_]\w|^\W", name))


@lru_cache(maxsize=100_000)
def _singular(name: str) -> tuple[str, ...]:
    """Its words without the endings of plurals in French and Spanish: "fósil guía", "fósiles guía"."""
    return tuple(re.sub(r"(?:es|s|x)$", "", w) for w in words(name) if len(w) > 3)


def stands_out(
    near: Nearness, told: str, answer: str, wrong: Sequence[str], *, everyday: bool
) -> bool:
    """Is the right answer told by what it means alone: "community trusts the office", of "public acceptance" beside "consistency"?

    `everyday`: the term is of everyday words, which mean to everybody what they mean in the course. The embedding
    is English.
    """
    others = sum(near(told, w) for w in wrong) / len(wrong)
    return near(told, answer) - others > (_OF_EVERYDAY if everyday else _STANDS_OUT)


def are_fair(question: str, choices: Sequence[str], answer: str) -> bool:
    """Choices that differ, of like length, of which none is told by the question itself."""
    distinct = len({key(c) for c in choices}) == len(choices)
    told = key(answer) in key(question) and len(key(answer)) > 2
    return (
        distinct
        and not told
        and lengths_fit(choices, answer)
        and not gives_away(question, choices, answer)
    )
