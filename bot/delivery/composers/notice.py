"""What instructors are told of their course's reminders."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks import calendars
from bot.blocks import reminders as blocks
from bot.blocks.polls import notices as polls
from bot.delivery.composing import Composed, Dropped
from bot.services.calendars.following import BROKEN
from bot.services.polls.reposting import LOST, NOT_POSTED
from bot.services.polls.telling import KEPT_BACK
from bot.services.reminding.ports import FAILED, MISSED, Outgoing


@dataclass(frozen=True)
class NoticeComposer:
    """`zone` is the course's."""

    zone: str

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        """By what the notice's subject says that it is about."""
        subject = message.subject
        if subject["what"] == FAILED:
            return Composed(blocks.not_posted(subject["channel"], subject["reason"]))
        if subject["what"] == MISSED:
            return Composed(blocks.missed(subject["items"], self.zone))
        if subject["what"] == BROKEN:
            return Composed(calendars.broken(subject["name"], subject["reason"]))
        if subject["what"] == NOT_POSTED:
            return Composed(polls.not_posted(subject))
        if subject["what"] == LOST:
            return Composed(polls.lost(subject))
        if subject["what"] == KEPT_BACK:
            return Composed(polls.right_kept_back(subject))
        return Dropped(why=f"unknown notice {subject['what']}")
