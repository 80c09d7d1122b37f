"""A course's dated items: looking at them, changing them, and who wants what of them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.deadlines.changing import Changing
from bot.services.deadlines.listing import Listing
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.wanting import Wanting


@dataclass(frozen=True)
class DeadlineService:
    """All that listeners do with deadlines, by subject."""

    parts: Parts
    listing: Listing
    changing: Changing
    wanting: Wanting

    @classmethod
    def of(cls, parts: Parts, channels: tuple[str, ...]) -> DeadlineService:
        """`channels` are those of the course's file, announced in until an instructor chooses others."""
        return cls(parts, Listing(parts), Changing(parts), Wanting(parts, channels))
