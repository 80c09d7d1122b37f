"""What a closed paper tells the teaching staff: numbers beside those of earlier classes, and what was written, grouped."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.services.papers.counting import Outcome
from bot.services.polls.ports import Poll
from bot.services.replies import Reply
from knowledge.course import Course
from knowledge.grouping import Group, group
from knowledge.remarks import Usage

MOST_LOOKED_UP = 25
"""So many groups are looked up in the course, the largest."""
CONFIDENT = 0.6
"""An answer is attached from this confidence on; what is less sure is not shown to a class."""
_KINDS = frozenset({"quote", "definition", "faq", "deadline"})
LookUp = Callable[[str], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Point:
    """What several asked for or named, in the words of one of them; `others` are the other wordings, by the alphabet.

    `slides` are ids of slides' entries that it points to, the likeliest first. `reply` is the course's answer, where it has one.
    """

    words: str
    size: int
    others: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """`earlier` are the papers before, oldest first, each with what it came to; `clear` counts those to whom all was clear.

    `picked` are slides that were picked from the list, with how often, the most picked first.
    """

    paper: Poll
    outcome: Outcome
    earlier: tuple[tuple[Poll, Outcome], ...] = ()
    main: tuple[Point, ...] = ()
    unclear: tuple[Point, ...] = ()
    clear: int = 0
    picked: tuple[tuple[str, int], ...] = ()


async def digest(paper: Poll, earlier: Sequence[Poll], course: Course, look_up: LookUp) -> Digest:
    """What there is to tell of a closed paper."""
    outcome = Outcome.from_result(paper.result)
    written = [one.text for one in outcome.unclear]
    groups, names = await asyncio.to_thread(_grouped, written, outcome.main, course)
    asked = [each for each in groups if not each.empty]
    unclear = [
        await _point(each, outcome, look_up if n < MOST_LOOKED_UP else None)
        for n, each in enumerate(asked)
    ]
    picked = sorted(outcome.slides.items(), key=lambda item: -item[1])
    return Digest(
        paper,
        outcome,
        tuple((one, Outcome.from_result(one.result)) for one in earlier),
        tuple(_named(each, outcome.main) for each in names if not each.empty),
        tuple(unclear),
        sum(each.size for each in groups if each.empty),
        tuple(picked),
    )


def _grouped(
    unclear: Sequence[str], main: Sequence[str], course: Course
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    usage = Usage.of(course.known)
    return group(unclear, usage), group(main, usage)


def _named(each: Group, texts: Sequence[str]) -> Point:
    return Point(each.words, each.size, _others(each, texts))


def _others(each: Group, texts: Sequence[str]) -> tuple[str, ...]:
    said = {texts[n] for n in each.members} - {each.words}
    return tuple(sorted(said, key=lambda text: (text.casefold(), text)))


async def _point(each: Group, outcome: Outcome, look_up: LookUp | None) -> Point:
    members = [outcome.unclear[n] for n in each.members]
    reply = await look_up(each.words) if look_up else None
    votes: Counter[str] = Counter(slide for one in members for slide in one.slides)
    found, sure = _slide_under(reply), _confident(reply)
    if found:
        votes[found] += len(members) if sure else 1
    texts = [one.text for one in outcome.unclear]
    slides = tuple(sorted(votes, key=lambda slide: (-votes[slide], slide != found, slide)))
    return Point(each.words, each.size, _others(each, texts), slides, sure)


def _confident(reply: Reply | None) -> Reply | None:
    sure = reply is not None and reply.answered and reply.confidence >= CONFIDENT
    return reply if sure and reply is not None and reply.kind in _KINDS else None


def _slide_under(reply: Reply | None) -> str | None:
    """The entry that the search leads to: the answer's, or the closest where it may well be the answer."""
    if reply is None:
        return None
    if reply.answered:
        return reply.entry_id
    return reply.near[0].entry_id if reply.undecided else None
