"""Bots are killed while a class answers its minute paper, and when it closes: each answer counts once, each digest is sent once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bench.votes_room import Hall
from bot.playground import Playground
from bot.services.papers.asking import questions_to
from bot.services.papers.counting import Outcome, paper_tally
from bot.services.polls.ports import Poll
from bot.storage import Storage, open_storage
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE
from tests.faults.conftest import POSTGRES, SQLITE
from tests.faults.papering import Answering, paper_for
from tests.faults.playing import play
from tests.faults.replica import Place, Replicas

_SEED = 20261126
STUDENTS = 60
PEOPLE_WAIT = 30.0


@asynccontextmanager
async def paper(
    playground: Playground, url: str, bots: int
) -> AsyncIterator[tuple[Answering, Poll, Storage, Replicas]]:
    """One that stands in its channel."""
    playground.faults.ack_timeout = PEOPLE_WAIT
    people = Answering(Hall(playground, STUDENTS), _SEED)
    asked = paper_for(people.hall)
    storage = await open_storage(url)
    await storage.polls.add(asked, questions_to(asked, (), datetime.now(UTC)))
    place = Place(url, playground.api_url, playground.bot_token, playground.app_token)
    replicas = Replicas(place, work=play)
    try:
        for _ in range(bots):
            replicas.start()
        async with asyncio.timeout(60):
            while playground.socket_mode.connections < bots or not people.keys():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        yield people, asked, storage, replicas
    finally:
        replicas.end()
        await storage.close()


async def answered(people: Answering, asked: Poll, replicas: Replicas, kills: int) -> None:
    """One of the bots is killed again and again meanwhile."""
    (ts,) = (
        ts
        for ts, message in people.hall.channel.messages.items()
        if ((message.get("metadata") or {}).get("event_payload") or {}).get("key")
        == f"paper:{asked.id}"
    )
    rating = asyncio.create_task(people.rate(ts))
    for number in range(1, kills + 1):
        while len(people.rated) < number * STUDENTS // (kills + 2) and not rating.done():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await replicas.kill_one()
    await rating


async def check(
    people: Answering, asked: Poll, storage: Storage, replicas: Replicas, kills: int
) -> None:
    """Close it as an instructor does whose bot is killed then; what was counted, and who was told, is exact."""
    closed = await storage.polls.close(
        asked.workspace,
        asked.id,
        by="",
        at=datetime.now(UTC),
        count=lambda poll, ballots: paper_tally(poll, ballots).to_json(),
    )
    assert closed is not None
    found = Outcome.from_result(closed.result)
    assert found.answers == STUDENTS
    assert people.repeated > STUDENTS // 10
    assert (list(found.new.counts), list(found.pace.counts)) == people.counted()
    assert await storage.ballots.all(asked.workspace, asked.id) == []
    expected = digests(asked)
    for number in range(kills):
        # The next one is killed once some were told, or at once.
        while number % 2 and not expected & set(people.keys_anywhere()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await replicas.kill_one()
    async with asyncio.timeout(90):
        while not expected <= set(people.keys_anywhere()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert set(people.keys_anywhere().values()) == {1}


def digests(asked: Poll) -> set[str]:
    """The key of each instructor's."""
    instructors = load_course(DEFAULT_COURSE_FILE).slack.instructors
    return {f"paper_digest:{asked.id}:{user}" for user in instructors}


@SQLITE
async def test_answers_and_digests_are_exact_when_the_bot_is_killed_among_them(
    url: str, playground: Playground, long: bool
) -> None:
    kills = 6 if long else 2
    async with paper(playground, url, bots=1) as (people, asked, storage, replicas):
        await answered(people, asked, replicas, kills)
        await check(people, asked, storage, replicas, kills)


@POSTGRES
async def test_answers_and_digests_are_exact_over_replicas_one_of_which_is_killed(
    url: str, playground: Playground, long: bool
) -> None:
    kills = 6 if long else 2
    async with paper(playground, url, bots=2) as (people, asked, storage, replicas):
        await answered(people, asked, replicas, kills)
        await check(people, asked, storage, replicas, kills)
