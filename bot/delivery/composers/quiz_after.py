"""What the host is sent after a quiz or a homework, and the questions that come back a week later; a homework's own message."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.quizzes import analysis as blocks
from bot.blocks.quizzes import kept_back
from bot.blocks.quizzes.homework import card
from bot.blocks.times import Zones
from bot.delivery.composing import Composed, Dropped
from bot.services.polls.ports import CLOSED, OPEN, Ballots, Poll
from bot.services.polls.tally import Tally
from bot.services.quizzes.homework.model import Homework
from bot.services.quizzes.homework.outcome import tally_of
from bot.services.quizzes.live.again import Again
from bot.services.quizzes.live.results import Results, ResultsRefused
from bot.services.reminding.ports import Outgoing


@dataclass(frozen=True)
class ResultComposer:
    """How it went, for the host alone."""

    results: Results

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        try:
            return Composed(blocks.message(await self.results.outcome(message.about)))
        except ResultsRefused:
            return Dropped(why="no quiz that is over")


@dataclass(frozen=True)
class AgainComposer:
    """The quiz of what went badly, as a draft with "Open the lobby"; `zone` is the course's."""

    again: Again
    zone: str

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        number = int(message.subject["number"])
        try:
            found = await self.again.drafted(message.about, number)
        except ResultsRefused:
            return Dropped(why="no quiz that is over")
        if found is None:
            return Dropped(why="not wanted any more")
        zones = Zones(self.zone, self.zone)
        return Composed(kept_back.back(f"{message.about}:{number}", found, zones))


@dataclass(frozen=True)
class HomeworkCards:
    """Draws a homework's message. `zone` is the course's, in which its date is told beside each reader's own."""

    ballots: Ballots
    zone: str

    async def draw(self, poll: Poll) -> Message | None:
        """None for one that was thrown away."""
        if poll.state not in (OPEN, CLOSED):
            return None
        if poll.state == CLOSED:
            tally = Tally.from_json(poll.result)
        else:
            tally = tally_of(poll, await self.ballots.all(poll.workspace, poll.id))
        return card(Homework.of(poll), tally, Zones(self.zone, self.zone))
