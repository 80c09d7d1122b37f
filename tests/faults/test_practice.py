"""People practise, press everything twice, and the bots are killed among it: each answer counts once, with what follows from it."""

from __future__ import annotations

import asyncio

from sqlalchemy import func, select

from bot.services.quizzes.practice.ports import Wishes
from bot.services.quizzes.practice.scheduling import passed
from bot.services.quizzes.practice.sessions import Sitting
from bot.storage import Storage, open_storage
from bot.storage.quiz_tables import practice_answers
from tests.faults.conftest import POSTGRES, SQLITE
from tests.faults.practising import COURSE, WORKSPACE, take_answers
from tests.faults.replica import Place, Replicas
from tests.storage.quiz_records import asked, slide

DAILY = Wishes().daily_new


async def run(url: str, *, people: int, bots: int, kills: int) -> None:
    """Let all practise, kill one of the bots again and again meanwhile, and look at what is kept."""
    users = tuple(f"U{n}" for n in range(people))
    storage = await open_storage(url)
    questions = [asked(f"q{n}", source=slide(1 + n % 3, n)) for n in range(DAILY + 2)]
    assert await storage.bank.add(questions) == len(questions)
    replicas = Replicas(Place(url, "", ""), users, work=take_answers)
    try:
        for _ in range(bots):
            replicas.start()
        for number in range(1, kills + 1):
            await answered(storage, number * people * DAILY // (kills + 2))
            await asyncio.to_thread(replicas.kill, replicas.running[0])
            replicas.start()
        await answered(storage, people * DAILY)
    finally:
        replicas.end()
    for user in users:
        await check(storage, user)
    await storage.close()


async def answered(storage: Storage, number: int) -> None:
    """Wait until so many answers are kept."""
    count = select(func.count()).select_from(practice_answers)
    async with asyncio.timeout(120):
        while await storage.database.read(lambda c: c.execute(count).scalar_one()) < number:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def check(storage: Storage, user: str) -> None:
    """One answer a question, and what it came to stands in the practice, the answers and the memory alike."""
    session = await storage.practice.session(WORKSPACE, COURSE, user)
    given = await storage.practice.given(WORKSPACE, COURSE, user)
    known = {m.question_id: m for m in await storage.practice.memories(WORKSPACE, COURSE, user)}
    assert session is not None
    sitting = Sitting.from_json(session.state)
    assert len(given) == len(sitting.turns) == len(known) == DAILY
    by_id = {one.id: one for one in given}
    for number, turn in enumerate(sitting.turns, start=1):
        answer, memory = by_id[f"{sitting.id}-{number}"], known[turn.question_id]
        said = (turn.question_id, turn.share, turn.sure)
        assert said == (answer.question_id, answer.share, answer.sure)
        right = passed(answer.share)
        assert (memory.right, memory.wrong) == (right, not right)


@SQLITE
async def test_answers_count_once_when_the_bot_is_killed_among_them(url: str, long: bool) -> None:
    await run(url, people=12, bots=1, kills=10 if long else 2)


@POSTGRES
async def test_answers_count_once_over_replicas_one_of_which_is_killed(
    url: str, long: bool
) -> None:
    await run(url, people=12, bots=3, kills=10 if long else 2)
