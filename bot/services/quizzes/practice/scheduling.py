"""When somebody is asked a question again: FSRS (github.com/open-spaced-repetition/py-fsrs), in whole days.

FSRS is told the person's calendar days, each as its noon in UTC: who answers in the evening is asked again in the
morning of the day it is due, and nothing is due twice on one day. So there are no learning steps of minutes, and no
fuzz, which would make what is due differ from what was said. Ratings: wrong is Again, right and not sure is Hard,
right and sure is Good; Easy is for people who rate themselves. 90 % shall be remembered when a question is due, FSRS's
own default, and its parameters are its own. No interval is longer than `MOST_DAYS`: a course lasts a term.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, cast

from fsrs import Card, Rating, Scheduler

MOST_DAYS = 120
PASSED = 0.75
"""The share of the points from which an answer counts as remembered."""
_SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=MOST_DAYS,
    enable_fuzzing=False,
)
_ANY = 1
"""A card's id, which nobody uses; without one the package sleeps to make one of the time."""


def passed(share: float) -> bool:
    """Does an answer with this share of the points count as remembered?"""
    return share >= PASSED


def reviewed(
    card: Mapping[str, Any] | None, share: float, *, sure: bool, day: date
) -> Mapping[str, Any]:
    """The card (JSON) after an answer on this day; None for a question that is new."""
    before = _card(card) if card else Card(card_id=_ANY, due=_noon(day))
    after, _ = _SCHEDULER.review_card(before, _rating(share, sure=sure), _noon(day))
    return dict(after.to_dict())


def due_day(card: Mapping[str, Any]) -> date:
    """The person's day on which the question is due again."""
    return _card(card).due.date()


def recall(card: Mapping[str, Any], day: date) -> float:
    """How likely the answer is still known on a day, 0 to 1."""
    return float(_SCHEDULER.get_card_retrievability(_card(card), _noon(day)))


def _rating(share: float, *, sure: bool) -> Rating:
    if not passed(share):
        return Rating.Again
    return Rating.Good if sure and share > 1 - 1e-9 else Rating.Hard


def _card(card: Mapping[str, Any]) -> Card:
    return Card.from_dict(cast("Any", dict(card)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
