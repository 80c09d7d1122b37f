"""One listener a payload type, routed by dictionary.

Bolt tries its listeners one after another; forty of them cost five times a single one. So each type
of payload has one, which acknowledges and hands the work to a task; what an id means is looked up
in a table, and the tables are held against the manifest by a test.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from bot.blocks.answers import note
from bot.errors import MALFORMED, LecternError, NotAllowed
from bot.listeners import actions, commands, events, home, replacing, shortcuts, teach, windows
from bot.listeners.clicks import ClickApp
from bot.listeners.deadlines import tables as deadlines
from bot.listeners.deps import Deps
from bot.listeners.papers import tables as papers
from bot.listeners.polls import tables as polls
from bot.listeners.quizzes import tables as quizzes
from bot.listeners.taking import Keep
from bot.listeners.where import thread_of

log = structlog.get_logger(__name__)
ANY = re.compile(".*", re.DOTALL)
Payload = Mapping[str, Any]
Handler = Callable[[Deps, Payload], Awaitable[None]]

COMMANDS: dict[str, Handler] = {
    "/ask": commands.ask,
    "/lectern": commands.lectern,
    **deadlines.COMMANDS,
    **polls.COMMANDS,
    **quizzes.COMMANDS,
}
SHORTCUTS: dict[str, Handler] = {"answer_this": shortcuts.answer_this, **polls.SHORTCUTS}
ACTIONS: dict[str, Handler] = {
    "show_slide": actions.show_slide,
    "near_miss": actions.near_miss,
    "share_answer": actions.share_answer,
    "rephrase": actions.rephrase,
    "ask_human": actions.ask_human,
    "feedback": actions.feedback,
    "example": actions.example,
    "teach_use": teach.use,
    "teach_discard": teach.discard,
    "teach_undo": teach.undo,
    "teach_changes": teach.changes,
    "teach_remove": teach.remove,
    "teach_unremove": teach.unremove,
    **replacing.ACTIONS,
    "home_done": home.mark_done,
    "home_undone": home.mark_undone,
    **deadlines.ACTIONS,
    **polls.ACTIONS,
    **papers.ACTIONS,
    **quizzes.ACTIONS,
}
KEEPING: dict[str, Keep] = {**polls.KEEPING, **papers.KEEPING, **quizzes.KEEPING}
EVENTS: tuple[str, ...] = tuple(events.HANDLERS)


def register(app: ClickApp, deps: Deps) -> None:
    """Attach the listeners."""
    replayed = Replays()

    async def begin(
        ack: AsyncAck, body: dict[str, Any], handler: Handler | None, kind: str
    ) -> None:
        await ack()
        if handler is not None and not replayed(body.get("trigger_id")):
            deps.tasks.spawn(guarded(deps, body, handler, kind=kind))

    async def on_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await begin(ack, body, COMMANDS.get(body["command"]), "command")

    async def on_action(ack: AsyncAck, body: dict[str, Any]) -> None:
        name = route_of(body["actions"][0]["action_id"])
        if name in KEEPING:
            await keep_first(deps, ack, body, KEEPING[name])
        else:
            await begin(ack, body, ACTIONS.get(name), "action")

    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await begin(ack, body, SHORTCUTS.get(body["callback_id"]), "shortcut")

    async def on_submission(ack: AsyncAck, body: dict[str, Any]) -> None:
        if replayed(body.get("trigger_id")):
            await ack()
            return
        await windows.submitted(deps, ack, body, guarded)

    app.clicked(on_action, on_error)
    app.event(ANY)(_on_event(deps))
    app.command(ANY)(on_command)
    app.shortcut(ANY)(on_shortcut)
    app.view(ANY)(on_submission)
    app.error(on_error)


class Replays:
    """Knows the last trigger ids: Slack gives each command and click one of its own."""

    def __init__(self, most: int = 1_000) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def __call__(self, trigger_id: str | None) -> bool:
        """Was this one here before?"""
        if not trigger_id or trigger_id in self._seen:
            return bool(trigger_id)
        self._seen[trigger_id] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return False


def route_of(action_id: str) -> str:
    """`near_miss_2` is routed as `near_miss`: ids must differ within a block."""
    return re.sub(r"_\d+$", "", action_id)


def _on_event(deps: Deps) -> Callable[[AsyncAck, dict[str, Any]], Awaitable[None]]:
    async def on_event(ack: AsyncAck, body: dict[str, Any]) -> None:
        if await events.accepted(deps, body):
            deps.tasks.spawn(guarded(deps, body, events.process, kind="event"))
        await ack()

    return on_event


async def keep_first(deps: Deps, ack: AsyncAck, body: Payload, keep: Keep) -> None:
    """Acknowledge what is on disk. A replay is told by what is there, over all replicas."""
    rest = await _kept(deps, body, keep)
    await ack()
    deps.tasks.spawn(guarded(deps, body, rest, kind="action"))


async def _kept(deps: Deps, body: Payload, keep: Keep) -> Handler:
    """What is to be done afterwards: also where keeping failed, to tell that."""
    try:
        return await keep(deps, body)
    except Exception as error:
        failure = error

    async def failed(_deps: Deps, _body: Payload) -> None:
        raise failure

    return failed


async def guarded(deps: Deps, body: Payload, handler: Handler, *, kind: str) -> None:
    """Run a handler; whatever goes wrong is logged under an id, and told to the person with it."""
    try:
        await handler(deps, body)
    except NotAllowed as refusal:
        log.info("refused", kind=kind)
        await _tell(deps, body, refusal.for_user, "")
    except Exception as error:
        reference = secrets.token_hex(4)
        expected = isinstance(error, LecternError)
        log.error(
            "handler_failed",
            kind=kind,
            reference=reference,
            exc_info=not expected,
            error=type(error).__name__,
        )
        sentence = error.for_user if isinstance(error, LecternError) else LecternError.for_user
        number = f" (If it stays like this, tell the teaching staff the number {reference}.)"
        await _tell(deps, body, sentence + number, reference)


async def _tell(deps: Deps, body: Payload, sentence: str, reference: str) -> None:
    message = note(sentence)
    try:
        if body.get("response_url"):
            await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body))
        else:
            event = body.get("event") or {}
            if (
                event.get("user")
                and event.get("channel")
                and event.get("type") in {"message", "app_mention"}
            ):
                await deps.slack.whisper(
                    event["channel"], event["user"], message, thread_ts=event.get("thread_ts")
                )
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as again:
        log.warning("could_not_tell", reference=reference, error=type(again).__name__)


async def on_error(error: Exception, body: dict[str, Any]) -> BoltResponse | None:
    """Bolt's last resort: what failed before a payload was acknowledged, so that Slack sends it again.

    A payload that is not what Slack sends is the sender's fault, and told so in HTTP mode.
    """
    if isinstance(error, MALFORMED):
        log.warning("malformed_payload", type=body.get("type"), exc_info=error)
        return BoltResponse(status=400)
    reference = secrets.token_hex(4)
    log.error("listener_failed", type=body.get("type"), reference=reference, exc_info=error)
    return None
