"""Who is in a channel: asked once, again for whoever is new, and not too often."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import aiohttp
from structlog.testing import capture_logs

from bot.delivery.members import AGAIN_SECONDS, KEEP_SECONDS, CachedMembers


class Channel:
    """One whose members can be changed, and that can refuse to tell."""

    def __init__(self, *users: str) -> None:
        self.users, self.asked, self.now = set(users), 0, 100.0
        self.broken = False
        self.members = CachedMembers(self._look_up, lambda: self.now)

    async def _look_up(self, channel: str) -> Collection[str]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.broken:
            raise aiohttp.ClientError
        return set(self.users)


async def test_members_are_asked_for_once_however_many_vote_at_once() -> None:
    channel = Channel("U1", "U2")
    found = await asyncio.gather(*(channel.members.has("C1", u) for u in ("U1", "U2", "U1", "U3")))
    assert found == [True, True, True, False]
    assert channel.asked == 1


async def test_who_joins_is_found_after_ten_seconds() -> None:
    channel = Channel("U1")
    assert not await channel.members.has("C1", "U2")
    channel.users.add("U2")
    assert not await channel.members.has("C1", "U2")
    channel.now += AGAIN_SECONDS
    assert await channel.members.has("C1", "U2")
    assert channel.asked == 2


async def test_who_leaves_is_no_member_after_a_while() -> None:
    channel = Channel("U1")
    assert await channel.members.has("C1", "U1")
    channel.users.clear()
    channel.now += KEEP_SECONDS
    assert not await channel.members.has("C1", "U1")


async def test_where_slack_does_not_tell_everybody_is_one_and_the_log_says_so() -> None:
    channel = Channel("U1")
    channel.broken = True
    with capture_logs() as logs:
        assert await channel.members.has("C1", "U9")
        assert await channel.members.has("C1", "U8")
    assert [line["event"] for line in logs] == ["members_unknown"]
    channel.broken = False
    channel.now += AGAIN_SECONDS
    assert not await channel.members.has("C1", "U9")
