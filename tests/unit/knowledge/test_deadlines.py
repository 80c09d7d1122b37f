"""Dated items as course pages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.deadlines import parse_deadline

READ_ON = date(2021, 11, 16)
PACIFIC = "America/Los_Angeles"


@pytest.mark.parametrize(
    ("phrase", "starts", "ends"),
    [
        ("due Wed 12/1 @ 11:59p", "2021-12-01T23:59:00-08:00", "2021-12-01T23:59:00-08:00"),
        (
            "Project report due Dec 3, 5:00",
            "2021-12-03T17:00:00-08:00",
            "2021-12-03T17:00:00-08:00",
        ),
        (
            "Lab 4 is due on 30 November at noon",
            "2021-11-30T12:00:00-08:00",
            "2021-11-30T12:00:00-08:00",
        ),
        ("submit by 2021-12-10 midnight", "2021-12-10T23:59:00-08:00", "2021-12-10T23:59:00-08:00"),
        ("Essay due 12/5 11:59PM AoE", "2021-12-05T23:59:00-12:00", "2021-12-05T23:59:00-12:00"),
        (
            "Quiz opens 11/20, due 11/24 at 6pm ET",
            "2021-11-24T18:00:00-05:00",
            "2021-11-24T18:00:00-05:00",
        ),
        (
            "Final exam: Tuesday, December 14, 1:30-3:30pm",
            "2021-12-14T13:30:00-08:00",
            "2021-12-14T15:30:00-08:00",
        ),
        ("homework due July 4 at 9pm", "2022-07-04T21:00:00-07:00", "2022-07-04T21:00:00-07:00"),
    ],
)
def test_a_phrase_with_a_time_gives_the_moment_in_its_zone(
    phrase: str, starts: str, ends: str
) -> None:
    found = parse_deadline(phrase, reference=READ_ON, timezone=PACIFIC)
    assert found is not None
    assert (found.starts_at.isoformat(), found.ends_at.isoformat()) == (starts, ends)
    assert not found.all_day


@pytest.mark.parametrize(
    ("phrase", "starts", "ends"),
    [
        ("update by 11/19", "2021-11-19", "2021-11-19"),
        ("presentations 11/30 - 12/9", "2021-11-30", "2021-12-09"),
        ("Abgabe bis 15.12.", "2021-12-15", "2021-12-15"),
        ("à rendre avant le 3 décembre", "2021-12-03", "2021-12-03"),
        ("entrega el 10 de enero", "2022-01-10", "2022-01-10"),
        ("due next Friday", "2021-11-19", "2021-11-19"),
    ],
)
def test_a_phrase_without_a_time_gives_days(phrase: str, starts: str, ends: str) -> None:
    found = parse_deadline(phrase, reference=READ_ON, timezone=PACIFIC)
    assert found is not None
    assert found.all_day
    assert (found.starts_at.date().isoformat(), found.ends_at.date().isoformat()) == (starts, ends)


@pytest.mark.parametrize(
    "phrase",
    [
        "Linux kernel version 2.6.20",
        "see section 4.2 of the book",
        "ISBN 978-3-16-148410-0",
        "costs $12.50 a month",
        "[Fall 2021]",
        "available 24/7",
        "Chapter 12",
        "slide 11",
        "no date here",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(phrase: str) -> None:
    assert parse_deadline(phrase, reference=READ_ON, timezone=PACIFIC) is None


def test_a_weekday_that_does_not_fit_is_flagged_not_guessed_away() -> None:
    found = parse_deadline("due Monday 12/1", reference=READ_ON, timezone=PACIFIC)
    assert found is not None
    assert found.warnings
    assert found.ends_at.date() == date(2021, 12, 1)
    right = parse_deadline("due Wednesday 12/1", reference=READ_ON, timezone=PACIFIC)
    assert right is not None
    assert not right.warnings
    assert found.confidence < right.confidence


def test_the_title_is_made_of_the_words_around_the_date() -> None:
    found = parse_deadline(
        "Term Project Check-in - due Wed 12/1 @ 11:59p", reference=READ_ON, timezone=PACIFIC
    )
    assert found is not None
    assert (found.title, found.kind) == ("Term Project Check-in", "due")


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_phrase_is_taken_and_never_ends_before_it_starts(phrase: str) -> None:
    found = parse_deadline(phrase, reference=READ_ON, timezone=PACIFIC)
    assert found is None or found.starts_at <= found.ends_at


NUMBERS = st.text("0123456789/:.-– apmdueMonTJnby,", max_size=40)


@given(NUMBERS)
@settings(max_examples=500, deadline=None)
def test_any_jumble_of_digits_and_marks_is_taken(phrase: str) -> None:
    found = parse_deadline(phrase, reference=READ_ON, timezone=PACIFIC)
    assert found is None or found.starts_at <= found.ends_at
