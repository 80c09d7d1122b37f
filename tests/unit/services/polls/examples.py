"""Polls and results to test with."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED, SINGLE, Option, Poll, Settings
from bot.services.polls.tally import Tally
from tests.unit.fakes import NOON, FakeClock
from tests.unit.services.polls.stores import Stores

HYPERVISORS = ("KVM", "VirtualBox", "Xen")


def a_poll(
    options: Sequence[str] = HYPERVISORS,
    *,
    kind: str = SINGLE,
    question: str = "Which is a type-1 hypervisor?",
    settings: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Poll:
    """A poll of U_ADA's in #general, a draft unless `fields` says more. Its options' ids are "1", "2", …"""
    made = tuple(Option(str(n), text) for n, text in enumerate(options, 1))
    ground = Poll(
        "T1", "p1", "cs1", "C1", "U_ADA", kind, question, made, Settings(**(settings or {})), NOON
    )
    return replace(ground, **fields)


def closed(poll: Poll, voters: int, counts: Mapping[str, int], **more: Any) -> Poll:
    """The same with a result."""
    result = Tally(voters, counts, **more).to_json()
    return replace(poll, state=CLOSED, closed_at=NOON, result=result)


def parts_of(
    stores: Stores, clock: FakeClock | None = None, zone: str = "America/Los_Angeles"
) -> PollParts:
    """A course's parts over these stores; new ids are "new1", "new2", …"""
    numbers = itertools.count(1)
    return PollParts(
        "T1",
        "cs1",
        zone,
        stores.polls,
        stores.ballots,
        stores.redraws,
        stores.templates,
        clock or FakeClock(),
        lambda: f"new{next(numbers)}",
        lambda: None,
    )


async def vote(stores: Stores, poll: Poll, user: str, *picked: str, order: str = "1.0") -> None:
    """Somebody chooses these options, whatever they had."""
    await stores.ballots.cast(
        poll.workspace, poll.id, user, order=order, decide=lambda _, __: {"picked": list(picked)}
    )
