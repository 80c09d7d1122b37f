"""A poll's message, as things are at the moment: when it is posted, and whenever it is drawn again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.answers import Message
from bot.blocks.polls.card import card
from bot.delivery.composing import Composed, Dropped
from bot.services.polls.counting import tally
from bot.services.polls.ports import CLOSED, OPEN, PAPER, Ballots, Poll, Polls
from bot.services.polls.tally import Tally
from bot.services.ports import Clock
from bot.services.reminding.ports import Outgoing

_PICTURE = "picture"


@dataclass(frozen=True)
class PollCards:
    """Draws polls with their newest counts."""

    ballots: Ballots
    clock: Clock

    async def draw(self, poll: Poll) -> Message | None:
        """None for a minute paper: it is no card."""
        if poll.kind == PAPER:
            return None
        if poll.state == CLOSED:
            found = Tally.from_json(poll.result)
        else:
            found = tally(poll, await self.ballots.all(poll.workspace, poll.id))
        picture = poll.notes.get(_PICTURE) or None
        return card(poll, found, self.clock.now(), picture=picture)


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
