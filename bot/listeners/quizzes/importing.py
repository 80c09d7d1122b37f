"""Files of questions that were dropped: looked at, kept, discarded, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks.answers import Message, note
from bot.blocks.quizzes import transfer as blocks
from bot.delivery.downloads import CannotFetch
from bot.errors import LecternError
from bot.listeners.deadlines.telling import chosen, number
from bot.listeners.deps import Deps
from bot.listeners.who import staff
from bot.services.dropped import MAX_BYTES as MAX_ZIP_BYTES
from bot.services.dropped import DroppedFile, dropped_file
from bot.services.ports import InboxEvent, Teaching
from bot.services.question_files import parted_key
from bot.services.quizzes.bank.importing import Preview
from bot.services.taught import TeachingReport
from knowledge.errors import UnreadableSource
from knowledge.exchange.limits import MAX_BYTES

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
QUESTIONS = "questions"
GONE = "I can no longer get this file from Slack. Please drop it again."
NO_LONGER = "This file is not what it was. Please drop it again."


async def how(deps: Deps, body: Payload, _: str) -> Message:
    """`/quiz import`: what to do; outside of the direct message it is opened."""
    user = staff(deps, body)
    here = str(body["channel_id"]).startswith("D")
    if not here:
        key = f"quiz_guide:{body['trigger_id']}"
        await deps.slack.post(user, blocks.guide(here=True), key=key, kind=QUESTIONS)
    return blocks.guide(here=here)


async def post_previews(deps: Deps, claim: InboxEvent, begun: Teaching) -> None:
    """What the dropped files of questions hold, a message each, once; also what a crash interrupted."""
    done = await deps.teaching.get(begun.id)
    if done is None:
        return
    for file in TeachingReport.from_json(done.result).quizzes:
        key = f"{QUESTIONS}:{begun.channel}:{begun.thread_ts}:{file.slack_file}"
        if claim.attempts and await deps.slack.was_posted(begun.channel, begun.thread_ts, key):
            continue
        try:
            message = blocks.preview(await _preview(deps, file.slack_file), file.slack_file)
        except LecternError as error:
            message = note(error.for_user)
        await deps.slack.post(
            begun.channel, message, key=key, thread_ts=begun.thread_ts, kind=QUESTIONS
        )


async def _file(deps: Deps, file_id: str) -> DroppedFile:
    try:
        file = dropped_file({**await deps.slack.file(file_id), "file_access": "visible"})
    except SlackApiError as error:
        log.info("file_unknown", error=error.response["error"])
        raise LecternError(for_user=GONE) from error
    if file.refusal:
        raise LecternError(for_user=GONE)
    return file


async def _preview(deps: Deps, file_id: str) -> Preview:
    """The file as it lies in Slack, or in a zip there, and what would be kept of it now. Raises LecternError."""
    importing = deps.quizzes.banking.importing
    slack_file, place = parted_key(file_id)
    file = await _file(deps, slack_file)
    name, most = file.name, MAX_ZIP_BYTES if place else MAX_BYTES
    try:
        data = await deps.files.download(file.url, size=file.size, most=most)
        if place:
            found = await importing.member(data, name, place)
            if found is None:
                raise LecternError(for_user=NO_LONGER)
            data, name = found
        read = await importing.read(data, name)
    except CannotFetch as error:
        raise LecternError(for_user=GONE) from error
    except UnreadableSource as error:
        raise LecternError(for_user=f"I cannot read this file: {error.why}.") from error
    if read is None:
        raise LecternError(for_user=NO_LONGER)
    return await importing.preview(read, name)


async def turn(deps: Deps, body: Payload) -> None:
    """Other remarks."""
    staff(deps, body)
    file_id, _, page = chosen(body).partition(":")
    found = await _preview(deps, file_id)
    await _in_its_place(deps, body, file_id, blocks.preview(found, file_id, max(0, number(page))))


async def keep(deps: Deps, body: Payload) -> None:
    """The questions go into the bank, as drafts or approved."""
    by, importing = staff(deps, body), deps.quizzes.banking.importing
    file_id = chosen(body)
    approved = str(body["actions"][0]["action_id"]).endswith("_1")
    found = await _preview(deps, file_id)
    await importing.keep(found, file_id, by, approved=approved)
    kept = len(await importing.kept(file_id))
    log.info("questions_imported", workspace=deps.teaching.workspace, count=kept)
    await _in_its_place(
        deps, body, file_id, blocks.kept(found.name, kept, file_id, approved=approved)
    )


async def discard(deps: Deps, body: Payload) -> None:
    """Nothing is kept."""
    staff(deps, body)
    await _in_its_place(deps, body, chosen(body), blocks.discarded())


async def undo(deps: Deps, body: Payload) -> None:
    """What was kept goes again, but for what somebody changed since."""
    staff(deps, body)
    file_id = chosen(body)
    gone, stayed = await deps.quizzes.banking.importing.take_back(file_id)
    await _in_its_place(deps, body, file_id, blocks.taken_back(gone, stayed))


async def _in_its_place(deps: Deps, body: Payload, file_id: str, message: Message) -> None:
    container = body["container"]
    channel, ts = str(body["channel"]["id"]), str(container["message_ts"])
    root = str(container.get("thread_ts") or ts)
    key = f"{QUESTIONS}:{channel}:{root}:{file_id}"
    await deps.slack.edit(channel, ts, message, key=key, kind=QUESTIONS)


ACTIONS = {
    "bank_notes": turn,
    "bank_keep": keep,
    "bank_discard": discard,
    "bank_unimport": undo,
}
