"""Which dates somebody's words speak of."""

from __future__ import annotations

import pytest

from bot.services.deadlines.finding import found
from tests.storage.deadline_records import item

ITEMS = (
    item("one", title="Homework 1", quote="Homework 1: December 1"),
    item("two", title="Homework 2", quote="Homework 2: December 9"),
    item("trip", title="Field trip", quote="Field trip: December 5, 10 AM to 2 PM"),
)


@pytest.mark.parametrize("words", ["hw2", "HW 2", "hw#2", "homework2", "when is hw 2 due?"])
def test_homework_is_known_by_its_number_however_short(words: str) -> None:
    assert found(words, ITEMS, {}) == {"two"}


def test_a_course_may_write_it_short_itself() -> None:
    assert found("homework 2", (item("two", title="HW2", quote=""),), {}) == {"two"}


def test_another_homework_is_not_that_one() -> None:
    assert found("hw3", ITEMS, {}) == frozenset()
