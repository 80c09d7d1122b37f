"""What people wrote, those together who wrote the same. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.services.polls.counting import grouped
from bot.services.quizzes.comparing import number_of
from knowledge.exchange import Kind
from knowledge.exchange.numbers import shown


@dataclass(frozen=True, slots=True)
class Wrote:
    """So many (`number`) wrote this, as most of them did; `share` of the points is what it got, 0 to 1."""

    text: str
    number: int
    share: float

    @property
    def right(self) -> bool:
        return self.share >= 1


def written(kind: Kind, given: Iterable[tuple[str, float]]) -> tuple[Wrote, ...]:
    """Answers with their shares, grouped: the most frequent first, the better of equally frequent ones before.

    Letter case, white space and a full stop make no difference, nor how a number is written; what got another share is
    another answer (where letter case does count).
    """
    by_share: dict[float, list[str]] = {}
    for text, share in given:
        by_share.setdefault(share, []).append(_plain(text) if kind is Kind.NUMERICAL else text)
    found = [
        Wrote(text, number, share)
        for share, texts in by_share.items()
        for text, number in grouped(texts)
    ]
    return tuple(sorted(found, key=lambda one: (-one.number, -one.share)))


def _plain(text: str) -> str:
    """A number without its unit, in one form; as it was written where it can be read in two ways."""
    readings = number_of(text)
    return shown(readings[0]) if len(readings) == 1 else text
