"""A poll's message, as things are at the moment: when it is posted, and whenever it is drawn again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.polls.card import card
from bot.blocks.polls.final import final
from bot.delivery.composers.quiz import QuizCards
from bot.delivery.composers.quiz_after import HomeworkCards
from bot.delivery.composing import Composed, Dropped
from bot.services.polls.counting import tally
from bot.services.polls.editing import PICTURE
from bot.services.polls.finishing import first_round
from bot.services.polls.ports import (
    CLOSED,
    HOMEWORK,
    OPEN,
    PAPER,
    QUESTION,
    QUIZ,
    Ballots,
    Poll,
    Polls,
)
from bot.services.polls.tally import Tally
from bot.services.ports import Clock
from bot.services.quizzes.live.names import Names
from bot.services.reminding.ports import Outgoing


@dataclass(frozen=True)
class PollCards:
    """Draws polls with their newest counts, a closed one with its chart and the round before it. `zone` is the course's, `names` tells what people are called."""

    polls: Polls
    ballots: Ballots
    clock: Clock
    names: Names
    zone: str = "UTC"

    async def draw(self, poll: Poll) -> Message | None:
        """None for a minute paper: it is no card."""
        if poll.kind == PAPER:
            return None
        if poll.kind in (QUIZ, QUESTION):
            return await QuizCards(self.polls, self.ballots, self.clock, self.names).draw(poll)
        if poll.kind == HOMEWORK:
            return await HomeworkCards(self.ballots, self.zone).draw(poll)
        now = self.clock.now()
        if poll.state == CLOSED:
            found, file_id = Tally.from_json(poll.result), str(poll.notes.get(PICTURE) or "")
            first = await first_round(self.polls, poll)
            return final(poll, found, now, first=first, file_id=file_id)
        return card(poll, tally(poll, await self.ballots.all(poll.workspace, poll.id)), now)


@dataclass(frozen=True)
class PollComposer:
    """The first drawing. What was closed or deleted before it was posted is not posted any more."""

    polls: Polls
    cards: PollCards

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        poll = await self.polls.get(message.workspace, message.about)
        if poll is None or poll.state != OPEN:
            return Dropped(why=poll.state if poll else "no such poll")
        drawn = await self.cards.draw(poll)
        return Composed(drawn, poll.revision) if drawn else Dropped(why="a minute paper")
