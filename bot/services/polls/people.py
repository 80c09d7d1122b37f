"""People as polls need to know them, when an instructor asks who has not voted or wants names in a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from bot.errors import LecternError


class Unreachable(LecternError):
    """Slack did not tell."""

    for_user = (
        "Slack did not tell me who is who just now. Nothing was sent; please try again in a minute."
    )


class Directory(Protocol):
    """Who is in a channel, and what people are called. Both raise Unreachable."""

    async def people(self, channel: str) -> Collection[str]:
        """Ids of a channel's members without bots and accounts that are switched off."""

    async def names(self, users: Collection[str]) -> Mapping[str, str]:
        """What these people are called, as far as Slack knows them."""
