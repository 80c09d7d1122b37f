"""Questions of the bank, and practice, to store."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.services.quizzes.bank.ports import DRAFTED, BankQuestion
from bot.services.quizzes.practice.ports import Given, Memory, Session
from knowledge.exchange import Choice, Item, Kind, Markup, Text
from knowledge.model import Source
from tests.storage.records import LATER, NOON

ITEM = Item(
    Kind.CHOICE,
    Text("Which is a <b>type-1</b> hypervisor?", Markup.HTML),
    (Choice(Text("Xen"), 100.0), Choice(Text("VirtualBox"), -50.0, Text("It runs on a host."))),
    tags=("virtualization",),
    difficulty=0.25,
)


def slide(lecture: int | None = 13, slide: int | None = 5, file: str = "deck.pdf") -> Source:
    return Source(file, "Hypervisors", lecture, slide, 9, date(2021, 11, 16))


def asked(id: str = "q1", workspace: str = "T1", **changes: Any) -> BankQuestion:  # noqa: A002
    """A question of the bank that was drafted from a slide."""
    fields: dict[str, Any] = {
        "course": "tcss562",
        "item": ITEM,
        "origin": DRAFTED,
        "made_at": NOON,
        "source": slide(),
        "fingerprint": f"mark-{id}",
    }
    return BankQuestion(workspace, id, **(fields | changes))


def session(user: str = "U1", **changes: Any) -> Session:
    fields: dict[str, Any] = {"state": {"at": 0, "queue": ["q1", "q2"]}, "changed_at": NOON}
    return Session(**({"workspace": "T1", "course": "tcss562", "user": user} | fields | changes))


def memory(question_id: str = "q1", user: str = "U1", **changes: Any) -> Memory:
    fields: dict[str, Any] = {
        "workspace": "T1",
        "course": "tcss562",
        "card": {"card_id": 7, "stability": 2.3065, "difficulty": 2.118, "last_review": None},
        "due_at": LATER,
        "last_at": NOON,
    }
    return Memory(question_id=question_id, user=user, **(fields | changes))


def given(id: str = "g1", user: str = "U1", **changes: Any) -> Given:  # noqa: A002
    fields: dict[str, Any] = {
        "workspace": "T1",
        "course": "tcss562",
        "question_id": "q1",
        "at": NOON,
        "day": date(2026, 11, 25),
        "share": 1.0,
    }
    return Given(id=id, user=user, **(fields | changes))
