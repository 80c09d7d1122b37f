"""Deadlines as blocks: within Slack's limits whatever is listed, nobody pinged, times in both zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks import deadline_changes as changes
from bot.blocks import deadline_import, deadline_settings, deadline_windows, extensions
from bot.blocks import deadline_wishes as wishes
from bot.blocks.answers import Message
from bot.blocks.deadlines import PAGE, Reader, Shown, listing, when_line
from bot.blocks.times import Zones, between, course_time, lead, leads, left, linked, titled
from bot.blocks.windows import Carried
from bot.services.deadlines.drafts import MAX_TITLE, Draft
from bot.services.deadlines.exchange import Line
from bot.services.deadlines.ports import Announcing, DatedItem, Extension, Mark, Personal
from bot.services.deadlines.seen import SeenItem
from bot.services.reminding.ports import Reminder
from tests.outside_rules import check_message, check_view
from tests.storage.deadline_records import item

NOW = datetime(2021, 11, 20, 18, 0, tzinfo=UTC)
HERE, THERE = "Europe/Stockholm", "America/Los_Angeles"
READER = Reader(NOW, Zones(HERE, THERE), staff=True)
STUDENT = replace(READER, staff=False)
CARRIED = Carried("i1:1", "C1", "https://hooks.example.com/1")
WORST = "<!channel> & *" * 30
TITLES = {
    "none": "",
    "short": "Quiz",
    "hostile": WORST[:MAX_TITLE],
    "right to left": ("שיעור " * 25)[:MAX_TITLE],
    "wide": "👩🏽‍🎓" * 30,
    "long": "x" * MAX_TITLE,
}
any_title = pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())


def seen(title: str, n: int = 0, **changed: Any) -> SeenItem:
    at = NOW + timedelta(days=7 * n, hours=2)
    fields: dict[str, Any] = {
        "starts_at": at,
        "ends_at": at,
        "link": f"https://example.org/{title[:5]}",
    } | changed
    kept = item(f"i{n}", title=title, **fields)
    extension = Extension("T1", kept.id, "U2", at + timedelta(days=1), "U1", NOW)
    mark = Mark("T1", "tcss562", kept.id, "U2", leads=(60,), muted=True, done_at=NOW)
    return SeenItem(kept, extension if n % 2 else None, mark)


def rows(kept: DatedItem, n: int) -> list[Reminder]:
    return [
        Reminder("T1", "c", f"k{k}", kept.id, "C1", 60 * k, NOW, NOW + timedelta(hours=k))
        for k in range(1, n + 1)
    ]


def messages(title: str) -> Iterator[Message]:
    """Every message about deadlines."""
    many = tuple(seen(title, n) for n in range(PAGE * 9))
    kept, draft = many[0].item, replace(Draft.of(many[0].item), notes=("It is odd.",))
    for reader in (READER, STUDENT):
        for view in ("upcoming", "past", "all", "search"):
            yield listing(Shown(view, many, title, 3), reader, "Which one?")
            yield listing(Shown(view, (), title), reader)
        own = wishes.Mine(Personal("T1", "c", "U2", (60,)), rows(kept, 50), many)
        yield wishes.mine(own, reader)
        yield wishes.mine(replace(own, personal=Personal("T1", "c", "U2", muted=True)), reader)
        for what in ("done", "undone", "mute", "unmute"):
            yield wishes.marked(what, many[1], reader)
        for muted in (True, False):
            yield wishes.promised(many[0], rows(kept, 30), {kept.id: title}, reader, muted=muted)
            yield wishes.promised(None, rows(kept, 30), {kept.id: title}, reader, muted=muted)
            yield wishes.all_muted(muted=muted)
        yield wishes.promised(many[0], [], {}, reader, muted=False)
        yield wishes.snoozed(kept, NOW, reader)
        yield wishes.snoozed(kept, None, reader)
    yield changes.understood(replace(draft, quote=title), "key", READER)
    yield changes.understood(replace(draft, title=""), "key", READER)
    yield changes.saved("Saved.", kept, "c1", READER, rows(kept, 30))
    yield changes.saved("Cancelled.", replace(kept, state="cancelled"), "c1", READER)
    yield changes.stale(kept, READER)
    yield changes.stale(None, READER)
    yield changes.undone([m.item for m in many], READER)
    yield changes.undone([], READER)
    yield changes.ask_move(kept, draft, READER)
    yield changes.ask_cancel(kept, READER)
    yield extensions.listed([(m.item, m.extension) for m in many if m.extension], READER)
    given = Extension("T1", "i1", "U2", NOW, "U1", NOW)
    yield extensions.told_to_student(kept, given, READER)
    yield extensions.withdrawn(given)
    for before in (None, given):
        yield extensions.extended(kept, given, before, READER, told=bool(before))
        yield extensions.taken_back(kept, "U2", before, READER)
    yield deadline_settings.preview(Announcing(("C1",)), rows(kept, 50), {kept.id: title}, READER)
    yield deadline_settings.saved(Announcing(), THERE)
    yield deadline_import.imported(2, "b1")


def views(title: str) -> Iterator[dict[str, Any]]:
    """Every window about deadlines."""
    draft = Draft.of(item(title=title))
    for kept in (draft, replace(draft, timezone="UTC-12:00", all_day=True), None):
        yield deadline_windows.edit_window(CARRIED, kept, THERE, title="Edit", submit="Save")
    yield deadline_windows.extend_window(CARRIED, title, NOW, THERE, all_day=False)
    yield wishes.remind_window(CARRIED, seen(title, 1), (1440, 45), STUDENT)
    yield wishes.remind_window(CARRIED, None, (), STUDENT)
    yield deadline_settings.settings_window(CARRIED, Announcing(("C1",)), THERE)
    yield deadline_settings.settings_window(CARRIED, Announcing((), (), None, digest=False), THERE)
    lines = [Line(n, title, draft if n % 2 else None, "it has no date") for n in range(200)]
    yield deadline_import.import_window(CARRIED, title[:3000], lines, READER)
    yield deadline_import.import_window(CARRIED, "", None, READER)


def texts(node: Any) -> Iterator[str]:
    """Every text in blocks."""
    if isinstance(node, list):
        for each in node:
            yield from texts(each)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from texts(value)


@any_title
def test_every_message_keeps_slacks_limits_and_pings_nobody(title: str) -> None:
    for message in messages(title):
        check_message(message.as_fields())
        written = list(texts(message.blocks))
        assert sum(map(len, written)) <= 13_200, message.text[:100]
        assert not [t for t in (*written, message.text) if re.search(r"<!(?!date\^)", t)]


@any_title
def test_every_window_keeps_slacks_limits(title: str) -> None:
    for view in views(title):
        check_view(view)
        assert len(view["private_metadata"]) <= 3_000


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.5, "in less than a minute"),
        (1, "in 1 minute"),
        (59.5, "in 1 hour"),
        (119.9, "in 2 hours"),
        (100, "in 1 hour and 40 minutes"),
        (185, "in 3 hours"),
        (47 * 60, "in 47 hours"),
        (60 * 60, "in 3 days"),
        (71 * 60, "in 3 days"),
        (7 * 24 * 60, "in 7 days"),
        (-90, "1 hour and 30 minutes ago"),
    ],
)
def test_time_left_is_said_as_one_would(minutes: float, words: str) -> None:
    assert left(NOW + timedelta(minutes=minutes), NOW, "UTC") == words


def test_days_left_are_those_of_the_readers_calendar() -> None:
    """At 22:30 on a Monday in Seattle it is Tuesday in London: Thursday's noon is nearer there."""
    now = datetime(2021, 11, 16, 6, 30, tzinfo=UTC)
    at = datetime(2021, 11, 18, 20, 0, tzinfo=UTC)
    assert left(at, now, "America/Los_Angeles") == "in 3 days"
    assert left(at, now, "Europe/London") == "in 2 days"
    assert left(now, at, "America/Los_Angeles") == "3 days ago"


def test_leads_in_words() -> None:
    assert [lead(m) for m in (30, 60, 90, 1440, 4320, 10080)] == [
        "30 minutes",
        "1 hour",
        "90 minutes",
        "1 day",
        "3 days",
        "1 week",
    ]
    assert leads((120, 10080, 1440)) == "1 week, 1 day and 2 hours before"
    assert leads(()) == "never"


def test_the_courses_time_is_told_where_it_differs_on_that_day() -> None:
    """Two zones may agree in winter and not in summer."""
    zones = Zones("America/Phoenix", "America/Los_Angeles")
    assert course_time(datetime(2021, 7, 1, 12, tzinfo=UTC), zones) == ""
    assert "04:00 PST" in course_time(datetime(2021, 12, 1, 12, tzinfo=UTC), zones)


def test_a_day_is_told_once_where_something_begins_and_ends_on_it() -> None:
    start, end = datetime(2026, 12, 5, 10, tzinfo=UTC), datetime(2026, 12, 5, 14, tzinfo=UTC)
    said = between(start, end, Zones(HERE, "Europe/London"))
    assert re.fullmatch(
        r"<!date\^1796464800\^[^>]*> to <!date\^1796479200\^\{time\}\|15:00> "
        r"\(Sat, December 5 at 10:00 to 14:00 GMT, course time\)",
        said,
    )
    late = between(start, end, Zones("Asia/Tokyo", "Asia/Tokyo"))
    assert " to <!date" in late
    two_days = between(start, end, Zones("Asia/Vladivostok", "Asia/Vladivostok"))
    assert "> – <!date" in two_days


def test_a_week_begins_on_monday_for_the_reader() -> None:
    """Sunday evening in Los Angeles is Monday in Stockholm."""
    late = seen("Quiz", 0, starts_at=datetime(2021, 11, 22, 2, tzinfo=UTC))
    late = replace(late, item=replace(late.item, ends_at=datetime(2021, 11, 22, 2, tzinfo=UTC)))
    there = replace(READER, zones=Zones(THERE, THERE))
    assert "Next week · November 22 – 28" in str(listing(Shown("all", (late,)), READER).blocks)
    assert "This week · November 15 – 21" in str(listing(Shown("all", (late,)), there).blocks)


def test_both_ends_are_told_where_there_are_two() -> None:
    start, day = NOW + timedelta(days=1), timedelta(days=1)
    exam = item(kind="exam", starts_at=start, ends_at=start + timedelta(hours=2))
    assert ", 2 hours · *in 24 hours*" in when_line(exam, READER)
    range_ = item(kind="range", starts_at=start, ends_at=start + 3 * day)
    assert re.search(r"^Open .* to .* · \*opens in 24 hours\*$", when_line(range_, READER))
    going_on = item(kind="range", starts_at=NOW - day, ends_at=NOW + 3 * day)
    assert when_line(going_on, READER).endswith("*closes in 3 days*")


def test_titles_and_links_do_no_harm() -> None:
    assert titled("a \u202eb\u2066 c") == "a b c"
    assert titled("") == "Untitled"
    assert titled("שיעור 3").startswith("\u2068")
    assert linked("javascript:alert(1)", "Page") == ""
    assert linked("https://e.org/a|b>c&d", "A & B") == "<https://e.org/a%7Cb%3Ec&amp;d|A &amp; B>"
