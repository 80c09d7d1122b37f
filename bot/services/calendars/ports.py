"""Calendars: those that a course follows, and the private addresses that people subscribe to, as protocols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FollowedCalendar:
    """An address that is read again on a schedule. `url` is a secret: many such addresses are."""

    workspace: str
    course: str
    id: str
    url: str
    name: str
    added_by: str
    added_at: datetime
    next_at: datetime
    fetched_at: datetime | None = None
    etag: str = ""
    digest: str = ""
    failures: int = 0
    error: str = ""


class FollowedCalendars(Protocol):
    async def add(self, calendar: FollowedCalendar) -> bool:
        """False where the course follows this address already."""

    async def remove(self, workspace: str, calendar_id: str) -> bool: ...

    async def of_course(self, workspace: str, course: str) -> Sequence[FollowedCalendar]: ...

    async def claim_due(self, now: datetime, lease: timedelta) -> FollowedCalendar | None:
        """One whose time has come, leased to the caller."""

    async def read(self, calendar: FollowedCalendar) -> None:
        """Note what came of reading it, and when it is read next."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A person's private calendar address of a course; whoever has the token can read it."""

    workspace: str
    course: str
    user: str
    token: str
    made_at: datetime


class Feeds(Protocol):
    async def make(self, feed: Feed) -> Feed:
        """The person's feed: this one, or the one that they had already."""

    async def renew(self, feed: Feed) -> None:
        """Have this one from now on: an older token of the person opens nothing any more."""

    async def of_person(self, workspace: str, course: str, user: str) -> Feed | None: ...

    async def by_token(self, token: str) -> Feed | None: ...

    async def remove(self, workspace: str, course: str, user: str) -> bool: ...
