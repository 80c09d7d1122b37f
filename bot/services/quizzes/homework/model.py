"""What a homework keeps in its poll, with types: the questions, and what each person has answered so far.

It is a poll of kind HOMEWORK: its title is the poll's `question`, `notes` hold its questions as they were when it was put
together. Each person has one ballot, with all their answers: so a click changes it as a whole, once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.services.polls.ports import Ballot, Choice, Poll
from bot.services.quizzes.asking import Asked, Part, Response, asked, mark
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live.model import ALIAS, Player
from knowledge.exchange import Item

OVERVIEW = 0
"""In place of a question's number: the page that tells how far somebody is."""


@dataclass(frozen=True, slots=True)
class Homework:
    """A poll of kind HOMEWORK. `at_once`: right and wrong are told with each answer, which then stays; else when it closes."""

    poll: Poll
    questions: tuple[Frozen, ...]
    at_once: bool = False

    @property
    def id(self) -> str:
        return self.poll.id

    @property
    def title(self) -> str:
        return self.poll.question

    def item(self, number: int) -> Item:
        """The question with this number, from 1."""
        return self.questions[number - 1].item

    def asked(self, number: int, user: str) -> Asked:
        """The same as somebody is shown it: each person has an order of choices of their own."""
        return asked(self.item(number), f"{self.questions[number - 1].luck}:{user}")

    def by_place(self, number: int, user: str) -> tuple[Part, ...]:
        """The parts of a question, as somebody is shown them, with options named by their places.

        An option's id tells where it stood when the question was written, which is the order that is asked for.
        """
        return tuple(
            replace(part, options=tuple(replace(o, id=str(n)) for n, o in enumerate(part.options)))
            for part in self.asked(number, user).parts
        )

    @classmethod
    def of(cls, poll: Poll) -> Homework:
        notes = poll.notes
        questions = tuple(Frozen.of(raw) for raw in notes.get("questions", ()))
        return cls(poll, questions, bool(notes.get("at_once", False)))

    def kept(self) -> Poll:
        """The poll that holds it."""
        questions = [one.to_json() for one in self.questions]
        notes = {**self.poll.notes, "questions": questions, "at_once": self.at_once}
        return replace(self.poll, notes=notes)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to one question. `sure` is None where nobody said; `changed`: it was another one before."""

    response: Response
    sure: bool | None = None
    changed: bool = False

    def to_json(self) -> dict[str, Any]:
        return {**self.response.to_json(), "sure": self.sure, "changed": self.changed}

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Said:
        return cls(Response.from_json(raw), raw.get("sure"), bool(raw.get("changed", False)))


@dataclass(frozen=True, slots=True)
class Work:
    """How far somebody is: at a question's number or at OVERVIEW; `picked` is what is marked there."""

    name: str = ""
    shown: str = ALIAS
    at: int = OVERVIEW
    picked: tuple[str, ...] = ()
    answers: Mapping[int, Said] = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        return bool(self.name)

    def has_finished(self, homework: Homework) -> bool:
        """Has every question an answer?"""
        return len(self.answers) >= len(homework.questions)

    def left(self, homework: Homework) -> tuple[int, ...]:
        """Numbers of the questions without an answer."""
        numbers = range(1, len(homework.questions) + 1)
        return tuple(number for number in numbers if number not in self.answers)

    def is_settled(self, homework: Homework, number: int) -> bool:
        """Was it told whether the answer is right, so that it stays?"""
        return homework.at_once and number in self.answers

    def to_choice(self) -> Choice:
        """A ballot's choice."""
        answers = {str(number): said.to_json() for number, said in self.answers.items()}
        return {
            "name": self.name,
            "shown": self.shown,
            "at": self.at,
            "picked": list(self.picked),
            "answers": answers,
        }

    @classmethod
    def of(cls, choice: Choice) -> Work:
        """From `to_choice`; nothing begun from {}."""
        answers = {int(n): Said.of(raw) for n, raw in (choice.get("answers") or {}).items()}
        return cls(
            str(choice.get("name") or ""),
            str(choice.get("shown") or ALIAS),
            int(choice.get("at") or OVERVIEW),
            tuple(choice.get("picked") or ()),
            answers,
        )

    def player(self, user: str) -> Player:
        return Player(user, self.name, self.shown)


def share_of(homework: Homework, number: int, said: Said) -> float:
    """The part of the points that an answer gets, 0 to 1."""
    return mark(homework.item(number), said.response).share


def works_of(ballots: Sequence[Ballot]) -> dict[str, Work]:
    """Everybody's, by member; of those who have begun."""
    found = {ballot.voter: Work.of(ballot.choice) for ballot in ballots}
    return {user: work for user, work in found.items() if work.begun}
