"""How new and how fast each class was found: the averages, and what the picture of them says in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.services.papers.asking import day_of
from bot.services.papers.counting import Outcome
from bot.services.polls.ports import Poll


@dataclass(frozen=True, slots=True)
class Mean:
    """The averages of one class, 1 to 10; None where nobody gave a number."""

    label: str
    new: float | None
    pace: float | None


def means(papers: Sequence[tuple[Poll, Outcome]]) -> tuple[Mean, ...]:
    """Of papers, in their order; those that nobody gave a number in are left out."""
    found = (Mean(_label(paper), o.new.mean, o.pace.mean) for paper, o in papers)
    return tuple(mean for mean in found if mean.new is not None or mean.pace is not None)


def alt_text(trend: Sequence[Mean]) -> str:
    """All numbers of the picture."""
    lines = [f"{each.label}: how new {_said(each.new)}, pace {_said(each.pace)}" for each in trend]
    return "Averages of each class, of 10. " + "; ".join(lines) + "."


def _label(paper: Poll) -> str:
    day = day_of(paper)
    return f"{day.month}/{day.day}"


def _said(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"
