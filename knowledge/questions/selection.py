"""Which drafts are kept: good ones, each fact once before any twice, spread over lectures and slides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from knowledge.normalise import fold
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.texts import content, key

GOOD_ENOUGH = 0.57
_LUCK = 0.08
"""How much of a draft's rank is the seed's: another seed asks other questions of about the same worth."""
_SAME = 0.8
_MOST_ON_SLIDE = 8


def select(drafts: Sequence[Draft], count: int | None, luck: Random) -> list[Draft]:
    """At most `count` drafts (all good ones for None), best first, in turns over files and slides."""
    good = _distinct(
        sorted(_good(drafts), key=lambda d: (-d.question.quality, d.question.question))
    )
    ranked = {id(d): d.question.quality + _LUCK * luck.random() for d in good}
    files: dict[str, list[Draft]] = defaultdict(list)
    for each in good:
        files[each.slide.file].append(each)
    queues = [_in_turns(each, ranked) for each in files.values()]
    turns = {id(d): (n, -ranked[id(d)]) for queue in queues for n, d in enumerate(queue)}
    order = sorted(good, key=lambda d: turns[id(d)])
    return order if count is None else order[:count]


def _good(drafts: Iterable[Draft]) -> list[Draft]:
    return [d for d in drafts if d.question.quality >= GOOD_ENOUGH]


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Without those that ask what a better one asks already, and without a third of one fact."""
    kept: list[Draft] = []
    seen: set[str] = set()
    answers: dict[str, list[frozenset[str]]] = defaultdict(list)
    facts: Counter[str] = Counter()
    slides: Counter[int] = Counter()
    halves: Counter[int] = Counter()
    """True or false is asked once a slide."""
    for each in drafts:
        asked = fold(each.question.question)
        about = content(f"{each.question.question} {each.question.explanation}")
        answer = key(each.question.answer) if len(each.question.choices) > 2 else each.fact
        twin = any(len(about & o) >= _SAME * min(len(about), len(o)) for o in answers[answer])
        yes_or_no = each.question.kind is QuizKind.TRUE_FALSE
        if yes_or_no and halves[id(each.slide)]:
            continue
        full = facts[each.fact] >= 2 or slides[id(each.slide)] >= _MOST_ON_SLIDE
        if asked in seen or twin or full:
            continue
        slides[id(each.slide)] += 1
        halves[id(each.slide)] += yes_or_no
        seen.add(asked)
        answers[answer].append(about)
        facts[each.fact] += 1
        kept.append(each)
    return kept


def _in_turns(drafts: Sequence[Draft], ranked: dict[int, float]) -> list[Draft]:
    """A file's drafts: its slides in turns, a fact twice only when all have had their turn."""
    left = sorted(drafts, key=lambda d: -ranked[id(d)])
    slides: Counter[int] = Counter()
    facts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    order: list[Draft] = []
    while left:
        best = min(
            left[:60],
            key=lambda d: (
                facts[d.fact],
                slides[id(d.slide)],
                0.15 * kinds[d.question.kind] / (len(order) + 1) - ranked[id(d)],
            ),
        )
        left.remove(best)
        order.append(best)
        slides[id(best.slide)] += 1
        facts[best.fact] += 1
        kinds[best.question.kind] += 1
    return order
