"""The window in which a poll is made: filled in, previewed as it is typed, looked at once more, posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks.answers import Message
from bot.blocks.deadlines import Reader
from bot.blocks.mrkdwn import Block, context, escape
from bot.blocks.polls import preview as previews
from bot.blocks.polls import window as blocks
from bot.blocks.polls.card import card
from bot.blocks.polls.window import Filled
from bot.blocks.windows import Carried
from bot.errors import NotAllowed
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.polls.confirming import check_channel, confirmed
from bot.listeners.polls.entered import Entered
from bot.listeners.taking import Handler, Take, Taken
from bot.listeners.who import user_of
from bot.services.polls.drafting import TYPED, Refused, draft_of, is_for_later, remarks
from bot.services.polls.drafts import Draft, Problem
from bot.services.polls.form import AT, Form, soonest
from bot.services.polls.ports import Poll

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
_EMPTY = "_Write a question to see what the poll will look like._"
_INSTRUCTORS = "Only instructors can schedule polls. Leave the time out to post it now."


# Opening


async def open_new(deps: Deps, body: Payload, channel: str, draft: Draft | None = None) -> None:
    """An empty form, or one that is filled with a draft that nobody has kept yet."""
    drafting = deps.polls.drafting
    poll = drafting.unsaved(draft or Draft(), user_of(body), channel)
    await _open(deps, body, poll, Carried(poll.id, channel))


async def open_draft(deps: Deps, body: Payload) -> None:
    """The form of a draft: from its preview, or from what was unclear."""
    poll = await deps.polls.drafting.mine(chosen(body), user_of(body))
    await _open(deps, body, poll, replace(carried(poll.id, body), channel=poll.channel))


async def _open(deps: Deps, body: Payload, poll: Poll, about: Carried) -> None:
    """`about` knows the message that is to follow what becomes of the draft, where there is one."""
    reader = await reader_of(deps, user_of(body))
    view = await _view(deps, reader, about, await _filled(deps, reader, poll))
    await deps.slack.open_window(body["trigger_id"], view)


async def _filled(deps: Deps, reader: Reader, poll: Poll) -> Filled:
    """A draft in the form. Where nothing of a typed line was understood, all of it is the question."""
    typed = str(poll.notes.get(TYPED) or "")
    form = Form.of(draft_of(poll), _zone(reader))
    if typed and not form.question and not form.options:
        form = replace(form, question=typed)
    starters = () if poll.question or typed else await deps.polls.templates.all()
    return Filled(form, poll.channel, 0, starters, reader.staff, blocks.typed_blocks(typed))


async def _view(deps: Deps, reader: Reader, about: Carried, filled: Filled) -> Mapping[str, Any]:
    draft, _ = filled.form.draft(reader.now, _zone(reader))
    poll = deps.polls.drafting.unsaved(draft, "", filled.channel, poll_id=about.question_id)
    return blocks.form_window(about, filled, _preview(poll, reader))


def _preview(poll: Poll, reader: Reader) -> list[Block]:
    if not poll.question.strip():
        return [context(_EMPTY)]
    return card(poll, None, reader.now, preview=True).blocks


def _zone(reader: Reader) -> ZoneInfo:
    return ZoneInfo(reader.zones.reader)


# Changes


async def changed(deps: Deps, body: Payload) -> None:
    """Something was filled in: draw the preview anew, and the fields that go with it."""
    typing = body["actions"][0]["type"] == "plain_text_input"
    await deps.latest.draw(body["view"]["id"], partial(_redrawn, deps, body), wait=typing)


async def _redrawn(deps: Deps, body: Payload) -> None:
    view, reader = body["view"], await reader_of(deps, user_of(body))
    entered = Entered.of(body)
    filled = Filled(
        _with_times(entered.form(), reader),
        entered.channel,
        entered.generation,
        await _starters(deps, entered),
        reader.staff,
        blocks.typed_in(view["blocks"]),
        fresh=False,
    )
    if str(body["actions"][0]["block_id"]).startswith("template."):
        filled = await _from_template(deps, reader, filled, entered)
    about = replace(Carried.load(view["private_metadata"]), channel=filled.channel)
    drawn = await _view(deps, reader, about, filled)
    try:
        await deps.slack.update_window(view["id"], drawn, patient=False)
    except (
        SlackApiError
    ) as error:  # closed meanwhile, or too many at once: the next change draws it
        log.info("preview_not_drawn", error=error.response["error"])


async def _starters(deps: Deps, entered: Entered) -> Any:
    return await deps.polls.templates.all() if "template" in entered.block_ids else ()


async def _from_template(deps: Deps, reader: Reader, filled: Filled, entered: Entered) -> Filled:
    """All filled with a ready-made poll; its times and its channel stay."""
    starter = await deps.polls.templates.named(entered.option("template"))
    if starter is None:
        return filled
    form, now = Form.of(starter.draft, _zone(reader)), filled.form
    kept = replace(
        form,
        closes=now.closes,
        close_day=now.close_day,
        close_time=now.close_time,
        opens=now.opens,
        open_day=now.open_day,
        open_time=now.open_time,
        repeats=now.repeats,
    )
    return replace(filled, form=kept, generation=filled.generation + 1)


def _with_times(form: Form, reader: Reader) -> Form:
    """Pickers begin with a day and a time, not empty."""
    day, at = soonest(reader.now, _zone(reader))
    if form.closes == AT and form.close_day is None:
        form = replace(form, close_day=day, close_time=form.close_time or at)
    if form.opens == AT and form.open_day is None:
        form = replace(form, open_day=day, open_time=form.open_time or at)
    return form


# Submitting


async def submitted(deps: Deps, body: Payload) -> Taken:
    """Check what was filled in, keep it as a draft, and ask once more: no preview comes in between."""
    await deps.latest.close(body["view"]["id"])
    taken = await _checked(deps, body)
    if taken.errors:
        deps.latest.open(body["view"]["id"])
    return taken


async def _checked(deps: Deps, body: Payload) -> Taken:
    user, entered = user_of(body), Entered.of(body)
    reader = await reader_of(deps, user)
    draft, problems = entered.form().draft(reader.now, _zone(reader))
    if is_for_later(draft) and not reader.staff:
        problems.append(Problem(_INSTRUCTORS, "", field="opens"))
    if not problems:
        try:
            await check_channel(deps, user, entered.channel)
        except Refused as refusal:
            problems.append(Problem(_without_links(refusal.for_user), "", field="channel"))
    if problems:
        return Taken(errors=entered.errors(problems))
    about = replace(Carried.load(body["view"]["private_metadata"]), channel=entered.channel)
    kept = await deps.polls.drafting.draft(draft, user, entered.channel, poll_id=about.question_id)
    work = partial(_preview_again, kept.id) if about.response_url else None
    return Taken(view=_confirm(kept, about, reader), work=work)


async def _preview_again(draft_id: str, deps: Deps, body: Payload) -> None:
    """The preview that the form was opened from shows what is a draft now: its Post would be refused else."""
    user = user_of(body)
    reader = await reader_of(deps, user)
    draft = await deps.polls.drafting.mine(draft_id, user)
    shown = previews.preview(draft, reader.now, reader.zones, staff=reader.staff)
    await _replace(deps, body, shown)


async def _replace(deps: Deps, body: Payload, message: Message) -> None:
    """A response URL serves five times in half an hour: where it does no more, the old preview stays."""
    try:
        await tell(deps, body, message, replace=True)
    except aiohttp.ClientError as error:
        log.info("preview_not_replaced", error=type(error).__name__)


def _without_links(sentence: str) -> str:
    """Errors at fields are plain text: there is no channel's name in them."""
    head, found, tail = sentence.partition("<#")
    return head + "that channel" + tail.partition(">")[2] if found else sentence


def _confirm(poll: Poll, about: Carried, reader: Reader) -> Mapping[str, Any]:
    later = is_for_later(poll)
    notes = (
        " ".join([previews.opening(poll, reader.zones), *map(escape, remarks(poll))])
        if later
        else ""
    )
    seen = replace(about, question_id=f"{poll.id}:{poll.revision}")
    return blocks.confirm_window(seen, poll.channel, _preview(poll, reader), notes, later=later)


async def back(deps: Deps, body: Payload) -> None:
    """From the last look back to the form."""
    user, view = user_of(body), body["view"]
    poll = await deps.polls.drafting.mine(chosen(body).partition(":")[0], user)
    reader = await reader_of(deps, user)
    about = replace(Carried.load(view["private_metadata"]), question_id=poll.id)
    filled = await _filled(deps, reader, poll)
    deps.latest.open(view["id"])
    await deps.slack.update_window(view["id"], await _view(deps, reader, about, filled))


async def confirm(deps: Deps, body: Payload) -> Taken:
    """Post what was shown; pressed twice, once."""
    user = user_of(body)
    about = Carried.load(body["view"]["private_metadata"])
    try:
        draft_id, _, seen = about.question_id.partition(":")
        draft = await deps.polls.drafting.mine(draft_id, user)
        kept = await confirmed(deps, draft, body, number(seen))
    except NotAllowed as refusal:
        return Taken(view=blocks.refused_window(about, escape(refusal.for_user)))
    reader = await reader_of(deps, user)
    message = previews.posted(kept, reader.zones)
    return Taken(view=blocks.done_window(message.text), work=partial(_replace_preview, kept))


async def _replace_preview(kept: Poll, deps: Deps, body: Payload) -> None:
    """The preview that the form was opened from has done its work."""
    if body.get("response_url"):
        reader = await reader_of(deps, user_of(body))
        await _replace(deps, body, previews.posted(kept, reader.zones))


ACTIONS: dict[str, Handler] = {
    "poll_form": open_draft,
    "poll_edit_draft": open_draft,
    "poll_form_change": changed,
    "poll_form_back": back,
}
WINDOWS: dict[str, Take] = {"poll_form": submitted, "poll_confirm": confirm}
