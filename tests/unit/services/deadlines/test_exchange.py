"""Deadlines as CSV and JSON: what goes out comes back the same, and what cannot be read says why."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.services.deadlines.drafts import KINDS, Draft, Form
from bot.services.deadlines.exchange import read, to_csv, to_json
from bot.services.deadlines.ports import DatedItem
from tests.storage.deadline_records import item

NOW = datetime(2021, 11, 20, 18, 0, tzinfo=UTC)
ZONE = "America/Los_Angeles"
TITLES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(list("=+-@,;\"'\n\t")),
    min_size=1,
    max_size=40,
).filter(lambda t: bool(t.split()))


@st.composite
def items(draw: st.DrawFn) -> DatedItem:
    kind = draw(st.sampled_from(KINDS))
    day = draw(st.dates(date(2021, 1, 1), date(2023, 12, 31)))
    at = draw(st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)))
    zone = draw(st.sampled_from([ZONE, "UTC", "UTC-12:00", "Asia/Kathmandu", "Europe/Berlin"]))
    other = day + timedelta(days=draw(st.integers(0, 5)))
    title = " ".join(draw(TITLES).split())
    form = Form(title, kind, day, at, zone, "https://example.org/?a=1&b=2")
    if kind != "range":
        form = replace(form, other_day=other, other_at=at)
    draft, _ = form.draft()
    return item(**(draft.fields() | {"quote": draw(st.sampled_from(["", 'due, "soon"', "=1+1"]))}))


@given(items())
@example(item(title="'="))
def test_what_goes_out_comes_back_the_same(kept: DatedItem) -> None:
    for text in (to_csv([kept]), to_json([kept])):
        (line,) = read(text, ZONE, NOW)
        assert line.why == ""
        assert line.draft is not None
        assert replace(line.draft, notes=()) == Draft.of(kept)


@given(st.text(string.printable, max_size=300))
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    for line in read(text, ZONE, NOW):
        assert (line.draft is None) == bool(line.why)


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    """It would run whatever a calendar's author had written into a title."""
    text = to_csv([item(title="=HYPERLINK(1)")])
    assert "\n'=HYPERLINK(1)," in text


def test_columns_in_any_order_and_only_the_needed_ones() -> None:
    text = "due;Title\n2021-12-01;Tutorial 7\n2021-12-02T17:00;Quiz\n"
    assert [
        (line.draft.title, line.draft.all_day, line.draft.ends_at)
        for line in read(text, ZONE, NOW)
        if line.draft
    ] == [
        ("Tutorial 7", True, datetime(2021, 12, 2, 7, 59, 59, tzinfo=UTC)),
        ("Quiz", False, datetime(2021, 12, 3, 1, 0, tzinfo=UTC)),
    ]


def test_a_line_in_words_each() -> None:
    good, bad = read("Tutorial 7 due 12/3 5pm\n\nread the book\n", ZONE, NOW)
    assert good.draft is not None
    assert good.draft.title == "Tutorial 7"
    assert (bad.number, bad.why) == (3, "there is no date in it")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",2021-12-01,", "it has no title"),
        ("Quiz,,", "it has no date"),
        ("Quiz,soon,", "its date is not like 2021-12-01 or 2021-12-01T23:59"),
        ("Quiz,2021-02-30,", "its date is not like 2021-12-01 or 2021-12-01T23:59"),
        ("Quiz,2021-12-01,Mars/Olympus", "I do not know its time zone"),
        ("Quiz,2021-12-01,../../etc/passwd", "I do not know its time zone"),
        (f"{'x' * 151},2021-12-01,", "its title is longer than 150 characters"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(row: str, why: str) -> None:
    (line,) = read(f"title,ends,timezone\n{row}", ZONE, NOW)
    assert (line.number, line.why) == (2, why)


def test_what_is_there_already_or_comes_twice_is_refused() -> None:
    kept = item(title="Quiz")
    again = to_csv([kept, replace(kept, title="Essay"), replace(kept, title="essay")])
    assert [line.why for line in read(again, ZONE, NOW, [kept])] == [
        "it is there already",
        "",
        "it is there already",
    ]


@pytest.mark.parametrize("text", ["[", '{"title": "Quiz"', '[{"title": "Quiz",}]'])
def test_broken_json_is_one_plain_word(text: str) -> None:
    (line,) = read(text, ZONE, NOW)
    assert line.why.startswith("this is not valid JSON")


def test_what_has_passed_is_noted_and_taken() -> None:
    (line,) = read("title,ends\nQuiz,2020-01-01\n", ZONE, NOW)
    assert line.draft is not None
    assert line.draft.notes == ("This is in the past: nobody will be reminded of it.",)
