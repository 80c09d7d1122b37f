"""A course's polls, as listeners use them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.services.polls.adding import Adding
from bot.services.polls.drafting import Drafting
from bot.services.polls.managing import Managing
from bot.services.polls.nudging import Nudging
from bot.services.polls.parts import PollParts
from bot.services.polls.people import Directory
from bot.services.polls.repeating import Repeating
from bot.services.polls.reposting import Reposting
from bot.services.polls.templates import TemplateStore
from bot.services.polls.voting import Voting
from bot.services.timetable import Timetable


@dataclass(frozen=True)
class PollService:
    """All that is done with polls, by subject."""

    parts: PollParts
    drafting: Drafting
    templates: TemplateStore
    voting: Voting
    adding: Adding
    managing: Managing
    nudging: Nudging
    repeating: Repeating
    directory: Directory
    reposting: Reposting

    @classmethod
    def of(
        cls,
        parts: PollParts,
        timetable: Timetable,
        directory: Directory,
        instructors: Collection[str] = (),
    ) -> PollService:
        """`directory` knows people by name, and who is in a channel."""
        repeating = Repeating(parts, timetable)
        return cls(
            parts,
            Drafting(parts, repeating.next_occurrence),
            TemplateStore(parts),
            Voting(parts),
            Adding(parts),
            Managing(parts),
            Nudging(parts, directory, instructors),
            repeating,
            directory,
            Reposting(parts),
        )
