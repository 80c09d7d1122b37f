"""A file that is asked for twice at once comes once, and again once something has changed or time has passed."""

from __future__ import annotations

import asyncio

import pytest

from bot.listeners.handed import MOMENT_SECONDS, Handed


class Desk:
    """Where files are handed over; a slow one, until it is `free`."""

    def __init__(self) -> None:
        self.now, self.sent = 0.0, list[bytes]()
        self.free = asyncio.Event()
        self.free.set()
        self.handed = Handed(lambda: self.now)

    async def asks(self, data: bytes, user: str = "U1") -> bool:
        async def send() -> None:
            await self.free.wait()
            self.sent.append(data)

        return await self.handed.once(user, "poll.csv", data, send)


async def test_while_a_file_is_on_its_way_the_same_is_not_sent_a_second_time() -> None:
    desk = Desk()
    desk.free.clear()
    first = asyncio.create_task(desk.asks(b"1"))
    await asyncio.sleep(0)
    desk.now += 10 * MOMENT_SECONDS
    assert not await desk.asks(b"1")
    desk.free.set()
    assert await first
    assert desk.sent == [b"1"]


async def test_what_was_sent_a_moment_ago_is_sent_again_only_once_it_has_changed() -> None:
    desk = Desk()
    assert await desk.asks(b"1")
    assert not await desk.asks(b"1")
    assert await desk.asks(b"2")
    assert desk.sent == [b"1", b"2"]


async def test_after_a_while_and_by_somebody_else_it_can_be_had_again() -> None:
    desk = Desk()
    assert await desk.asks(b"1")
    assert await desk.asks(b"1", user="U2")
    desk.now += MOMENT_SECONDS
    assert await desk.asks(b"1")


async def test_what_could_not_be_sent_may_be_asked_for_at_once() -> None:
    desk = Desk()

    async def fails() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await desk.handed.once("U1", "poll.csv", b"1", fails)
    assert await desk.asks(b"1")
