"""Drafts: kept for their maker, posted once as they were shown, and nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.polls.drafting import (
    NO_CHANNEL,
    NO_CLASSES,
    ONCE,
    OVER,
    POSTED,
    Changed,
    Drafting,
    Refused,
    Stale,
    draft_of,
)
from bot.services.polls.drafts import EACH_CLASS, Draft
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DELETED, DRAFT, OPEN, POLL, SCHEDULED, SINGLE, Poll, Settings
from tests.unit.fakes import FakeClock
from tests.unit.services.polls.made import CHANNEL, COURSE, NOW, WORKSPACE
from tests.unit.services.polls.stores import Stores

ELENA, SARA = "U0ELENA", "U0SARA"
LUNCH = Draft(SINGLE, "Lunch?", ("Pizza", "Sushi"))


class Kitchen:
    """Drafting over stores in memory."""

    def __init__(self) -> None:
        self.stores, self.woken, self.ids = Stores(), 0, iter(range(100))
        self.clock = FakeClock(NOW)
        stores = self.stores
        self.parts = PollParts(
            WORKSPACE,
            COURSE,
            "America/Los_Angeles",
            stores.polls,
            stores.ballots,
            stores.redraws,
            stores.templates,
            self.clock,
            lambda: f"p{next(self.ids)}",
            self._wake,
        )
        self.drafting = Drafting(self.parts)

    def _wake(self) -> None:
        self.woken += 1

    async def kept(self, draft: Draft = LUNCH, channel: str = CHANNEL) -> Poll:
        return await self.drafting.draft(draft, ELENA, channel)


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


async def test_a_draft_is_seen_by_its_maker_and_says_what_was_typed(kitchen: Kitchen) -> None:
    kept = await kitchen.kept()
    assert kept.state == DRAFT
    assert [(o.id, o.text) for o in kept.options] == [("1", "Pizza"), ("2", "Sushi")]
    assert draft_of(await kitchen.drafting.mine(kept.id, ELENA)) == LUNCH
    with pytest.raises(Stale):
        await kitchen.drafting.mine(kept.id, SARA)
    assert kitchen.stores.memory.messages == {}


async def test_posting_opens_it_with_its_message_in_one_step(kitchen: Kitchen) -> None:
    kept = await kitchen.kept()
    opened = await kitchen.drafting.post(kept.id, ELENA, seen=kept.revision)
    assert (opened.state, opened.opened_at) == (OPEN, NOW)
    (message,) = kitchen.stores.memory.messages.values()
    assert (message.key, message.kind, message.about) == (f"poll:{kept.id}", POLL, kept.id)
    assert message.channel == CHANNEL
    assert kitchen.woken == 1


async def test_only_what_was_seen_is_posted(kitchen: Kitchen) -> None:
    kept = await kitchen.kept()
    edited = replace(LUNCH, question="Dinner?")
    await kitchen.drafting.draft(edited, ELENA, CHANNEL, poll_id=kept.id)
    with pytest.raises(Changed):
        await kitchen.drafting.post(kept.id, ELENA, seen=kept.revision)
    opened = await kitchen.drafting.post(kept.id, ELENA, seen=kept.revision + 1)
    assert opened.question == "Dinner?"


async def test_of_many_posts_at_once_one_counts(kitchen: Kitchen) -> None:
    kept = await kitchen.kept()
    posts = (kitchen.drafting.post(kept.id, ELENA, seen=kept.revision) for _ in range(5))
    done = await asyncio.gather(*posts, return_exceptions=True)
    assert sum(isinstance(each, Poll) for each in done) == 1
    assert all(isinstance(each, (Poll, Stale)) for each in done)
    assert len(kitchen.stores.memory.messages) == 1


async def test_a_posted_one_is_no_draft_any_more(kitchen: Kitchen) -> None:
    kept = await kitchen.kept()
    await kitchen.drafting.post(kept.id, ELENA, seen=kept.revision)
    for late in (
        kitchen.drafting.post(kept.id, ELENA, seen=kept.revision),
        kitchen.drafting.discard(kept.id, ELENA),
        kitchen.drafting.move(kept.id, ELENA, "C0OTHER"),
        kitchen.drafting.draft(LUNCH, ELENA, CHANNEL, poll_id=kept.id),
    ):
        with pytest.raises(Stale) as refused:
            await late
        assert refused.value.for_user == POSTED


async def test_an_edited_draft_keeps_its_id_and_which_round_it_is(kitchen: Kitchen) -> None:
    kept = await kitchen.kept()
    second = await kitchen.parts.polls.change(kept, replace(kept, round_of="p9"))
    assert second is not None
    after = await kitchen.drafting.draft(
        replace(LUNCH, question="Dinner?"), ELENA, CHANNEL, poll_id=kept.id
    )
    assert (after.id, after.question, after.round_of) == (kept.id, "Dinner?", "p9")


async def test_a_length_of_time_counts_from_the_post(kitchen: Kitchen) -> None:
    kept = await kitchen.kept(replace(LUNCH, settings=Settings(closes_after=600)))
    kitchen.clock.move(timedelta(hours=1))
    opened = await kitchen.drafting.post(kept.id, ELENA, seen=kept.revision)
    assert opened.closes_at == NOW + timedelta(hours=1, minutes=10)


@pytest.mark.parametrize(
    ("draft", "channel", "said"),
    [
        (replace(LUNCH, closes_at=NOW - timedelta(minutes=1)), CHANNEL, OVER),
        (LUNCH, "", NO_CHANNEL),
        (replace(LUNCH, options=("Pizza",)), CHANNEL, "only one option"),
        (replace(LUNCH, question=""), CHANNEL, "no question"),
    ],
)
async def test_what_is_incomplete_is_not_posted(
    kitchen: Kitchen, draft: Draft, channel: str, said: str
) -> None:
    kept = await kitchen.kept(draft, channel)
    with pytest.raises(Refused) as refused:
        await kitchen.drafting.post(kept.id, ELENA, seen=kept.revision)
    assert said in refused.value.for_user
    assert kitchen.stores.memory.messages == {}
    assert (await kitchen.drafting.mine(kept.id, ELENA)).state == DRAFT


async def test_of_a_discarded_one_no_words_stay(kitchen: Kitchen) -> None:
    kept = await kitchen.kept()
    await kitchen.drafting.discard(kept.id, ELENA)
    await kitchen.drafting.discard(kept.id, ELENA)
    (gone,) = kitchen.stores.memory.polls.values()
    assert (gone.state, gone.question, gone.options) == (DELETED, "", ())
    with pytest.raises(Stale):
        await kitchen.drafting.post(kept.id, ELENA, seen=kept.revision)


async def test_one_for_later_waits_and_sends_nothing(kitchen: Kitchen) -> None:
    kept = await kitchen.kept(replace(LUNCH, opens_at=NOW + timedelta(days=1)))
    waiting = await kitchen.drafting.schedule(kept.id, ELENA, seen=kept.revision)
    assert waiting.state == SCHEDULED
    assert kitchen.stores.memory.messages == {}
    assert [poll.id for poll in await kitchen.drafting.running(ELENA)] == [kept.id]
    assert await kitchen.drafting.running(SARA) == []
    assert len(await kitchen.drafting.running(SARA, everybodys=True)) == 1


@pytest.mark.parametrize(("again", "repeats"), [(True, "weekly"), (False, "")])
async def test_a_poll_that_classes_end_before_it_comes_again_says_that_it_is_posted_once(
    again: bool, repeats: str
) -> None:
    kitchen, week = Kitchen(), timedelta(days=7)
    drafting = Drafting(kitchen.parts, lambda poll, after: after + week if again else None)
    weekly = replace(LUNCH, settings=Settings(repeats="weekly"), opens_at=NOW + week)
    kept = await drafting.draft(weekly, ELENA, CHANNEL)
    assert kept.settings.repeats == repeats
    assert (ONCE in draft_of(kept).notes) is not again
    assert kept.opens_at == NOW + week


async def test_one_with_each_class_opens_with_the_next(kitchen: Kitchen) -> None:
    with_classes = replace(LUNCH, settings=Settings(repeats=EACH_CLASS))
    kept = await kitchen.kept(with_classes)
    with pytest.raises(Refused) as refused:
        await kitchen.drafting.schedule(kept.id, ELENA, seen=kept.revision)
    assert refused.value.for_user == " ".join(NO_CLASSES)
    tuesday = NOW + timedelta(days=3)
    known = Drafting(kitchen.parts, lambda poll, after: tuesday)
    assert (await known.schedule(kept.id, ELENA, seen=1)).opens_at == tuesday


async def test_a_time_that_passed_while_it_was_looked_at_is_told(kitchen: Kitchen) -> None:
    kept = await kitchen.kept(replace(LUNCH, opens_at=NOW + timedelta(minutes=5)))
    kitchen.clock.move(timedelta(minutes=6))
    with pytest.raises(Refused, match="is over"):
        await kitchen.drafting.schedule(kept.id, ELENA, seen=kept.revision)
