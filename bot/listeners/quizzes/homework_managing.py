"""What instructors do with a homework that is posted: how far people are, another date, closing it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from bot.blocks.quizzes import homework as blocks
from bot.blocks.quizzes import homework_window as form
from bot.blocks.windows import Carried
from bot.listeners.deadlines import telling
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, chosen
from bot.listeners.deps import Deps
from bot.listeners.quizzes.homework import field_of, moment_of
from bot.listeners.quizzes.live_telling import tell
from bot.listeners.taking import Handler, Take, Taken
from bot.listeners.who import staff
from bot.services.polls.ports import OPEN
from bot.services.quizzes.chosen import CannotDraft
from bot.services.quizzes.homework.model import Homework

Payload = Mapping[str, Any]
CLOSED = "Closed. How it went is in our direct message in a moment."
CLOSED_ALREADY = "It is closed already, so its date stays."


async def manage(deps: Deps, body: Payload) -> None:
    """ "Manage" under a homework, or in the list."""
    staff(deps, body)
    await _show_panel(deps, body, await deps.quizzes.homework.homework(chosen(body)))


async def _show_panel(deps: Deps, body: Payload, shown: Homework, lead: str = "") -> None:
    reader = await reader_of(deps, staff(deps, body))
    tally = await deps.quizzes.homework.tally(shown)
    await tell(deps, body, blocks.panel(shown, tally, reader.now, reader.zones, lead))


async def close(deps: Deps, body: Payload) -> None:
    """ "Close now" """
    by = staff(deps, body)
    await _show_panel(deps, body, await deps.quizzes.homework.close(chosen(body), by), CLOSED)


async def date(deps: Deps, body: Payload) -> None:
    """ "Change the date…" """
    reader = await reader_of(deps, staff(deps, body))
    shown = await deps.quizzes.homework.homework(chosen(body))
    if shown.poll.state != OPEN:
        await _show_panel(deps, body, shown, CLOSED_ALREADY)
        return
    local = blocks.closes_at(shown).astimezone(ZoneInfo(reader.zones.reader))
    view = form.date_window(carried(shown.id, body), f"{local:%Y-%m-%d}", f"{local:%H:%M}")
    await deps.slack.open_window(body["trigger_id"], view)


async def dated(deps: Deps, body: Payload) -> Taken:
    """The submitted date, or what is wrong with it."""
    reader = await reader_of(deps, staff(deps, body))
    homework_id = Carried.load(body["view"]["private_metadata"]).question_id
    try:
        await deps.quizzes.homework.move(homework_id, moment_of(body, reader))
    except CannotDraft as refusal:
        return Taken(errors={field_of(refusal, body, reader): refusal.for_user})
    return Taken(work=partial(_moved, homework_id))


async def _moved(homework_id: str, deps: Deps, body: Payload) -> None:
    reader = await reader_of(deps, staff(deps, body))
    shown = await deps.quizzes.homework.homework(homework_id)
    tally = await deps.quizzes.homework.tally(shown)
    message = blocks.panel(shown, tally, reader.now, reader.zones, "The date is changed.")
    await telling.tell(deps, body, message, replace=True)


ACTIONS: dict[str, Handler] = {
    "homework_manage": manage,
    "homework_close": close,
    "homework_date": date,
}
WINDOWS: dict[str, Take] = {"homework_date": dated}
