"""Polls' messages are drawn again soon, not too often, and as things are then."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.blocks.answers import Message
from bot.delivery import redrawing
from bot.delivery.redrawing import Redrawing
from bot.errors import StorageError
from bot.services.polls.ports import CLOSED, Poll
from bot.services.tasks import TaskRegistry
from tests.unit.fakes import NOON, FakeClock
from tests.unit.services.polls.made import WORKSPACE, poll
from tests.unit.services.polls.stores import Stores

STEP = timedelta(seconds=1.5)


def refused(error: str, status: int = 200, **headers: str) -> SlackApiError:
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="chat.update",
        req_args={},
        data={"ok": False, "error": error},
        headers=headers,
        status_code=status,
    )
    return SlackApiError(error, response)


class FakeSlack:
    """Notes what is edited; may fail next."""

    def __init__(self) -> None:
        self.edits: list[tuple[str, str, str]] = []
        self.failures: list[Exception] = []

    async def edit_now(self, channel: str, ts: str, message: Message, **_: Any) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.edits.append((channel, ts, message.text))


class Room:
    """Open polls with their messages; a poll's text is how many draws there were of it."""

    def __init__(self, *names: str) -> None:
        self.stores, self.clock, self.slack = Stores(), FakeClock(NOON), FakeSlack()
        self.state, self.lost, self.finished = "0", list[str](), list[str]()
        for name in names:
            self.stores.memory.polls[WORKSPACE, name] = poll(id=name, ts=f"{name}.1")
        self.tasks = TaskRegistry()
        self.redrawing = Redrawing(
            self.stores.polls,
            self.stores.redraws,
            self.slack,  # type: ignore[arg-type]
            self.clock,
            self.tasks,
            self._draw,
            self._lost,
            STEP,
            lambda: self,
        )

    async def _draw(self, found: Poll) -> Message | None:
        return Message(f"{found.id} {self.state}", [])

    async def _lost(self, found: Poll) -> None:
        self.lost.append(found.id)

    async def finish(self, found: Poll) -> None:
        self.finished.append(found.id)

    async def forget(self, found: Poll) -> None:
        raise NotImplementedError

    async def catch_up(self) -> int:
        return 0

    async def begun(self) -> Room:
        """Past the first drawing of all."""
        for _ in self.stores.memory.polls:
            await self.later()
        self.slack.edits.clear()
        return self

    async def later(self, seconds: float = 1.5) -> None:
        self.clock.move(timedelta(seconds=seconds))
        await self.redrawing.tick()

    def note(self, name: str) -> None:
        self.redrawing.note(WORKSPACE, name)

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text in self.slack.edits]


async def test_after_a_start_all_open_polls_are_drawn_once() -> None:
    room = Room("a", "b")
    await room.redrawing.tick()
    assert room.texts == ["a 0"]
    await room.later()
    await room.later()
    assert room.texts == ["a 0", "b 0"]


async def test_the_first_vote_after_a_quiet_time_is_drawn_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = await Room("a").begun()
    monkeypatch.setattr(redrawing, "TICK_SECONDS", 0.0)  # a quiet time has passed
    room.clock.move(STEP)
    room.state = "1"
    room.note("a")
    await room.tasks.drain()
    assert room.texts == ["a 1"]


async def test_many_votes_are_one_drawing_with_the_newest_state() -> None:
    room = await Room("a").begun()
    for n in range(200):
        room.state = str(n)
        room.note("a")
    await room.tasks.drain()
    await room.later()
    await room.later()
    assert room.texts == ["a 199"]


async def test_a_workspace_has_one_budget_and_takes_turns() -> None:
    room = await Room("a", "b").begun()
    for _ in range(9):
        room.note("a")
        room.note("b")
        await room.later(0.5)
    assert room.texts == ["a 0", "b 0", "a 0"]
    assert {channel for channel, _, _ in room.slack.edits} == {"C0CLASS"}


async def test_a_state_that_comes_while_it_is_drawn_is_drawn_afterwards() -> None:
    room = await Room("a").begun()
    room.note("a")

    async def draw_slowly(found: Poll) -> Message | None:
        drawn = await room._draw(found)
        await room.stores.redraws.want([(WORKSPACE, "a")])
        room.state = "newest"
        room.redrawing.draw = room._draw
        return drawn

    room.redrawing.draw = draw_slowly
    await room.later()
    await room.later()
    assert room.texts == ["a 0", "a newest"]


async def test_what_took_too_long_to_draw_is_drawn_anew_and_not_sent() -> None:
    """By the time that it arrived another replica might have drawn what is newer."""
    room = await Room("a").begun()
    room.note("a")

    async def draw_too_slowly(found: Poll) -> Message | None:
        drawn = await room._draw(found)
        room.clock.move(redrawing.LEASE)
        room.state, room.redrawing.draw = "newest", room._draw
        return drawn

    room.redrawing.draw = draw_too_slowly
    await room.later()
    await room.later()
    assert room.texts == ["a newest"]


async def test_after_a_429_the_whole_workspace_rests_as_long_as_slack_says() -> None:
    room = await Room("a", "b").begun()
    room.slack.failures.append(refused("ratelimited", 429, **{"Retry-After": "30"}))
    room.note("a")
    room.note("b")
    await room.later()
    await room.later(20)
    assert room.texts == []
    await room.later(11)
    await room.later()
    assert sorted(room.texts) == ["a 0", "b 0"]


async def test_a_message_that_somebody_deleted_is_told_once_and_left_alone() -> None:
    room = await Room("a").begun()
    room.slack.failures.append(refused("message_not_found"))
    room.note("a")
    await room.later()
    room.note("a")
    await room.later()
    assert (room.lost, room.texts) == (["a"], [])
    stored = room.stores.memory.polls[WORKSPACE, "a"]
    assert (stored.ts, stored.posted_channel) == (None, None)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [(aiohttp.ClientError(), 2), (TimeoutError(), 2), (refused("internal_error"), 10)],
)
async def test_what_may_have_failed_is_drawn_again_in_a_while(
    error: Exception, seconds: float
) -> None:
    """Not before it can have no effect any more; and soon: a class may be waiting for the answer."""
    room = await Room("a").begun()
    room.slack.failures.append(error)
    room.note("a")
    await room.later()
    await room.later(seconds - 0.5)
    assert room.texts == []
    await room.later(0.5)
    assert room.texts == ["a 0"]


async def test_a_closed_poll_is_drawn_a_last_time_and_then_finished() -> None:
    room = await Room("a").begun()
    closing = room.stores.memory.polls[WORKSPACE, "a"]
    closed = await room.stores.polls.change(closing, replace(closing, state=CLOSED))
    assert closed is not None
    await room.later()
    await room.tasks.drain()
    assert (room.texts, room.finished) == (["a 0"], ["a"])


async def test_what_was_noted_survives_a_database_that_is_away() -> None:
    room = await Room("a").begun()
    want = room.stores.redraws.want

    async def away(_: object) -> None:
        raise StorageError("away")

    room.stores.redraws.want = away  # type: ignore[method-assign, assignment]
    room.note("a")
    with pytest.raises(StorageError):
        await room.later()
    room.stores.redraws.want = want  # type: ignore[method-assign]
    await room.later()
    assert room.texts == ["a 0"]
    await asyncio.sleep(0)
