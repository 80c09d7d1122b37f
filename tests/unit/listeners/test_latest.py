"""Of quick changes the newest is drawn, and none once a window shows something else."""

from __future__ import annotations

import asyncio
from functools import partial

from bot.listeners.polls.latest import Latest


class Board:
    """What was drawn, with a hand that can be held."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.free = asyncio.Event()
        self.begun = asyncio.Event()

    async def draw(self, what: str) -> None:
        self.begun.set()
        await self.free.wait()
        self.drawn.append(what)


async def test_of_changes_that_come_quickly_the_newest_is_drawn() -> None:
    latest, board = Latest(pause=0.01), Board()
    board.free.set()
    draws = (latest.draw("v", partial(board.draw, what), wait=True) for what in "abc")
    await asyncio.gather(*draws)
    assert board.drawn == ["c"]


async def test_places_do_not_wait_for_each_other() -> None:
    latest, board = Latest(pause=0), Board()
    board.free.set()
    await asyncio.gather(
        latest.draw("v", partial(board.draw, "a"), wait=True),
        latest.draw("w", partial(board.draw, "b"), wait=True),
    )
    assert sorted(board.drawn) == ["a", "b"]


async def test_closing_waits_for_what_is_being_drawn_and_lets_nothing_follow() -> None:
    latest, board = Latest(pause=0), Board()
    drawing = asyncio.create_task(latest.draw("v", partial(board.draw, "a"), wait=False))
    await board.begun.wait()
    closing = asyncio.create_task(latest.close("v"))
    await asyncio.sleep(0)
    assert not closing.done()
    board.free.set()
    await asyncio.gather(drawing, closing)
    await latest.draw("v", partial(board.draw, "late"), wait=False)
    assert board.drawn == ["a"]
    latest.open("v")
    await latest.draw("v", partial(board.draw, "b"), wait=False)
    assert board.drawn == ["a", "b"]
