"""The clock wakes, survives what it wakes, and is waited for at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.delivery.clock import Wakeups
from bot.errors import StorageError


@pytest.fixture
async def wakeups() -> AsyncIterator[Wakeups]:
    clock = Wakeups()
    yield clock
    await clock.stop()


class Sleeper:
    """Counts how often it is woken; `woken` is set at the wake-up numbered `wanted`."""

    def __init__(self, wanted: int = 1, *, fails: bool = False) -> None:
        self.wanted, self.fails, self.count, self.woken = wanted, fails, 0, asyncio.Event()

    async def wake(self) -> None:
        self.count += 1
        if self.count >= self.wanted:
            self.woken.set()
        if self.fails:
            raise RuntimeError("slept badly")


async def test_the_first_wake_up_comes_at_once(wakeups: Wakeups) -> None:
    sleeper = Sleeper()
    wakeups.every(3_600, "hourly", sleeper.wake)
    wakeups.start()
    await sleeper.woken.wait()
    assert sleeper.count == 1


async def test_a_failure_is_logged_and_does_not_stop_the_clock(wakeups: Wakeups) -> None:
    sleeper, other = Sleeper(3, fails=True), Sleeper(3)
    wakeups.every(0.01, "bad", sleeper.wake)
    wakeups.every(0.01, "good", other.wake)
    with capture_logs() as logs:
        wakeups.start()
        await asyncio.gather(sleeper.woken.wait(), other.woken.wait())
    assert {(entry["event"], entry["wakeup"]) for entry in logs} == {("wakeup_failed", "bad")}


async def test_that_the_database_is_away_is_said_once_until_it_is_back(wakeups: Wakeups) -> None:
    """In one line without a stack: every tick meets it."""
    away = [True, True, False, True]
    done = asyncio.Event()

    async def look() -> None:
        if not away:
            done.set()
        elif away.pop(0):
            raise StorageError("OperationalError")

    with capture_logs() as logs:
        wakeups.every(0.01, "look", look)
        wakeups.start()
        await asyncio.wait_for(done.wait(), 10)
    assert [(entry["event"], entry["log_level"]) for entry in logs] == [
        ("wakeup_waits", "warning"),
        ("wakeup_waits", "warning"),
    ]


async def test_stopping_waits_for_what_was_woken_and_wakes_nothing_more() -> None:
    wakeups, begun, may_end, ended = Wakeups(), asyncio.Event(), asyncio.Event(), list[str]()

    async def work() -> None:
        begun.set()
        await may_end.wait()
        ended.append("work")

    wakeups.every(0.01, "work", work)
    wakeups.start()
    await begun.wait()
    stopping = asyncio.create_task(wakeups.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    may_end.set()
    await stopping
    assert ended == ["work"]


async def test_a_clock_that_never_ran_can_be_stopped() -> None:
    await Wakeups().stop()


async def test_all_are_woken_in_order_when_the_clock_is_moved(wakeups: Wakeups) -> None:
    """Whatever their times; one that fails keeps nobody from theirs, and none is woken twice at once."""
    first, second = Sleeper(fails=True), Sleeper()
    wakeups.every(3_600, "first", first.wake)
    wakeups.every(3_600, "second", second.wake)
    wakeups.start()
    await second.woken.wait()
    await wakeups.idle()
    await wakeups.all_now()
    assert (first.count, second.count) == (2, 2)


async def test_one_that_is_awake_finishes_before_it_is_woken_again(wakeups: Wakeups) -> None:
    begun, may_end, steps = asyncio.Event(), asyncio.Event(), list[str]()

    async def work() -> None:
        steps.append("begins")
        begun.set()
        await may_end.wait()
        steps.append("ends")

    wakeups.every(3_600, "work", work)
    wakeups.start()
    await begun.wait()
    again = asyncio.create_task(wakeups.all_now())
    await asyncio.sleep(0)
    may_end.set()
    await again
    assert steps == ["begins", "ends"] * 2
