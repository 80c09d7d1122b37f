"""A course's polls, as listeners use them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.polls.adding import Adding
from bot.services.polls.drafting import Drafting
from bot.services.polls.parts import PollParts
from bot.services.polls.templates import TemplateStore
from bot.services.polls.voting import Voting


@dataclass(frozen=True)
class PollService:
    """All that is done with polls, by subject."""

    parts: PollParts
    drafting: Drafting
    templates: TemplateStore
    voting: Voting
    adding: Adding

    @classmethod
    def of(cls, parts: PollParts) -> PollService:
        return cls(parts, Drafting(parts), TemplateStore(parts), Voting(parts), Adding(parts))
