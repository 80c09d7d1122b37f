"""The form says what a draft says, and tells what is wrong at its fields."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.services.polls.drafts import WEEKLY, Draft
from bot.services.polls.form import (
    AT,
    SCALE_5,
    SCALE_10,
    YES_OR_NO,
    Form,
    chunks,
    soonest,
)
from bot.services.polls.ports import MULTI, RANKED, SCALE, SINGLE, TEXT, WORDS, Settings
from tests.unit.services.polls.made import NOW
from tests.unit.services.polls.test_wording import TACOMA, read

LUNCH = Form(SINGLE, "Lunch?", "Pizza\nSushi")


def fields(form: Form) -> dict[str, str]:
    """What is wrong, by field."""
    _, problems = form.draft(NOW, TACOMA)
    return {each.field: f"{each.wrong} {each.fix}" for each in problems}


@pytest.mark.parametrize(
    "line",
    [
        "Lunch? Pizza, Sushi",
        "Lunch? Pizza, Sushi, Tacos --multi 2 --anonymous --hide --add",
        "Lunch? Pizza, Sushi --correct 2",
        "Ready?",
        "Rank? a, b, c --ranked",
        "Pace? --scale 5 slow fast",
        "Pace? --scale 10",
        "Why? --text",
        "One word? --words",
        "Q? a, b --close 10m",
        "Q? a, b --close 14:30",
        "Q? a, b --close 90m",
        "Q? a, b --every friday 9am --for 1h",
    ],
)
def test_a_typed_poll_is_the_same_out_of_its_form(line: str) -> None:
    typed = read(line)
    draft, problems = Form.of(typed, TACOMA).draft(NOW, TACOMA)
    assert problems == []
    assert (draft.kind, draft.question, draft.options) == (typed.kind, typed.question, typed.options)  # fmt: skip
    assert draft.settings == typed.settings
    assert (draft.closes_at, draft.opens_at) == (typed.closes_at, typed.opens_at)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (YES_OR_NO, ("Yes", "No")),
        (SCALE_5, tuple("12345")),
        (SCALE_10, (*"123456789", "10")),
        (TEXT, ()),
        (WORDS, ()),
        (RANKED, ("Pizza", "Sushi")),
        (MULTI, ("Pizza", "Sushi")),
    ],
)
def test_each_kind_has_its_options(kind: str, options: tuple[str, ...]) -> None:
    draft, problems = Form(kind, "Lunch?", "Pizza\n\n  Sushi ").draft(NOW, TACOMA)
    assert problems == []
    assert draft.options == options
    assert draft.kind == {YES_OR_NO: SINGLE, SCALE_5: SCALE, SCALE_10: SCALE}.get(kind, kind)


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        (Form(SINGLE, "", "a\nb"), "question", "no question"),
        (Form(SINGLE, "Q?", "a"), "options", "only one option"),
        (Form(SINGLE, "Q?", "a\nA"), "options", "the same"),
        (Form(SINGLE, "Q?", "a\nb", correct="c"), "correct", "No option reads"),
        (Form(SINGLE, "Q?", "a\nb", closes=AT), "close_day", "Choose a day"),
        (Form(SINGLE, "Q?", "a\nb", closes=AT, close_day=date(2021, 11, 20)), "close_time", "Choose a day and a time"),
        (Form(SINGLE, "Q?", "a\nb", closes=AT, close_day=date(2021, 11, 20), close_time=time(9)), "close_time", "That is over: it is 10:00"),
        (Form(SINGLE, "Q?", "a\nb", closes=AT, close_day=date(2022, 3, 13), close_time=time(2, 30)), "close_time", "skip that time"),
        (Form(SINGLE, "Q?", "a\nb", closes=AT, close_day=date(2031, 3, 13), close_time=time(2, 30)), "close_day", "more than a year"),
        (Form(SINGLE, "Q?", "a\nb", repeats=WEEKLY), "opens", "when it opens"),
        (
            Form(SINGLE, "Q?", "a\nb", closes=AT, close_day=date(2021, 11, 21), close_time=time(9), opens=AT, open_day=date(2021, 11, 22), open_time=time(9)),
            "close_time",
            "before it opens",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(form: Form, field: str, said: str) -> None:
    assert said in fields(form)[field]


def test_picked_times_are_of_ones_own_clock() -> None:
    form = Form(SINGLE, "Q?", "a\nb", closes=AT, close_day=date(2021, 11, 26), close_time=time(17))
    draft, _ = form.draft(NOW, TACOMA)
    assert draft.closes_at == datetime(2021, 11, 27, 1, 0, tzinfo=UTC)


def test_pickers_begin_with_a_time_to_come() -> None:
    assert soonest(NOW, TACOMA) == (date(2021, 11, 20), time(11))


def test_long_lists_of_options_are_cut_between_lines_into_fields() -> None:
    lines = [f"{n} {'x' * 400}" for n in range(20)]
    pieces = chunks("\n".join(lines), 3_000)
    assert all(len(piece) <= 3_000 for piece in pieces)
    assert "\n".join(pieces).split("\n") == lines


def test_what_a_kind_has_not_is_left_out() -> None:
    """Ticked before the kind was changed."""
    ticked = frozenset({"anonymous", "adding"})
    form = Form(SCALE_5, "Pace?", "", low="slow", high="fast", ticked=ticked, correct="1")
    draft, problems = form.draft(NOW, TACOMA)
    assert problems == []
    assert draft.settings == Settings(anonymous=True, low="slow", high="fast")
    other, _ = Form(SINGLE, "Q?", "a\nb", low="slow").draft(NOW, TACOMA)
    assert other == Draft(SINGLE, "Q?", ("a", "b"))
