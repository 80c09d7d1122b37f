"""Of polls that are opened at the same moment, and that may not be open together, one is; whichever replica opens it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.services.polls.ports import DRAFT, HOMEWORK, OPEN, QUIZ, Beside, Poll
from bot.storage import Storage, open_storage
from tests.storage.poll_records import poll
from tests.storage.reminding_records import message


def homework(id: str, asks: str = "b1", **changes: Any) -> Poll:  # noqa: A002
    return poll(id, **({"kind": HOMEWORK, "state": DRAFT, "notes": {"asks": asks}} | changes))


def alone(asks: str, *kinds: str) -> Beside:
    """Where no other that is open asks this."""

    def agrees(others: Sequence[Poll]) -> bool:
        return all(each.notes["asks"] != asks for each in others)

    return Beside(kinds or (HOMEWORK,), agrees)


async def opens(storage: Storage, draft: Poll, *kinds: str) -> Poll | None:
    after = replace(draft, state=OPEN)
    beside = alone(str(draft.notes["asks"]), *kinds)
    return await storage.polls.change(draft, after, [message(key=draft.id)], beside=beside)


async def test_of_several_replicas_that_open_at_once_what_asks_the_same_one_does(
    storage: Storage, url: str
) -> None:
    replicas = [storage, await open_storage(url)]
    drafts = [homework(f"h{n}") for n in range(8)]
    for draft in drafts:
        await storage.polls.add(draft)
    opened = await asyncio.gather(
        *(opens(replicas[n % 2], draft) for n, draft in enumerate(drafts))
    )
    await replicas[1].close()
    found = await storage.polls.of_course("T1", "tcss562", states=(OPEN,))
    assert [each for each in opened if each] == found
    assert len(found) == 1


async def test_what_asks_something_else_is_opened_beside_it(storage: Storage) -> None:
    drafts = [homework(f"h{n}", f"b{n}") for n in range(8)]
    for draft in drafts:
        await storage.polls.add(draft)
    assert all(await asyncio.gather(*(opens(storage, draft) for draft in drafts)))


async def test_only_open_ones_of_these_kinds_and_this_course_are_in_the_way(
    storage: Storage,
) -> None:
    others = [
        homework("draft"),
        homework("elsewhere", course="tcss558", state=OPEN),
        homework("far", workspace="T2", state=OPEN),
        homework("quiz", kind=QUIZ, state=OPEN),
        homework("mine"),
    ]
    for each in others:
        await storage.polls.add(each)
    assert await opens(storage, others[-1], HOMEWORK, QUIZ) is None
    assert await storage.polls.get("T1", "mine") == others[-1]
    opened = await opens(storage, others[-1])
    assert opened is not None
    assert opened.state == OPEN
