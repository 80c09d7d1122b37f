"""How somebody is doing, from what is remembered of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.practice.choosing import Deck
from bot.services.quizzes.practice.ports import Memory
from bot.services.quizzes.practice.scheduling import due_day
from bot.services.quizzes.practice.views import Doubt, LectureStats

AHEAD = 7
MOST_DOUBTS = 5


def forecast(deck: Deck) -> Mapping[date, int]:
    """How many questions are due on each of the next seven days; today's are all that are due by now."""
    days = [deck.day + timedelta(days=n) for n in range(AHEAD)]
    counted = Counter(_day(deck, deck.memories[q.id]) for q in deck.questions if q.id in deck.memories)  # fmt: skip
    return {day: counted[day] for day in days}


def _day(deck: Deck, memory: Memory) -> date:
    """The day on which it will be asked; what is due counts for today."""
    if memory.due_at <= deck.now:
        return deck.day
    return max(due_day(memory.card), deck.day + timedelta(days=1))


def next_due(deck: Deck) -> tuple[date, int] | None:
    """The next day after today on which something is due, and how much."""
    counted = Counter(_day(deck, deck.memories[q.id]) for q in deck.questions if q.id in deck.memories)  # fmt: skip
    later = [day for day in counted if day > deck.day]
    return (min(later), counted[min(later)]) if later else None


def by_lecture(deck: Deck) -> list[LectureStats]:
    """Each lecture that has questions, in order; those without a number last."""
    groups: dict[int | None, list[BankQuestion]] = {}
    for question in deck.questions:
        groups.setdefault(question.lecture, []).append(question)
    numbers = sorted(groups, key=lambda number: (number is None, number or 0))
    return [_lecture(number, groups[number], deck.memories) for number in numbers]


def _lecture(
    number: int | None, questions: Sequence[BankQuestion], memories: Mapping[str, Memory]
) -> LectureStats:
    known = [memories[q.id] for q in questions if q.id in memories]
    right, wrong = sum(m.right for m in known), sum(m.wrong for m in known)
    return LectureStats(number, len(known), len(questions), right, wrong)


def doubts(questions: Iterable[BankQuestion]) -> list[Doubt]:
    """What to look at again, a few of them."""
    return [Doubt(q.id, q.item.stem, q.lecture) for q in list(questions)[:MOST_DOUBTS]]
