"""A poll to be asked anew: the same question, without what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.services.polls.ports import DRAFT, Poll


def anew(poll: Poll, poll_id: str, now: datetime) -> Poll:
    """A draft with the same words, options and settings, and no votes, times, place or notes."""
    return replace(
        poll,
        id=poll_id,
        options=poll.shown,
        made_at=now,
        state=DRAFT,
        revision=1,
        opens_at=None,
        opened_at=None,
        closes_at=None,
        closed_at=None,
        closed_by="",
        posted_channel=None,
        ts=None,
        round_of="",
        result={},
        notes={},
    )
