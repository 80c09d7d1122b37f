"""When a closed poll tells its right answer."""

from __future__ import annotations

import pytest

from bot.services.polls.editing import PICTURE
from bot.services.polls.ports import CLOSED, OPEN, QUESTION, SINGLE
from bot.services.polls.telling import as_told, keeps_back, may_keep_back, telling
from tests.unit.services.polls.made import poll


def test_a_first_round_keeps_its_right_answer_back_once_it_is_closed() -> None:
    closed = poll(SINGLE, "KVM", "Xen", correct=("2",), state=CLOSED)
    assert keeps_back(closed)
    assert as_told(closed).settings.correct == ()
    still = poll(SINGLE, "KVM", "Xen", correct=("2",), state=OPEN)
    assert (may_keep_back(still), keeps_back(still)) == (True, False)


def test_whoever_keeps_it_says_when_and_its_chart_is_drawn_anew() -> None:
    closed = poll(SINGLE, "KVM", "Xen", correct=("2",), state=CLOSED, notes={PICTURE: "F1"})
    told = telling(closed)
    assert as_told(told).settings.correct == ("2",)
    assert PICTURE not in told.notes


@pytest.mark.parametrize(
    "given",
    [{"round_of": "p0"}, {"repeats": "weekly"}, {"kind": QUESTION}, {"correct": ()}],
    ids=["a second round", "one that repeats", "a quiz's question", "nothing is right"],
)
def test_others_keep_nothing_back(given: dict[str, object]) -> None:
    fields = {"correct": ("2",), "state": CLOSED, **given}
    kind = str(fields.pop("kind", SINGLE))
    assert not keeps_back(poll(kind, "KVM", "Xen", **fields))
