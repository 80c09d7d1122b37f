"""Private calendars: the deadlines of one person, at an address that only they know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.services.calendars.ports import Feed, Feeds
from bot.services.calendars.writing import calendar_file
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import CANCELLED, CONFIRMED
from bot.services.deadlines.seen import seen_by

PATH = "/calendar/"


@dataclass
class PrivateCalendars:
    """One course's. `base` is the address under which people reach Lectern, empty where they can't.

    The token of an address is all that is asked of whoever reads it, since calendar apps can sign in
    nowhere: it is 256 random bits, shown to its owner alone.
    """

    parts: Parts
    name: str
    feeds: Feeds
    new_token: Callable[[], str]
    base: str = ""

    async def address(self, user: str) -> str:
        """Somebody's address, made where they had none."""
        return self._address(await self.feeds.make(self._new(user)))

    async def renewed(self, user: str) -> str:
        """A new address; the old one opens nothing any more."""
        feed = self._new(user)
        await self.feeds.renew(feed)
        return self._address(feed)

    async def remove(self, user: str) -> bool:
        """False where there was none."""
        return await self.feeds.remove(self.parts.workspace, self.parts.course, user)

    async def file(self, user: str) -> bytes:
        """The calendar as it is now: what was confirmed, with the person's own extensions."""
        parts = self.parts
        items = await parts.items.all(parts.workspace, parts.course, states=(CONFIRMED, CANCELLED))
        extensions = await parts.extensions.of_person(parts.workspace, user)
        return calendar_file(seen_by(items, extensions, ()), self.name, parts.timezone)

    async def read(self, token: str) -> bytes | None:
        """The calendar behind a token; None for one that opens nothing."""
        feed = await self.feeds.by_token(token)
        mine = (self.parts.workspace, self.parts.course)
        if feed is None or (feed.workspace, feed.course) != mine:
            return None
        return await self.file(feed.user)

    def _new(self, user: str) -> Feed:
        parts = self.parts
        return Feed(parts.workspace, parts.course, user, self.new_token(), parts.clock.now())

    def _address(self, feed: Feed) -> str:
        return f"{self.base}{PATH}{feed.token}.ics"
