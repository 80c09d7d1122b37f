"""Editing a poll that stands in a channel or waits to: a window, what it does to votes, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.blocks.answers import note
from bot.blocks.mrkdwn import actions, button
from bot.blocks.polls.edit_window import ADDING, HIDDEN, OPTION, Editing, edit_window
from bot.blocks.windows import Carried
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.polls.managing import after, found, panel, pressed
from bot.listeners.taking import (
    Handler,
    Take,
    Taken,
    day_of,
    option_of,
    options_of,
    text_of,
    time_of,
)
from bot.listeners.who import user_of
from bot.services.polls.editing import Unedited, Wanted, seen
from bot.services.polls.managing import Edited
from bot.services.polls.ports import CLOSED, SCHEDULED, Poll, Settings
from bot.services.polls.repeating import wall_problem

Payload = Mapping[str, Any]
_CONFIRMED = "confirmed"
_FIELD_OF = {"options": "more"}


async def open_window(deps: Deps, body: Payload) -> None:
    """The window, filled with what the poll says now."""
    poll = await pressed(deps, body)
    reader = await reader_of(deps, user_of(body))
    texts = {option.id: option.text for option in poll.shown}
    wanted = Wanted(poll.question, texts, (), poll.settings, poll.closes_at, poll.opens_at)
    about = carried(f"{poll.id}:{seen(poll, texts)}:", body)
    view = edit_window(about, Editing(poll, wanted, reader.zones.reader))
    await deps.slack.open_window(body["trigger_id"], view)


async def submitted(deps: Deps, body: Payload) -> Taken:
    """Change it; where votes would be taken out, say so first and wait for a second press."""
    about = Carried.load(body["view"]["private_metadata"])
    poll_id, was, answered = about.question_id.split(":", 2)
    poll = await found(deps, body, poll_id)
    zone = (await reader_of(deps, user_of(body))).zones.reader
    wanted, errors = _wanted(poll, body, zone, deps.clock.now())
    if errors:
        return Taken(errors=errors)
    try:
        done = await deps.polls.managing.edit(
            poll_id, wanted, was=was, confirmed=answered == _gone(wanted)
        )
    except Unedited as refusal:
        return Taken(errors={_shown_at(body, refusal.field): refusal.for_user})
    if done.asks:
        asked = replace(about, question_id=f"{poll_id}:{was}:{_gone(wanted)}")
        return Taken(view=edit_window(asked, Editing(poll, wanted, zone, done.effects)))
    return Taken(work=partial(_edited, done))


def _gone(wanted: Wanted) -> str:
    """What was confirmed: just these options are taken out."""
    return f"{_CONFIRMED}:" + ",".join(sorted(o for o, text in wanted.texts.items() if not text))


def _shown_at(body: Payload, field: str) -> str:
    """The block that shows an error: one that is in the window."""
    there = body["view"]["state"]["values"]
    place = _FIELD_OF.get(field, field)
    if place not in there and field == "options":
        place = next((name for name in there if name.startswith(OPTION)), "question")
    return place if place in there else "question"


def _wanted(
    poll: Poll, body: Payload, zone: str, now: datetime
) -> tuple[Wanted, Mapping[str, str]]:
    """What is filled in, and what is wrong with its times."""
    texts = {
        name.removeprefix(OPTION): text_of(body, name)
        for name in body["view"]["state"]["values"]
        if name.startswith(OPTION)
    }
    added = tuple(line.strip() for line in text_of(body, "more").splitlines() if line.strip())
    wanted = Wanted(text_of(body, "question"), texts, added, _settings(poll, body))
    if poll.state == CLOSED:
        return replace(wanted, closes_at=poll.closes_at), {}
    closes_at, errors = _moment(body, "closes", poll.closes_at, zone, now)
    opens_at = poll.opens_at
    if poll.state == SCHEDULED and "opens_day" in body["view"]["state"]["values"]:
        opens_at, more = _moment(body, "opens", poll.opens_at, zone, now)
        errors |= more
    if not errors and opens_at and closes_at and closes_at <= opens_at:
        errors = {"closes_at": "It would close before it opens."}
    return replace(wanted, closes_at=closes_at, opens_at=opens_at), errors


def _settings(poll: Poll, body: Payload) -> Settings:
    before, there = poll.settings, body["view"]["state"]["values"]
    if "settings" not in there:
        return before
    on, most = options_of(body, "settings"), option_of(body, "most")
    return replace(
        before,
        hidden=HIDDEN in on,
        adding=ADDING in on,
        most=int(most) if most else before.most,
        correct=options_of(body, "correct") if "correct" in there else before.correct,
        low=text_of(body, "low") if "low" in there else before.low,
        high=text_of(body, "high") if "high" in there else before.high,
    )


def _moment(
    body: Payload, name: str, before: datetime | None, zone: str, now: datetime
) -> tuple[datetime | None, dict[str, str]]:
    """What was picked; untouched it stays to the second, whether it is past or not."""
    day, at = day_of(body, f"{name}_day"), time_of(body, f"{name}_at")
    if day is None and at is None:
        return None, {}
    if day is None or at is None:
        missing = f"{name}_day" if day is None else f"{name}_at"
        return None, {missing: "Choose both a day and a time."}
    moment, wrong = wall_problem(day, at, zone, now)
    if before is not None and before.replace(second=0, microsecond=0) == moment:
        return before, {}
    return moment, {f"{name}_at": wrong} if wrong else {}


async def _edited(done: Edited, deps: Deps, body: Payload) -> None:
    """Say what was done, with the way back."""
    if done.same:
        await tell(deps, body, note("Nothing was changed."))
        return
    deps.polls.parts.redraw(done.after.id)
    lead = "Changed. Votes stay as they are."
    if done.effects.asks:
        lead = "Changed. Votes for what you took out do not count any more; whoever cast them can choose anew."
    if done.effects.over:
        many = "1 person has" if done.effects.over == 1 else f"{done.effects.over:,} people have"
        lead += f" {many} chosen more than is allowed now; that counts until they change it."
    message = await panel(deps, user_of(body), done.after, lead)
    back = button("Undo this edit", "poll_undo_edit", f"{done.after.id}:{done.after.revision}")
    blocks = [message.blocks[0], actions(back), *message.blocks[1:]]
    await tell(deps, body, replace(message, blocks=blocks), replace=True)


async def undo(deps: Deps, body: Payload) -> None:
    """What the poll said before."""
    poll_id, _, revision = chosen(body).partition(":")
    await found(deps, body, poll_id)
    back = await deps.polls.managing.undo_edit(poll_id, number(revision))
    deps.polls.parts.redraw(poll_id)
    await after(deps, body, back, "Taken back. The poll is as it was before, votes too.")


ACTIONS: dict[str, Handler] = {"poll_edit": open_window, "poll_undo_edit": undo}
WINDOWS: dict[str, Take] = {"poll_edit": submitted}
