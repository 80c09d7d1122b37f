"""Quizzes that are over, for tests: what was asked, and who answered what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.services.polls.ports import CLOSED, QUESTION, QUIZ, Poll, Settings
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live.model import (
    ALIAS,
    ENDED,
    Answer,
    Player,
    Question,
    Quiz,
    Rules,
    question_id,
)
from bot.services.quizzes.live.outcome import Outcome, of_quiz
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.exchange.codec import item_json
from knowledge.model import Source
from tests.unit.services.polls.made import CHANNEL, COURSE, NOW, WORKSPACE

HOST = "U0ELENA"
WORDS = ("KVM", "VirtualBox", "QEMU", "Docker")


def item(stem: str = "Which is a type-1 hypervisor?", right: str = "a", **more: Any) -> Item:
    """Four choices, of which one is right."""
    choices = tuple(
        Choice(Text(word), 100.0 if letter == right else 0.0)
        for letter, word in zip("abcd", WORDS, strict=True)
    )
    given: dict[str, Any] = {"kind": Kind.CHOICE, "choices": choices, "shuffle": False}
    return Item(stem=Text(stem), **(given | more))


def source(slide: int, title: str = "KERNEL BASED VIRTUAL MACHINES (KVM)") -> Source:
    return Source("lecture-13.pdf", title, 13, slide, slide)


def frozen(number: int, asked: Item, **more: Any) -> Frozen:
    return Frozen(
        f"q{number}", item_json(asked), f"luck{number}", more.get("source", source(number))
    )


def quiz_poll(**fields: Any) -> Poll:
    """A poll of kind QUIZ that is closed."""
    given: dict[str, Any] = {
        "workspace": WORKSPACE,
        "id": "quiz1",
        "course": COURSE,
        "channel": CHANNEL,
        "creator": HOST,
        "kind": QUIZ,
        "question": "Virtual machines",
        "options": (),
        "settings": Settings(),
        "made_at": NOW,
        "state": CLOSED,
        "opened_at": NOW,
        "closed_at": NOW + timedelta(minutes=10),
        "posted_channel": CHANNEL,
        "ts": "1637431200.000100",
    }
    return Poll(**(given | fields))


def quiz(items: list[Item], poll: Poll | None = None, **fields: Any) -> Quiz:
    """One that is over, with a slide for each question."""
    questions = tuple(frozen(n, one) for n, one in enumerate(items, 1))
    at = len(items)
    return Quiz(poll or quiz_poll(), ENDED, HOST, at, Rules(), questions, NOW, **fields)


def question(of: Quiz, number: int, answers: Mapping[str, Answer], **fields: Any) -> Question:
    """One of its questions, closed; answers by member."""
    poll = quiz_poll(id=question_id(of.id, number), kind=QUESTION, about=of.id)
    kept = of.questions[number - 1]
    return Question(poll, kept, number, of.at, 30, speed=False, answers=answers, **fields)


def answers(picked: str, right: str = "a", **more: Any) -> dict[str, Answer]:
    """One letter a player, U0P0 the first; "-" for no answer. Right is worth 100 points."""
    return {
        f"U0P{n}": Answer((letter,), share=float(letter == right), points=100 * (letter == right), took=4.5, **more)
        for n, letter in enumerate(picked)
        if letter != "-"
    }  # fmt: skip


def players(number: int, **shown: str) -> dict[str, Player]:
    """With invented names, "Otter 0" and so on; `shown` by member says how each stands on the board."""
    users = [f"U0P{n}" for n in range(number)]
    return {u: Player(u, f"Otter {n}", shown.get(u, ALIAS)) for n, u in enumerate(users)}


def outcome(rows: list[str], *, sure: bool | None = None, **fields: Any) -> Outcome:
    """A live quiz: a row a question, a letter a player."""
    of = quiz([item(f"Question {n}?") for n in range(1, len(rows) + 1)], **fields)
    asked = [question(of, n, answers(row, sure=sure)) for n, row in enumerate(rows, 1)]
    return of_quiz(of, asked, players(max(map(len, rows), default=0)))
