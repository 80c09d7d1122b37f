"""A word to those who have not voted: once a poll, to members of its channel, because an instructor asked for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.errors import NotAllowed
from bot.services.polls.counting import picked
from bot.services.polls.managing import Gone, Overtaken
from bot.services.polls.parts import PollParts
from bot.services.polls.people import Directory
from bot.services.polls.ports import NUDGE, OPEN, PAPER, PICKED, Ballot, Poll
from bot.services.reminding.ports import Outgoing

NUDGED = "nudged"
"""Where the notes hold when it was done."""
ALREADY = "Those who have not voted were asked once already. I do that only once a poll."
ELSEWHERE = "I can only do that for a poll in a channel."
CLOSED_NOW = "This poll is closed, so nobody can vote any more."
NOBODY = "Everybody in the channel has voted. There is nobody to ask."


class Unnudged(NotAllowed):
    """Why nobody is written to."""


async def voters(parts: PollParts, poll: Poll, users: Collection[str]) -> frozenset[str]:
    """Which of these have a vote that counts: not one for what was taken out since."""
    voted = await parts.ballots.voted(poll.workspace, poll.id, users)
    if poll.kind not in PICKED or len(poll.shown) == len(poll.options):
        return voted
    choices = {user: await parts.ballots.mine(poll.workspace, poll.id, user) for user in voted}
    return frozenset(user for user, chosen in choices.items() if picked(poll, Ballot("", chosen)))


@dataclass(frozen=True)
class Nudging:
    """For one course's polls. Who may ask for it has been looked at before; `instructors` are asked themselves by nobody."""

    parts: PollParts
    directory: Directory
    instructors: Collection[str] = ()

    def possible(self, poll: Poll) -> bool:
        """May it be offered?"""
        return not why_not(poll)

    async def missing(self, poll: Poll) -> tuple[str, ...]:
        """Who is in the channel, is no instructor and has not voted, by member id. Raises Unnudged."""
        refusal = why_not(poll)
        if refusal or poll.posted_channel is None:
            raise Unnudged(for_user=refusal or ELSEWHERE)
        people = set(await self.directory.people(poll.posted_channel)) - set(self.instructors)
        return tuple(sorted(people - await voters(self.parts, poll, people)))

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
            now_is = await parts.poll(poll_id)
            if now_is is not None and NUDGED in now_is.notes:  # pressed twice, or by two
                raise Unnudged(for_user=ALREADY)
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
