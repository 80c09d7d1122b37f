"""Work after an acknowledgement is neither forgotten nor waited for without end."""

from __future__ import annotations

import asyncio

from bot.services.tasks import TaskRegistry


async def test_drain_waits_for_what_is_running() -> None:
    tasks, may_end, done = TaskRegistry(), asyncio.Event(), list[int]()

    async def work(number: int) -> None:
        await may_end.wait()
        done.append(number)

    for number in range(3):
        tasks.spawn(work(number))
    draining = asyncio.create_task(tasks.drain())
    await asyncio.sleep(0)
    assert not draining.done()
    may_end.set()
    await draining
    assert sorted(done) == [0, 1, 2]
    assert not tasks.running


async def test_drain_cancels_what_does_not_end_and_waits_for_its_clean_up() -> None:
    tasks, started, cleaned = TaskRegistry(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned.set()

    tasks.spawn(work())
    await started.wait()
    await tasks.drain(seconds=0)
    assert cleaned.is_set()
    assert not tasks.running


async def test_drain_waits_also_for_what_the_running_work_begins() -> None:
    tasks, done = TaskRegistry(), asyncio.Event()

    async def child() -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        done.set()

    async def parent() -> None:
        tasks.spawn(child())

    tasks.spawn(parent())
    await tasks.drain()
    assert done.is_set()


async def test_a_finished_task_is_let_go() -> None:
    tasks = TaskRegistry()

    async def work() -> None:
        return None

    await tasks.spawn(work())
    await asyncio.sleep(0)
    assert not tasks.running


async def test_with_nothing_running_there_is_nothing_to_wait_for() -> None:
    await TaskRegistry().drain()
