"""A file that is asked for twice at once comes once, and again once something has changed or time has passed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.listeners.handed import MOMENT, ON_ITS_WAY, Handed
from tests.unit.fakes import NOON, FakeClaims, FakeClock


class Desk:
    """Where two processes hand files over; slowly, until it is `free`, and not at all while it is `down`."""

    def __init__(self) -> None:
        self.clock, self.sent = FakeClock(NOON), list[bytes]()
        self.free, self.down = asyncio.Event(), False
        self.free.set()
        self.claims = FakeClaims()
        self.one, self.other = (Handed(self, self.claims, "T1", self.clock) for _ in range(2))

    async def send_file(self, user: str, name: str, data: bytes, *, words: str) -> None:
        await self.free.wait()
        if self.down:
            raise TimeoutError
        self.sent.append(data)

    async def asks(self, data: bytes, user: str = "U1", made_of: bytes | None = None) -> bool:
        return await self.one.once(user, "poll.csv", data, words="A row.", made_of=made_of)

    def later(self, by: timedelta) -> None:
        self.clock.move(by)


async def test_while_a_file_is_on_its_way_the_same_is_not_sent_a_second_time_by_whom_ever() -> None:
    desk = Desk()
    desk.free.clear()
    first = asyncio.create_task(desk.asks(b"1"))
    await asyncio.sleep(0)
    desk.later(MOMENT)
    assert not await desk.asks(b"1")
    assert not await desk.other.once("U1", "poll.csv", b"1", words="A row.")
    desk.free.set()
    assert await first
    assert desk.sent == [b"1"]


async def test_who_fell_down_while_sending_keeps_it_back_for_ten_minutes_at_most() -> None:
    desk = Desk()
    desk.free.clear()
    fallen = asyncio.create_task(desk.asks(b"1"))
    await asyncio.sleep(0)
    desk.later(ON_ITS_WAY)
    desk.free.set()
    assert await desk.other.once("U1", "poll.csv", b"1", words="A row.")
    fallen.cancel()


async def test_what_was_sent_a_moment_ago_is_sent_again_only_once_it_has_changed() -> None:
    desk = Desk()
    assert await desk.asks(b"1")
    assert not await desk.asks(b"1")
    assert await desk.asks(b"2")
    assert desk.sent == [b"1", b"2"]


async def test_what_has_the_time_in_it_is_the_same_where_it_was_made_of_the_same() -> None:
    desk = Desk()
    assert await desk.asks(b"12:00", made_of=b"q1")
    assert not await desk.asks(b"12:01", made_of=b"q1")
    assert await desk.asks(b"12:01", made_of=b"q2")


async def test_after_a_while_and_by_somebody_else_it_can_be_had_again() -> None:
    desk = Desk()
    assert await desk.asks(b"1")
    assert await desk.asks(b"1", user="U2")
    desk.later(MOMENT)
    assert await desk.asks(b"1")


async def test_what_could_not_be_sent_may_be_asked_for_at_once() -> None:
    desk = Desk()
    desk.down = True
    with pytest.raises(TimeoutError):
        await desk.asks(b"1")
    desk.down = False
    assert await desk.asks(b"1")


async def test_a_file_that_arrived_is_not_told_as_lost_where_that_cannot_be_written_down() -> None:
    desk = Desk()
    desk.claims.down = True
    assert await desk.asks(b"1")
    assert desk.sent == [b"1"]
    assert not await desk.asks(b"1")


async def test_what_went_wrong_with_the_file_is_told_whatever_can_be_written_down() -> None:
    desk = Desk()
    desk.claims.down = desk.down = True
    with pytest.raises(TimeoutError):
        await desk.asks(b"1")


async def test_who_fails_late_does_not_give_back_what_somebody_else_took_meanwhile() -> None:
    desk = Desk()
    desk.free.clear()
    first = asyncio.create_task(desk.asks(b"1"))
    await asyncio.sleep(0)
    desk.later(ON_ITS_WAY)
    second = asyncio.create_task(desk.other.once("U1", "poll.csv", b"1", words="A row."))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert not await desk.asks(b"1")
    desk.free.set()
    assert await second
    assert desk.sent == [b"1"]
