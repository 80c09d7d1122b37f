"""A course's bank of questions: drafted, reviewed, written, brought in and taken along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bot.services.quizzes.bank.drafting import Drafting
from bot.services.quizzes.bank.editing import Editing
from bot.services.quizzes.bank.exporting import Exporting
from bot.services.quizzes.bank.importing import Importing
from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.reviewing import Reviewing


@dataclass(frozen=True)
class BankService:
    """All that can be done with the questions of a course."""

    parts: BankParts
    drafting: Drafting
    reviewing: Reviewing
    editing: Editing
    importing: Importing
    exporting: Exporting

    @classmethod
    def of(cls, parts: BankParts) -> Self:
        return cls(
            parts,
            Drafting(parts),
            Reviewing(parts),
            Editing(parts),
            Importing(parts),
            Exporting(parts),
        )
