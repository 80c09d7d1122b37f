"""Polls in the local workspace, put there as `/poll` and its Post button do."""

from __future__ import annotations

import secrets
from dataclasses import fields
from typing import Any

from bot.services.polls.opening import opened, posting
from bot.services.polls.ports import DRAFT, SCALE, SINGLE, Option, Poll, Settings
from tests.slack.person import Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

CLASS = "C0TCSS562"
_SETTINGS = {f.name for f in fields(Settings)}


async def kept(workspace: Workspace, kind: str = SINGLE, *options: str, **given: Any) -> Poll:
    """A draft, by the instructor unless said otherwise; settings may be given by name."""
    parts = workspace.bot.deps.polls.parts
    settings = Settings(**{name: given.pop(name) for name in list(given) if name in _SETTINGS})
    if kind == SCALE and not options:
        options = tuple(str(n) for n in range(1, 6))
    poll = Poll(
        workspace=parts.workspace,
        id=secrets.token_hex(8),
        course=parts.course,
        channel=given.pop("channel", CLASS),
        creator=given.pop("creator", workspace.people["elena"].id),
        kind=kind,
        question=given.pop("question", "Which is a type-1 hypervisor?"),
        options=tuple(Option(str(n), text) for n, text in enumerate(options, 1)),
        settings=settings,
        made_at=parts.clock.now(),
        **{"state": DRAFT, **given},
    )
    assert await parts.polls.add(poll)
    return poll


async def asked(workspace: Workspace, kind: str = SINGLE, *options: str, **given: Any) -> Poll:
    """The same posted, as it stands in the channel."""
    draft = await kept(workspace, kind, *options, **given)
    await posted(workspace, draft)
    found = await stored(workspace, draft)
    assert found.ts is not None
    return found


async def posted(workspace: Workspace, draft: Poll) -> None:
    """Let it be posted."""
    parts = workspace.bot.deps.polls.parts
    now = parts.clock.now()
    assert await parts.polls.change(draft, opened(draft, now), [posting(draft, now)])
    parts.wake()
    await workspace.settle()


async def stored(workspace: Workspace, poll: Poll) -> Poll:
    """The poll as it is now."""
    found = await workspace.bot.deps.polls.parts.poll(poll.id)
    assert found is not None
    return found


async def shown(person: Person, poll: Poll) -> Seen:
    """The poll's message as somebody sees it."""
    return next(m for m in await person.timeline(poll.channel) if m.ts == poll.ts)
