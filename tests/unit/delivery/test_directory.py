"""Who people are, as Slack tells."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.delivery import directory as directories
from bot.delivery.directory import KEEP_SECONDS, SlackDirectory
from bot.services.polls.people import Unreachable

USERS: list[Mapping[str, Any]] = [
    {"id": "U1", "name": "ada", "real_name": "Ada L", "profile": {"real_name": "Ada Lovelace"}},
    {"id": "U2", "name": "bo", "deleted": True},
    {"id": "U3", "name": "bot", "is_bot": True},
    {"id": "USLACKBOT", "name": "slackbot", "is_bot": False},
    {"id": "U4", "name": "cy"},
]


@dataclass
class Slack:
    now: float = 0.0
    asked: int = 0
    broken: bool = False
    slow: asyncio.Event | None = None
    there: Collection[str] = field(
        default_factory=lambda: [u["id"] for u in USERS] + ["W_ELSEWHERE"]
    )

    async def users(self) -> Sequence[Mapping[str, Any]]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.slow:
            await self.slow.wait()
        if self.broken:
            raise aiohttp.ServerDisconnectedError
        return USERS

    async def members(self, channel: str) -> Collection[str]:
        return self.there

    def directory(self) -> SlackDirectory:
        return SlackDirectory(self.users, self.members, lambda: self.now)


async def test_bots_closed_accounts_and_people_of_other_workspaces_are_left_out() -> None:
    assert await Slack().directory().people("C1") == {"U1", "U4"}


async def test_names_are_those_of_the_profile_or_the_next_best() -> None:
    assert await Slack().directory().names(["U1", "U4", "U9"]) == {"U1": "Ada Lovelace", "U4": "cy"}


async def test_users_are_asked_for_once_in_ten_minutes_however_many_want_to_know() -> None:
    slack = Slack()
    directory = slack.directory()
    await asyncio.gather(*(directory.people("C1") for _ in range(5)))
    assert slack.asked == 1
    slack.now += KEEP_SECONDS
    await directory.names(["U1"])
    assert slack.asked == 2


async def test_where_slack_does_not_answer_it_is_said_and_asked_again() -> None:
    slack = Slack(broken=True)
    directory = slack.directory()
    with pytest.raises(Unreachable):
        await directory.people("C1")
    slack.broken = False
    assert await directory.people("C1") == {"U1", "U4"}


async def test_a_drawing_does_not_wait_for_names_long_and_has_them_once_slack_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(directories, "SOON_SECONDS", 0.01)
    slack = Slack(slow=(told := asyncio.Event()))
    directory = slack.directory()
    with pytest.raises(Unreachable):
        await directory.names_soon(["U1"])
    told.set()
    assert await directory.names(["U1"]) == {"U1": "Ada Lovelace"}
    assert slack.asked == 1


async def test_names_that_are_asked_for_anew_are_told_as_they_were_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(directories, "SOON_SECONDS", 0.01)
    slack = Slack()
    directory = slack.directory()
    await directory.names(["U1"])
    slack.now += KEEP_SECONDS
    slack.slow = asyncio.Event()
    assert await directory.names_soon(["U1", "U9"]) == {"U1": "Ada Lovelace"}
    slack.slow.set()
    assert await directory.names_soon(["U4"]) == {"U4": "cy"}
    assert slack.asked == 2
