"""Teaching from the direct message: files come in, progress and a report go out, buttons decide.

A drop is claimed in the inbox like a question, and held for as long as it is being read: after a kill
another replica, or the next start, reads it from the beginning and edits the same message.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks import answers
from bot.blocks import materials as listing
from bot.blocks import teaching as blocks
from bot.delivery.downloads import CannotFetch
from bot.delivery.holding import LEASE, holding
from bot.errors import LecternError, StorageError
from bot.listeners.deps import Deps
from bot.listeners.quizzes import importing
from bot.listeners.where import thread_of
from bot.listeners.who import staff
from bot.services.dropped import MAX_BYTES, DroppedFile, dropped, dropped_file
from bot.services.events import Heard, heard
from bot.services.ports import InboxEvent, Teaching
from bot.services.stage import Stage

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
TEACH = "teach"
EDIT_SECONDS = 1.5
"""chat.update takes about fifty calls a minute."""
TURN_SECONDS = 0.5
MOST_FILES = 50
NOT_ANY_MORE = "That was decided already; nothing has changed."
CHANGED_SINCE = "Something was changed again since, so I can't take this back. `/lectern materials` shows what is taught."
UNKNOWN = "Slack doesn't tell me what this file is; please drop it again"


async def took(deps: Deps, body: Payload, message: Heard) -> bool:
    """Begin to read the files of a direct message, if they are an instructor's; False otherwise."""
    if not (message.is_dm and deps.config.is_instructor(message.user) and dropped(body["event"])):
        return False
    key = f"{TEACH}:{message.channel}:{message.ts}"
    claim = InboxEvent(message.workspace, key, TEACH, dict(body), deps.clock.now())
    if await deps.inbox.accept(claim):
        await deps.inbox.hold(claim.workspace, key, deps.clock.now() + LEASE)
        deps.tasks.spawn(in_the_background(deps, claim))
    return True


async def in_the_background(deps: Deps, claim: InboxEvent) -> None:
    """Work until it is done; what Slack or the database left open is recovery's."""
    try:
        await work(deps, claim)
    except (StorageError, SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("teaching_interrupted", error=type(error).__name__)
        return
    await deps.inbox.finish(claim.workspace, claim.key, deps.clock.now())


async def work(deps: Deps, claim: InboxEvent) -> None:
    """Read what was dropped and report; also what a crash interrupted."""
    message = heard(claim.workspace, claim.payload["event"], deps.bot_user)
    if message is None:
        return
    stage = Stage()
    async with holding(deps.inbox, deps.clock, claim):
        begun = await deps.teaching.begin(claim.key, message.user, message.channel, message.root_ts)
        ts = begun.report_ts or await _first_word(deps, claim, begun, stage)
        done = asyncio.Event()
        telling = asyncio.create_task(_keep_telling(deps, claim, begun, ts, stage, done))
        try:
            shown = await _read(deps, claim, begun, stage)
        finally:
            stage.stopped = True
            done.set()
            await telling  # an edit that is under way must not arrive after the report
        await deps.slack.edit(begun.channel, ts, shown, key=claim.key, kind=TEACH)
        await importing.post_previews(deps, claim, begun)


async def _read(deps: Deps, claim: InboxEvent, begun: Teaching, stage: Stage) -> answers.Message:
    """The report, or the word that something broke."""
    await _own_turn(deps, claim, stage)
    files = [await _whole(deps, f) for f in dropped(claim.payload["event"])[:MOST_FILES]]
    try:
        done = await deps.teaching.read(begun, files, lambda f: _fetched(deps, f), stage)
    except StorageError:
        raise
    except Exception as error:
        number = secrets.token_hex(4)
        log.error("teaching_failed", reference=number, exc_info=error)
        await deps.teaching.discard(begun.id)
        return blocks.failed(number)
    log.info("taught", workspace=claim.workspace, teaching=done.id, state=done.state)
    return blocks.report(done)


async def _first_word(deps: Deps, claim: InboxEvent, begun: Teaching, stage: Stage) -> str:
    """Our message in the thread, which becomes the report; the one that is there after a crash."""
    found = None
    if claim.attempts:
        found = await deps.slack.find_key(begun.channel, begun.thread_ts, claim.key)
    ts = found or await deps.slack.post(
        begun.channel,
        blocks.progress(stage),
        key=claim.key,
        thread_ts=begun.thread_ts,
        kind=TEACH,
    )
    await deps.teaching.teachings.note(begun.workspace, begun.id, report_ts=ts)
    return ts


async def _own_turn(deps: Deps, claim: InboxEvent, stage: Stage) -> None:
    """Wait until all that was dropped before is read: one reading at a time."""
    while stage.ahead or stage.doing == "waiting":
        stage.ahead = await deps.inbox.ahead(claim.workspace, TEACH, claim.key)
        if not stage.ahead:
            return
        await asyncio.sleep(TURN_SECONDS)


async def _keep_telling(
    deps: Deps, claim: InboxEvent, begun: Teaching, ts: str, stage: Stage, done: asyncio.Event
) -> None:
    """Show how far it is, as often as Slack takes it and only where it has changed."""
    before = blocks.progress(stage)
    while not await _is_set(done, EDIT_SECONDS):
        now = blocks.progress(stage)
        if now != before:
            before = now
            with suppress(aiohttp.ClientError, TimeoutError):
                await deps.slack.edit_in_passing(begun.channel, ts, now, key=claim.key, kind=TEACH)


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    """Wait so long for it at most."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()


async def _whole(deps: Deps, file: DroppedFile) -> DroppedFile:
    """The file with all that Slack knows of it."""
    if not file.incomplete:
        return file
    try:
        return dropped_file({**await deps.slack.file(file.id), "file_access": "visible"})
    except SlackApiError as error:
        log.info("file_unknown", error=error.response["error"])
        return replace(file, refusal=UNKNOWN)


async def _fetched(deps: Deps, file: DroppedFile) -> bytes:
    """The file's bytes. Raises LecternError with the sentence that says why not."""
    if file.refusal:
        raise CannotFetch(for_user=file.refusal)
    return await deps.files.download(file.url, size=file.size, most=MAX_BYTES)


# Buttons


async def _decided(deps: Deps, body: Payload, done: Teaching | None) -> None:
    """Show the report as it is now, or say that there was nothing to decide."""
    if done is None or done.report_ts is None:
        message = answers.note(NOT_ANY_MORE)
        await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body))
        return
    await deps.slack.edit(
        done.channel,
        done.report_ts,
        blocks.report(done),
        key=f"{TEACH}:{done.channel}:{done.thread_ts}",
        kind=TEACH,
    )


def _chosen(deps: Deps, body: Payload) -> str:
    """What the button is about. Raises NotAllowed for anybody but an instructor."""
    staff(deps, body)
    return str(body["actions"][0].get("value") or "")


async def use(deps: Deps, body: Payload) -> None:
    """Students get answers from what was proposed."""
    await _decided(deps, body, await deps.teaching.use(_chosen(deps, body)))


async def discard(deps: Deps, body: Payload) -> None:
    """What was proposed is forgotten."""
    await _decided(deps, body, await deps.teaching.discard(_chosen(deps, body)))


async def undo(deps: Deps, body: Payload) -> None:
    """What was taught is taken back, unless something was changed again since."""
    teaching_id = _chosen(deps, body)
    if not await deps.teaching.undo(teaching_id):
        raise LecternError(for_user=CHANGED_SINCE)
    await _decided(deps, body, await deps.teaching.get(teaching_id))


async def changes(deps: Deps, body: Payload) -> None:
    """What a teaching changed, in a window."""
    found = await deps.teaching.get(_chosen(deps, body))
    if found is not None:
        await deps.slack.open_window(body["trigger_id"], blocks.changes_window(found))


async def remove(deps: Deps, body: Payload) -> None:
    """A file is taught no longer."""
    change = await deps.teaching.remove(_chosen(deps, body))
    await list_again(deps, body, undo=change or "")


async def unremove(deps: Deps, body: Payload) -> None:
    """A removal is taken back."""
    if not await deps.teaching.undo(_chosen(deps, body)):
        raise LecternError(for_user=CHANGED_SINCE)
    await list_again(deps, body)


async def list_again(deps: Deps, body: Payload, *, undo: str = "", page: int = 0) -> None:
    """What is taught now, in place of the list whose button was pressed."""
    message = await materials(deps, body["user"]["id"], undo=undo, page=page)
    await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body), replace=True)


# Commands


async def materials(deps: Deps, user: str, *, undo: str = "", page: int = 0) -> answers.Message:
    """What is taught now."""
    taught = await deps.teaching.taught()
    names = {m.name for m in taught}
    files = await asyncio.to_thread(deps.teaching.reader.own)
    own = [path.name for path in files if path.name not in names]
    timezone = await deps.questions.people.timezone(user)
    return listing.materials(taught, own, timezone or deps.config.course.timezone, undo, page)


async def how(deps: Deps, body: Payload) -> answers.Message:
    """`/lectern teach`: what to do; outside of the direct message it is opened."""
    if str(body["channel_id"]).startswith("D"):
        return listing.guide()
    key = f"guide:{body['trigger_id']}"
    await deps.slack.post(body["user_id"], listing.guide(), key=key, kind=TEACH)
    return answers.note(
        "I have written to you in our direct message: drop your lecture files there."
    )
