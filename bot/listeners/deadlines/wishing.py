"""What people want of deadlines: reminders of their own, done, silence, once more later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot.blocks import deadline_wishes as blocks
from bot.blocks.answers import Message, note
from bot.blocks.deadline_changes import GONE
from bot.blocks.deadlines import listing
from bot.blocks.windows import Carried
from bot.listeners import home
from bot.listeners.deadlines.reading import reader_of, shown
from bot.listeners.deadlines.telling import carried, number, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Taken, option_of, options_of
from bot.listeners.who import user_of
from bot.services.deadlines.ports import CONFIRMED, SNOOZES
from bot.services.deadlines.seen import SeenItem
from bot.services.reminding.ports import WAITING, Reminder

Payload = Mapping[str, Any]
ALL = "all"
OVER = "This deadline is over. `/deadlines` shows what is coming up."
NONE_LIKE_THAT = "I know no deadline like that. `/deadlines` shows those that are coming up."


# In words


async def remind(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines remind`, `/deadlines remind check-in`: the window to choose in."""
    if not text:
        await _open(deps, body, None)
        return None
    seen = await _meant(deps, body, text)
    if isinstance(seen, Message):
        return seen
    await _open(deps, body, seen)
    return None


async def reminders(deps: Deps, body: Payload, _: str = "") -> Message:
    """`/deadlines reminders`: all that somebody asked for."""
    user = user_of(body)
    own = blocks.Mine(
        await deps.deadlines.wanting.personal(user),
        await _coming(deps, user),
        await deps.deadlines.listing.upcoming(user),
    )
    return blocks.mine(own, await reader_of(deps, user))


async def mute_words(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines mute` for all, `/deadlines mute check-in` for one."""
    return await _muted(deps, body, text, muted=True)


async def unmute_words(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines unmute` for all, `/deadlines unmute check-in` for one."""
    return await _muted(deps, body, text, muted=False)


async def _muted(deps: Deps, body: Payload, text: str, *, muted: bool) -> Message | None:
    if not text:
        return await _all_muted(deps, body, muted=muted)
    seen = await _meant(deps, body, text)
    if isinstance(seen, Message):
        return seen
    await (mute if muted else unmute)(deps, body, seen.item.id)
    return None


async def _all_muted(deps: Deps, body: Payload, *, muted: bool) -> Message:
    await deps.deadlines.wanting.mute_all(user_of(body), muted=muted)
    home.refresh(deps, body)
    return blocks.all_muted(muted=muted)


async def done_words(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines done check-in`"""
    seen = await _meant(deps, body, text)
    if isinstance(seen, Message):
        return seen
    await done(deps, body, seen.item.id)
    return None


async def _meant(deps: Deps, body: Payload, text: str) -> SeenItem | Message:
    """The one that the words name, or a list to choose from."""
    user = user_of(body)
    found = await shown(deps, user, "search" if text else "upcoming", text)
    coming = [s for s in found.items if not s.passed(deps.clock.now())]
    if len(coming) == 1 and text:
        return coming[0]
    if not found.items:
        return note(NONE_LIKE_THAT)
    return listing(found, await reader_of(deps, user), "Which one? Choose it from its menu.")


# The window


async def _open(deps: Deps, body: Payload, seen: SeenItem | None) -> None:
    user = user_of(body)
    leads = (await deps.deadlines.wanting.personal(user)).leads
    if seen is not None and seen.mark is not None and seen.mark.leads is not None:
        leads = seen.mark.leads
    about = seen.item.id if seen else ALL
    view = blocks.remind_window(
        carried(about, body), seen, leads or blocks.USUAL, await reader_of(deps, user)
    )
    await deps.slack.open_window(body["trigger_id"], view)


async def submitted(deps: Deps, body: Payload) -> Taken:
    """What was ticked."""
    about = Carried.load(body["view"]["private_metadata"]).question_id
    chosen_leads = [number(value) for value in options_of(body, "leads")]
    one = about != ALL and option_of(body, "scope") != ALL
    return Taken(work=partial(_keep, about if one else ALL, chosen_leads))


async def _keep(about: str, leads: Sequence[int], deps: Deps, body: Payload) -> None:
    """Keep the choice, and say what will come when."""
    user, wanting = user_of(body), deps.deadlines.wanting
    seen = None
    if about == ALL:
        await wanting.set_leads(user, leads)
    else:
        seen = await ahead(deps, body, about)
        if seen is None:
            return
        await wanting.set_item_leads(user, about, leads)
    home.refresh(deps, body)
    personal = await wanting.personal(user)
    rows = await _coming(deps, user, about)
    titles = {s.item.id: s.item.title for s in await deps.deadlines.listing.upcoming(user)}
    reader = await reader_of(deps, user)
    await tell(deps, body, blocks.promised(seen, rows, titles, reader, muted=personal.muted))


async def _coming(deps: Deps, user: str, about: str = ALL) -> list[Reminder]:
    """What waits for somebody, soonest first: of one deadline, or of all."""
    parts = deps.deadlines.parts
    if about == ALL:
        return list(await deps.reminders.coming(parts.workspace, parts.course, audiences=(user,)))
    rows = await deps.reminders.of_item(parts.workspace, about)
    return [row for row in rows if row.audience == user and row.state == WAITING]


# Buttons


async def open_for(deps: Deps, body: Payload, about: str) -> None:
    """The window for the deadline of `<item>` or `<item>:<revision>`."""
    seen = await ahead(deps, body, about)
    if seen is not None:
        await _open(deps, body, seen)


async def open_all(deps: Deps, body: Payload) -> None:
    """The window for all deadlines."""
    await _open(deps, body, None)


async def show_mine(deps: Deps, body: Payload) -> None:
    """The list of somebody's own reminders."""
    await tell(deps, body, await reminders(deps, body))


async def mute_all(deps: Deps, body: Payload) -> None:
    """No direct reminders at all."""
    await tell(deps, body, await _all_muted(deps, body, muted=True))


async def unmute_all(deps: Deps, body: Payload) -> None:
    """Direct reminders again."""
    await tell(deps, body, await _all_muted(deps, body, muted=False))


async def stored(deps: Deps, body: Payload, about: str) -> SeenItem | None:
    """The deadline of `<item>` or `<item>:<revision>` as the person sees it; else that it is gone is told."""
    seen = await deps.deadlines.listing.one(user_of(body), about.partition(":")[0])
    if seen is None or seen.item.state != CONFIRMED:
        await tell(deps, body, note(GONE))
        return None
    return seen


async def ahead(deps: Deps, body: Payload, about: str) -> SeenItem | None:
    """The same where it is not over; else that it is over is told."""
    seen = await stored(deps, body, about)
    if seen is not None and seen.passed(deps.clock.now()):
        await tell(deps, body, note(OVER))
        return None
    return seen


async def done(deps: Deps, body: Payload, about: str) -> None:
    """The person has done it."""
    await _mark(deps, body, about, "done", partial(deps.deadlines.wanting.done, done=True))


async def undone(deps: Deps, body: Payload, about: str) -> None:
    """The person has not done it after all."""
    await _mark(deps, body, about, "undone", partial(deps.deadlines.wanting.done, done=False))


async def mute(deps: Deps, body: Payload, about: str) -> None:
    """No direct reminders of this one."""
    await _mark(deps, body, about, "mute", partial(deps.deadlines.wanting.mute, muted=True))


async def unmute(deps: Deps, body: Payload, about: str) -> None:
    """Direct reminders of this one again."""
    await _mark(deps, body, about, "unmute", partial(deps.deadlines.wanting.mute, muted=False))


async def snooze(deps: Deps, body: Payload, about: str) -> None:
    """Once more later: `<item>:<1h|4h|1d>`."""
    item_id, _, span = about.partition(":")
    seen = await ahead(deps, body, item_id)
    if seen is None or span not in SNOOZES:
        return
    user = user_of(body)
    await deps.deadlines.wanting.snooze(user, seen.item.id, SNOOZES[span])
    home.refresh(deps, body)
    rows = [row for row in await _coming(deps, user, seen.item.id) if row.lead == 0]
    at = rows[-1].due_at if rows else None
    await tell(deps, body, blocks.snoozed(seen.item, at, await reader_of(deps, user)))


async def _mark(
    deps: Deps, body: Payload, about: str, what: str, change: Callable[[str, str], Awaitable[None]]
) -> None:
    """Change what the person wants of an item; say what holds from now on, and the way back."""
    seen = await stored(deps, body, about)
    if seen is None:
        return
    user = user_of(body)
    await change(user, seen.item.id)
    home.refresh(deps, body)
    now = await deps.deadlines.listing.one(user, seen.item.id) or seen
    await tell(deps, body, blocks.marked(what, now, await reader_of(deps, user)))
