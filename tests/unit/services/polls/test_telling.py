"""When a closed poll tells its right answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from bot.services.polls.editing import PICTURE
from bot.services.polls.ports import CLOSED, OPEN, QUESTION, SINGLE, Beside, Poll, Settings
from bot.services.polls.telling import (
    as_told,
    keeps_back,
    may_keep_back,
    tell_first_round,
    telling,
)
from bot.services.reminding.ports import Outgoing
from tests.unit.services.polls.examples import a_poll, closed, parts_of
from tests.unit.services.polls.made import poll
from tests.unit.services.polls.stores import FakePolls, Stores


def test_a_first_round_keeps_its_right_answer_back_once_it_is_closed() -> None:
    closed = poll(SINGLE, "KVM", "Xen", correct=("2",), state=CLOSED)
    assert keeps_back(closed)
    assert as_told(closed).settings.correct == ()
    still = poll(SINGLE, "KVM", "Xen", correct=("2",), state=OPEN)
    assert (may_keep_back(still), keeps_back(still)) == (True, False)


def test_whoever_keeps_it_says_when_and_its_chart_is_drawn_anew() -> None:
    closed = poll(SINGLE, "KVM", "Xen", correct=("2",), state=CLOSED, notes={PICTURE: "F1"})
    told = telling(closed)
    assert as_told(told).settings.correct == ("2",)
    assert PICTURE not in told.notes


@pytest.mark.parametrize(
    "given",
    [{"round_of": "p0"}, {"repeats": "weekly"}, {"kind": QUESTION}, {"correct": ()}],
    ids=["a second round", "one that repeats", "a quiz's question", "nothing is right"],
)
def test_others_keep_nothing_back(given: dict[str, object]) -> None:
    fields = {"correct": ("2",), "state": CLOSED, **given}
    kind = str(fields.pop("kind", SINGLE))
    assert not keeps_back(poll(kind, "KVM", "Xen", **fields))


@dataclass
class Overtaken(FakePolls):
    """Somebody else writes once between what is read of a poll and the change that follows from it."""

    once: bool = True

    async def change(
        self,
        before: Poll,
        after: Poll,
        messages: Sequence[Outgoing] = (),
        adding: Sequence[Poll] = (),
        *,
        beside: Beside | None = None,
    ) -> Poll | None:
        if self.once:
            self.once = False
            noted = replace(before, notes={**before.notes, PICTURE: "F1"})
            assert await super().change(before, noted) is not None
        return await super().change(before, after, messages, adding, beside=beside)


async def test_a_second_round_tells_the_first_ones_answer_also_where_its_chart_comes_between() -> (
    None
):
    stores = Stores()
    parts = parts_of(stores)
    first = replace(closed(a_poll(), 1, {"1": 1}), settings=Settings(correct=("1",)))
    await stores.polls.add(first)
    overtaken = replace(parts, polls=Overtaken(stores.memory))
    await tell_first_round(overtaken, replace(first, id="p2", round_of=first.id))
    told = await stores.polls.get(first.workspace, first.id)
    assert told is not None
    assert not keeps_back(told)
    assert PICTURE not in told.notes
