"""Proposals: instructors look at them, decide, and see each other's decisions in place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks import proposals as blocks
from bot.blocks import windows
from bot.blocks.answers import Message, note
from bot.blocks.proposals import Asked
from bot.listeners import home
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import tell
from bot.listeners.deps import Deps
from bot.listeners.where import is_private, thread_of
from bot.listeners.who import staff, user_of
from bot.services.deadlines.batches import batches_of, has_moved_on
from bot.services.deadlines.ports import DatedItem
from bot.services.deadlines.proposals import ProposalService
from bot.services.reminding.ports import PROPOSALS

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
Handler = Callable[[Deps, Payload], Awaitable[None]]
Decide = Callable[[ProposalService, str, int, str], Awaitable[DatedItem | None]]
"""Decides about an item at a revision, by somebody; None where it was decided meanwhile."""
DECIDED_MEANWHILE = "Somebody decided that meanwhile. `/deadlines proposals` shows how it stands."

ASKED_ANEW = (
    "The source of this date has changed since, so I left it as it is. "
    "A newer message asks about it; `/deadlines proposals` shows it, too."
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button of a proposal takes along."""

    batch: str
    page: int
    item_id: str = ""
    revision: int = 0
    number: int = 0

    @classmethod
    def of(cls, body: Payload) -> Pressed:
        """Raises ValueError for what no button of ours says."""
        batch, page, *rest = str(body["actions"][0].get("value") or "").split(":")
        if len(rest) not in {0, 3}:
            raise ValueError("not a proposal's button")
        item_id, revision, number = rest or ("", "0", "0")
        return cls(batch, int(page), item_id, int(revision), int(number))


async def asked(deps: Deps, user: str, batch: str = "", page: int | None = None) -> Asked:
    """What somebody is asked; without a page, the first that asks something."""
    items = tuple(await deps.proposals.batch(batch))
    reader = await reader_of(deps, user)
    announcing = await deps.deadlines.wanting.announcing()
    shown = blocks.first_open(items, batch) if page is None else page
    return Asked(items, reader.now, reader.zones, announcing, batch, shown)


async def command(deps: Deps, body: Payload, _: str) -> Message:
    """`/deadlines proposals`: all that waits, in private."""
    return blocks.proposals(await asked(deps, user_of(body)))


async def review(deps: Deps, body: Payload) -> None:
    """A button that leads to the same."""
    staff(deps, body)
    message = blocks.proposals(await asked(deps, user_of(body)))
    if body.get("view"):
        await deps.slack.open_window(body["trigger_id"], _window(message))
    else:
        await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body))


def _decision(decide: Decide) -> Handler:
    """What a button does that decides about one date."""

    async def pressed(deps: Deps, body: Payload) -> None:
        by, at = staff(deps, body), Pressed.of(body)
        done = None
        if not await _has_moved_on(deps, at):
            done = await decide(deps.proposals, at.item_id, at.revision, by)
        await settled(deps, body, at, done)

    return pressed


async def _has_moved_on(deps: Deps, at: Pressed) -> bool:
    """Was the button of a message that shows no longer what is asked about its date?"""
    item = await deps.deadlines.parts.item(at.item_id)
    return item is not None and has_moved_on(item, at.batch)


confirm = _decision(ProposalService.confirm)
dismiss = _decision(ProposalService.dismiss)
follow = _decision(ProposalService.follow)
keep = _decision(ProposalService.keep)
reopen = _decision(ProposalService.reopen)


async def choose(deps: Deps, body: Payload) -> None:
    """One of the moments that sources disagree on."""
    by, at = staff(deps, body), Pressed.of(body)
    done = await deps.proposals.choose(at.item_id, at.revision, at.number, by)
    await settled(deps, body, at, done)


async def confirm_all(deps: Deps, body: Payload) -> None:
    """All that nothing speaks against."""
    by, at = staff(deps, body), Pressed.of(body)
    done = await deps.proposals.confirm_all(at.batch, by)
    await settled(deps, body, at, done[0] if done else None, also=done[1:])


async def turn(deps: Deps, body: Payload) -> None:
    """Another page, in place of this one."""
    staff(deps, body)
    at = Pressed.of(body)
    if _is_private(body):
        await _show_here(deps, body, at)
    else:
        await _refresh(deps, at.batch, _message_of(body), at.page, alone=True)


async def settled(
    deps: Deps,
    body: Payload,
    at: Pressed,
    done: DatedItem | None,
    also: list[DatedItem] | None = None,
) -> None:
    """Show the decision where it was made, then in every instructor's message of the same dates."""
    if done is None:
        moved = await _has_moved_on(deps, at)
        await tell(deps, body, note(ASKED_ANEW if moved else DECIDED_MEANWHILE))
    if _is_private(body):
        await _show_here(deps, body, at)
    if body.get("view"):
        await home.publish(deps, deps.teaching.workspace, user_of(body))
    batches = {batch for item in [done, *(also or [])] if item for batch in batches_of(item)}
    for batch in sorted((batches | {at.batch}) - {""}):
        await _refresh(deps, batch, _message_of(body), at.page)


def _is_private(body: Payload) -> bool:
    return bool(body.get("view")) or is_private(body)


def _window(message: Message) -> windows.View:
    return windows.window("Dates to confirm", message.blocks)


def _message_of(body: Payload) -> str:
    return str((body.get("container") or {}).get("message_ts") or "")


async def _show_here(deps: Deps, body: Payload, at: Pressed) -> None:
    found = await asked(deps, user_of(body), at.batch, at.page)
    message = blocks.proposals(found)
    if body.get("view"):
        await deps.slack.update_window(body["view"]["id"], _window(message))
    else:
        thread = thread_of(body)
        await deps.slack.respond(body["response_url"], message, thread_ts=thread, replace=True)


async def refresh(deps: Deps, batch: str) -> None:
    """Bring every instructor's message of a batch up to date."""
    await _refresh(deps, batch)


async def _refresh(
    deps: Deps, batch: str, here: str = "", page: int | None = None, *, alone: bool = False
) -> None:
    """The message with the time stamp `here` stays on its page; the others show what is open."""
    for sent in await deps.proposals.outbox.posted(deps.teaching.workspace, batch, kind=PROPOSALS):
        if not sent.ts or (alone and sent.ts != here):
            continue
        found = await asked(deps, sent.channel, batch, page if sent.ts == here else None)
        where, message = sent.posted_channel or sent.channel, blocks.proposals(found)
        try:
            await deps.slack.edit(where, sent.ts, message, key=sent.key, kind=PROPOSALS)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("proposals_not_refreshed", error=type(error).__name__)
