"""Polls to store, and ways to vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import LecternError
from bot.services.polls.ports import OPEN, SINGLE, Ballot, Choice, Decide, Option, Poll, Settings
from tests.storage.records import NOON

OPTIONS = (Option("a", "KVM"), Option("b", "VirtualBox"), Option("c", "Xen", removed=True))


def poll(id: str = "p1", workspace: str = "T1", **changes: Any) -> Poll:  # noqa: A002
    fields: dict[str, Any] = {
        "course": "tcss562",
        "channel": "C1",
        "creator": "U1",
        "kind": SINGLE,
        "question": "Which is a type-1 hypervisor?",
        "options": OPTIONS,
        "settings": Settings(),
        "made_at": NOON,
    }
    return Poll(workspace, id, **(fields | changes))


def opened(id: str = "p1", *, anonymous: bool = False, **changes: Any) -> Poll:  # noqa: A002
    """One that takes votes."""
    given: dict[str, Any] = {"state": OPEN, "opened_at": NOON}
    return poll(id, settings=Settings(anonymous=anonymous), **(given | changes))


def choosing(*picked: str) -> Decide:
    """Choose these, whatever was chosen before; nothing takes it back. Refuses once the poll is not open."""

    def decide(given: Poll, _before: Choice) -> Choice:
        if given.state != OPEN:
            raise LecternError(for_user="This poll is closed.")
        return {"picked": list(picked)} if picked else {}

    return decide


def adding(picked: str) -> Decide:
    """Choose one more."""
    return lambda _poll, before: {"picked": [*before.get("picked", []), picked]}


def count(_poll: Poll, ballots: Sequence[Ballot]) -> Mapping[str, Any]:
    """How many chose what."""
    counts = Counter(option for ballot in ballots for option in ballot.choice["picked"])
    return {"voters": len(ballots), "counts": dict(sorted(counts.items()))}
