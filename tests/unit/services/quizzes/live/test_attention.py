"""The database is asked for what is live while something is; else now and then, so that what others left goes on."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.errors import StorageError
from bot.services.polls.ports import CLOSED
from bot.services.quizzes.live.attention import RESTING, Attention, RestingPanels
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.ports import LASTS, Panels, Shown
from bot.services.quizzes.live.service import LiveQuizzes
from tests.unit.fakes import FakeClock
from tests.unit.services.polls.made import CHANNEL, NOW
from tests.unit.services.quizzes.live.room import HOST, Room, known

TICK = timedelta(seconds=0.5)


class Finding:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked, self.live = 0, False

    async def __call__(self) -> bool:
        self.asked += 1
        return self.live


async def ticks(attention: Attention, clock: FakeClock, finding: Finding, number: int) -> int:
    """How often is it asked in so many ticks?"""
    before = finding.asked
    for _ in range(number):
        await attention.look(finding, nothing=False)
        clock.move(TICK)
    return finding.asked - before


async def test_where_nothing_is_live_it_is_asked_now_and_then() -> None:
    clock, finding = FakeClock(NOW), Finding()
    attention = Attention(clock)
    assert await ticks(attention, clock, finding, 1) == 1, "a restart may have left something"
    assert await ticks(attention, clock, finding, round(RESTING / TICK) - 1) == 0
    assert await ticks(attention, clock, finding, round(RESTING / TICK)) == 1


async def test_what_another_replica_opened_is_found_and_then_looked_at_each_time() -> None:
    clock, finding = FakeClock(NOW), Finding()
    attention = Attention(clock)
    await ticks(attention, clock, finding, 1)
    finding.live = True
    assert await ticks(attention, clock, finding, round(RESTING / TICK)) == 1
    assert await ticks(attention, clock, finding, 20) == 20
    finding.live = False
    assert await ticks(attention, clock, finding, 10) == 1


async def test_what_is_opened_here_is_looked_at_at_once() -> None:
    clock, finding = FakeClock(NOW), Finding()
    attention = Attention(clock)
    await ticks(attention, clock, finding, 1)
    attention.stir()
    assert await ticks(attention, clock, finding, 1) == 1


async def test_what_is_opened_during_a_look_is_not_overlooked() -> None:
    clock, finding, going = FakeClock(NOW), Finding(), asyncio.Event()
    attention = Attention(clock)

    async def slow() -> bool:
        await going.wait()
        return False

    looking = asyncio.create_task(attention.look(slow, nothing=False))
    await asyncio.sleep(0)
    attention.stir()
    going.set()
    await looking
    assert await ticks(attention, clock, finding, 1) == 1


async def test_after_a_failure_the_next_one_looks_again() -> None:
    clock, finding = FakeClock(NOW), Finding()
    attention = Attention(clock)

    async def away() -> bool:
        raise StorageError

    with pytest.raises(StorageError):
        await attention.look(away, nothing=False)
    assert await ticks(attention, clock, finding, 1) == 1


async def test_where_the_clock_was_put_back_it_looks() -> None:
    clock, finding = FakeClock(NOW), Finding()
    attention = Attention(clock)
    await ticks(attention, clock, finding, 1)
    clock.move(timedelta(days=-1))
    assert await ticks(attention, clock, finding, 1) == 1


async def test_a_quiz_that_is_opened_goes_on_at_once_and_what_another_process_left_within_the_rest() -> None:  # fmt: skip
    room = Room()
    here = LiveQuizzes.of(room.parts, room.bank, lambda question: True, known)
    other = LiveQuizzes.of(room.parts, room.bank, lambda question: True, known)
    for live in (here, other):
        await live.tick()
    quiz = await here.hosting.open_lobby(await here.drafting.draft(Wish(2), HOST, CHANNEL), HOST)
    await room.post()
    quiz = await here.hosting.go_on(await here.hosting.quiz(quiz.id))
    await room.post()
    await here.tick()
    [question] = await room.asked(quiz)
    assert question.poll.closes_at is not None, "it was begun"
    room.clock.move(question.poll.closes_at - room.clock.now())
    await other.tick()
    [question] = await room.asked(quiz)
    assert question.poll.state == CLOSED


class Counted(Panels):
    """Panels in memory that count how often they are read."""

    def __init__(self) -> None:
        self.kept: list[Shown] = []
        self.reads = 0

    async def remember(self, workspace: str, course: str, shown: Shown, now: object) -> None:
        self.kept.append(shown)

    async def all(self, workspace: str, course: str, now: object) -> list[Shown]:
        self.reads += 1
        return list(self.kept)

    async def drawn(self, workspace: str, shown: Shown, says: str) -> bool:
        return True

    async def forget(self, workspace: str, shown: Shown) -> None:
        self.kept.remove(shown)


async def test_panels_are_read_while_one_stands() -> None:
    clock, kept = FakeClock(NOW), Counted()
    panels = RestingPanels(kept, Attention(clock))
    shown = Shown("quiz1", HOST, "https://hooks.example.com/1", None, "0:lobby", NOW + LASTS)

    async def reads(number: int) -> int:
        before = kept.reads
        for _ in range(number):
            await panels.all("T1", "tcss562", clock.now())
            clock.move(TICK)
        return kept.reads - before

    assert await reads(10) == 1
    await panels.remember("T1", "tcss562", shown, NOW)
    assert await reads(10) == 10
    assert await panels.all("T1", "tcss562", clock.now()) == [shown]
    await panels.forget("T1", shown)
    assert await reads(10) == 1
