"""Followed calendars: each address once, read by one replica at a time, forgotten when removed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.services.calendars.ports import FollowedCalendar
from bot.storage import Storage
from tests.storage.records import NOON

LEASE = timedelta(minutes=5)
HALF_HOUR = timedelta(minutes=30)


def followed(id: str = "cal1", workspace: str = "T1", course: str = "c1") -> FollowedCalendar:  # noqa: A002
    return FollowedCalendar(
        workspace=workspace,
        course=course,
        id=id,
        url="https://school.example/feeds/secret.ics",
        name="CS 1",
        added_by="U1",
        added_at=NOON,
        next_at=NOON,
    )


async def test_an_address_is_followed_once_by_a_course_and_kept_apart_from_others(
    storage: Storage,
) -> None:
    assert await storage.followed.add(followed())
    assert not await storage.followed.add(followed())
    assert await storage.followed.add(followed("cal2", course="c2"))
    assert await storage.followed.add(followed(workspace="T2"))
    assert await storage.followed.of_course("T1", "c1") == [followed()]


async def test_one_whose_time_has_come_is_given_to_one_reader_until_the_lease_runs_out(
    storage: Storage,
) -> None:
    await storage.followed.add(followed())
    assert await storage.followed.claim_due(NOON - LEASE, LEASE) is None
    given = await asyncio.gather(*(storage.followed.claim_due(NOON, LEASE) for _ in range(4)))
    assert [g for g in given if g is not None] == [followed()]
    assert await storage.followed.claim_due(NOON + LEASE, LEASE) == followed()


async def test_what_came_of_reading_it_is_noted_and_it_is_read_again_later(
    storage: Storage,
) -> None:
    await storage.followed.add(followed())
    claimed = await storage.followed.claim_due(NOON, LEASE)
    assert claimed is not None
    noted = replace(claimed, etag='"v2"', failures=2, error="gone", next_at=NOON + HALF_HOUR)
    await storage.followed.read(noted)
    assert await storage.followed.claim_due(NOON + LEASE, LEASE) is None
    assert await storage.followed.claim_due(NOON + HALF_HOUR, LEASE) == noted


async def test_a_removed_one_is_not_brought_back_by_whoever_was_reading_it(
    storage: Storage,
) -> None:
    await storage.followed.add(followed())
    claimed = await storage.followed.claim_due(NOON, LEASE)
    assert claimed is not None
    assert await storage.followed.remove("T1", "cal1")
    assert not await storage.followed.remove("T1", "cal1")
    await storage.followed.read(claimed)
    assert await storage.followed.of_course("T1", "c1") == []
