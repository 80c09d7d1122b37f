"""Slash commands. The answer goes to the response URL, seen by the one who asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz, process

from bot.blocks import answers, guides
from bot.blocks.mrkdwn import escape, shorten
from bot.listeners import teach
from bot.listeners.deps import Deps
from bot.listeners.home import status_facts
from bot.listeners.papers import command as papers
from bot.listeners.pictured import with_picture
from bot.listeners.who import staff, user_of
from bot.services.pictures import Picture
from bot.services.plain import plain
from bot.services.questions import Asked, Asking

Payload = Mapping[str, Any]
SUBCOMMANDS = ("help", "status", "unanswered", "teach", "materials", "papers", "class")
_PAPERS = {"papers": papers.papers, "class": papers.class_over}


async def ask(deps: Deps, body: Payload) -> None:
    """`/ask question`: private, with "Share with channel"."""
    typed = str(body.get("text") or "")
    text = plain(typed).strip()
    if text.casefold() in {"", "help", "?"}:
        await deps.slack.respond(
            body["response_url"], guides.ask_help(deps.questions.course.suggestions(3))
        )
        return
    asking = Asking(
        workspace=body["team_id"],
        channel=body["channel_id"],
        user=body["user_id"],
        text=text,
        surface="command",
        private=True,
        query=typed,
    )
    asked = await deps.questions.ask(asking)
    if asked is not None:
        await _respond(deps, body, asked)


async def _respond(deps: Deps, body: Payload, asked: Asked) -> None:
    in_channel = not body["channel_id"].startswith("D")

    async def respond(picture: Picture | None) -> None:
        options = deps.options(
            asked.reader_timezone,
            share=in_channel and asked.reply.answered,
            lead=f"_You asked:_ {escape(shorten(asked.asking.text, 300))}",
            picture=picture,
        )
        message = answers.answer(asked.id, asked.reply, options)
        await deps.slack.respond(body["response_url"], message)

    await with_picture(deps, deps.slide_under(asked.reply), respond)


async def lectern(deps: Deps, body: Payload) -> None:
    """`/lectern help | status | unanswered | teach | materials | papers | class over`"""
    words = str(body.get("text") or "").split()
    name = words[0].casefold() if words else "help"
    teaches = deps.config.is_instructor(user_of(body))
    if name not in SUBCOMMANDS:
        near = process.extractOne(name, SUBCOMMANDS, scorer=fuzz.ratio, score_cutoff=60)
        message = guides.lectern_help(name, near[0] if near else "", staff=teaches)
    elif name == "help":
        message = guides.lectern_help(staff=teaches)
    elif name in _PAPERS:
        rest = " ".join(words[1:]).casefold()
        await _say(deps, body, await _PAPERS[name](deps, body, rest))
        return
    else:
        message = await _for_staff(deps, body, name)
    await _say(deps, body, message)


async def _say(deps: Deps, body: Payload, message: answers.Message | None) -> None:
    """To who typed; nothing where a window says it."""
    if message is not None:
        await deps.slack.respond(body["response_url"], message)


async def _for_staff(deps: Deps, body: Payload, name: str) -> answers.Message:
    user, workspace = staff(deps, body), body["team_id"]
    if name == "teach":
        return await teach.how(deps, body)
    if name == "materials":
        return await teach.materials(deps, user)
    if name == "unanswered":
        return guides.unanswered(*await deps.questions.unanswered(workspace))
    timezone = await deps.questions.people.timezone(user)
    return guides.status(
        await status_facts(deps, workspace), timezone or deps.config.course.timezone
    )
