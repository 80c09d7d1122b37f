"""The weekly digest: when it goes out, what is in it, and that it goes out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import Announcing, DatedItem
from bot.services.deadlines.wanting import Wanting
from bot.services.deadlines.zones import tzinfo_of
from bot.services.reminding.ports import DIGEST, Outbox, Outgoing

WEEK = timedelta(days=7)
TOO_LATE = timedelta(days=1)
"""A digest that could not go out for so long is left out: the next one comes."""


def last_moment(announcing: Announcing, zone: str, now: datetime) -> datetime:
    """When the newest digest was to go out: on its weekday and minute on the course's clocks."""
    there = tzinfo_of(zone)
    today = now.astimezone(there).date()
    day = today - timedelta(days=(today.weekday() - announcing.digest_weekday) % 7)
    at = time(announcing.digest_minute // 60 % 24, announcing.digest_minute % 60)
    moment = datetime.combine(day, at, there)
    if moment > now:
        moment = datetime.combine(day - WEEK, at, there)
    return moment


def week_of(moment: datetime) -> str:
    """ "2021-W48", on the clocks of `moment`."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def of_the_week(items: Sequence[DatedItem], moment: datetime, now: datetime) -> list[DatedItem]:
    """What is to come of the week that begins with a digest, soonest first."""
    coming = [i for i in items if now < i.target <= moment + WEEK]
    return sorted(coming, key=lambda i: (i.target, i.title))


@dataclass(frozen=True)
class Digests:
    """Puts a course's digests into the outbox."""

    parts: Parts
    wanting: Wanting
    outbox: Outbox

    async def tick(self) -> int:
        """One for each channel whose time has come, once a week; none where there was nothing to tell."""
        parts = self.parts
        now, announcing = parts.clock.now(), await self.wanting.announcing()
        moment = last_moment(announcing, parts.timezone, now)
        if not announcing.digest or not announcing.channels or now - moment > TOO_LATE:
            return 0
        items = await parts.items.all(parts.workspace, parts.course, ending_after=now)
        # What was confirmed after its time waits for the next digest, and is reminded of until then.
        known = [item for item in items if item.changed_at <= moment]
        if not of_the_week(known, moment, moment):
            return 0
        return await self.outbox.add(
            [
                Outgoing(
                    parts.workspace,
                    f"digest:{parts.course}:{week_of(moment)}:{channel}",
                    DIGEST,
                    channel,
                    moment,
                    course=parts.course,
                    subject={"moment": moment.isoformat()},
                )
                for channel in announcing.channels
            ]
        )
