"""Following calendars: read when they are named, and again on a schedule, for as long as they are followed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.calendars.fetched import CannotFollow, Fetching
from bot.services.calendars.ports import FollowedCalendar, FollowedCalendars
from bot.services.calendars.reading import CalendarAccount, CalendarReading
from bot.services.deadlines.parts import Parts
from bot.services.reminding.ports import NOTICE, Outbox, Outgoing

EVERY, LONGEST = timedelta(minutes=30), timedelta(hours=24)
LEASE = timedelta(minutes=5)
TELL_AFTER = 3
"""Failures in a row after which the instructors hear of it, once."""
MOST = 20
BROKEN = "calendar"
"""What a notice is about whose subject says so: a followed calendar that cannot be read."""
ALREADY = "The course follows this calendar already."
TOO_MANY = f"A course can follow {MOST} calendars. Remove one first."


@dataclass(frozen=True)
class Following:
    """One course's followed calendars. `instructors` are told when one cannot be read."""

    parts: Parts
    calendars: FollowedCalendars
    host: Fetching
    reading: CalendarReading
    outbox: Outbox
    instructors: tuple[str, ...]

    async def follow(self, typed: str, by: str) -> CalendarAccount:
        """Read a calendar now and from now on.

        Raises:
            CannotFollow: it cannot be fetched or read, or is followed already; nothing is kept.
        """
        url, now = self.host.address(typed), self.parts.clock.now()
        known = await self.all()
        calendar_id = _id(self.parts.workspace, self.parts.course, url)
        if any(one.id == calendar_id for one in known):
            raise CannotFollow(for_user=ALREADY)
        if len(known) >= MOST:
            raise CannotFollow(for_user=TOO_MANY)
        fetched = await self.host.fetch(url)
        data = fetched.data or b""
        account = await self.reading.read(data, "calendar", calendar=calendar_id)
        calendar = FollowedCalendar(
            workspace=self.parts.workspace,
            course=self.parts.course,
            id=calendar_id,
            url=url,
            name=account.name,
            added_by=by,
            added_at=now,
            next_at=now + EVERY,
            fetched_at=now,
            etag=fetched.etag,
            digest=_digest(data),
        )
        if not await self.calendars.add(calendar):
            raise CannotFollow(for_user=ALREADY)
        return account

    async def all(self) -> Sequence[FollowedCalendar]:
        return await self.calendars.of_course(self.parts.workspace, self.parts.course)

    async def remove(self, calendar_id: str) -> bool:
        """Follow it no longer; what it brought stays."""
        return await self.calendars.remove(self.parts.workspace, calendar_id)

    async def tick(self) -> int:
        """Read those whose time has come; returns how many. Raises StorageError."""
        done = 0
        while done < MOST:
            due = await self.calendars.claim_due(self.parts.clock.now(), LEASE)
            if due is None:
                break
            await self._again(due)
            done += 1
        return done

    async def _again(self, calendar: FollowedCalendar) -> None:
        """Read it once more, and note what came of it."""
        now = self.parts.clock.now()
        try:
            fetched = await self.host.fetch(calendar.url, calendar.etag)
            noted = replace(calendar, fetched_at=now, next_at=now + EVERY, failures=0, error="")
            digest = _digest(fetched.data) if fetched.data is not None else calendar.digest
            if fetched.data is not None and digest != calendar.digest:
                account = await self.reading.read(fetched.data, calendar.name, calendar=calendar.id)
                noted = replace(noted, etag=fetched.etag, digest=digest, name=account.name)
        except CannotFollow as problem:
            noted = _failed(calendar, now, problem.for_user)
        await self.calendars.read(noted)
        if noted.failures == TELL_AFTER:
            await self._tell(noted)

    async def _tell(self, calendar: FollowedCalendar) -> None:
        since = calendar.fetched_at or calendar.added_at
        now = self.parts.clock.now()
        await self.outbox.add(
            [
                Outgoing(
                    calendar.workspace,
                    f"notice:calendar:{calendar.id}:{int(since.timestamp())}:{user}",
                    NOTICE,
                    user,
                    now,
                    course=calendar.course,
                    about=calendar.id,
                    subject={"what": BROKEN, "name": calendar.name, "reason": calendar.error},
                )
                for user in self.instructors
            ]
        )


def _failed(calendar: FollowedCalendar, now: datetime, why: str) -> FollowedCalendar:
    """Tried again later and later, up to once a day."""
    failures = calendar.failures + 1
    wait = min(EVERY * 2 ** min(failures - 1, 10), LONGEST)
    return replace(calendar, failures=failures, error=why, next_at=now + wait)


def _id(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
