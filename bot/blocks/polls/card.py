"""A poll as the channel sees it, in every state; also the preview before it is posted.

Blocks keep their ids however often the message is drawn again: a click on what somebody has on their screen is
theirs, and an answer that is half written stays in its field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import Block, actions, button, context, moment, plain, section, shorten
from bot.blocks.mrkdwn import picture as shown_picture
from bot.blocks.polls import results, words
from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    PICKED,
    RANKED,
    SCALE,
    TEXT,
    WORDS,
    Option,
    Poll,
)
from bot.services.polls.tally import Tally
from bot.services.polls.voting import LONGEST_ANSWER

_HEADER = 150
_SPOKEN = 75
_ROOM = 11_000
"""So many characters fit for certain: Slack takes some 13,000 a message (github.com/slackapi/bolt-js/issues/2509)."""

_ALT, _NO_VOTES = 1_900, "No votes"
_DELETED = "This poll was deleted, and its votes with it."


def card(
    poll: Poll,
    tally: Tally | None,
    now: datetime,
    *,
    preview: bool = False,
    picture: str | None = None,
    below: Sequence[Block] = (),
) -> Message:
    """The message. `tally` is None before anybody can have voted; of a closed one its result.

    `preview`: its buttons do nothing yet. `picture` is the file id of its chart,
    `below` what stands under the result.
    """
    if poll.state == DELETED:
        return Message(_DELETED, [section(f"_{_DELETED}_")])
    found = tally or Tally()
    body = _closed(poll, found, picture) if poll.state == CLOSED else _open(poll, found, preview)
    blocks = [*question(poll.question), *body, *below, *_foot(poll, found, now, preview=preview)]
    if _size_of(blocks) > _ROOM:
        blocks = [_bare(block, poll, found) for block in blocks]
    return Message(_spoken(poll, found, now), blocks)


def _size_of(value: Any) -> int:
    """Characters of text in blocks."""
    if isinstance(value, dict):
        text = value.get("text")
        own = len(text) if isinstance(text, str) else 0
        return own + sum(_size_of(each) for each in value.values())
    return sum(_size_of(each) for each in value) if isinstance(value, list) else 0


def _bare(block: Block, poll: Poll, tally: Tally) -> Block:
    """An option without its bar, in plain text, which needs no escaping: so it has room whole."""
    option = poll.option(str(block.get("block_id", "")).removeprefix("option_"))
    if option is None:
        return block
    counted = poll.state == CLOSED or not words.withheld(poll, tally)
    row = results.bare(poll, tally, option) if counted else ""
    return {**block, "text": plain("\n".join(filter(None, (words.isolated(option.text), row))))}


def question(text: str) -> list[Block]:
    """The question, whole, and formatting nothing: a heading where it is short."""
    text = words.settled(text).strip() or "Untitled"
    if len(text) <= _HEADER and "\n" not in text:
        return [{"type": "header", "text": plain(text)}]
    run: Block = {"type": "text", "text": text, "style": {"bold": True}}
    line: Block = {"type": "rich_text_section", "elements": [run]}
    return [{"type": "rich_text", "elements": [line]}]


# While it is open


def _open(poll: Poll, tally: Tally, preview: bool) -> list[Block]:
    why = words.withheld(poll, tally)
    if poll.kind == SCALE:
        return [*_scale(poll, preview), *([] if why else results.scale(poll, tally))]
    if poll.kind in (TEXT, WORDS):
        return [*_field(poll, preview), *([] if why else results.texts(poll, tally))]
    rows = {} if why else results.rows(poll, tally)
    label = "Rank" if poll.kind == RANKED else "Vote"
    return [
        _option(option, rows.get(option.id, ""), accessory=_button(poll, option, n, label, preview))
        for n, option in enumerate(poll.shown)
    ]


def _option(option: Option, row: str, mark: str = "", **more: Any) -> Block:
    lines = (f"{mark}{words.option(option.text)}", words.beside(option.text, row))
    return section("\n".join(filter(None, lines)), block_id=f"option_{option.id}", **more)


def _button(poll: Poll, option: Option, number: int, label: str, preview: bool) -> Block:
    number_only = poll.kind == SCALE
    whole = f"{label} of {poll.shown[-1].text}" if number_only else f"{label}: {option.text}"
    spoken = shorten(whole, _SPOKEN)
    if preview:
        return button(label, f"poll_inert_{number}", poll.id, accessibility_label=spoken)
    value = f"{poll.id}:{option.id}"
    return button(label, f"poll_vote_{number}", value, accessibility_label=spoken)


def _scale(poll: Poll, preview: bool) -> list[Block]:
    numbers = [
        _button(poll, option, number, option.text, preview)
        for number, option in enumerate(poll.shown)
    ]
    ends = results.ends(poll)
    return [*([context(ends)] if ends else []), {**actions(*numbers), "block_id": "numbers"}]


def _field(poll: Poll, preview: bool) -> list[Block]:
    if preview:
        return [context("_Here is a field to write into, and a Send button._")]
    many = poll.kind == TEXT
    label = "Your answer" if many else "Your words"
    field = labelled("answer", label, text_field("", LONGEST_ANSWER, multiline=many))
    send = actions(button("Send", "poll_send", poll.id, style="primary"))
    return [field, {**send, "block_id": "send"}]


# Once it is closed


def _closed(poll: Poll, tally: Tally, picture: str | None) -> list[Block]:
    blocks = [section(results.summary(poll, tally))]
    if poll.kind == SCALE:
        blocks += results.scale(poll, tally)
    elif poll.kind in (TEXT, WORDS):
        blocks += results.texts(poll, tally)
    else:
        rows, marks = results.rows(poll, tally), results.marks(poll, tally)
        blocks += results.rounds(poll, tally)
        blocks += [_option(o, rows[o.id], marks.get(o.id, "")) for o in poll.shown]
    if picture:
        blocks.append(shown_picture(picture, results.spoken(poll, tally)[:_ALT] or _NO_VOTES))
    return blocks


# What stands below


def _foot(poll: Poll, tally: Tally, now: datetime, *, preview: bool) -> list[Block]:
    buttons = [] if preview else _buttons(poll)
    return [*([{**actions(*buttons), "block_id": "foot"}] if buttons else []), context(_facts(poll, tally)), context(_times(poll, now, preview=preview))]  # fmt: skip


def _buttons(poll: Poll) -> list[Block]:
    closed = poll.state == CLOSED
    found = [] if closed else [button("Your vote", "poll_mine", poll.id)]
    if not poll.settings.anonymous:
        found.append(button("Who voted", "poll_who", poll.id))
    if poll.settings.adding and not closed and poll.kind in PICKED - {SCALE}:
        found.append(button("Add an option", "poll_add", poll.id))
    return [*found, button("Manage", "poll_manage", poll.id)]


def _facts(poll: Poll, tally: Tally) -> str:
    closed = poll.state == CLOSED
    why = "" if closed else words.withheld(poll, tally)
    again = "*Asked again*" if poll.round_of and not closed else ""
    parts = (again, f"*{words.voters(tally.voters, closed=closed)}*", "" if closed else words.how(poll), words.promise(poll), why)  # fmt: skip
    return " · ".join(part for part in parts if part)


def _times(poll: Poll, now: datetime, *, preview: bool) -> str:
    if poll.state == CLOSED:
        return f"Closed {moment(poll.closed_at or now, None)}"
    parts = []
    if poll.closes_at is not None:
        parts.append(f"Closes {moment(poll.closes_at, None)}")
    elif poll.settings.closes_after:
        parts.append(f"Closes {words.span(poll.settings.closes_after)} after it opens")
    else:
        parts.append("Open until somebody closes it")
    if not preview:
        at = now.replace(microsecond=0)
        parts.append(f"<!date^{int(at.timestamp())}^Updated {{ago}}|Updated at {at:%H:%M} UTC>")
    return " · ".join(parts)


def _spoken(poll: Poll, tally: Tally, now: datetime) -> str:
    """All of it for notifications and screen readers."""
    closed = poll.state == CLOSED
    why = "" if closed else words.withheld(poll, tally)
    lines = [f"{'Closed poll' if closed else 'Poll'}: {poll.question}"]
    lines += _spoken_options(poll) if why or not tally.voters else [results.spoken(poll, tally)]
    promise = words.ANONYMOUS_PLAIN if poll.settings.anonymous else ""
    tail = (f"{words.voters(tally.voters, closed=closed)}.", "" if closed else f"{words.how(poll)}.", promise)  # fmt: skip
    return words.fallback([*lines, " ".join(part for part in tail if part)])


def _spoken_options(poll: Poll) -> Sequence[str]:
    return [f"{n}. {option.text}" for n, option in enumerate(poll.shown, 1)]
