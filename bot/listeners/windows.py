"""Submitted modals: checked while the person waits, worked on afterwards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.blocks import answers, windows
from bot.blocks.mrkdwn import escape, section, shorten
from bot.blocks.windows import Carried
from bot.listeners.deps import Deps
from bot.services.questions import Asking

Payload = Mapping[str, Any]
Guarded = Callable[..., Any]
EMPTY = "Write your question first."


def value_of(body: Payload, block_id: str) -> Any:
    """What was entered in a block of the submitted modal."""
    return body["view"]["state"]["values"].get(block_id, {}).get("value", {})


async def submitted(deps: Deps, ack: AsyncAck, body: Payload, guarded: Guarded) -> None:
    """Every modal's submit button."""
    handler = HANDLERS.get(body["view"]["callback_id"])
    if handler is None:
        await ack()
        return
    text = str(value_of(body, "question").get("value") or "").strip()
    if not text:
        await ack(response_action="errors", errors={"question": EMPTY})
        return
    if body["view"]["callback_id"] == "ask_human":
        await ack(response_action="update", view=windows.sent_window())
    else:
        await ack()
    carried = Carried.load(body["view"]["private_metadata"])
    known = {**body, "response_url": carried.response_url}
    deps.tasks.spawn(guarded(deps, known, handler, kind="window"))


async def rephrased(deps: Deps, body: Payload) -> None:
    """Ask again: in the thread of a direct message, privately anywhere else."""
    carried = Carried.load(body["view"]["private_metadata"])
    workspace, user = body["team"]["id"], body["user"]["id"]
    before = await deps.questions.recall(workspace, carried.question_id)
    text = str(value_of(body, "question").get("value")).strip()
    direct = (
        before is not None and before.private and before.surface == "dm" and before.user == user
    )
    asking = Asking(
        workspace=workspace,
        channel=before.channel if before else carried.channel,
        user=user,
        text=text,
        surface="dm" if direct else "rephrase",
        private=True,
        thread_ts=before.thread_ts if direct and before else None,
    )
    asked = await deps.questions.ask(asking)
    if asked is None:
        return
    lead = f"_You asked again:_ {escape(shorten(text, 300))}"
    message = answers.answer(asked.id, asked.reply, deps.options(asked.reader_timezone, lead=lead))
    if direct and before is not None:
        await deps.slack.post(
            before.channel, message, key=f"answer:{asked.id}", thread_ts=before.thread_ts
        )
    else:
        await deps.slack.respond(carried.response_url, message)


async def sent_to_staff(deps: Deps, body: Payload) -> None:
    """Post the question where the staff reads; tell the person in the window if that failed."""
    carried = Carried.load(body["view"]["private_metadata"])
    help_channel = deps.config.slack.help_channel
    text = str(value_of(body, "question").get("value")).strip()
    named = bool(value_of(body, "name").get("selected_options"))
    who = f"<@{body['user']['id']}>" if named else "A student"
    words = f"{who} asks the teaching staff:\n{escape(shorten(text, 2_500))}"
    message = answers.Message(
        f"A question for the teaching staff: {escape(shorten(text, 300))}", [section(words)]
    )
    key = f"human:{carried.question_id}:{body['view']['id']}"
    try:
        if help_channel is not None:
            await deps.slack.post(help_channel, message, key=key, kind="human")
    except SlackApiError:
        sorry = "I could not post it to the staff's channel. Please write to them directly; they have not seen it."
        await deps.slack.update_window(body["view"]["id"], windows.failed_window(sorry))
        raise


HANDLERS: dict[str, Callable[[Deps, Payload], Awaitable[None]]] = {
    "rephrase": rephrased,
    "ask_human": sent_to_staff,
}
