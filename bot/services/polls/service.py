"""A course's polls, as listeners use them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.polls.parts import PollParts


@dataclass(frozen=True)
class PollService:
    """All that is done with polls, by subject."""

    parts: PollParts

    @classmethod
    def of(cls, parts: PollParts) -> PollService:
        return cls(parts)
