"""Polls for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.services.polls.ports import OPEN, SCALE, SINGLE, Ballot, Option, Poll, Settings

NOW = datetime(2021, 11, 20, 18, 0, tzinfo=UTC)
WORKSPACE, COURSE, CHANNEL = "T1", "tcss562", "C0CLASS"


def poll(kind: str = SINGLE, *options: str, **fields: Any) -> Poll:
    """An open one; options get the ids "1", "2", …; settings may be given by name."""
    names = Settings.__dataclass_fields__
    settings = Settings(**{name: fields.pop(name) for name in list(fields) if name in names})
    if kind == SCALE and not options:
        options = tuple(str(n) for n in range(1, 6))
    made = tuple(Option(str(n), text) for n, text in enumerate(options, 1))
    given: dict[str, Any] = {
        "workspace": WORKSPACE,
        "id": "p1",
        "course": COURSE,
        "channel": CHANNEL,
        "creator": "U0ELENA",
        "question": "Which is it?",
        "made_at": NOW,
        "state": OPEN,
        "opened_at": NOW,
        "posted_channel": CHANNEL,
        "ts": "1637431200.000100",
        "options": made,
    }
    return Poll(kind=kind, settings=settings, **(given | fields))


def picks(*option_ids: str, voter: str = "") -> Ballot:
    return Ballot(voter, {"picked": list(option_ids)})


def says(text: str, voter: str = "") -> Ballot:
    return Ballot(voter, {"text": text})
