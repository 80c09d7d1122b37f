"""Homework for tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.services.polls.ports import HOMEWORK, OPEN, Choice, Decide, Poll
from bot.services.quizzes.homework.model import Homework, Work
from knowledge.exchange import Choice as Answer
from knowledge.exchange import Item, Kind, Text
from knowledge.exchange.model import Number
from tests.unit.services.polls.made import NOW
from tests.unit.services.quizzes.outcomes import frozen, item, quiz_poll

CLOSES = NOW + timedelta(days=7)
SEVERAL = Item(
    Kind.MULTIPLE,
    Text("Which are hypervisors?"),
    (
        Answer(Text("KVM"), 50.0),
        Answer(Text("Xen"), 50.0),
        Answer(Text("Docker"), -50.0),
    ),
)
WRITTEN = Item(Kind.NUMERICAL, Text("How many rings has x86?"), numbers=(Number(Decimal(4)),))


def homework_poll(*items: Item, at_once: bool = False, **fields: Any) -> Poll:
    """An open one for a week; with one question of each kind unless they are given."""
    asked = items or (item(), SEVERAL, WRITTEN)
    given: dict[str, Any] = {
        "id": "hw1",
        "kind": HOMEWORK,
        "state": OPEN,
        "closed_at": None,
        "closes_at": CLOSES,
    }
    poll = quiz_poll(**(given | fields))
    questions = tuple(frozen(n, one) for n, one in enumerate(asked, 1))
    return Homework(poll, questions, at_once).kept()


def after(poll: Poll, *clicks: Decide) -> Work:
    """What somebody's homework is after these clicks."""
    choice: Choice = {}
    for click in clicks:
        choice = click(poll, choice)
    return Work.of(choice)
