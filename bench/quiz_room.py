"""A class in a channel of the local workspace, with a live quiz."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bench.votes_room import TEXTS, Room
from bot.blocks.quizzes import live_question
from bot.playground import Playground
from bot.playground.state import TEAM_ID
from bot.services.polls.counting import tally
from bot.services.polls.ports import DRAFT, OPEN, QUIZ, Decide, Poll, Settings
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live.model import ASKING, LOBBY, Player, Question, Quiz, Rules
from bot.services.quizzes.live.steps import question_poll
from bot.storage import Storage
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE
from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.exchange.codec import item_json
from knowledge.model import Source

ANSWER = "live_answer"
LONG = Rules(seconds=10_000, thread=False)
"""A question that can be answered as long as a bench takes."""


def drafted(channel: str, host: str, count: int, rules: Rules) -> Quiz:
    """A quiz of so many questions, each with four choices, that nobody but its host knows of."""
    now = datetime.now(UTC)
    course = load_course(DEFAULT_COURSE_FILE).course.id
    title = "Hypervisors"
    poll = Poll(TEAM_ID, "bench", course, channel, host, QUIZ, title, (), Settings(), now, DRAFT)
    questions = tuple(_question(number) for number in range(1, count + 1))
    quiz = Quiz(poll, LOBBY, host, 0, rules, questions, now)
    return replace(quiz, poll=quiz.kept())


def _question(number: int) -> Frozen:
    texts = [f"{text} {number}" for text in TEXTS]
    choices = tuple(Choice(Text(text), 0.0 if n else 100.0) for n, text in enumerate(texts))
    said = Text(f"{texts[0]} is part of the kernel.")
    item = Item(Kind.CHOICE, Text(f"Which one is type 1, of {number}?"), choices, feedback=said)
    source = Source("l13.pdf", "Hypervisors", 13, number, number)
    return Frozen(f"q{number}", item_json(item), f"luck-{number}", source)


class QuestionRoom(Room):
    """A class and a question of a live quiz that can be answered all the time."""

    action = ANSWER

    def __init__(self, playground: Playground, voters: int) -> None:
        super().__init__(playground, voters, anonymous=False)
        quiz = drafted(self.channel.id, self.voters[0].id, 1, LONG)
        asking = replace(quiz, state=ASKING, at=1, poll=replace(quiz.poll, state=OPEN))
        self._quiz = asking.kept()
        self.poll = question_poll(quiz, 1, datetime.now(UTC))

    async def keep(self, storage: Storage) -> None:
        """The quiz, which everybody has joined, and its question."""
        await storage.polls.add(self._quiz)
        await super().keep(storage)

        def joining(name: str) -> Decide:
            return lambda _poll, _before: Player("", name).to_choice()

        place = self._quiz.workspace, self._quiz.id
        joins = (
            storage.ballots.cast(*place, voter.id, order="1", decide=joining(voter.name))
            for voter in self.voters
        )
        await asyncio.gather(*joins)

    def _message(self) -> Mapping[str, Any]:
        seen = live_question.Seen(Question.of(self.poll), tally(self.poll, ()), datetime.now(UTC))
        return live_question.message(seen).as_fields()
