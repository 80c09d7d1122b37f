"""The moment when a poll goes to its channel: what changes of it, and the message that carries it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.services.polls.ports import OPEN, POLL, Poll
from bot.services.reminding.ports import Outgoing


def opened(poll: Poll, now: datetime) -> Poll:
    """The poll as it is open from `now` on: a length of time becomes the moment at which it closes."""
    span = poll.settings.closes_after
    closes = poll.closes_at
    if span is not None:
        closes = (now + timedelta(seconds=span)).replace(microsecond=0)
    return replace(poll, state=OPEN, opened_at=now, closes_at=closes)


def posting(poll: Poll, now: datetime) -> Outgoing:
    """Its message, posted once: the key is the poll's."""
    return Outgoing(
        poll.workspace, f"poll:{poll.id}", POLL, poll.channel, now, course=poll.course, about=poll.id
    )  # fmt: skip
