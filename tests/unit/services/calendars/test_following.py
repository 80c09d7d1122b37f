"""Followed calendars: read at once and on a schedule, asked about, told of once when they break, never the last word."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from bot.services.calendars.fetched import CannotFollow, Fetched
from bot.services.calendars.following import ALREADY, EVERY, LONGEST, Following
from bot.services.calendars.ports import FollowedCalendar
from bot.services.calendars.reading import CalendarReading
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import CONFIRMED, PROPOSED
from bot.services.deadlines.proposals import ProposalService
from bot.services.deadlines.proposing import says_now
from tests.unit.fakes import FakeClock
from tests.unit.services.deadlines.stores import FakeItems, FakeOutbox, FakePlanner

NOW = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
URL = "https://school.example/secret.ics"


def ics(*events: tuple[str, str, str]) -> bytes:
    """A calendar of (uid, summary, start in UTC)."""
    entries = "".join(
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{summary}\r\nDTSTART:{start}\r\nEND:VEVENT\r\n"
        for uid, summary, start in events
    )
    return f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:CS 1\r\n{entries}END:VCALENDAR\r\n".encode()


HW3 = ("a1", "HW3 due", "20261020T120000Z")
LATER = ("a1", "HW3 due", "20261022T120000Z")
HW4 = ("a2", "HW4 due", "20261027T120000Z")


@dataclass
class FakeHost:
    """Serves bytes, or the sentence that says why not."""

    data: bytes | str = b""
    etag: str = ""
    fetched: list[str] = field(default_factory=list)

    def address(self, typed: str) -> str:
        return typed

    async def fetch(self, url: str, etag: str = "") -> Fetched:
        self.fetched.append(url)
        if isinstance(self.data, str):
            raise CannotFollow(for_user=self.data)
        if etag and etag == self.etag:
            return Fetched(None, etag)
        return Fetched(self.data, self.etag)


@dataclass
class FakeFollowed:
    """Followed calendars in a dictionary."""

    calendars: dict[str, FollowedCalendar] = field(default_factory=dict)

    async def add(self, calendar: FollowedCalendar) -> bool:
        return self.calendars.setdefault(calendar.id, calendar) is calendar

    async def remove(self, workspace: str, calendar_id: str) -> bool:
        return self.calendars.pop(calendar_id, None) is not None

    async def of_course(self, workspace: str, course: str) -> list[FollowedCalendar]:
        return list(self.calendars.values())

    async def claim_due(self, now: datetime, lease: timedelta) -> FollowedCalendar | None:
        return next((c for c in self.calendars.values() if c.next_at <= now), None)

    async def read(self, calendar: FollowedCalendar) -> None:
        self.calendars[calendar.id] = calendar


@dataclass
class Course:
    host: FakeHost = field(default_factory=lambda: FakeHost(ics(HW3, HW4)))
    followed: FakeFollowed = field(default_factory=FakeFollowed)
    items: FakeItems = field(default_factory=FakeItems)
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))

    def __post_init__(self) -> None:
        ids, nothing = count(), Any
        unused: Any = nothing
        parts = Parts(
            "T1",
            "c1",
            "Europe/Oslo",
            self.items,
            unused,
            unused,
            FakePlanner(),
            self.clock,
            lambda: f"change{next(ids)}",
        )
        outbox: Any = self.outbox
        self.proposals = ProposalService(parts, outbox, ("U1", "U2"), "CS 1")
        self.following = Following(
            parts,
            self.followed,
            self.host,
            CalendarReading(self.proposals),
            outbox,
            ("U1", "U2"),
        )

    async def later(self, by: timedelta = EVERY) -> FollowedCalendar:
        self.clock.move(by)
        await self.following.tick()
        (calendar,) = self.followed.calendars.values()
        return calendar

    @property
    def notices(self) -> list[str]:
        return [m.channel for m in self.outbox.messages.values() if m.kind == "notice"]


@pytest.fixture
def course() -> Course:
    return Course()


async def test_a_calendar_is_read_when_it_is_named_and_its_dates_are_proposed(
    course: Course,
) -> None:
    account = await course.following.follow(URL, "U1")
    assert (account.name, account.dates, account.asked) == ("CS 1", 2, 2)
    assert {i.title: i.state for i in course.items.items.values()} == {
        "HW3": PROPOSED,
        "HW4": PROPOSED,
    }
    with pytest.raises(CannotFollow, match=ALREADY):
        await course.following.follow(URL, "U2")


async def test_what_is_no_calendar_is_not_followed(course: Course) -> None:
    course.host.data = b"<html>Sign in</html>"
    with pytest.raises(CannotFollow) as caught:
        await course.following.follow(URL, "U1")
    assert "a web page, not a calendar" in caught.value.for_user
    assert course.followed.calendars == {}


async def test_it_is_read_every_half_hour_and_the_same_again_asks_nothing(course: Course) -> None:
    await course.following.follow(URL, "U1")
    told = len(course.outbox.messages)
    await course.later(EVERY - timedelta(minutes=1))
    assert len(course.host.fetched) == 1
    calendar = await course.later(timedelta(minutes=1))
    assert len(course.host.fetched) == 2
    assert calendar.next_at == NOW + 2 * EVERY
    assert len(course.outbox.messages) == told


async def test_a_changed_date_is_asked_about_and_nothing_confirmed_changes(course: Course) -> None:
    await course.following.follow(URL, "U1")
    hw3 = next(i for i in course.items.items.values() if i.title == "HW3")
    await course.proposals.confirm(hw3.id, hw3.revision, "U1")
    course.host.data = ics(LATER, HW4)
    await course.later()
    now = course.items.items[hw3.id]
    assert (now.state, now.ends_at) == (CONFIRMED, hw3.ends_at)
    said = says_now(now)
    assert said is not None
    assert said.ends_at.day == 22
    assert len({m.about for m in course.outbox.messages.values()}) == 2, "a second message"


async def test_a_date_that_is_gone_is_said_and_one_that_fails_to_load_is_not_gone(
    course: Course,
) -> None:
    await course.following.follow(URL, "U1")
    hw3 = next(i for i in course.items.items.values() if i.title == "HW3")
    await course.proposals.confirm(hw3.id, hw3.revision, "U1")
    for broken in ("no answer", b"<html>", ics(HW4)[:-5]):
        course.host.data = broken
        await course.later(LONGEST)
        assert says_now(course.items.items[hw3.id]) is None
    course.host.data = ics(HW4)
    await course.later(LONGEST)
    said = says_now(course.items.items[hw3.id])
    assert said is not None
    assert said.absent


async def test_failures_are_tried_again_ever_more_rarely_and_told_once(course: Course) -> None:
    await course.following.follow(URL, "U1")
    course.host.data = "The calendar's server did not answer."
    waits = []
    for _ in range(9):
        (before,) = course.followed.calendars.values()
        course.clock.at = before.next_at
        calendar = await course.later(timedelta(0))
        waits.append(calendar.next_at - course.clock.at)
    assert waits[:3] == [EVERY, 2 * EVERY, 4 * EVERY]
    assert waits[-1] == LONGEST
    assert course.notices == ["U1", "U2"]
    assert calendar.error == "The calendar's server did not answer."
    course.host.data = ics(HW3, HW4)
    calendar = await course.later(LONGEST)
    assert (calendar.failures, calendar.error) == (0, "")


async def test_an_unchanged_calendar_is_known_by_its_etag(course: Course) -> None:
    course.host.etag = '"v1"'
    await course.following.follow(URL, "U1")
    course.host.data = b"not looked at"
    calendar = await course.later()
    assert (calendar.failures, calendar.etag) == (0, '"v1"')
    assert calendar.fetched_at == NOW + EVERY


async def test_one_that_was_removed_is_not_read_any_more(course: Course) -> None:
    await course.following.follow(URL, "U1")
    (calendar,) = await course.following.all()
    assert await course.following.remove(calendar.id)
    course.clock.move(EVERY)
    assert await course.following.tick() == 0


async def test_a_course_follows_no_more_than_it_needs(course: Course) -> None:
    await course.following.follow(URL, "U1")
    (calendar,) = course.followed.calendars.values()
    course.followed.calendars |= {str(n): replace(calendar, id=str(n)) for n in range(19)}
    with pytest.raises(CannotFollow, match="Remove one first"):
        await course.following.follow("https://school.example/other.ics", "U1")
