"""Deadlines out as a file, and in from what is pasted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bot.blocks import deadline_import as blocks
from bot.blocks.answers import Message, note
from bot.blocks.windows import Carried
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, tell
from bot.listeners.deps import Deps
from bot.listeners.handed import ALREADY
from bot.listeners.taking import Taken, value_of
from bot.listeners.who import staff
from bot.services.deadlines.drafts import Draft
from bot.services.deadlines.exchange import read, to_csv, to_json
from bot.services.file_names import stem_of

Payload = Mapping[str, Any]
SENT = "I have sent you the file in our direct message."
NOTHING = "There are no deadlines to export yet."
FORMATS = (
    "`/deadlines export csv` or `/deadlines export json`; `/deadlines calendar` is for calendars."
)
EMPTY = "Paste something first."
SAVED_BEFORE = "This was saved already. `/deadlines` shows it."


async def export(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines export csv`: a file, in the direct message with whoever asks."""
    user, parts = staff(deps, body), deps.deadlines.parts
    ending = text.casefold() or "csv"
    if ending not in {"csv", "json"}:
        return note(FORMATS)
    items = await parts.items.all(parts.workspace, parts.course)
    if not items:
        return note(NOTHING)
    data = (to_csv(items) if ending == "csv" else to_json(items)).encode()
    code = stem_of(deps.config.course.code)
    words = f"{len(items)} deadlines of the course, without anybody's extensions."
    sent = await deps.handed.once(user, f"{code}-deadlines.{ending}", data, words=words)
    return note(SENT if sent else ALREADY)


async def open_import(deps: Deps, body: Payload, _: str) -> Message | None:
    """`/deadlines import`: the window to paste into."""
    user = staff(deps, body)
    about = f"{deps.deadlines.parts.new_id()}:"
    view = blocks.import_window(carried(about, body), "", None, await reader_of(deps, user))
    await deps.slack.open_window(body["trigger_id"], view)
    return None


async def submitted(deps: Deps, body: Payload) -> Taken:
    """Show what was understood; sent again with the same text, save that."""
    user, parts = staff(deps, body), deps.deadlines.parts
    text = str(value_of(body, "pasted").get("value") or "")
    if not text.strip():
        return Taken(errors={"pasted": EMPTY})
    before = Carried.load(body["view"]["private_metadata"])
    key, _, seen = before.question_id.partition(":")
    there = await parts.items.all(parts.workspace, parts.course)
    lines = read(text, deps.config.course.timezone, deps.clock.now(), there)
    drafts = [line.draft for line in lines if line.draft is not None]
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    if digest == seen:  # with no drafts left, another press was quicker
        return Taken(work=partial(_keep, drafts, key))
    about = f"{key}:{digest if drafts else ''}"
    shown = Carried(about, before.channel, before.response_url, before.thread_ts)
    return Taken(view=blocks.import_window(shown, text, lines, await reader_of(deps, user)))


async def _keep(drafts: Sequence[Draft], key: str, deps: Deps, body: Payload) -> None:
    changes = await deps.deadlines.changing.import_all(drafts, staff(deps, body), key)
    if changes:
        batch = changes[0].id.partition(".")[0]
        await tell(deps, body, blocks.imported(len(changes), batch))
    else:
        await tell(deps, body, note(SAVED_BEFORE))
