"""The weekly digest and the list of followed calendars: a name, and below it what one looks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.blocks import calendars, digest
from bot.blocks.answers import Message
from bot.blocks.times import Zones
from bot.services.calendars.ports import FollowedCalendar
from tests.storage.reminding_records import item
from tests.unit.blocks.dated import ZONE

AT = datetime(2021, 11, 24, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def sections(message: Message) -> list[str]:
    return [b["text"]["text"] for b in message.blocks if b["type"] == "section"]


def plainly(text: str) -> str:
    """With what a date shows where it can't be told in the reader's zone."""
    parts = text.split("<!date")
    return parts[0] + "".join(p.partition("|")[2].replace(">", "", 1) for p in parts[1:])


def test_each_date_of_the_week_stands_below_its_name_with_both_its_ends() -> None:
    week = [
        item(title="Tutorial", starts_at=AT, ends_at=AT),
        item(title="Quiz", kind="exam", starts_at=AT, ends_at=AT + HOUR),
        item(title="Review", kind="range", starts_at=AT, ends_at=AT + 48 * HOUR),
        item(title="Essay", starts_at=AT, ends_at=AT, all_day=True, timezone="UTC"),
    ]
    head, *entries = sections(digest.digest(week, "TCSS 562", ZONE))
    assert head == "*This week in TCSS 562*"
    assert [plainly(text) for text in entries] == [
        "*Tutorial*\nDue Wed, November 24, 2021 at 10:00 PST",
        "*Quiz*\nExam Wed, November 24, 2021 at 10:00 PST, 1 hour",
        "*Review*\nOpen Wed, November 24, 2021 at 10:00 PST to Fri, November 26, 2021 at 10:00 PST",
        "*Essay*\nDue Wed, November 24, 2021",
    ]


def test_a_long_week_fits_and_says_how_much_more_there_is() -> None:
    message = digest.digest([item(f"i{n}") for n in range(30)], "TCSS 562", ZONE)
    assert len(sections(message)) == 21
    assert "… and 10 more." in message.blocks[-1]["elements"][0]["text"]


def followed(**changes: Any) -> str:
    fields: dict[str, Any] = {"url": "https://canvas.example.edu/secret.ics", "name": "Canvas"}
    one = FollowedCalendar("T1", "c1", "cal1", **fields | changes, **BY)
    return plainly(sections(calendars.listing([one], Zones(ZONE, ZONE)))[1])


BY: dict[str, Any] = {"added_by": "U1", "added_at": AT, "next_at": AT}


def test_a_followed_calendar_says_whose_it_is_when_it_was_read_and_what_is_wrong() -> None:
    whose = "*Canvas*\ncanvas.example.edu · added by <@U1>"
    at = "Wed, November 24, 2021 at 10:00 PST"
    assert followed() == f"{whose}\nNot read yet"
    assert followed(fetched_at=AT) == f"{whose}\nRead {at}"
    assert followed(fetched_at=AT, error="It is gone.") == f"{whose}\n⚠ It is gone.\nLast read {at}"
    assert followed(error="It is gone.") == f"{whose}\n⚠ It is gone."


def test_a_calendar_that_is_called_by_its_host_says_it_once() -> None:
    assert followed(name="canvas.example.edu", fetched_at=None) == (
        "*canvas.example.edu*\nAdded by <@U1>\nNot read yet"
    )
