"""The Manage panel: closing, opening again, asking again, results as a file, deleting; by its maker or an instructor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from bot.blocks.answers import Message, note
from bot.blocks.polls import managing as blocks
from bot.blocks.polls import preview
from bot.blocks.polls.managing import Panel
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.handed import ALREADY, SENT
from bot.listeners.taking import Handler
from bot.listeners.where import is_private
from bot.listeners.who import user_of
from bot.services.polls.counting import tally
from bot.services.polls.editing import may_be_told
from bot.services.polls.exporting import file_name, to_csv
from bot.services.polls.ports import OPEN, SCHEDULED, Ballot, Poll
from bot.services.polls.tally import Tally

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
NOT_YET = "The results of this poll can be had once it is closed."


async def found(deps: Deps, body: Payload, poll_id: str) -> Poll:
    """The poll, if whoever pressed may manage it. Raises Gone, NotYours."""
    instructors = deps.config.slack.instructors
    return await deps.polls.managing.found(poll_id, user_of(body), instructors)


async def pressed(deps: Deps, body: Payload) -> Poll:
    """The poll that a button is about."""
    return await found(deps, body, chosen(body))


async def panel(deps: Deps, user: str, poll: Poll, lead: str = "") -> Message:
    """What can be done with it now."""
    reader = await reader_of(deps, user)
    coming = await deps.polls.repeating.next_of(poll)
    opens = coming.opens_at if coming is not None and poll.settings.repeats else None
    voters = (await result_of(deps, poll))[0].voters
    seen = Panel(poll, voters, reader.now, reader.zones, reader.staff, opens)
    return blocks.panel(seen, lead)


async def result_of(deps: Deps, poll: Poll) -> tuple[Tally, tuple[Ballot, ...]]:
    """The result, and the ballots that there are."""
    parts = deps.polls.parts
    ballots = tuple(await parts.ballots.all(parts.workspace, poll.id))
    if poll.state == OPEN:
        return tally(poll, ballots), ballots
    return Tally.from_json(poll.result) if poll.result else Tally(), ballots


async def manage(deps: Deps, body: Payload) -> None:
    """ "Manage" under a poll, or in a list."""
    poll = await pressed(deps, body)
    await tell(deps, body, await panel(deps, user_of(body), poll))


async def show(deps: Deps, body: Payload) -> None:
    """Back to the panel, in its place."""
    await after(deps, body, await pressed(deps, body), "")


async def after(deps: Deps, body: Payload, poll: Poll, lead: str) -> None:
    """The panel as it is now, with what was done."""
    await tell(deps, body, await panel(deps, user_of(body), poll, lead), replace=True)


async def close(deps: Deps, body: Payload) -> None:
    """Count, and keep the result."""
    poll = await pressed(deps, body)
    closed = await deps.polls.managing.close(poll.id, user_of(body))
    deps.polls.parts.redraw(poll.id)
    await after(deps, body, closed, "Closed. The result is in the channel in a moment.")


async def close_told(deps: Deps, body: Payload) -> None:
    """Count, and show which answer is right."""
    poll = await pressed(deps, body)
    closed = await deps.polls.managing.close(poll.id, user_of(body), tell=True)
    deps.polls.parts.redraw(poll.id)
    await after(
        deps,
        body,
        closed,
        "Closed. The result and the right answer are in the channel in a moment.",
    )


async def answer(deps: Deps, body: Payload) -> None:
    """Show which answer is right, of a poll that is closed; beside the message that says that it closed by the clock."""
    poll = await pressed(deps, body)
    told = await deps.polls.managing.tell_answer(poll.id)
    deps.polls.parts.redraw(poll.id)
    lead = "The right answer is in the channel in a moment."
    message = await panel(deps, user_of(body), told, lead)
    await tell(deps, body, message, replace=is_private(body))


async def reopen(deps: Deps, body: Payload) -> None:
    """Take votes again."""
    poll = await pressed(deps, body)
    reopened = await deps.polls.managing.reopen(poll.id, user_of(body))
    deps.polls.parts.redraw(poll.id)
    lead = "Open again, with all the votes that it had."
    if poll.closes_at is not None and reopened.closes_at is None:
        lead += " It has no closing time any more; set one with “Edit…”."
    await after(deps, body, reopened, lead)


async def again(deps: Deps, body: Payload) -> None:
    """A second round, shown to whoever asked before anybody else sees it."""
    poll, user = await pressed(deps, body), user_of(body)
    draft = await deps.polls.managing.again(poll.id, user)
    reader = await reader_of(deps, user)
    message = preview.preview(draft, reader.now, reader.zones, staff=reader.staff)
    await tell(deps, body, message)


async def delete(deps: Deps, body: Payload) -> None:
    """Forget its votes, and take its message away; what cannot be taken away says so instead."""
    poll = await pressed(deps, body)
    gone = await deps.polls.managing.delete(poll.id, user_of(body))
    await tell(deps, body, await panel(deps, user_of(body), gone), replace=True)
    deps.polls.parts.redraw(poll.id)


async def stop(deps: Deps, body: Payload) -> None:
    """Don't post a scheduled poll; or let a series end."""
    poll, repeating = await pressed(deps, body), deps.polls.repeating
    coming = poll if poll.state == SCHEDULED else await repeating.next_of(poll)
    await repeating.stop(coming.id if coming else poll.id, user_of(body))
    if poll.state == SCHEDULED:
        said = (
            "Stopped. It will not come again."
            if poll.settings.repeats
            else "It will not be posted."
        )
        await tell(deps, body, note(said), replace=True)
    else:
        await after(deps, body, poll, "Stopped. It will not come again.")


async def export(deps: Deps, body: Payload) -> None:
    """The results as a file, in the direct message with whoever asks."""
    poll, user = await pressed(deps, body), user_of(body)
    result, ballots = await result_of(deps, poll)
    if not may_be_told(poll, result.voters):
        await tell(deps, body, note(NOT_YET))
        return
    secret = poll.settings.anonymous
    names = {} if secret else await deps.polls.directory.names([b.voter for b in ballots])
    words = "A row for each voter." if not secret else "Totals only: this poll was anonymous."
    data = to_csv(poll, ballots, names)
    sent = await deps.handed.once(user, file_name(poll), data, words=words)
    await tell(deps, body, note(SENT if sent else ALREADY))


ACTIONS: dict[str, Handler] = {
    "poll_manage": manage,
    "poll_panel": show,
    "poll_close": close,
    "poll_close_told": close_told,
    "poll_answer": answer,
    "poll_reopen": reopen,
    "poll_again": again,
    "poll_delete": delete,
    "poll_stop": stop,
    "poll_csv": export,
}
