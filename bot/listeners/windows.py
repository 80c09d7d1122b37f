"""Submitted modals: checked while the person waits, worked on afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError

from bot.blocks import answers, windows
from bot.blocks.mrkdwn import escape, quotation, section, shorten
from bot.blocks.windows import Carried
from bot.errors import LecternError
from bot.listeners import once
from bot.listeners.deadlines import tables as deadlines
from bot.listeners.deps import Deps
from bot.listeners.papers import tables as papers
from bot.listeners.polls import tables as polls
from bot.listeners.quizzes import tables as quizzes
from bot.listeners.taking import Take, Taken, options_of, text_of
from bot.services.ports import InboxEvent
from bot.services.questions import Asking

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
Guarded = Callable[..., Any]
EMPTY = "Write your question first."
NO_CHANNEL = "This course has no help channel. Please write to the teaching staff directly."
NOT_SENT = "I could not post it to the staff's channel. Please write to them directly; they have not seen it."


async def submitted(deps: Deps, ack: AsyncAck, body: Payload, guarded: Guarded) -> None:
    """Every modal's submit button."""
    take = WINDOWS.get(body["view"]["callback_id"])
    if take is None:
        await ack()
        return
    try:
        taken = await take(deps, body)
    except LecternError as refusal:
        log.info("submission_refused", error=type(refusal).__name__)
        taken = Taken(view=windows.failed_window(refusal.for_user))
    if taken.errors:
        await ack(response_action="errors", errors=dict(taken.errors))
    elif taken.view is not None:
        await ack(response_action="update", view=dict(taken.view))
    else:
        await ack()
    if taken.work is not None and not taken.errors:
        known = {**body, **_where(body)}
        deps.tasks.spawn(guarded(deps, known, taken.work, kind="window"))


def _where(body: Payload) -> dict[str, str]:
    """Where a failure is told: a submission itself comes from nowhere."""
    raw = body["view"].get("private_metadata")
    if not raw:
        return {}
    carried = Carried.load(raw)
    return {"response_url": carried.response_url, "thread_ts": carried.thread_ts}


async def rephrase(_: Deps, body: Payload) -> Taken:
    """Other words, if there are any."""
    if not text_of(body, "question"):
        return Taken(errors={"question": EMPTY})
    return Taken(work=rephrased)


async def rephrased(deps: Deps, body: Payload) -> None:
    """Ask again: in the thread of a direct message, privately anywhere else."""
    carried = Carried.load(body["view"]["private_metadata"])
    workspace, user = body["team"]["id"], body["user"]["id"]
    before = await deps.questions.recall(workspace, carried.question_id)
    text = text_of(body, "question")
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
        thread_ts = carried.thread_ts or None
        await deps.slack.respond(carried.response_url, message, thread_ts=thread_ts)


async def ask_human(deps: Deps, body: Payload) -> Taken:
    """Write the question to the staff down, and say "Sent" only then; what fails later changes that."""
    text = text_of(body, "question")
    if not text:
        return Taken(errors={"question": EMPTY})
    carried = Carried.load(body["view"]["private_metadata"])
    help_channel = deps.config.slack.help_channel
    if help_channel is None:
        return Taken(view=windows.failed_window(NO_CHANNEL))
    named = bool(options_of(body, "name"))
    key = f"human:{carried.question_id}:{body['view']['id']}"
    letter = _letter(text, body["user"]["id"] if named else None)
    claim = await once.written_down(
        deps, body["team"]["id"], once.Post(once.HUMAN, key, help_channel, letter)
    )
    work = partial(sent_to_staff, claim) if claim is not None else None
    return Taken(view=windows.sent_window(named=named), work=work)


def _letter(text: str, user: str | None) -> answers.Message:
    """What the staff reads; without a name where none was to be given."""
    who = f"<@{user}>" if user else "A student"
    title = f"A question for the teaching staff: {escape(shorten(text, 300))}"
    return answers.Message(title, [section(f"{who} asks the teaching staff:"), quotation([text])])


async def sent_to_staff(claim: InboxEvent, deps: Deps, body: Payload) -> None:
    """Post the question where the staff reads; tell the person in the window if Slack refused it."""
    try:
        await once.make(deps, claim)
    except SlackApiError as error:
        log.warning("staff_not_reached", error=error.response["error"])
        await _tell_not_sent(deps, body)
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("staff_perhaps_not_reached", error=type(error).__name__)


async def _tell_not_sent(deps: Deps, body: Payload) -> None:
    try:
        await deps.slack.update_window(body["view"]["id"], windows.failed_window(NOT_SENT))
    except SlackApiError as closed:
        raise LecternError(for_user=NOT_SENT) from closed


WINDOWS: dict[str, Take] = {
    "rephrase": rephrase,
    "ask_human": ask_human,
    **deadlines.WINDOWS,
    **polls.WINDOWS,
    **papers.WINDOWS,
    **quizzes.WINDOWS,
}
"""What to do with a submission, by the window's callback id."""
