"""Dates are the same moment for every reader, each in their own zone; a day is a day everywhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import answers
from bot.blocks.answers import Options, when
from bot.blocks.mrkdwn import moment, plain_moment
from bot.services.replies import DatedItem, Reply

PACIFIC, TOKYO = "America/Los_Angeles", "Asia/Tokyo"
NOW = datetime(2021, 11, 16, 20, tzinfo=UTC)
TOKEN = re.compile(r"<!date\^(\d+)\^\{date_short_pretty\} at \{time\}\|([^<>|^]+)>")


def local(*parts: int, fold: int = 0) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(PACIFIC), fold=fold)


def due(at: datetime, kind: str = "due", **changes: object) -> DatedItem:
    fields = {"starts_at": at, "ends_at": at, "all_day": False} | changes
    return DatedItem(title="Check-in", kind=kind, timezone=PACIFIC, quote="q", **fields)  # type: ignore[arg-type]


DAY = due(
    local(2021, 12, 1, 0, 0), all_day=True, ends_at=local(2021, 12, 1, 23, 59), kind="release"
)


@pytest.mark.parametrize(
    ("at", "unix", "fallback"),
    [
        (local(2021, 11, 6, 23, 59), 1636268340, "Sat, November 6, 2021 at 23:59 PDT"),
        (local(2021, 11, 7, 1, 30), 1636273800, "Sun, November 7, 2021 at 01:30 PDT"),
        (local(2021, 11, 7, 1, 30, fold=1), 1636277400, "Sun, November 7, 2021 at 01:30 PST"),
        (local(2021, 11, 7, 23, 59), 1636358340, "Sun, November 7, 2021 at 23:59 PST"),
        (local(2021, 3, 14, 3, 0), 1615716000, "Sun, March 14, 2021 at 03:00 PDT"),
    ],
)
def test_the_nights_the_clocks_change_keep_their_moment(
    at: datetime, unix: int, fallback: str
) -> None:
    assert moment(at, PACIFIC) == f"<!date^{unix}^{{date_short_pretty}} at {{time}}|{fallback}>"
    assert moment(at.astimezone(UTC), PACIFIC) == moment(at, PACIFIC)


@given(
    st.builds(datetime.fromtimestamp, st.integers(0, 4_100_000_000), st.timezones()),
    st.none() | st.sampled_from([PACIFIC, TOKYO, "Asia/Kathmandu", "America/Sao_Paulo", "UTC"]),
)
@settings(max_examples=200, deadline=None)
def test_a_token_is_the_moment_whatever_the_zones(at: datetime, reader: str | None) -> None:
    found = TOKEN.fullmatch(moment(at, reader))
    assert found is not None
    assert int(found[1]) == int(at.timestamp())
    shown = at.astimezone(ZoneInfo(reader)) if reader else at
    assert f" {shown.day}, {shown.year} at {shown:%H:%M}" in found[2]
    assert plain_moment(at, reader) == found[2]


def test_a_day_without_a_time_is_the_same_day_for_everybody() -> None:
    """Midnight in Seattle is the next afternoon in Tokyo; the day that was named stays."""
    for reader in (None, PACIFIC, TOKYO):
        assert when(DAY, Options(NOW, reader)) == "out Wed, December 1, 2021"
        assert plain_moment(DAY.ends_at, reader, all_day=True) == "Wed, December 1, 2021"


@pytest.mark.parametrize(
    ("kind", "word"), [("due", "due "), ("exam", "exam "), ("event", "on "), ("other", "")]
)
def test_each_kind_has_its_word(kind: str, word: str) -> None:
    assert TOKEN.fullmatch(when(due(NOW, kind), Options(NOW)).removeprefix(word))


def test_a_range_says_from_when_to_when() -> None:
    week = due(local(2021, 12, 1, 9, 0), "range", ends_at=local(2021, 12, 8, 17, 0))
    start, end = (f"<!date^{int(at.timestamp())}" for at in (week.starts_at, week.ends_at))
    said = when(week, Options(NOW, PACIFIC))
    assert said.startswith(start)
    assert f"> to {end}" in said
    days = due(DAY.starts_at, all_day=True, ends_at=DAY.ends_at + timedelta(days=2))
    assert when(days, Options(NOW)) == "Wed, December 1, 2021 to Fri, December 3, 2021"


def test_what_has_passed_says_so_from_the_moment_after() -> None:
    item = due(NOW)
    assert not when(item, Options(NOW)).endswith("(passed)")
    assert when(item, Options(NOW + timedelta(seconds=1))).endswith("> (passed)")
    assert not when(DAY, Options(DAY.ends_at)).endswith("(passed)")
    assert when(DAY, Options(DAY.ends_at + timedelta(minutes=1))).endswith("2021 (passed)")


def words_of(now: datetime, *items: DatedItem) -> tuple[str, str]:
    """What an answer with these items says: to the eye, and as text."""
    reply = Reply(True, "deadline", "q", 0.9, items=items)
    message = answers.answer("q1", reply, Options(now, TOKYO))
    shown = [b["text"]["text"] for b in message.blocks if b["type"] == "section"]
    return "\n".join(shown), message.text


def test_an_answer_says_first_when_nothing_is_to_come() -> None:
    past, future = due(NOW - timedelta(days=1)), due(NOW + timedelta(days=1))
    assert words_of(NOW, past)[0].startswith("Nothing is coming up.")
    assert "Nothing is coming up" not in words_of(NOW, past, future)[0]


def test_the_text_for_notifications_has_the_date_in_the_readers_zone_and_no_token() -> None:
    shown, text = words_of(NOW, due(local(2021, 12, 1, 23, 59)), DAY)
    assert len(TOKEN.findall(shown)) == 1
    assert text == ("Check-in: Thu, December 2, 2021 at 16:59 JST; Check-in: Wed, December 1, 2021")
