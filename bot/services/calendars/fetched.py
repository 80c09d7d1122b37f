"""Calendars from elsewhere, as a port."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.errors import LecternError


class CannotFollow(LecternError):
    """A calendar that cannot be fetched or read; `for_user` says why. It never carries the address."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`data` is None where the calendar is still what its `etag` named."""

    data: bytes | None
    etag: str = ""


class Fetching(Protocol):
    def address(self, typed: str) -> str:
        """The address to fetch from, as somebody typed it. Raises CannotFollow."""

    async def fetch(self, url: str, etag: str = "") -> Fetched:
        """What lies there. Raises CannotFollow."""
