"""Events: written down, acknowledged, then worked on; each once, also after a crash."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks import answers
from bot.blocks.teaching import NOT_FOR_STUDENTS
from bot.listeners import teach
from bot.listeners.deps import Deps
from bot.listeners.home import publish
from bot.listeners.pictured import with_picture
from bot.listeners.quizzes import practising
from bot.services.dropped import dropped
from bot.services.events import Heard, heard, is_for_us_unasked
from bot.services.pictures import Picture
from bot.services.ports import InboxEvent
from bot.services.questions import Asked, Asking
from bot.services.replies import Reply
from knowledge.model import Slide
from knowledge.normalise import without_markup, words

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
STATUS = "is looking through the slides…"
STATUS_SECONDS = 1.0
ANSWER = "answer"
NO_WORDS = "I can only look up words. Ask me something about the lecture, for example “{example}”"


async def accepted(deps: Deps, body: Payload) -> bool:
    """Write the event down before it is acknowledged; False for one that came before.

    Raises StorageError, and then nothing is acknowledged and Slack sends the event again; and what
    Python raises for a payload that is not what Slack sends.
    """
    event, event_id, workspace = body["event"], body["event_id"], body["team_id"]
    if not _is_id(event_id) or not _is_id(workspace):
        raise ValueError("an event without ids")
    if event["type"] not in HANDLERS:
        return False
    kept = {"event_id": event_id, "team_id": workspace, "event": event}
    written = InboxEvent(workspace, f"event:{event_id}", "event", kept, deps.clock.now())
    return await deps.inbox.accept(written)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[\w.-]{1,32}", value) is not None


async def process(deps: Deps, body: Payload) -> None:
    """Work on an accepted event, and mark it done."""
    handler = HANDLERS.get(body["event"]["type"])
    if handler is not None:
        await handler(deps, body)
    await deps.inbox.finish(body["team_id"], f"event:{body['event_id']}", deps.clock.now())


async def on_message(deps: Deps, body: Payload) -> None:
    """A message, or a mention: the same message may come as both."""
    message = heard(body["team_id"], body["event"], deps.bot_user)
    if message is None or await teach.took(deps, body, message):
        return
    if not await _concerns_us(deps, message):
        return
    claim = InboxEvent(message.workspace, message.claim, ANSWER, dict(body), deps.clock.now())
    if not await deps.inbox.accept(claim):
        return
    try:
        await answer(deps, message, files=bool(dropped(body["event"])))
    except (aiohttp.ClientError, TimeoutError) as error:
        # The answer may stand there. Recovery looks, and posts it only where it is missing.
        log.warning("answer_unconfirmed", error=type(error).__name__)
        return
    await deps.inbox.finish(message.workspace, message.claim, deps.clock.now())


async def _concerns_us(deps: Deps, message: Heard) -> bool:
    if message.is_dm or message.mentioned:
        return True
    return message.in_thread and await deps.questions.is_ours(
        message.workspace, message.channel, message.root_ts
    )


async def answer(deps: Deps, message: Heard, *, files: bool = False) -> None:
    """Answer in the message's thread; `files` came along with it, from somebody who may not teach."""
    if not words(without_markup(message.query)):
        if message.surface != "thread":
            await _say_how(deps, message, files=files and message.is_dm)
        return
    asked_for = await practising.asked_for(deps, message)
    if asked_for is not None:
        where, root = message.channel, message.root_ts
        await deps.slack.post(where, asked_for, key=message.claim, thread_ts=root, kind="quiz")
        return
    status = deps.tasks.spawn(_show_status(deps, message)) if message.is_dm else None
    asking = Asking(
        workspace=message.workspace,
        channel=message.channel,
        user=message.user,
        text=message.text,
        surface=message.surface,
        private=message.is_dm,
        message_ts=message.ts,
        thread_ts=message.root_ts,
        query=message.query,
        key=message.claim,
    )
    unasked = message.surface == "thread"
    only_if = (lambda reply: _may_answer(message, reply)) if unasked else None
    asked = await deps.questions.ask(asking, only_if=only_if)
    if status is not None:
        await asyncio.wait({status}, timeout=STATUS_SECONDS)
    if asked is not None:
        await _post(deps, message, asked)


def _may_answer(message: Heard, reply: Reply) -> bool:
    return is_for_us_unasked(message, answered=reply.answered, chat=reply.kind == "chat")


async def _post(deps: Deps, message: Heard, asked: Asked) -> None:
    slide = deps.slide_under(asked.reply)

    async def post(picture: Picture | None) -> str:
        options = deps.options(asked.reader_timezone, picture=picture)
        shown = answers.answer(asked.id, asked.reply, options)
        where, root, key = message.channel, message.root_ts, message.claim
        return await deps.slack.post(where, shown, key=key, thread_ts=root)

    ts = await with_picture(deps, slide, post)
    if asked.id is not None:
        await deps.questions.store.set_reply(message.workspace, asked.id, ts)
    if deps.pictures.possible(slide) and await deps.pictures.known(slide) is None:
        deps.tasks.spawn(_picture_follows(deps, message, asked, slide, ts))
    log.info(
        "answered",
        workspace=message.workspace,
        surface=message.surface,
        question_id=asked.id,
        kind=asked.reply.kind,
        confidence=asked.reply.confidence,
    )


async def _picture_follows(
    deps: Deps, message: Heard, asked: Asked, slide: Slide | None, ts: str
) -> None:
    """A slide is drawn the first time it is quoted: the answer does not wait, its picture comes after it."""
    try:
        picture = await deps.pictures.make(slide)
        if picture is not None:
            options = deps.options(asked.reader_timezone, picture=picture)
            shown = answers.answer(asked.id, asked.reply, options)
            await deps.slack.edit_in_passing(message.channel, ts, shown, key=message.claim)
    except Exception as error:
        log.warning("no_picture", error=type(error).__name__)


async def _say_how(deps: Deps, message: Heard, *, files: bool) -> None:
    example = next(iter(deps.questions.course.suggestions(1)), "What is this about?")
    shown = answers.note(NOT_FOR_STUDENTS if files else NO_WORDS.format(example=example))
    await deps.slack.post(message.channel, shown, key=message.claim, thread_ts=message.root_ts)


async def _show_status(deps: Deps, message: Heard) -> None:
    """A courtesy that never fails the answer. It must land before it: the answer takes it away."""
    try:
        await deps.slack.set_status(message.channel, message.root_ts, STATUS)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.info("no_status", error=type(error).__name__)


async def on_home_opened(deps: Deps, body: Payload) -> None:
    """The app was opened: suggested prompts in its messages, or the Home tab."""
    event = body["event"]
    if event.get("tab") == "home":
        await publish(deps, body["team_id"], event["user"])
    elif event.get("tab") == "messages":
        prompts = [{"title": q, "message": q} for q in deps.questions.course.suggestions(4)]
        if prompts:
            await deps.slack.suggest(event["channel"], "Ask about the lecture", prompts)


async def on_token_gone(deps: Deps, body: Payload) -> None:
    """The app was removed or its token revoked: nothing works until somebody installs it again."""
    log.warning("token_gone", workspace=body["team_id"], type=body["event"]["type"])


HANDLERS: dict[str, Callable[[Deps, Payload], Awaitable[None]]] = {
    "message": on_message,
    "app_mention": on_message,
    "app_home_opened": on_home_opened,
    "tokens_revoked": on_token_gone,
    "app_uninstalled": on_token_gone,
}
