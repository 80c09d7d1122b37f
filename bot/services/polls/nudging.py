"""A word to those who have not voted: once a poll, to members of its channel, because an instructor asked for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.errors import NotAllowed
from bot.services.polls.managing import Gone, Overtaken
from bot.services.polls.parts import PollParts
from bot.services.polls.people import Directory
from bot.services.polls.ports import NUDGE, OPEN, PAPER, Poll
from bot.services.reminding.ports import Outgoing

NUDGED = "nudged"
"""Where the notes hold when it was done."""
ALREADY = "Those who have not voted were asked once already. I do that only once a poll."
ELSEWHERE = "I can only do that for a poll in a channel."
CLOSED_NOW = "This poll is closed, so nobody can vote any more."
NOBODY = "Everybody in the channel has voted. There is nobody to ask."


class Unnudged(NotAllowed):
    """Why nobody is written to."""


@dataclass(frozen=True)
class Nudging:
    """For one course's polls. Who may ask for it has been looked at before."""

    parts: PollParts
    directory: Directory

    def possible(self, poll: Poll) -> bool:
        """May it be offered?"""
        return not why_not(poll)

    async def missing(self, poll: Poll) -> tuple[str, ...]:
        """Who is in the channel and has not voted, in no order that tells anything. Raises Unnudged."""
        refusal = why_not(poll)
        if refusal or poll.posted_channel is None:
            raise Unnudged(for_user=refusal or ELSEWHERE)
        people = await self.directory.people(poll.posted_channel)
        voted = await self.parts.ballots.voted(poll.workspace, poll.id, people)
        return tuple(sorted(set(people) - voted))

    async def nudge(self, poll_id: str, link: str) -> int:
        """Put a message to each of them into the outbox; how many there are. Raises Unnudged, Overtaken, Gone.

        `link` leads to the poll; "" where none could be had.
        """
        parts = self.parts
        poll = await parts.poll(poll_id)
        if poll is None:
            raise Gone
        missing = await self.missing(poll)
        if not missing:
            raise Unnudged(for_user=NOBODY)
        now = parts.clock.now()
        messages = [
            Outgoing(
                workspace=poll.workspace,
                key=f"nudge:{poll.id}:{user}",
                kind=NUDGE,
                channel=user,
                due_at=now,
                course=poll.course,
                about=poll.id,
                subject={"link": link},
            )
            for user in missing
        ]
        after = replace(poll, notes={**poll.notes, NUDGED: now.isoformat()})
        if await parts.polls.change(poll, after, messages) is None:
            raise Overtaken(
                for_user="This poll changed at the same moment, so I have written to nobody. Please try again."
            )
        parts.wake()
        return len(missing)


def why_not(poll: Poll) -> str:
    """Why nobody can be asked to vote; "" where they can."""
    if poll.state != OPEN:
        return CLOSED_NOW
    if poll.kind == PAPER or not (poll.posted_channel or "").startswith(("C", "G")):
        return ELSEWHERE
    return ALREADY if NUDGED in poll.notes else ""
