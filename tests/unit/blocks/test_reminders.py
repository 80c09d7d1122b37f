"""Reminders as blocks: what they say for each kind of item, and what they offer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks import reminders
from bot.blocks.answers import Message
from bot.blocks.reminders import Reading
from bot.services.deadlines.ports import CANCELLED, CONFIRMED, DatedItem
from tests.outside_rules import check_message
from tests.slack.seen import Blocks
from tests.unit.services.deadlines.made import said

NOW = datetime(2021, 11, 29, 18, 0, tzinfo=UTC)
DUE = datetime(2021, 12, 2, 7, 59, tzinfo=UTC)
ZONE = "America/Los_Angeles"
HOUR = timedelta(hours=1)


def item(**changes: Any) -> DatedItem:
    fields: dict[str, Any] = {
        "title": "Tutorial 7",
        "kind": "due",
        "starts_at": DUE,
        "ends_at": DUE,
        "all_day": False,
        "timezone": ZONE,
        "state": CONFIRMED,
        "origin": "slides",
        "origin_key": "k",
        "made_by": "U1",
        "made_at": NOW,
        "changed_by": "U1",
        "changed_at": NOW,
    }
    return DatedItem("T1", "c", "i1", **(fields | changes))


def reading(**changes: Any) -> Reading:
    fields: dict[str, Any] = {"now": NOW, "target": DUE, "course_zone": ZONE}
    return Reading(**(fields | changes))


def words(message: Message) -> str:
    check_message(message.as_fields())
    return Blocks(message.blocks, message.text).words.replace("*", "")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("due", "Tutorial 7 is due in 2 days"),
        ("range", "Tutorial 7 ends in 2 days"),
        ("exam", "Tutorial 7 begins in 2 days"),
        ("event", "Tutorial 7 begins in 2 days"),
        ("release", "Tutorial 7 comes out in 2 days"),
    ],
)
def test_each_kind_says_what_happens(kind: str, expected: str) -> None:
    message = reminders.reminder(item(kind=kind), reading())
    assert expected in words(message)
    assert message.text.startswith(expected)


def test_it_quotes_its_source_with_its_place_and_link() -> None:
    made = item(
        quote="due Wed 12/1 @ 11:59p", file="week <9>.pdf", page=12, link="https://a.b/?x=1&y=2"
    )
    said = words(reminders.reminder(made, reading()))
    assert "due Wed 12/1 @ 11:59p" in said
    assert "week <9>.pdf, page 12" in said
    assert "<https://a.b/?x=1&y=2|Open>" in said


def test_a_slide_is_named_as_the_lecture_counts_it() -> None:
    told = said("Homework 3", DUE, file="week.pptx", place="lecture 3, slide 7")
    made = item(quote=told.quote, file="week.pptx", page=7, details={"sources": [told.to_json()]})
    assert "week.pptx, lecture 3, slide 7" in words(reminders.reminder(made, reading()))


def test_a_day_without_a_time_is_the_day_that_was_written() -> None:
    start = datetime(2021, 12, 1, 8, tzinfo=UTC)
    end = start + timedelta(days=1)
    made = item(starts_at=start, ends_at=end, all_day=True)
    for reader in ("Asia/Tokyo", "America/Los_Angeles"):
        view = reading(target=end, reader=reader, personal=True)
        assert "Wed, December 1, 2021" in words(reminders.reminder(made, view))
    exam = item(kind="exam", starts_at=start, ends_at=end, all_day=True)
    assert "Wed, December 1, 2021" in words(reminders.reminder(exam, reading(target=start)))


def test_a_channel_hears_the_courses_time_and_who_shares_it_hears_it_once() -> None:
    assert "(Wed 23:59 PST, course time)" in words(reminders.reminder(item(), reading()))
    mine = reading(reader=ZONE, personal=True)
    assert "course time" not in words(reminders.reminder(item(), mine))


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (2 * HOUR, ["Done", "Snooze 1 hour", "Mute"]),
        (5 * HOUR, ["Done", "Snooze 1 hour", "Snooze 4 hours", "Mute"]),
        (50 * HOUR, ["Done", "Snooze 1 hour", "Snooze 4 hours", "Snooze until tomorrow", "Mute"]),
        (HOUR / 2, ["Done", "Mute"]),
    ],
)
def test_only_snoozes_that_end_before_the_deadline_are_offered(
    left: timedelta, expected: list[str]
) -> None:
    view = reading(now=DUE - left, reader=ZONE, personal=True)
    message = reminders.reminder(item(), view)
    check_message(message.as_fields())
    buttons = [
        b for block in message.blocks if block["type"] == "actions" for b in block["elements"]
    ]
    assert [b["text"]["text"] for b in buttons] == expected
    assert all(b["value"].split(":")[0] == "i1" for b in buttons)


def test_a_late_one_says_when_it_was_to_come() -> None:
    said = words(reminders.reminder(item(), reading(late_since=NOW - 5 * HOUR)))
    assert "This comes late" in said
    assert "Mon, November 29, 2021 at 05:00 PST" in said


def test_a_change_of_its_words_alone_is_no_move() -> None:
    said = words(reminders.changed(item(title="Tutorial 8"), DUE, reading()))
    assert "Tutorial 8 is due" in said
    assert "moved" not in said
    assert "~" not in said


def test_a_cancelled_one_offers_nothing() -> None:
    message = reminders.changed(item(state=CANCELLED), DUE, reading())
    assert "Cancelled" in words(message)
    assert not [b for b in message.blocks if b["type"] == "actions"]


@pytest.mark.parametrize(
    "title", ["<!channel> *now*", "a & b <@U1>", "x" * 3_000, "\u202eevil", "`~_*", ""]
)
def test_whatever_a_title_holds_stays_text(title: str) -> None:
    made = item(title=title, quote=title, file=title, page=1, link=f"https://x/{title}")
    for message in (
        reminders.reminder(made, reading()),
        reminders.changed(made, DUE - HOUR, reading()),
        reminders.missed([{"title": title, "target": 0, "channels": ["C1"], "people": 2}], ZONE),
    ):
        check_message(message.as_fields())
        said = f"{message.text}{message.blocks}"
        assert "<!channel>" not in said.replace("'text': '<!channel> *now*'", "")
        assert "<@U1>" not in said.replace("'text': 'a & b <@U1>'", "")


def test_many_misses_fit_one_message() -> None:
    told = [
        {"title": f"Quiz {n} " + "x" * 150, "target": 0, "channels": ["C1", "C2"], "people": 1}
        for n in range(200)
    ]
    assert "and 180 more" in words(reminders.missed(told, ZONE))


@pytest.mark.parametrize("reason", ["is_archived", "not_in_channel", "restricted_action"])
def test_what_could_not_be_posted_says_where_and_why(reason: str) -> None:
    said = words(reminders.not_posted("C1", reason))
    assert "<#C1>" in said
    assert words(reminders.not_posted("", "token_revoked")).count("token_revoked") == 1
