"""The window in which a poll is edited after it was posted or scheduled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.blocks.inputs import (
    Choices,
    date_field,
    labelled,
    multi_select_field,
    select_field,
    text_field,
    ticks,
    time_field,
)
from bot.blocks.mrkdwn import Block, context, plain, section, shorten
from bot.blocks.polls.words import SHOWN_LATER, SHOWN_ON_CLOSING
from bot.blocks.times import titled
from bot.blocks.windows import MAX_INPUT, Carried, View, window
from bot.services.polls.editing import Effects, Wanted
from bot.services.polls.limits import LONGEST_OPTION, LONGEST_QUESTION, MOST_OPTIONS, WITH_OPTIONS
from bot.services.polls.ports import (
    CLOSED,
    MULTI,
    RANKED,
    SCALE,
    SCHEDULED,
    SINGLE,
    TEXT,
    WORDS,
    Poll,
)
from bot.services.polls.telling import is_first_round

OPTION = "option_"
"""What the block ids of options begin with; their ids follow."""
HIDDEN, ADDING = "hidden", "adding"
ANY = "0"
KINDS = {
    SINGLE: "with one choice",
    MULTI: "with several choices",
    RANKED: "with ranked choices",
    SCALE: "on a scale",
    TEXT: "with answers in words",
    WORDS: "with single words",
}
_FIXED = (
    "Votes stay as they are. That this is {} cannot change: people voted under that. "
    "To change it, close this poll and make a new one."
)


@dataclass(frozen=True, slots=True)
class Editing:
    """What the window shows: `wanted` in the fields, `zone` of its times; `effects` where they are to be confirmed."""

    poll: Poll
    wanted: Wanted
    zone: str
    effects: Effects = field(default_factory=Effects)


def edit_window(carried: Carried, editing: Editing) -> View:
    """All that can be changed. Sent again with `effects`, it says what becomes of votes and asks."""
    poll, wanted = editing.poll, editing.wanted
    asks = editing.effects.asks
    blocks: list[Block] = [section(warning(editing.effects))] if asks else []
    question = text_field(wanted.question, LONGEST_QUESTION, multiline=True)
    blocks.append(labelled("question", "Question", question))
    if poll.kind in WITH_OPTIONS:
        blocks += _options(poll, wanted)
    if poll.kind == SCALE and poll.state != CLOSED:
        blocks += _ends(wanted)
    if poll.state == SCHEDULED and poll.settings.repeats != "class":
        day, time = _picked(wanted.opens_at or poll.opens_at, editing.zone)
        blocks.append(labelled("opens_day", "Posted on", date_field(day)))
        blocks.append(labelled("opens_at", "at", time_field(time)))
    blocks += _settings(editing) if poll.state != CLOSED else []
    promised = "an anonymous poll" if poll.settings.anonymous else "a named poll"
    blocks.append(context(_FIXED.format(f"{promised} {KINDS[poll.kind]}")))
    return window(
        "Edit poll",
        blocks,
        submit=plain("Take out and save" if asks else "Save"),
        callback_id="poll_edit",
        private_metadata=carried.dump(),
    )


def warning(effects: Effects) -> str:
    """What becomes of votes for options that are taken out."""
    lines = []
    for text, votes in effects.removed:
        said = (
            "its votes, if it has any,"
            if votes is None
            else "1 vote"
            if votes == 1
            else f"{votes:,} votes"
        )
        if votes != 0:
            goes = "go" if votes is None or votes > 1 else "goes"
            lines.append(f"• *{titled(text, 100)}*: {said} {goes} with it")
    return (
        ":warning: *You are taking out what people voted for.*\n"
        + "\n".join(lines[:20])
        + "\nThey can choose anew. Press the button once more to do it, or write the option back in."
    )


def _options(poll: Poll, wanted: Wanted) -> list[Block]:
    """A field an option, that each keeps its votes; and room for more."""
    blocks = []
    for number, option in enumerate(poll.shown, 1):
        element = text_field(wanted.texts.get(option.id, option.text), LONGEST_OPTION)
        block = labelled(f"{OPTION}{option.id}", f"Option {number}", element, optional=True)
        blocks.append(block)
    if poll.state == CLOSED:
        return blocks
    more = MOST_OPTIONS - len(poll.shown)
    blocks[-1]["hint"] = plain("Empty a field to take its option out.")
    if more > 0:
        element = text_field("\n".join(wanted.added), MAX_INPUT, multiline=True)
        blocks.append(labelled("more", "More options, one a line", element, optional=True))
    return blocks


def _ends(wanted: Wanted) -> list[Block]:
    low, high = (text_field(end, 100) for end in (wanted.settings.low, wanted.settings.high))
    return [
        labelled("low", "What the lowest number means", low, optional=True),
        labelled("high", "What the highest number means", high, optional=True),
    ]


def _settings(editing: Editing) -> list[Block]:
    poll, wanted = editing.poll, editing.wanted
    settings = wanted.settings
    blocks = []
    if poll.kind == MULTI:
        most = settings.most if settings.most < len(poll.shown) else 0
        hint = "Whoever has chosen more keeps it until they change something."
        element = select_field(_limits(len(poll.shown)), str(most))
        blocks.append(labelled("most", "How many each may choose", element, hint=hint))
    if poll.kind in {SINGLE, MULTI}:
        choices = [(o.id, f"{n}. {shorten(o.text, 60)}") for n, o in enumerate(poll.shown, 1)]
        element = multi_select_field(choices, settings.correct)
        hint = f"Shown {SHOWN_LATER if is_first_round(poll) else SHOWN_ON_CLOSING}."
        blocks.append(labelled("correct", "Right answer", element, hint=hint, optional=True))
    on = [name for name, is_on in ((HIDDEN, settings.hidden), (ADDING, settings.adding)) if is_on]
    boxes = [(HIDDEN, "Show results only when it closes")]
    boxes += [(ADDING, "Voters may add options")] if poll.kind in WITH_OPTIONS else []
    blocks.append(labelled("settings", "While it is open", ticks(boxes, on), optional=True))
    return [*blocks, *closing(wanted.closes_at, editing.zone)]


def _limits(options: int) -> Choices:
    return [(ANY, "Any number"), *((str(n), f"Up to {n}") for n in range(1, options))]


def closing(at: datetime | None, zone: str) -> list[Block]:
    """When it closes, to pick."""
    day, time = _picked(at, zone)
    hint = f"Leave both empty to close it by hand. Times are in {zone}."
    return [
        labelled("closes_day", "Closes on", date_field(day), optional=True),
        labelled("closes_at", "at", time_field(time), hint=hint, optional=True),
    ]


def _picked(at: datetime | None, zone: str) -> tuple[str, str]:
    if at is None:
        return "", ""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d}", f"{local:%H:%M}"
