"""Live quizzes for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.services.polls.ports import OPEN, QUESTION, QUIZ, Option, Poll
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live.model import Answer, Question, Quiz, Rules, question_id
from knowledge.model import Source
from tests.unit.services.polls.made import NOW, poll

SOURCE = Source("l13.pdf", "Containers", 13, 7, 7, date(2021, 11, 16))


def frozen(bank_id: str = "b1", **fields: Any) -> Frozen:
    """A question about a hypervisor."""
    return Frozen(bank_id, fields.pop("item", {}), fields.pop("luck", "1"), SOURCE, **fields)


def quiz(*questions: Frozen, **fields: Any) -> Quiz:
    """An open one; fields of the quiz by name."""
    holder = poll(QUIZ, id="quiz1", question="Containers", state=fields.pop("poll_state", OPEN))
    given: dict[str, Any] = {
        "state": "lobby",
        "host": "U0ELENA",
        "at": 0,
        "rules": Rules(),
        "questions": questions or (frozen(),),
        "acted_at": NOW,
    }
    made = Quiz(holder, **(given | fields))
    return Quiz.of(made.kept())


def question(**fields: Any) -> Question:
    """One of two choices, of which "a" is right, shown at `NOW`."""
    holder = fields.pop("poll", None) or poll(
        QUESTION,
        id=question_id("quiz1", 1),
        about="quiz1",
        question="What runs on bare metal?",
        options=(Option("a", "Type 1"), Option("b", "Type 2")),
        correct=("a",),
        ts=f"{int(NOW.timestamp())}.000000",
    )
    given: dict[str, Any] = {
        "frozen": frozen(),
        "number": 1,
        "number_of": 2,
        "seconds": 20,
        "speed": False,
    }
    return Question(holder, **(given | fields))


def closed(holder: Poll, answers: dict[str, Answer], **extra: Any) -> Question:
    """A question with what was worked out of it."""
    told = {"answers": {user: answer.to_json() for user, answer in answers.items()}, **extra}
    return Question.of(replace(holder, state="closed", result={"extra": told}))
