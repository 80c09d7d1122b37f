"""Shortcuts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks import answers
from bot.listeners.deps import Deps
from bot.listeners.pictured import with_picture
from bot.listeners.where import thread_of
from bot.services.pictures import Picture
from bot.services.plain import plain
from bot.services.questions import Asked, Asking

Payload = Mapping[str, Any]


async def answer_this(deps: Deps, body: Payload) -> None:
    """ "Answer this" on a message: looked up for the one who asked, seen by nobody else."""
    message = body["message"]
    written = str(message.get("text") or "")
    text = plain(written).strip()
    if not text:
        nothing = answers.note("There is no text in that message to look up.")
        await deps.slack.respond(body["response_url"], nothing, thread_ts=thread_of(body))
        return
    channel = body["channel"]["id"]
    asking = Asking(
        workspace=body["team"]["id"],
        channel=channel,
        user=body["user"]["id"],
        text=text,
        surface="shortcut",
        private=True,
        message_ts=message.get("thread_ts") or message.get("ts"),
        query=written,
    )
    asked = await deps.questions.ask(asking)
    if asked is not None:
        await _respond(deps, body, asked)


async def _respond(deps: Deps, body: Payload, asked: Asked) -> None:
    in_channel = not asked.asking.channel.startswith("D")

    async def respond(picture: Picture | None) -> None:
        options = deps.options(
            asked.reader_timezone,
            share=asked.reply.answered and in_channel,
            lead="_Only you see this._",
            picture=picture,
        )
        shown = answers.answer(asked.id, asked.reply, options)
        await deps.slack.respond(body["response_url"], shown, thread_ts=thread_of(body))

    await with_picture(deps, deps.slide_under(asked.reply), respond)
