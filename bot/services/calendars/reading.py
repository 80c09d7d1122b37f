"""A calendar's bytes become proposals, whether somebody dropped the file or the course follows its address."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.services.calendars.fetched import CannotFollow
from bot.services.deadlines.found import from_calendar
from bot.services.deadlines.proposals import ProposalService
from knowledge.calendars import CalendarRead, read_calendar
from knowledge.errors import UnreadableSource


@dataclass(frozen=True, slots=True)
class CalendarAccount:
    """What a calendar has, and what of it is new to the course.

    `dates` are to come, `asked` of them are new or changed, `passed` are over; `meetings` recur (classes,
    office hours) and are left out, `series` of them in all.
    """

    name: str
    dates: int = 0
    asked: int = 0
    passed: int = 0
    meetings: int = 0
    warnings: tuple[str, ...] = ()
    batch: str = ""


@dataclass(frozen=True)
class CalendarReading:
    """Reads calendars for one course."""

    proposals: ProposalService

    async def read(self, data: bytes, name: str, *, calendar: str = "") -> CalendarAccount:
        """Propose what is in it; `calendar` is the id of a followed one, whose data is all of it.

        Raises:
            CannotFollow: it cannot be read; says why.
            StorageError: nothing was lost.
        """
        found = await self._parsed(data, name)
        statements = from_calendar(found.items, found.name, calendar)
        observed = await self.proposals.observe(statements, calendar=calendar, whole=bool(calendar))
        return CalendarAccount(
            name=found.name,
            dates=sum(not s.absent for s in statements),
            asked=observed.asked,
            passed=found.passed,
            meetings=len({i.item.title for i in found.items if i.is_meeting}),
            warnings=found.warnings[:10],
            batch=observed.batch,
        )

    async def _parsed(self, data: bytes, name: str) -> CalendarRead:
        parts = self.proposals.parts
        try:
            return await asyncio.to_thread(
                read_calendar, data, name, timezone=parts.timezone, now=parts.clock.now()
            )
        except UnreadableSource as error:
            why = error.why[:1].upper() + error.why[1:]
            raise CannotFollow(for_user=f"{why}.") from None
