"""Polls: changed only as they were seen, opened and closed in one transaction with what belongs to it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.errors import LecternError
from bot.services.polls.ports import (
    ASKED,
    CLOSED,
    DELETED,
    DRAFT,
    OPEN,
    PAPER,
    POLL,
    SCHEDULED,
    Ballot,
    Poll,
    Settings,
)
from bot.services.reminding.ports import EDIT, Outgoing
from bot.storage import Storage
from bot.storage.columns import metadata
from bot.storage.outbox_tables import outbox
from bot.storage.poll_tables import ballots, poll_keys
from tests.storage.poll_records import choosing, count, opened, poll
from tests.storage.records import LATER, NOON
from tests.storage.reminding_records import message

MINUTE = timedelta(minutes=1)


async def rows(storage: Storage, table: Any) -> int:
    statement = select(func.count()).select_from(table)
    return await storage.database.read(lambda c: c.execute(statement).scalar_one())


async def waiting(storage: Storage) -> list[str]:
    claimed = await storage.outbox.claim(
        LATER, lease=MINUTE, limit=9, holder="me", pause=timedelta()
    )
    return [each.key for each in claimed]


def posting(poll_id: str = "p1", **changes: Any) -> Outgoing:
    return message(f"poll:{poll_id}", kind=POLL, about=poll_id, **changes)


async def test_a_poll_comes_back_whole(storage: Storage) -> None:
    whole = poll(
        settings=Settings(True, 2, True, True, ("a",), "slow", "fast", 600, "weekly"),
        state=SCHEDULED,
        opens_at=NOON,
        opened_at=NOON + MINUTE,
        closes_at=LATER,
        closed_at=LATER,
        closed_by="U2",
        posted_channel="C2",
        ts="1.5",
        round_of="p0",
        about="m1",
        result={"counts": {"a": 1}},
        notes={"picture": "F1"},
    )
    assert all(getattr(whole, f.name) for f in fields(Poll))
    assert await storage.polls.add(whole)
    assert await storage.polls.get("T1", "p1") == whole
    assert await storage.polls.get("T2", "p1") is None


async def test_text_that_a_database_refuses_is_kept_without_what_it_refuses(
    storage: Storage,
) -> None:
    await storage.polls.add(poll(question="nul \x00 and \ud800", notes={"x": "\x00"}))
    found = await storage.polls.get("T1", "p1")
    assert found is not None
    assert found.question.startswith("nul  and")
    assert found.notes == {"x": ""}


async def test_an_id_is_taken_once_and_the_second_sends_nothing(storage: Storage) -> None:
    assert await storage.polls.add(opened(), [posting()])
    assert not await storage.polls.add(opened(question="other"), [message("other", channel="C2")])
    assert await storage.polls.add(opened(workspace="T2"))
    assert await waiting(storage) == ["poll:p1"]
    found = await storage.polls.get("T1", "p1")
    assert found is not None
    assert found.question == poll().question


async def test_a_change_is_kept_with_the_next_revision_and_its_messages(storage: Storage) -> None:
    await storage.polls.add(draft := poll())
    kept = await storage.polls.change(draft, replace(draft, state=OPEN), [posting()])
    assert kept == replace(draft, state=OPEN, revision=2) == await storage.polls.get("T1", "p1")
    assert await waiting(storage) == ["poll:p1"]


async def test_what_was_changed_meanwhile_stays_and_sends_nothing(storage: Storage) -> None:
    await storage.polls.add(draft := poll())
    await storage.polls.change(draft, replace(draft, question="newer?"))
    assert await storage.polls.change(draft, replace(draft, state=OPEN), [posting()]) is None
    found = await storage.polls.get("T1", "p1")
    assert found == replace(draft, question="newer?", revision=2)
    assert await waiting(storage) == []
    assert await storage.polls.change(poll("none"), poll("none", state=OPEN), [posting()]) is None


async def test_of_many_who_post_at_once_one_does(storage: Storage) -> None:
    await storage.polls.add(draft := poll())
    posted = (
        storage.polls.change(draft, replace(draft, state=OPEN, closed_by=str(n))) for n in range(20)
    )
    assert sum(kept is not None for kept in await asyncio.gather(*posted)) == 1


async def test_a_change_that_fails_half_way_leaves_all_as_it_was(storage: Storage) -> None:
    await storage.polls.add(draft := poll(settings=Settings(anonymous=True)))
    unkeepable: Any = {"not": object()}
    for failing in (
        storage.polls.change(draft, replace(draft, state=OPEN), [posting(subject=unkeepable)]),
        storage.polls.add(opened("p2", anonymous=True), [posting("p2", subject=unkeepable)]),
    ):
        with pytest.raises(Exception):  # noqa: B017, PT011
            await failing
    assert await storage.polls.get("T1", "p1") == draft
    assert await storage.polls.get("T1", "p2") is None
    assert await rows(storage, poll_keys) == 0


async def test_the_sender_notes_where_a_poll_stands(storage: Storage) -> None:
    """And an older copy of it does not make it forget."""
    await storage.polls.add(before := opened(), [posting()])
    (given,) = await storage.outbox.claim(
        LATER, lease=MINUTE, limit=9, holder="me", pause=timedelta()
    )
    await storage.outbox.sent(given, channel="C7", ts="17.5", revision=1, at=LATER)
    stands = replace(before, posted_channel="C7", ts="17.5")
    assert await storage.polls.get("T1", "p1") == stands
    kept = await storage.polls.change(before, replace(before, question="fixed?"))
    assert kept == replace(stands, question="fixed?", revision=2)


@pytest.mark.parametrize("other", [{"kind": "nudge"}, {"op": EDIT, "ts": "1.0"}])
async def test_other_messages_about_a_poll_do_not_move_it(
    storage: Storage, other: dict[str, Any]
) -> None:
    await storage.polls.add(opened(), [replace(posting(), **other)])
    (given,) = await storage.outbox.claim(
        LATER, lease=MINUTE, limit=9, holder="me", pause=timedelta()
    )
    await storage.outbox.sent(given, channel="D1", ts="17.5", revision=1, at=LATER)
    assert await storage.polls.get("T1", "p1") == opened()


async def test_where_a_poll_stands_can_be_noted_and_forgotten(storage: Storage) -> None:
    await storage.polls.add(opened())
    await storage.polls.posted("T1", "p1", channel="C1", ts="1.5")
    assert await storage.polls.get("T1", "p1") == opened(posted_channel="C1", ts="1.5")
    await storage.polls.posted("T1", "p1", channel=None, ts=None)
    assert await storage.polls.get("T1", "p1") == opened()


async def test_closing_counts_and_keeps_the_result_once(storage: Storage) -> None:
    await storage.polls.add(opened())
    for user, option in (("U1", "a"), ("U2", "b"), ("U3", "a")):
        await storage.ballots.cast("T1", "p1", user, order="1.0", decide=choosing(option))
    closed = await storage.polls.close("T1", "p1", by="U9", at=LATER, count=count)
    result = {"voters": 3, "counts": {"a": 2, "b": 1}}
    assert closed == opened(
        state=CLOSED, closed_at=LATER, closed_by="U9", result=result, revision=2
    )
    assert await storage.polls.get("T1", "p1") == closed
    assert await storage.polls.close("T1", "p1", by="U8", at=LATER, count=count) is None
    assert await storage.polls.close("T1", "none", by="U8", at=LATER, count=count) is None


async def test_a_named_poll_keeps_its_ballots_and_opens_again(storage: Storage) -> None:
    await storage.polls.add(opened())
    await storage.ballots.cast("T1", "p1", "U1", order="1.0", decide=choosing("a"))
    closed = await storage.polls.close("T1", "p1", by="U9", at=LATER, count=count)
    assert closed is not None
    assert await storage.ballots.all("T1", "p1") == [Ballot("U1", {"picked": ["a"]})]
    assert await storage.polls.change(closed, replace(closed, state=OPEN, result={}))
    await storage.ballots.cast("T1", "p1", "U1", order="2.0", decide=choosing("b"))
    assert await storage.ballots.all("T1", "p1") == [Ballot("U1", {"picked": ["b"]})]


async def test_an_anonymous_poll_loses_ballots_and_key_when_it_closes(storage: Storage) -> None:
    await storage.polls.add(opened(anonymous=True))
    await storage.polls.add(opened("p2", anonymous=True))
    for poll_id in ("p1", "p2"):
        await storage.ballots.cast("T1", poll_id, "U1", order="1.0", decide=choosing("a"))
    closed = await storage.polls.close("T1", "p1", by="", at=LATER, count=count)
    assert closed is not None
    assert closed.result == {"voters": 1, "counts": {"a": 1}}
    assert await storage.ballots.all("T1", "p1") == []
    assert await storage.ballots.mine("T1", "p1", "U1") == {}
    assert await storage.ballots.voted("T1", "p1", ["U1"]) == frozenset()
    assert await storage.ballots.mine("T1", "p2", "U1") == {"picked": ["a"]}
    assert (await rows(storage, ballots), await rows(storage, poll_keys)) == (1, 1)


async def test_a_closing_that_fails_half_way_leaves_all_as_it_was(storage: Storage) -> None:
    await storage.polls.add(opened(anonymous=True))
    await storage.ballots.cast("T1", "p1", "U1", order="1.0", decide=choosing("a"))

    def failing(_poll: Poll, _ballots: Sequence[Ballot]) -> dict[str, Any]:
        raise LecternError("no count")

    def unkeepable(_poll: Poll, _ballots: Sequence[Ballot]) -> dict[str, Any]:
        return {"not": object()}

    for counting in (failing, unkeepable):
        with pytest.raises(Exception):  # noqa: B017, PT011
            await storage.polls.close("T1", "p1", by="", at=LATER, count=counting)
    assert await storage.polls.get("T1", "p1") == opened(anonymous=True)
    assert await storage.ballots.mine("T1", "p1", "U1") == {"picked": ["a"]}
    assert await storage.polls.close("T1", "p1", by="", at=LATER, count=count)


def about_closing(closed: Poll) -> list[Outgoing]:
    return [message(f"closed:{closed.id}:{closed.revision}:{closed.result['voters']}")]


async def test_what_is_told_of_a_closing_is_kept_with_it_once_each_time(storage: Storage) -> None:
    await storage.polls.add(opened())
    await storage.ballots.cast("T1", "p1", "U1", order="1.0", decide=choosing("a"))

    async def close() -> Poll | None:
        return await storage.polls.close(
            "T1", "p1", by="", at=LATER, count=count, announce=about_closing
        )

    done = [each for each in await asyncio.gather(*(close() for _ in range(4))) if each]
    assert len(done) == 1
    assert await storage.polls.change(done[0], replace(done[0], state=OPEN, result={}))
    assert await close()
    kept = select(outbox.c.key).order_by(outbox.c.key)
    keys = await storage.database.read(lambda c: c.execute(kept).scalars().all())
    assert keys == ["closed:p1:2:1", "closed:p1:4:1"]


async def test_a_closing_whose_message_cannot_be_kept_did_not_happen(storage: Storage) -> None:
    await storage.polls.add(opened(anonymous=True))
    await storage.ballots.cast("T1", "p1", "U1", order="1.0", decide=choosing("a"))

    def unkeepable(closed: Poll) -> list[Outgoing]:
        return [*about_closing(closed), message("bad", subject={"not": object()})]

    with pytest.raises(Exception):  # noqa: B017, PT011
        await storage.polls.close("T1", "p1", by="", at=LATER, count=count, announce=unkeepable)
    assert await storage.polls.get("T1", "p1") == opened(anonymous=True)
    assert await storage.ballots.mine("T1", "p1", "U1") == {"picked": ["a"]}
    assert await waiting(storage) == []


@pytest.mark.parametrize("anonymous", [True, False])
async def test_a_deleted_poll_loses_its_ballots(storage: Storage, anonymous: bool) -> None:
    await storage.polls.add(before := opened(anonymous=anonymous))
    await storage.ballots.cast("T1", "p1", "U1", order="1.0", decide=choosing("a"))
    assert await storage.polls.change(before, replace(before, state=DELETED))
    assert (await rows(storage, ballots), await rows(storage, poll_keys)) == (0, 0)


async def test_an_open_poll_stays_as_secret_as_it_was(storage: Storage) -> None:
    await storage.polls.add(before := opened(anonymous=True))
    with pytest.raises(ValueError, match="secret"):
        await storage.polls.change(before, opened(anonymous=False))


async def test_due_are_scheduled_ones_to_open_and_open_ones_to_close(storage: Storage) -> None:
    for each in (
        poll("s2", state=SCHEDULED, opens_at=NOON),
        poll("s1", state=SCHEDULED, opens_at=NOON - MINUTE, closes_at=NOON),
        poll("s3", state=SCHEDULED, opens_at=NOON + MINUTE),
        opened("o1", workspace="T2", opens_at=NOON, closes_at=NOON),
        opened("o2", closes_at=NOON - MINUTE),
        opened("o3", closes_at=LATER),
        opened("o4"),
        poll("d", closes_at=NOON),
        opened("c", course="another", closes_at=NOON - MINUTE),
        opened("m", kind=PAPER, closes_at=NOON - MINUTE),
    ):
        await storage.polls.add(each)

    async def due(state: str, workspace: str = "T1", **more: Any) -> list[str]:
        asked = {"kinds": ASKED, **more}
        found = await storage.polls.due(workspace, "tcss562", state, NOON, **asked)
        return [each.id for each in found]

    assert await due(SCHEDULED) == ["s1", "s2"]
    assert await due(SCHEDULED, limit=1) == ["s1"]
    assert (await due(OPEN), await due(OPEN, "T2")) == (["o2"], ["o1"])
    assert await due(OPEN, limit=1) == ["o2"], "what is due elsewhere takes no room"
    assert await due(OPEN, kinds=(PAPER,)) == ["m"]


async def test_a_courses_polls_come_the_newest_first(storage: Storage) -> None:
    for each in (
        opened("p1"),
        opened("p2", made_at=LATER),
        poll("p3", kind="paper", state=CLOSED),
        poll("p4"),
        opened("p5", course="other"),
        opened("p6", workspace="T2"),
    ):
        await storage.polls.add(each)

    async def ids(states: Sequence[str], **more: Any) -> list[str]:
        found = await storage.polls.of_course("T1", "tcss562", states=states, **more)
        return [p.id for p in found]

    assert await ids([OPEN]) == ["p2", "p1"]
    assert await ids([OPEN, CLOSED]) == ["p2", "p3", "p1"]
    assert await ids([OPEN, CLOSED, DRAFT], limit=2) == ["p2", "p4"]
    assert await ids([OPEN, CLOSED], kinds=["paper"]) == ["p3"]
    assert await ids([]) == []


async def test_old_drafts_are_forgotten_and_nothing_else(storage: Storage) -> None:
    for each in (poll("old"), poll("new", made_at=LATER), opened("p1"), poll("c", state=CLOSED)):
        await storage.polls.add(each)
    assert await storage.polls.prune(drafts_before=NOON + MINUTE) == 1
    assert await storage.polls.get("T1", "old") is None
    assert await storage.polls.get("T1", "new") is not None


def test_no_table_but_the_ballots_has_a_row_for_each_voter() -> None:
    """There is no list of who took part that could be laid beside the ballots."""
    of_polls = {name for name, table in metadata.tables.items() if "poll_id" in table.c}
    assert of_polls == {"ballots", "poll_keys", "poll_redraws"}
    by_voter = {name for name in of_polls if len(metadata.tables[name].primary_key) > 2}
    assert by_voter == {"ballots"}
