"""What the minute paper needs to be remembered besides its poll: whether it is asked at all, and who wants it directly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.errors import NotAllowed


class PaperRefused(NotAllowed):
    """It cannot be done with this paper as it is; `for_user` says what to do instead."""


PAPER, PAPER_DIGEST, PAPER_POST = "paper", "paper_digest", "paper_post"
"""Kinds of outgoing messages: the questions themselves, what instructors are told, what the class is answered."""


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """Whether the class is asked by itself after each lecture, and in which channel; "" for none.

    `changed_by` and `changed_at` say who switched it so and when.
    """

    on: bool
    channel: str
    changed_by: str
    changed_at: datetime


class PaperWishes(Protocol):
    """How a course asks, and who wants to be asked by direct message."""

    async def settings(self, workspace: str, course: str) -> PaperSettings | None:
        """None where nobody ever switched anything."""

    async def set(self, workspace: str, course: str, settings: PaperSettings) -> None:
        """In place of what was set."""

    async def opt_in(self, workspace: str, course: str, user: str, at: datetime) -> bool:
        """Ask somebody by direct message from now on; False where that was wanted already."""

    async def opt_out(self, workspace: str, course: str, user: str) -> bool:
        """No more; False where that was not wanted anyway."""

    async def wants(self, workspace: str, course: str, user: str) -> bool: ...

    async def wanting(self, workspace: str, course: str) -> Sequence[str]:
        """Everybody who wants to be asked directly, by id."""
