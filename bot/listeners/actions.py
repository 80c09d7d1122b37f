"""Buttons. What a click shows goes to the one who clicked, never to the channel, but for Share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.blocks import answers, windows
from bot.blocks.mrkdwn import shown
from bot.blocks.windows import Carried
from bot.errors import LecternError, NotAllowed
from bot.listeners import once
from bot.listeners.deps import Deps
from bot.listeners.pictured import open_slide, with_picture
from bot.listeners.where import thread_of
from bot.services.pictures import Picture
from bot.services.ports import InboxEvent, QuestionRecord
from bot.services.questions import Asking
from bot.services.replies import Reply

Payload = Mapping[str, Any]
_NOT_IN_CHANNEL = frozenset({"not_in_channel", "channel_not_found"})


class Forgotten(LecternError):
    """A button of a question that is no longer stored."""

    for_user = "I no longer have that question. Please ask it again."


def _value(body: Payload) -> str:
    return str(body["actions"][0].get("value") or "")


def _where(body: Payload) -> str:
    return str((body.get("channel") or {}).get("id") or "")


def _carried(record: QuestionRecord, body: Payload) -> Carried:
    """What a window takes along to answer where its button was pressed."""
    url = str(body.get("response_url") or "")
    return Carried(record.id, _where(body), url, thread_of(body) or "")


def _number(text: str) -> int:
    """The number of a button, or -1 for what is none."""
    return int(text) if text.isdecimal() and len(text) < 4 else -1


async def _record(deps: Deps, body: Payload, question_id: str) -> QuestionRecord:
    record = await deps.questions.recall(body["team"]["id"], question_id)
    if record is None:
        raise Forgotten
    return record


async def show_slide(deps: Deps, body: Payload) -> None:
    """The whole slide, in a window, with its picture as soon as there is one."""
    record = await _record(deps, body, _value(body))
    slide = deps.questions.course.slide_of(record.entry_id) if record.entry_id else None
    await open_slide(deps, body["trigger_id"], slide)


async def near_miss(deps: Deps, body: Payload) -> None:
    """A near miss, quoted."""
    question_id, _, number = _value(body).partition(":")
    near = await deps.questions.near(body["team"]["id"], question_id, _number(number))
    if near is None:
        raise Forgotten
    entry = deps.questions.course.entry(near.entry_id)
    options = deps.options(await deps.questions.people.timezone(body["user"]["id"]))
    message = answers.near_miss(near, entry.source if entry else None, options)
    await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body))


async def feedback(deps: Deps, body: Payload) -> None:
    """Helpful or not: one vote a person, which may be changed."""
    question_id, _, choice = _value(body).partition(":")
    record = await _record(deps, body, question_id)
    helpful = choice == "1"
    await deps.questions.vote(body["team"]["id"], question_id, body["user"]["id"], helpful=helpful)
    reply = Reply.from_json(record.result)
    message = answers.after_vote(question_id, reply, helpful=helpful, ask_human=deps.can_ask_human)
    await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body))


async def share_answer(deps: Deps, body: Payload) -> None:
    """Post a private answer for the class: by the asker, after a confirmation, once."""
    record = await _record(deps, body, _value(body))
    if record.user != body["user"]["id"]:
        raise NotAllowed(for_user="Only the person who asked can share this.")
    reply = Reply.from_json(record.result)

    async def share(picture: Picture | None) -> str:
        options = deps.options(None, picture=picture)
        message = answers.shared(record.text, record.user, reply, options)
        key, where = f"share:{record.id}", record.channel
        post = once.Post(once.SHARE, key, where, message, record.message_ts)
        claim = await once.written_down(deps, record.workspace, post)
        return await _share(deps, claim) if claim else "This is shared already."

    said = await with_picture(deps, deps.slide_under(reply), share)
    await deps.slack.respond(body["response_url"], answers.note(said), thread_ts=thread_of(body))


async def _share(deps: Deps, claim: InboxEvent) -> str:
    """Post it; returns what to tell the one who pressed the button."""
    try:
        await once.make(deps, claim)
    except SlackApiError as error:
        if error.response["error"] not in _NOT_IN_CHANNEL:
            raise
        return "I am not in this channel. Invite me with `/invite @Lectern`, then share again."
    except (aiohttp.ClientError, TimeoutError):
        return "Slack has not confirmed it yet. I look again in a minute, and share it once."
    return "Shared with the channel."


async def rephrase(deps: Deps, body: Payload) -> None:
    """A window with the question to say it in other words; prefilled for its asker only."""
    record = await _record(deps, body, _value(body))
    carried = _carried(record, body)
    text = record.text if record.user == body["user"]["id"] else ""
    await deps.slack.open_window(body["trigger_id"], windows.rephrase_window(carried, text))


async def ask_human(deps: Deps, body: Payload) -> None:
    """A window to send the question to the teaching staff."""
    record = await _record(deps, body, _value(body))
    help_channel = deps.config.slack.help_channel
    if help_channel is None:
        raise LecternError(for_user="This course has no help channel yet.")
    carried = _carried(record, body)
    text = record.text if record.user == body["user"]["id"] else ""
    await deps.slack.open_window(
        body["trigger_id"], windows.ask_human_window(carried, text, help_channel)
    )


async def example(deps: Deps, body: Payload) -> None:
    """An example of the Home tab, asked and answered in a window."""
    suggestions = deps.questions.course.suggestions(4)
    number = _number(_value(body))
    if not 0 <= number < len(suggestions):
        raise Forgotten
    asking = Asking(
        body["team"]["id"], "home", body["user"]["id"], suggestions[number], "home", private=True
    )
    asked = await deps.questions.ask(asking)
    if asked is not None:
        options = deps.options(asked.reader_timezone, lead=f"*{shown(suggestions[number], 300)}*")
        message = answers.answer(asked.id, asked.reply, options)
        await deps.slack.open_window(body["trigger_id"], windows.answer_window(message.blocks))
