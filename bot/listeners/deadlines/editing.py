"""Instructors change deadlines: in words, in a window, with a button; each once, and only what they saw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bot.blocks import deadline_changes as blocks
from bot.blocks import deadline_windows as windows
from bot.blocks.answers import Message, note
from bot.blocks.deadlines import listing
from bot.blocks.windows import Carried
from bot.listeners.deadlines import proposing
from bot.listeners.deadlines.reading import reader_of, shown
from bot.listeners.deadlines.telling import carried, chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Taken, day_of, option_of, text_of, time_of
from bot.listeners.who import staff
from bot.services.deadlines.drafts import KINDS, Draft, Form, moved, noted, understood
from bot.services.deadlines.moving import moved_to, splits
from bot.services.deadlines.ports import CONFIRMED, PROPOSED, Change, DatedItem
from bot.services.deadlines.zones import GAP, tzinfo_of

Payload = Mapping[str, Any]
ADD, EDIT, CONFIRM = "add", "edit", "confirm"
NOT_SAVED = "Nothing was saved."
SAVED_BEFORE = "This was saved already. `/deadlines` shows it."
_SAID = {ADD: "Saved.", EDIT: "Changed.", CONFIRM: "Confirmed."}


# In words


async def add(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines add Tutorial 7 due next Friday 5pm`: what was understood, before it is saved."""
    staff(deps, body)
    if not text:
        await open_window(deps, body, f"{ADD}:{deps.deadlines.parts.new_id()}:0", None)
        return None
    draft = understood(text, deps.clock.now(), deps.config.course.timezone)
    if draft is None:
        return blocks.not_understood()
    key = deps.deadlines.parts.new_id()
    return blocks.understood(draft, key, await reader_of(deps, body["user_id"]))


async def edit(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines edit check-in`: the window of the one that is meant."""
    item = await meant(deps, body, text, "edit")
    if isinstance(item, Message):
        return item
    await open_window(deps, body, f"{EDIT}:{item.id}:{item.revision}", Draft.of(item))
    return None


async def move(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines move check-in to Friday 5pm`: both times, before it is moved."""
    user, now = staff(deps, body), deps.clock.now()
    for split in splits(text):
        found = (await shown(deps, user, "search", split.what)).items if split.what else ()
        if len(found) != 1 or not split.to:
            continue
        draft = moved_to(Draft.of(found[0].item), split.to, now)
        if draft is not None:
            return blocks.ask_move(found[0].item, draft, await reader_of(deps, user))
    return await edit(deps, body, text)


async def cancel(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines cancel check-in`: what that does, before it is done."""
    item = await meant(deps, body, text, "cancel")
    if isinstance(item, Message):
        return item
    return blocks.ask_cancel(item, await reader_of(deps, body["user_id"]))


async def undo_last(deps: Deps, body: Payload, _: str) -> Message | None:
    """`/deadlines undo`: what this instructor changed last."""
    user = staff(deps, body)
    back = await deps.deadlines.changing.undo_last(user)
    return blocks.undone(back, await reader_of(deps, user))


async def meant(deps: Deps, body: Payload, text: str, what: str) -> DatedItem | Message:
    """The one deadline that the words name, or a list to choose from."""
    user = staff(deps, body)
    found = await shown(deps, user, "search" if text else "upcoming", text)
    if len(found.items) == 1 and text:
        return found.items[0].item
    lead = f"Which one? Choose it from its menu, or name it: `/deadlines {what} homework 1`."
    return listing(found, await reader_of(deps, user), lead if found.items else "")


# Buttons


async def save(deps: Deps, body: Payload) -> None:
    """Keep what was understood; pressed twice, once."""
    user, (key, draft) = staff(deps, body), _draft_of(body)
    change = await deps.deadlines.changing.add(draft, user, key=key)
    if change is None:
        await tell(deps, body, note(SAVED_BEFORE), replace=True)
    else:
        await _done(deps, body, change, _SAID[ADD])


def _draft_of(body: Payload) -> tuple[str, Draft]:
    key, raw = json.loads(chosen(body))
    return str(key)[:40], Draft.from_json(raw)


async def edit_draft(deps: Deps, body: Payload) -> None:
    """Put right what was understood."""
    staff(deps, body)
    key, draft = _draft_of(body)
    await open_window(deps, body, f"{ADD}:{key}:0", draft)


async def form(deps: Deps, body: Payload) -> None:
    """An empty form."""
    staff(deps, body)
    await open_window(deps, body, f"{ADD}:{deps.deadlines.parts.new_id()}:0", None)


async def drop(deps: Deps, body: Payload) -> None:
    """Leave everything as it is."""
    await tell(deps, body, note(NOT_SAVED), replace=True)


async def open_edit(deps: Deps, body: Payload) -> None:
    """The window of a deadline, from a button with `<item>:<revision>`."""
    await edit_seen(deps, body, chosen(body))


async def edit_proposal(deps: Deps, body: Payload) -> None:
    """The window of a proposal; what is submitted there is confirmed."""
    staff(deps, body)
    at = proposing.Pressed.of(body)
    item = await deps.deadlines.parts.item(at.item_id)
    if item is None or item.revision != at.revision or item.state != PROPOSED:
        await proposing.settled(deps, body, at, None)
        return
    await open_window(deps, body, f"{CONFIRM}:{item.id}:{item.revision}", Draft.of(item))


async def edit_seen(deps: Deps, body: Payload, about: str) -> None:
    """The window of the deadline that was seen."""
    item = await seen_item(deps, body, about)
    if item is not None:
        await open_window(deps, body, f"{EDIT}:{item.id}:{item.revision}", Draft.of(item))


async def cancel_seen(deps: Deps, body: Payload, about: str) -> None:
    """What cancelling the deadline that was seen does, before it is done."""
    item = await seen_item(deps, body, about)
    if item is not None:
        await tell(deps, body, blocks.ask_cancel(item, await reader_of(deps, staff(deps, body))))


async def do_move(deps: Deps, body: Payload) -> None:
    """Move it to the time that was shown."""
    user, item = staff(deps, body), await seen_item(deps, body, chosen(body))
    if item is None:
        return
    *_, seconds, all_day = chosen(body).split(":")
    to = datetime.fromtimestamp(number(seconds), UTC)
    draft = moved(Draft.of(item), to, all_day=all_day == "1")
    await _after(
        deps,
        body,
        await deps.deadlines.changing.edit(item.id, item.revision, draft, user),
        "Moved.",
        item.id,
    )


async def do_cancel(deps: Deps, body: Payload) -> None:
    """It does not take place."""
    user, item = staff(deps, body), await seen_item(deps, body, chosen(body))
    if item is not None:
        change = await deps.deadlines.changing.cancel(item.id, item.revision, user)
        await _after(deps, body, change, "Cancelled.", item.id)


async def undo(deps: Deps, body: Payload) -> None:
    """Take back what the message with this button says was done."""
    user = staff(deps, body)
    back = await deps.deadlines.changing.undo(chosen(body))
    await tell(deps, body, blocks.undone(back, await reader_of(deps, user)), replace=True)


async def seen_item(deps: Deps, body: Payload, about: str) -> DatedItem | None:
    """The item of `<item>:<revision>`, if it is still as it was seen; else that is told."""
    user = staff(deps, body)
    item_id, revision, *_ = [*about.split(":"), ""]
    seen = await deps.deadlines.listing.one(user, item_id)
    item = seen.item if seen else None
    if item is not None and item.revision == number(revision) and item.state == CONFIRMED:
        return item
    await tell(deps, body, blocks.stale(item, await reader_of(deps, user)))
    return None


async def _after(
    deps: Deps, body: Payload, change: Change | None, words: str, item_id: str
) -> None:
    """Say what was done, or that somebody else was quicker."""
    if change is not None:
        await _done(deps, body, change, words)
        return
    item = await deps.deadlines.parts.item(item_id)
    await tell(deps, body, blocks.stale(item, await reader_of(deps, staff(deps, body))))


async def _done(deps: Deps, body: Payload, change: Change, words: str) -> None:
    reader, item = await reader_of(deps, staff(deps, body)), change.after
    channels = (await deps.deadlines.wanting.announcing()).channels
    rows = await deps.reminders.of_item(item.workspace, item.id)
    coming = [r for r in rows if r.state == "waiting" and r.audience in channels]
    draft = noted(Draft.of(item), reader.now)
    said = " ".join((words, *draft.notes)) if item.state == CONFIRMED else words
    message = blocks.saved(said, item, change.id, reader, coming)
    await tell(deps, body, message, replace=bool(body.get("actions")))


# The window


async def open_window(deps: Deps, body: Payload, about: str, draft: Draft | None) -> None:
    """Open the form; `about` is `add:<key>:0`, `edit:<item>:<revision>` or `confirm:<item>:<revision>`."""
    new = about.startswith(ADD)
    view = windows.edit_window(
        carried(about, body),
        draft,
        deps.config.course.timezone,
        title="New deadline" if new else "Edit deadline",
        submit="Save",
    )
    await deps.slack.open_window(body["trigger_id"], view)


async def submitted(deps: Deps, body: Payload) -> Taken:
    """What was filled in, with what is wrong beside its field."""
    staff(deps, body)
    form, errors = _form(body)
    if form is None:
        return Taken(errors=errors)
    draft, odd = form.draft()
    if odd == GAP:
        return Taken(errors={"at": "The clocks skip this time on that day. Choose another."})
    if draft.starts_at > draft.ends_at:
        return Taken(errors={"other_day": "It would be over before it begins."})
    return Taken(work=partial(_keep, noted(draft, deps.clock.now(), odd)))


def _form(body: Payload) -> tuple[Form | None, dict[str, str]]:
    title, zone, kind = text_of(body, "title"), option_of(body, "zone"), option_of(body, "kind")
    day = day_of(body, "day")
    errors = {} if title else {"title": "Give it a name."}
    if day is None:
        errors["day"] = "Choose a day."
    if day is None or errors or kind not in KINDS:
        return None, errors or {"kind": "Choose a kind."}
    tzinfo_of(zone)
    link = text_of(body, "link")
    at, other_at = time_of(body, "at"), time_of(body, "other_at")
    return Form(title, kind, day, at, zone, link, day_of(body, "other_day"), other_at), {}


async def _keep(draft: Draft, deps: Deps, body: Payload) -> None:
    """Save the form: as something new, over what was seen, or as what is confirmed."""
    user = staff(deps, body)
    about = Carried.load(body["view"]["private_metadata"]).question_id
    what, item_id, revision = about.split(":")
    changing = deps.deadlines.changing
    if what == ADD:
        change = await changing.add(replace(draft, notes=()), user, key=item_id)
        if change is None:
            await tell(deps, body, note(SAVED_BEFORE))
            return
    elif what == CONFIRM:
        change = await changing.confirm(item_id, number(revision), user, draft)
        if change is not None and (batch := change.after.details.get("batch")):
            await proposing.refresh(deps, str(batch))
    else:
        change = await changing.edit(item_id, number(revision), draft, user)
    await _after(deps, body, change, _SAID.get(what, _SAID[EDIT]), item_id)
