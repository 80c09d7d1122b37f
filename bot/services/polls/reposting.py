"""Polls whose message could not be posted, or was deleted by somebody: their maker is told, and may post them again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import NotAllowed
from bot.services.polls.opening import posting
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import OPEN, Poll
from bot.services.reminding.ports import NOTICE, Outgoing

NOT_POSTED, LOST = "poll_not_posted", "poll_lost"
"""What notices are about (`subject["what"]`)."""
_QUESTION = 200
OVER = "This poll is not open any more, so there is nothing to post. Type `/poll` to ask again."
THERE = "This poll stands in its channel already."
NOT_YOURS = "Only whoever made this poll, or an instructor, can do that."


def not_posted(poll: Poll, message: Outgoing, reason: str, now: datetime) -> Outgoing:
    """To the poll's maker: Slack refused its message. `again` tells the next attempt from this one."""
    attempt = message.key.removeprefix(f"poll:{poll.id}").removeprefix(":")
    again = str(int(attempt) + 1) if attempt.isdecimal() else "2"
    subject = {"what": NOT_POSTED, "channel": poll.channel, "reason": reason}
    return _notice(poll, f"notice:{message.key}", again, subject, now)


def lost(poll: Poll, now: datetime) -> Outgoing:
    """To the poll's maker: its message is gone."""
    again = str(poll.ts).replace(".", "")
    subject = {"what": LOST, "channel": poll.posted_channel or poll.channel}
    return _notice(poll, f"notice:poll:{poll.id}:{again}", again, subject, now)


def _notice(poll: Poll, key: str, again: str, subject: dict[str, str], now: datetime) -> Outgoing:
    said = {
        **subject,
        "poll": poll.id,
        "again": again,
        "question": poll.question[:_QUESTION],
        "kind": poll.kind,
    }
    return Outgoing(
        poll.workspace, key, NOTICE, poll.creator, now, course=poll.course, subject=said
    )


@dataclass(frozen=True)
class Reposting:
    """Posts an open poll that stands nowhere."""

    parts: PollParts

    async def again(
        self, poll_id: str, again: str, user: str, instructors: Collection[str]
    ) -> None:
        """Once for each notice, however often its button is pressed. Raises NotAllowed."""
        poll = await self.parts.poll(poll_id)
        if poll is None or poll.state != OPEN:
            raise NotAllowed(for_user=OVER)
        if user != poll.creator and user not in instructors:
            raise NotAllowed(for_user=NOT_YOURS)
        if poll.ts is not None:
            raise NotAllowed(for_user=THERE)
        message = posting(poll, self.parts.clock.now())
        await self.parts.polls.change(poll, poll, [replace(message, key=f"{message.key}:{again}")])
        self.parts.wake()
