"""Somebody goes through a homework: each click's answer stands in the place of what was clicked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.blocks.quizzes import homework_page as blocks
from bot.blocks.quizzes.homework_page import Page
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import chosen, number
from bot.listeners.deps import Deps
from bot.listeners.pictured import open_slide
from bot.listeners.quizzes.entered import fields
from bot.listeners.quizzes.live_telling import tell
from bot.listeners.taking import Handler, Keep, whole
from bot.listeners.where import click_of
from bot.listeners.who import user_of
from bot.services.polls.ports import Decide
from bot.services.quizzes.homework import answering
from bot.services.quizzes.homework.answering import NOTHING, Entered, NothingSaid
from bot.services.quizzes.homework.model import Homework, Work
from bot.services.quizzes.places import slide_of

Payload = Mapping[str, Any]


async def start(deps: Deps, body: Payload) -> None:
    """ "Start" under a homework, also to go on."""
    homework, work = await deps.quizzes.homework.begin(click_of(body, chosen(body)))
    await _show(deps, body, homework, work)


async def pick(deps: Deps, body: Payload) -> Handler:
    """A choice, on disk before it is acknowledged."""
    homework_id, which, place = (*chosen(body).split(":"), "", "")[:3]
    decide = answering.pick(number(which), place, _now(deps), user_of(body))
    return await _kept(deps, body, homework_id, decide)


async def go(deps: Deps, body: Payload) -> Handler:
    """Another question, or how far they are; what they entered is kept as a choice is."""
    homework_id, _, which = chosen(body).partition(":")
    decide = answering.go(number(which), _now(deps), _entered(body))
    return await _kept(deps, body, homework_id, decide)


async def name(deps: Deps, body: Payload) -> None:
    """By which name the teaching staff sees their answers."""
    homework_id, _, how = chosen(body).partition(":")
    decide = answering.show_as(how, _now(deps))
    await (await _kept(deps, body, homework_id, decide))(deps, body)


async def sure(deps: Deps, body: Payload) -> Handler:
    """ "Sure" or "Not sure": the answer, on disk before it is acknowledged."""
    homework_id, which, said = (*chosen(body).split(":"), "", "")[:3]
    asked = number(which)
    entered = _entered(body).get(asked, NOTHING)
    decide = answering.answer(asked, sure=said == "sure", entered=entered, now=_now(deps))
    try:
        return await _kept(deps, body, homework_id, decide)
    except NothingSaid as refusal:
        return partial(_remind, homework_id, refusal.for_user)


async def slide(deps: Deps, body: Payload) -> None:
    """ "Show slide" of a question whose answer they were told."""
    homework, which = await deps.quizzes.homework.settled(chosen(body), user_of(body))
    found = slide_of(deps.questions.course, homework.questions[which - 1].source)
    await open_slide(deps, body["trigger_id"], found[1] if found else None)


def _now(deps: Deps) -> Any:
    return deps.clock.now()


def _entered(body: Payload) -> dict[int, Entered]:
    """What stands in the fields, by the number of the question."""
    texts, parts, user = dict[int, str](), dict[int, dict[str, tuple[str, ...]]](), user_of(body)
    for block_id, given in fields(body):
        name, _, which = block_id.rpartition("_")
        if name == blocks.FIELD:
            texts[number(which)] = "".join(given)
        elif name.startswith(f"{blocks.PART}_") and given:
            parts.setdefault(number(name.rpartition("_")[2]), {})[which] = given
    return {
        asked: Entered(texts.get(asked, ""), parts.get(asked, {}), user)
        for asked in {*texts, *parts}
    }


async def _kept(deps: Deps, body: Payload, homework_id: str, decide: Decide) -> Handler:
    """What a click makes of their homework is on disk; then it is shown."""
    homework, work = await deps.quizzes.homework.click(click_of(body, homework_id), decide)

    async def telling(deps: Deps, body: Payload) -> None:
        await _show(deps, body, homework, work)

    return telling


async def _remind(homework_id: str, what: str, deps: Deps, body: Payload) -> None:
    """The question again, with what is to be done first."""
    homework = await deps.quizzes.homework.homework(homework_id)
    work = await deps.quizzes.homework.work(homework, user_of(body))
    await _show(deps, body, homework, work, what)


async def _show(deps: Deps, body: Payload, homework: Homework, work: Work, lead: str = "") -> None:
    user = user_of(body)
    zones = (await reader_of(deps, user)).zones
    await tell(deps, body, blocks.page(Page(homework, work, user, zones), lead))


KEEPING: dict[str, Keep] = {"homework_pick": pick, "homework_go": go, "homework_sure": sure}
ACTIONS: dict[str, Handler] = {
    **{action: whole(keep) for action, keep in KEEPING.items()},
    "homework_start": start,
    "homework_name": name,
    "homework_slide": slide,
}
