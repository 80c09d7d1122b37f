"""Ballots: each click counts once and the newest last, whoever else clicks, closes or edits at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.errors import LecternError
from bot.services.polls.ports import OPEN, Ballot, Cast, Choice, Decide, Poll
from bot.storage import Storage, open_storage
from tests.storage.poll_records import adding, choosing, count, opened, poll
from tests.storage.records import LATER

BOTH_KINDS = pytest.mark.parametrize("anonymous", [False, True], ids=["named", "anonymous"])


async def cast(
    storage: Storage,
    user: str,
    decide: Decide,
    order: str = "1.000001",
    poll_id: str = "p1",
    workspace: str = "T1",
) -> Cast | None:
    return await storage.ballots.cast(workspace, poll_id, user, order=order, decide=decide)


async def choices(storage: Storage) -> list[Any]:
    return sorted(str(b.choice["picked"]) for b in await storage.ballots.all("T1", "p1"))


@BOTH_KINDS
async def test_a_vote_can_be_changed_and_taken_back(storage: Storage, anonymous: bool) -> None:
    await storage.polls.add(before := opened(anonymous=anonymous))
    first = await cast(storage, "U1", choosing("a"))
    assert first == Cast(before, {}, {"picked": ["a"]})
    second = await cast(storage, "U1", choosing("b"), "1.000002")
    assert second == Cast(before, {"picked": ["a"]}, {"picked": ["b"]})
    assert await storage.ballots.mine("T1", "p1", "U1") == {"picked": ["b"]}
    assert await storage.ballots.voted("T1", "p1", ["U1", "U2"]) == frozenset({"U1"})
    third = await cast(storage, "U1", choosing(), "1.000003")
    assert third == Cast(before, {"picked": ["b"]}, {})
    assert await storage.ballots.mine("T1", "p1", "U1") == {}
    assert await storage.ballots.voted("T1", "p1", ["U1", "U2"]) == frozenset()
    assert await storage.ballots.all("T1", "p1") == []


@BOTH_KINDS
@pytest.mark.parametrize("late", ["2.000000", "1.999999", "1.5"])
async def test_a_repeated_or_older_click_changes_nothing(
    storage: Storage, anonymous: bool, late: str
) -> None:
    await storage.polls.add(before := opened(anonymous=anonymous))
    await cast(storage, "U1", adding("a"), "2.000000")
    again = await cast(storage, "U1", adding("b"), late)
    kept = {"picked": ["a"]}
    assert again == Cast(before, kept, kept, stale=True)
    assert await storage.ballots.mine("T1", "p1", "U1") == kept


async def test_a_repeat_of_taking_back_changes_nothing(storage: Storage) -> None:
    await storage.polls.add(opened())
    await cast(storage, "U1", choosing("a"), "1.0")
    await cast(storage, "U1", choosing(), "2.0")
    again = await cast(storage, "U1", choosing("a"), "1.0")
    assert again is not None
    assert again.stale
    assert await choices(storage) == []


async def test_clicks_are_ordered_by_time_and_not_as_text(storage: Storage) -> None:
    await storage.polls.add(opened())
    await cast(storage, "U1", choosing("a"), "999999999.000001")
    await cast(storage, "U1", choosing("b"), "1000000000.000001")
    assert await choices(storage) == ["['b']"]


async def test_polls_and_workspaces_are_apart(storage: Storage) -> None:
    for each in (opened(), opened("p2"), opened(workspace="T2")):
        await storage.polls.add(each)
    await cast(storage, "U1", choosing("a"))
    await cast(storage, "U1", choosing("b"), poll_id="p2")
    await cast(storage, "U1", choosing("b"), workspace="T2")
    assert await storage.ballots.all("T1", "p1") == [Ballot("U1", {"picked": ["a"]})]
    assert await cast(storage, "U1", choosing("a"), poll_id="none") is None
    assert await storage.ballots.mine("T1", "none", "U1") == {}


@BOTH_KINDS
async def test_a_refused_click_leaves_all_as_it_was(storage: Storage, anonymous: bool) -> None:
    await storage.polls.add(opened(anonymous=anonymous))
    await cast(storage, "U1", choosing("a"), "1.0")

    def refusing(_poll: Poll, _before: Choice) -> Choice:
        raise LecternError(for_user="Two are enough.")

    with pytest.raises(LecternError, match="Two are enough"):
        await cast(storage, "U1", refusing, "3.0")
    await cast(storage, "U1", choosing("b"), "2.0")
    assert await choices(storage) == ["['b']"]


@BOTH_KINDS
async def test_a_click_after_closing_is_refused(storage: Storage, anonymous: bool) -> None:
    await storage.polls.add(opened(anonymous=anonymous))
    await cast(storage, "U1", choosing("a"), "1.0")
    await storage.polls.close("T1", "p1", by="", at=LATER, count=count)
    with pytest.raises(LecternError, match="closed"):
        await cast(storage, "U1", choosing("b"), "2.0")
    done = await cast(storage, "U1", lambda _poll, _before: {"picked": ["b"]}, "3.0")
    assert done is not None
    assert done.stale
    assert await choices(storage) == ([] if anonymous else ["['a']"])


async def test_a_click_sees_the_poll_as_it_is(storage: Storage) -> None:
    """Edited, moved by the sender, opened again: what was parsed for the click before is not what counts."""
    await storage.polls.add(before := poll())
    with pytest.raises(LecternError):
        await cast(storage, "U1", choosing("a"), "1.0")
    edited = await storage.polls.change(before, replace(before, state=OPEN, question="fixed?"))
    done = await cast(storage, "U1", choosing("a"), "1.0")
    assert done is not None
    assert done.poll == edited
    await storage.polls.posted("T1", "p1", channel="C5", ts="5.5")
    moved = await cast(storage, "U1", choosing("a"), "2.0")
    assert moved is not None
    assert (moved.poll.posted_channel, moved.poll.ts) == ("C5", "5.5")


async def test_a_choice_that_a_database_refuses_is_kept_without_what_it_refuses(
    storage: Storage,
) -> None:
    await storage.polls.add(opened(anonymous=True))
    await cast(storage, "U1", lambda _poll, _before: {"text": "nul \x00 \u202eשלום 🎓 %s ?"})
    assert await storage.ballots.mine("T1", "p1", "U1") == {"text": "nul  \u202eשלום 🎓 %s ?"}


async def test_a_choice_that_cannot_be_kept_leaves_all_as_it_was(storage: Storage) -> None:
    await storage.polls.add(opened())
    await cast(storage, "U1", choosing("a"), "1.0")
    with pytest.raises(TypeError):
        await cast(storage, "U1", lambda _poll, _before: {"not": object()}, "2.0")
    assert await choices(storage) == ["['a']"]


async def test_who_has_voted_is_known_of_many(storage: Storage) -> None:
    await storage.polls.add(opened(anonymous=True))
    users = [f"U{n}" for n in range(1_200)]
    await asyncio.gather(*(cast(storage, user, choosing("a")) for user in users[::2]))
    assert await storage.ballots.voted("T1", "p1", users) == frozenset(users[::2])


async def two(url: str) -> list[Storage]:
    """As two replicas have them open."""
    return [await open_storage(url), await open_storage(url)]


@BOTH_KINDS
async def test_clicks_of_one_voter_at_once_all_count(url: str, anonymous: bool) -> None:
    """Two replicas, each click adds an option to what is there: none of them is written over."""
    opened_twice = await two(url)
    await opened_twice[0].polls.add(opened(anonymous=anonymous))
    accepted: list[str] = []

    async def click(n: int) -> None:
        option = f"o{n}"
        done = await cast(opened_twice[n % 2], "U1", adding(option), f"1.{n:06}")
        assert done is not None
        if not done.stale:
            accepted.append(option)

    await asyncio.gather(*(click(n) for n in range(40)))
    mine = await opened_twice[0].ballots.mine("T1", "p1", "U1")
    assert sorted(mine["picked"]) == sorted(accepted)
    assert "o39" in accepted
    for each in opened_twice:
        await each.close()


@BOTH_KINDS
async def test_every_vote_that_was_accepted_before_closing_is_counted(
    url: str, anonymous: bool
) -> None:
    """Sixty voters change their minds over two replicas while one of them closes."""
    opened_twice = await two(url)
    await opened_twice[0].polls.add(opened(anonymous=anonymous))
    last: dict[str, str] = {}
    refused: list[str] = []
    enough = asyncio.Event()

    async def vote(n: int) -> None:
        for turn in range(8):
            option = "ab"[(n + turn) % 2]
            try:
                done = await cast(
                    opened_twice[(n + turn) % 2], f"U{n}", choosing(option), f"1.{turn:06}"
                )
            except LecternError:
                refused.append(f"U{n}")
                return
            assert done is not None
            assert not done.stale
            last[f"U{n}"] = option
            if len(last) == 30:
                enough.set()

    async def close() -> Poll | None:
        await enough.wait()
        return await opened_twice[1].polls.close("T1", "p1", by="", at=LATER, count=count)

    closed, *_ = await asyncio.gather(close(), *(vote(n) for n in range(60)))
    assert closed is not None
    assert refused
    expected = {"a": list(last.values()).count("a"), "b": list(last.values()).count("b")}
    assert closed.result == {
        "voters": len(last),
        "counts": {k: v for k, v in expected.items() if v},
    }
    for each in opened_twice:
        await each.close()


async def test_of_several_who_close_at_once_one_does(url: str) -> None:
    opened_twice = await two(url)
    await opened_twice[0].polls.add(opened(anonymous=True))
    await cast(opened_twice[0], "U1", choosing("a"))
    closings = (
        each.polls.close("T1", "p1", by=str(n), at=LATER, count=count)
        for n, each in enumerate(opened_twice * 5)
    )
    closed = [each for each in await asyncio.gather(*closings) if each is not None]
    assert len(closed) == 1
    assert closed[0].result == {"voters": 1, "counts": {"a": 1}}
    for each in opened_twice:
        await each.close()


async def test_an_edit_waits_for_the_vote_that_is_being_decided(url: str) -> None:
    """By another replica too: nobody decides on a poll that is no longer so when it is written."""
    voting, editing = await two(url)
    await voting.polls.add(before := opened())
    edits: list[asyncio.Future[Poll | None]] = []
    loop = asyncio.get_running_loop()

    def decide(given: Poll, _before: Choice) -> Choice:
        edit = editing.polls.change(before, replace(before, question="fixed?"))
        begun = asyncio.run_coroutine_threadsafe(edit, loop)
        edits.append(asyncio.wrap_future(begun, loop=loop))
        return {"picked": [given.question]}

    done = await cast(voting, "U1", decide)
    assert done is not None
    assert done.after == {"picked": [before.question]}
    edited = await edits[0]
    assert edited is not None
    assert edited.question == "fixed?"
    for each in (voting, editing):
        await each.close()


def ordered(ballots: Sequence[Ballot]) -> list[str]:
    return [ballot.choice["picked"][0] for ballot in ballots]


async def test_anonymous_ballots_come_without_voters_and_in_no_order_of_time(
    storage: Storage,
) -> None:
    """Forty that voted one after another: in the order of a keyed hash their choices are shuffled."""
    await storage.polls.add(opened(anonymous=True))
    options = [f"o{n:02}" for n in range(40)]
    for n, option in enumerate(options):
        await cast(storage, f"U{n:02}", choosing(option))
    found = await storage.ballots.all("T1", "p1")
    assert {ballot.voter for ballot in found} == {""}
    assert sorted(ordered(found)) == options
    assert ordered(found) != options
