"""Bots are killed in the middle of a live quiz: it goes on where it was, says everything once, and the points are exact."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.quiz_host import Host, host_on
from bench.quiz_room import LONG, drafted
from bench.votes_room import Hall
from bot.playground import Playground
from bot.services.polls.ports import CLOSED, QUESTION
from bot.services.quizzes.live.model import REVEALED, Question, Rules, question_id
from bot.services.quizzes.live.scoring import standings
from bot.storage import Storage, open_storage
from tests.faults.conftest import POSTGRES, SQLITE
from tests.faults.playing import Class, play
from tests.faults.replica import Place, Replicas

_SEED = 20261126
PLAYERS = 60
PEOPLE_WAIT = 30.0


@asynccontextmanager
async def quiz(
    playground: Playground, url: str, *, questions: int, bots: int, rules: Rules = LONG
) -> AsyncIterator[tuple[Class, Host, Storage, Replicas]]:
    """A lobby that stands in a channel."""
    playground.faults.ack_timeout = PEOPLE_WAIT
    hall = Hall(playground, PLAYERS)
    storage = await open_storage(url)
    host = host_on(storage, drafted(hall.channel.id, hall.voters[0].id, questions, rules))
    await storage.polls.add(host.quiz.poll)
    place = Place(url, playground.api_url, playground.bot_token, playground.app_token)
    replicas = Replicas(place, work=play)
    try:
        for _ in range(bots):
            replicas.start()
        while playground.socket_mode.connections < bots:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        await host.open()
        await host.until(lambda quiz: quiz.poll.ts is not None)
        yield Class(hall, _SEED), host, storage, replicas
    finally:
        replicas.end()
        await storage.close()


async def played(people: Class, host: Host, replicas: Replicas, questions: int) -> None:
    """A bot is killed among the answers, right after an answer was shown, or right after the next question was asked for."""
    await people.join(str(host.quiz.poll.ts))
    for number in range(1, questions + 1):
        if number % 3 == 0:
            asking = asyncio.create_task(host.next())
            await replicas.kill_one()
            question = await asking
        else:
            question = await host.next()
        answering = asyncio.create_task(people.answer(question))
        if number % 3 == 1:
            while len(people.picked.get(question.poll.id, ())) < PLAYERS // 3:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            await replicas.kill_one()
        await answering
        await host.reveal()
        if number % 3 == 2:
            await replicas.kill_one()
    await host.end()


async def check(people: Class, host: Host, storage: Storage, questions: int) -> None:
    """Every question and the podium stand there once, and everybody has the points that their last clicks are worth."""
    place = host.quiz.poll.workspace, host.quiz.id
    expected = {f"poll:{place[1]}", f"podium:{place[1]}"}
    expected |= {f"poll:{question_id(place[1], n)}" for n in range(1, questions + 1)}
    async with asyncio.timeout(60):
        while set(people.keys()) != expected:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert set(people.keys().values()) == {1}
    asked = [Question.of(poll) for poll in await storage.polls.about(*place, kind=QUESTION)]
    players = await host.hosting.players(host.quiz)
    assert len(asked) == questions
    assert len(players) == PLAYERS
    assert len({player.name for player in players.values()}) == PLAYERS
    assert people.repeated > PLAYERS // 10
    assert people.differing(standings(players, asked)) == []
    for question in asked:
        picked = people.picked[question.poll.id]
        assert {user: answer.picked for user, answer in question.answers.items()} == {
            user: (option,) for user, option in picked.items()
        }


@SQLITE
async def test_a_quiz_goes_on_where_it_was_when_its_bot_is_killed(
    url: str, playground: Playground, long: bool
) -> None:
    number = 9 if long else 3
    async with quiz(playground, url, questions=number, bots=1) as (people, host, storage, replicas):
        await played(people, host, replicas, number)
        await check(people, host, storage, number)


@POSTGRES
async def test_a_quiz_goes_on_over_replicas_one_of_which_is_killed(
    url: str, playground: Playground, long: bool
) -> None:
    number = 9 if long else 3
    async with quiz(playground, url, questions=number, bots=2) as (people, host, storage, replicas):
        await played(people, host, replicas, number)
        await check(people, host, storage, number)


@SQLITE
async def test_a_question_whose_time_ran_out_while_no_bot_ran_is_closed_by_the_next_one(
    url: str, playground: Playground
) -> None:
    rules = Rules(seconds=1, thread=False)
    async with quiz(playground, url, questions=1, bots=1, rules=rules) as (_, host, _, replicas):
        question = await host.next()
        await asyncio.to_thread(replicas.kill, replicas.running[0])
        ends = time.time() + question.seconds
        await host.until(lambda _quiz: time.time() > ends)
        replicas.start()
        revealed = await host.until(lambda quiz: quiz.state == REVEALED)
        closed = await host.hosting.question(revealed)
        assert closed is not None
        assert closed.poll.state == CLOSED
