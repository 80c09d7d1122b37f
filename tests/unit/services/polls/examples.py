"""Polls and results to test with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.services.polls.ports import CLOSED, SINGLE, Option, Poll, Settings
from bot.services.polls.tally import Tally
from tests.unit.fakes import NOON

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
