"""Practising: `/quiz`, and the buttons under questions. What is shown is for the one who practises alone.

In the direct message with Lectern a question is a message of its own, which stays; anywhere else it is shown to the
person only. A button changes the message that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog

from bot.blocks.answers import Message, note
from bot.blocks.quizzes import practice as blocks
from bot.blocks.quizzes.beginning import scope_of as scope_in
from bot.blocks.quizzes.outcome import ASKS, REASONS, THANKS, outcome
from bot.blocks.quizzes.question import Carried, hint, posed
from bot.listeners import home
from bot.listeners.deadlines.telling import chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.pictured import open_slide, with_picture
from bot.listeners.quizzes.entered import fields
from bot.listeners.taking import Handler
from bot.listeners.who import user_of
from bot.services.events import Heard
from bot.services.pictures import Picture
from bot.services.quizzes.asking import Response
from bot.services.quizzes.places import slide_of
from bot.services.quizzes.practice.sessions import DUE, LECTURE, TOPIC, Scope
from bot.services.quizzes.practice.stepping import Step
from bot.services.quizzes.practice.views import Outcome, Posed, Summary, View
from bot.services.quizzes.topics import MOST_TYPED, lecture_in
from knowledge.model import Slide

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
_ASKED = re.compile(
    r"(?:(?:please|hey|can you|could you)[ ,]+)*(?:quiz|test|examine|drill) me"
    r"(?:[ ,]+(?:on|about|in|for) (?P<topic>.+?))?(?:[ ,]+please)?[ .!?]*",
    re.I | re.S,
)


def scope_of(text: str) -> Scope:
    """What is to be practised, as it was typed: "", "due", "lecture 13" or a topic."""
    said = text.strip()
    if not said or said.casefold() in {"me", "go", "practise", "practice"}:
        return Scope()
    if said.casefold() == "due":
        return Scope(DUE)
    lecture = lecture_in(said)
    return (
        Scope(TOPIC, topic=said[:MOST_TYPED])
        if lecture is None
        else Scope(LECTURE, lecture=lecture)
    )


# Beginning


async def typed(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/quiz`, `/quiz kvm`, `/quiz lecture 13`, `/quiz due`"""
    user = user_of(body)
    view = await deps.quizzes.practising.steps.begin(user, scope_of(text))
    message = _message(deps, user, view)
    if not isinstance(view, Posed) or body["channel_id"][:1] != "D":
        return message
    where = await _post(deps, body, message)
    return None if where == body["channel_id"] else note("I asked you in our direct message.")


async def begin(deps: Deps, body: Payload) -> None:
    """A button that begins a practice; from the Home tab it begins in the direct message."""
    user = user_of(body)
    view = await deps.quizzes.practising.steps.begin(user, scope_in(chosen(body)))
    if body.get("response_url"):
        await tell(deps, body, _message(deps, user, view), replace=True)
    else:
        await _post(deps, body, _message(deps, user, view))


async def _post(deps: Deps, body: Payload, message: Message) -> str:
    """Into the direct message with Lectern; returns its id."""
    key = f"quiz:{body.get('trigger_id') or deps.clock.now().isoformat()}"
    where, _ = await deps.slack.post_now(
        user_of(body), message, key=key, kind="quiz", thread_ts=None
    )
    return where


async def asked_for(deps: Deps, message: Heard) -> Message | None:
    """What answers "quiz me on kvm" in a direct message; None for anything else."""
    found = _ASKED.fullmatch(message.query.strip()) if message.is_dm else None
    if found is None:
        return None
    view = await deps.quizzes.practising.steps.begin(message.user, scope_of(found["topic"] or ""))
    return _message(deps, message.user, view)


def _message(deps: Deps, user: str, view: View) -> Message:
    return blocks.message(view, staff=deps.config.is_instructor(user))


# Answering


async def pick(deps: Deps, body: Payload) -> None:
    """A choice: the same question, with it marked."""
    carried, user = Carried.load(chosen(body)), user_of(body)
    view = await deps.quizzes.practising.steps.look(user, Step.of(carried.key))
    if isinstance(view, Posed):
        picked = carried.toggled(view.asked.kind)
        await tell(deps, body, posed(view, picked), replace=True)
    else:
        await _show(deps, body, view)


async def _answer(deps: Deps, body: Payload, *, sure: bool) -> None:
    """ "Sure" and "Not sure" """
    carried, user = Carried.load(chosen(body)), user_of(body)
    steps, step = deps.quizzes.practising.steps, Step.of(carried.key)
    response = Response(carried.picked, *_entered(body))
    if response == Response():
        before = await steps.look(user, step)
        if isinstance(before, Posed):
            await tell(deps, body, note(hint(before.asked)))
            return
    await _show(deps, body, await steps.answer(user, step, response, sure=sure))


async def unknown(deps: Deps, body: Payload) -> None:
    """ "I don't know": an answer too, and a wrong one."""
    steps, step = deps.quizzes.practising.steps, Step.of(chosen(body))
    await _show(deps, body, await steps.answer(user_of(body), step, Response(), sure=False))


def _entered(body: Payload) -> tuple[str, dict[str, tuple[str, ...]]]:
    """What is written and chosen in the fields of the message: one answer, or parts by their ids."""
    text, parts = "", dict[str, tuple[str, ...]]()
    for block_id, given in fields(body):
        kind, _, place = block_id.partition("-")
        if kind == "answer":
            text = "".join(given).strip()
        elif kind == "part":
            parts |= {place.rpartition("-")[2]: given} if given else {}
    return text, parts


async def _show(deps: Deps, body: Payload, view: View, flagging: str = "") -> None:
    """In place of what was pressed; what was answered wrong with its slide beside it."""
    if not isinstance(view, Outcome):
        await tell(deps, body, _message(deps, user_of(body), view), replace=True)
        if isinstance(view, Summary):  # not after each answer: a class would publish by the hundred
            home.refresh(deps, body)
        return
    slide = None if view.mark.right else _slide(deps, view)

    async def send(picture: Picture | None) -> None:
        await tell(deps, body, outcome(view, flagging=flagging, shown=picture), replace=True)

    await with_picture(deps, slide, send)
    if deps.pictures.possible(slide) and await deps.pictures.known(slide) is None:
        deps.tasks.spawn(_picture_follows(deps, body, view, slide))


def _slide(deps: Deps, view: Outcome) -> Slide | None:
    found = slide_of(deps.questions.course, view.question.source)
    return found[1] if found else None


async def _picture_follows(deps: Deps, body: Payload, view: Outcome, slide: Slide | None) -> None:
    """A slide is drawn the first time it is wanted; who went on meanwhile is left alone."""
    try:
        picture = await deps.pictures.make(slide)
        now = await deps.quizzes.practising.steps.current(user_of(body))
        if picture is not None and now == view:
            await tell(deps, body, outcome(view, shown=picture), replace=True)
    except Exception as error:
        log.warning("no_picture", error=type(error).__name__)


# Going on


async def go_on(deps: Deps, body: Payload) -> None:
    """ "Next question" """
    steps = deps.quizzes.practising.steps
    await _show(deps, body, await steps.go_on(user_of(body), Step.of(chosen(body))))


async def stop(deps: Deps, body: Payload) -> None:
    """ "Stop" """
    steps = deps.quizzes.practising.steps
    await _show(deps, body, await steps.stop(user_of(body), Step.of(chosen(body))))


async def slide(deps: Deps, body: Payload) -> None:
    """ "Show slide" """
    question = await deps.quizzes.practising.steps.question(user_of(body), Step.of(chosen(body)))
    found = slide_of(deps.questions.course, question.source) if question else None
    await open_slide(deps, body["trigger_id"], found[1] if found else None)


async def off(deps: Deps, body: Payload) -> None:
    """ "This question is off": noted at once; why is asked for, and need not be said."""
    await _flag(deps, body, chosen(body), "", ASKS)


async def reason(deps: Deps, body: Payload) -> None:
    """Why it is off."""
    key, _, given = chosen(body).partition("|")
    await _flag(deps, body, key, given if given in dict(REASONS) else "", THANKS)


async def _flag(deps: Deps, body: Payload, key: str, given: str, flagging: str) -> None:
    view = await deps.quizzes.practising.steps.flag(user_of(body), Step.of(key), given)
    await _show(deps, body, view, flagging)


ACTIONS: dict[str, Handler] = {
    "quiz_begin": begin,
    "quiz_pick": pick,
    "quiz_sure": partial(_answer, sure=True),
    "quiz_unsure": partial(_answer, sure=False),
    "quiz_unknown": unknown,
    "quiz_next": go_on,
    "quiz_stop": stop,
    "quiz_slide": slide,
    "quiz_off": off,
    "quiz_reason": reason,
}
