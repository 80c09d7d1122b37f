"""A thousand vote at once and change their minds, clicks come twice, and bots are killed: the count is exact."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp

from bench.votes_room import Room
from bot.playground import Playground
from bot.services.polls.counting import count, tally
from bot.services.polls.ports import Ballot
from bot.storage import Storage, open_storage
from tests.faults.conftest import POSTGRES, SQLITE
from tests.faults.replica import Place, Replicas
from tests.faults.voting import Class, count_votes

_SEED = 20261126
VOTERS = 1_000
PEOPLE_WAIT = 30.0


@asynccontextmanager
async def voting(
    playground: Playground, url: str, *, anonymous: bool
) -> AsyncIterator[tuple[Class, Storage, Replicas]]:
    """An open poll that stands in a channel, and no bot yet."""
    playground.faults.ack_timeout = PEOPLE_WAIT
    room = Room(playground, VOTERS, anonymous=anonymous)
    async with aiohttp.ClientSession() as web:
        await room.post(web)
    storage = await open_storage(url)
    await storage.polls.add(room.poll)
    place = Place(url, playground.api_url, playground.bot_token, playground.app_token)
    replicas = Replicas(place, work=count_votes)
    try:
        yield Class(room, _SEED), storage, replicas
    finally:
        replicas.end()
        await storage.close()


async def run(people: Class, replicas: Replicas, *, bots: int, kills: int, clicks: int) -> None:
    """Let all vote, and kill one of the bots again and again while they do."""
    for _ in range(bots):
        replicas.start()
    while people.room.playground.socket_mode.connections < bots:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    voted = asyncio.create_task(people.votes(clicks))
    for number in range(1, kills + 1):
        while len(people.expected) < number * VOTERS // (kills + 2) and not voted.done():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await asyncio.to_thread(replicas.kill, replicas.running[0])
        replicas.start()
    async with asyncio.timeout(300):
        await voted


async def check(people: Class, storage: Storage) -> None:
    """What is stored, and what closing counts, is what the voters' last clicks say."""
    poll = people.room.poll
    assert len(people.expected) == VOTERS
    assert people.repeated > VOTERS // 10
    stored: Sequence[Ballot] = await storage.ballots.all(poll.workspace, poll.id)
    assert len(stored) == VOTERS
    if not poll.settings.anonymous:
        said = {b.voter: int(b.choice["picked"][0]) for b in stored}
        # Not compared at once: pytest would take minutes to show the difference of a thousand.
        assert not [voter for voter, option in people.expected.items() if said[voter] != option]
    assert dict(tally(poll, stored).counts) == people.counts
    closed = await storage.polls.close(
        poll.workspace, poll.id, by="", at=datetime.now(UTC), count=count
    )
    assert closed is not None
    assert closed.result["counts"] == people.counts
    assert closed.result["voters"] == VOTERS


@SQLITE
async def test_a_thousand_votes_are_exact_when_the_bot_is_killed_among_them(
    url: str, playground: Playground, long: bool
) -> None:
    """In an anonymous poll."""
    async with voting(playground, url, anonymous=True) as (people, storage, replicas):
        await run(people, replicas, bots=1, kills=8 if long else 1, clicks=6 if long else 2)
        assert people.refused
        await check(people, storage)


@POSTGRES
async def test_a_thousand_votes_are_exact_over_replicas_one_of_which_is_killed(
    url: str, playground: Playground, long: bool
) -> None:
    """In a named poll, so that each voter's own choice is seen."""
    async with voting(playground, url, anonymous=False) as (people, storage, replicas):
        await run(
            people, replicas, bots=4 if long else 2, kills=8 if long else 1, clicks=6 if long else 2
        )
        await check(people, storage)
