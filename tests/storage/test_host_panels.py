"""Hosts' panels: the newest is drawn again, as often as Slack takes it, by one process."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.services.quizzes.live.ports import LASTS, USES, Shown
from bot.storage import Storage
from tests.storage.records import NOON

WHERE = ("T1", "tcss562")
PANEL = Shown("quiz1", "U1", "https://hooks.example.com/1", None, "0:lobby", NOON + LASTS)


async def test_the_newest_panel_of_each_host_is_the_one_that_is_drawn(storage: Storage) -> None:
    panels = storage.host_panels
    newer = replace(PANEL, url="https://hooks.example.com/2", thread="1637064000.000100")
    others = replace(PANEL, user="U2")
    for shown in (PANEL, newer, others):
        await panels.remember(*WHERE, shown, NOON)
    assert await panels.all(*WHERE, NOON) == [newer, others]
    await panels.forget("T1", PANEL)
    assert not await panels.drawn("T1", PANEL, "1:asking")
    assert await panels.all(*WHERE, NOON) == [newer, others]
    await panels.forget("T1", newer)
    assert await panels.all(*WHERE, NOON) == [others]
    assert await panels.all("T1", "another", NOON) == []


async def test_an_address_is_used_as_often_and_as_long_as_slack_takes_it(storage: Storage) -> None:
    panels = storage.host_panels
    await panels.remember(*WHERE, PANEL, NOON)
    for n in range(USES):
        (shown,) = await panels.all(*WHERE, NOON)
        assert await panels.drawn("T1", shown, str(n))
    assert await panels.all(*WHERE, NOON) == []
    await panels.remember(*WHERE, PANEL, NOON)
    later = NOON + LASTS + timedelta(seconds=1)
    assert await panels.all(*WHERE, later) == []
    await panels.remember(*WHERE, replace(PANEL, user="U2", until=later + LASTS), later)
    assert [one.user for one in await panels.all(*WHERE, NOON)] == ["U2"]


async def test_of_several_that_want_to_draw_it_one_does(storage: Storage) -> None:
    panels = storage.host_panels
    await panels.remember(*WHERE, PANEL, NOON)
    drawing = [panels.drawn("T1", PANEL, f"{n}:asking") for n in range(5)]
    done = await asyncio.gather(*drawing)
    assert sorted(done) == [False] * 4 + [True]
    (shown,) = await panels.all(*WHERE, NOON)
    assert shown == replace(PANEL, says=f"{done.index(True)}:asking", left=USES - 1)
