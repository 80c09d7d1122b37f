"""Which drafts are kept: good ones, each fact once, spread over lectures, slides and kinds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from knowledge.normalise import fold
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.texts import content, key

GOOD_ENOUGH = 0.57
_LUCK = 0.08
"""How much of a draft's rank is the seed's: another seed asks other questions of about the same worth."""
_VARIETY = 0.16
_OF_ITS_FACT = 0.25
"""Which of several questions on one fact is kept is more of luck: else terms alone were asked for."""
_SAME = 0.8
_MOST_ON_SLIDE = 8
_MOST_TRUE_FALSE = 2
"""Questions of true or false on one slide."""
_MOST_OF_A_FACT = {QuizKind.MEMBER: 2, QuizKind.ODD_ONE_OUT: 2}
"""A list can be asked for twice; else the second question is answered by the first."""
_OF_LISTS = frozenset(
    {QuizKind.MEMBER, QuizKind.ODD_ONE_OUT, QuizKind.ORDER, QuizKind.TABLE, QuizKind.ACRONYM}
)
_QUOTED = re.compile(r"[“„«]\s?([^“”„«»]+?)\s?[”“»]")
"""What a question quotes: "true" of one term and "false" of another tell each other, where they quote the same."""
_SPREAD = 0.4
"""What a kind's share of a file's questions takes from the rank of the next of that kind."""
_FEW_LETTERS, _PART_OF_LETTERS = 2, 8
"""So many questions on short forms in a file at least, and an eighth as many as on all else: they teach the least."""


def select(drafts: Sequence[Draft], count: int | None, luck: Random) -> list[Draft]:
    """At most `count` drafts (all good ones for None), best first, in turns over files and slides."""
    good = sorted(_good(drafts), key=lambda d: (-d.question.quality, d.question.question))
    good = _distinct(_varied(good, luck))
    ranked = {id(d): d.question.quality + _LUCK * luck.random() for d in good}
    files: dict[str, list[Draft]] = defaultdict(list)
    for each in good:
        files[each.slide.file].append(each)
    files = {file: _few_letters(each) for file, each in files.items()}
    queues = [_in_turns(each, ranked) for each in files.values()]
    turns = {id(d): (n, -ranked[id(d)]) for queue in queues for n, d in enumerate(queue)}
    kept = (d for queue in queues for d in queue)
    order = sorted(kept, key=lambda d: turns[id(d)])
    return order if count is None else order[:count]


def _good(drafts: Iterable[Draft]) -> list[Draft]:
    return [d for d in drafts if d.question.quality >= GOOD_ENOUGH]


def _varied(drafts: Sequence[Draft], luck: Random) -> list[Draft]:
    """In the order in which they are kept: by the best that can be asked of their fact, then by luck."""
    best: dict[str, float] = {}
    for each in drafts:
        best[each.fact] = max(best.get(each.fact, 0.0), each.question.quality)

    def worth(draft: Draft) -> float:
        most = best[draft.fact]
        behind = _OF_ITS_FACT * (most - draft.question.quality)
        return most - behind + _VARIETY * luck.random()

    ranks = {id(d): worth(d) for d in drafts}
    return sorted(drafts, key=lambda d: -ranks[id(d)])


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Without those that ask what a better one asks already, and without a second of one fact."""
    kept: list[Draft] = []
    seen: set[str] = set()
    answers: dict[str, list[frozenset[str]]] = defaultdict(list)
    facts: Counter[str] = Counter()
    slides: Counter[int] = Counter()
    told: set[tuple[str, str]] = set()
    """Lines that were asked about, with their file."""
    halves: Counter[int] = Counter()
    """How often true or false is asked on a slide."""
    for each in drafts:
        asked = fold(each.question.question)
        about = content(f"{each.question.question} {each.question.explanation}")
        answer = key(each.question.answer) if len(each.question.choices) > 2 else each.fact
        twin = any(len(about & o) >= _SAME * min(len(about), len(o)) for o in answers[answer])
        yes_or_no = each.question.kind is QuizKind.TRUE_FALSE
        if yes_or_no and halves[id(each.slide)] >= _MOST_TRUE_FALSE:
            continue
        most = _MOST_OF_A_FACT.get(each.question.kind, 1)
        full = facts[each.fact] >= most or slides[id(each.slide)] >= _MOST_ON_SLIDE
        lines = _lines_of(each)
        if asked in seen or twin or full or lines & told:
            continue
        told |= lines
        slides[id(each.slide)] += 1
        halves[id(each.slide)] += yes_or_no
        seen.add(asked)
        answers[answer].append(about)
        facts[each.fact] += 1
        kept.append(each)
    return kept


def _lines_of(draft: Draft) -> set[tuple[str, str]]:
    """The lines that it rests on, where each is a fact of its own: a list is asked about as a whole."""
    if draft.question.kind in _OF_LISTS:
        return set()
    asks = draft.question.kind in {QuizKind.TRUE_FALSE, QuizKind.TERM}
    quoted = _QUOTED.findall(draft.question.question)[-1:] if asks else []
    lines = [*draft.question.explanation.split("\n"), *quoted]
    return {(draft.slide.file, key(line)) for line in lines}


def _few_letters(drafts: Sequence[Draft]) -> list[Draft]:
    """A file's drafts, without short forms beyond those that what else it teaches has room for."""
    letters = [d for d in drafts if d.fact.startswith("acronym|")]
    room = max(_FEW_LETTERS, (len(drafts) - len(letters)) // _PART_OF_LETTERS)
    dropped = {id(d) for d in letters[room:]}
    return [d for d in drafts if id(d) not in dropped]


def _in_turns(drafts: Sequence[Draft], ranked: dict[int, float]) -> list[Draft]:
    """A file's drafts: its slides in turns, a list twice only when all have had their turn."""
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
                _SPREAD * kinds[d.question.kind] / (len(order) + 1) - ranked[id(d)],
            ),
        )
        left.remove(best)
        order.append(best)
        slides[id(best.slide)] += 1
        facts[best.fact] += 1
        kinds[best.question.kind] += 1
    return order
