"""Somebody goes through a homework: each click's answer stands in the place of what was clicked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.quizzes import homework_page as blocks
from bot.blocks.quizzes.homework_page import Page
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import chosen, number
from bot.listeners.deps import Deps
from bot.listeners.pictured import open_slide
from bot.listeners.quizzes.live_telling import tell
from bot.listeners.taking import Handler, Keep, whole
from bot.listeners.where import click_of
from bot.listeners.who import user_of
from bot.services.polls.ports import Decide
from bot.services.quizzes.homework import answering
from bot.services.quizzes.homework.model import Homework, Work
from bot.services.quizzes.places import slide_of

Payload = Mapping[str, Any]


async def start(deps: Deps, body: Payload) -> None:
    """ "Start" under a homework, also to go on."""
    homework, work = await deps.quizzes.homework.begin(click_of(body, chosen(body)))
    await _show(deps, body, homework, work)


async def pick(deps: Deps, body: Payload) -> None:
    """A choice."""
    homework_id, which, place = (*chosen(body).split(":"), "", "")[:3]
    decide = answering.pick(number(which), place, _now(deps), user_of(body))
    await _clicked(deps, body, homework_id, decide)


async def go(deps: Deps, body: Payload) -> None:
    """Another question, or how far they are."""
    homework_id, _, which = chosen(body).partition(":")
    await _clicked(deps, body, homework_id, answering.go(number(which), _now(deps)))


async def name(deps: Deps, body: Payload) -> None:
    """By which name the teaching staff sees their answers."""
    homework_id, _, how = chosen(body).partition(":")
    await _clicked(deps, body, homework_id, answering.show_as(how, _now(deps)))


async def sure(deps: Deps, body: Payload) -> Handler:
    """ "Sure" or "Not sure": the answer, on disk before it is acknowledged."""
    homework_id, which, said = (*chosen(body).split(":"), "", "")[:3]
    decide = answering.answer(
        number(which), sure=said == "sure", text=_written(body, which), now=_now(deps)
    )
    homework, work = await deps.quizzes.homework.click(click_of(body, homework_id), decide)

    async def telling(deps: Deps, body: Payload) -> None:
        await _show(deps, body, homework, work)

    return telling


async def slide(deps: Deps, body: Payload) -> None:
    """ "Show slide" of a question whose answer they were told."""
    homework, which = await deps.quizzes.homework.settled(chosen(body), user_of(body))
    found = slide_of(deps.questions.course, homework.questions[which - 1].source)
    await open_slide(deps, body["trigger_id"], found[1] if found else None)


def _now(deps: Deps) -> Any:
    return deps.clock.now()


def _written(body: Payload, which: str) -> str:
    values = (body.get("state") or {}).get("values") or {}
    entered = (values.get(f"{blocks.FIELD}_{which}") or {}).get("value") or {}
    return str(entered.get("value") or "")


async def _clicked(deps: Deps, body: Payload, homework_id: str, decide: Decide) -> None:
    homework, work = await deps.quizzes.homework.click(click_of(body, homework_id), decide)
    await _show(deps, body, homework, work)


async def _show(deps: Deps, body: Payload, homework: Homework, work: Work) -> None:
    user = user_of(body)
    zones = (await reader_of(deps, user)).zones
    await tell(deps, body, blocks.page(Page(homework, work, user, zones)))


KEEPING: dict[str, Keep] = {"homework_sure": sure}
ACTIONS: dict[str, Handler] = {
    **{action: whole(keep) for action, keep in KEEPING.items()},
    "homework_start": start,
    "homework_pick": pick,
    "homework_go": go,
    "homework_name": name,
    "homework_slide": slide,
}
