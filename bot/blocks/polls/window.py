"""The form of a poll, with a preview that follows what is filled in, and the question before it is posted.

What is filled in stays while the window is drawn again, as its blocks keep their ids; `generation`
counts how often it was filled anew (from a template), which needs new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.blocks.inputs import (
    channel_field,
    date_field,
    labelled,
    select_field,
    text_field,
    ticks,
    time_field,
)
from bot.blocks.mrkdwn import Block, actions, button, code, context, plain, section, shorten
from bot.blocks.polls.words import SHOWN_LATER, SHOWN_ON_CLOSING
from bot.blocks.windows import MAX_INPUT, Carried, View, window
from bot.services.polls.drafts import DAILY, EACH_CLASS, WEEKLY
from bot.services.polls.form import (
    ADDING,
    ANONYMOUS,
    AT,
    HIDDEN,
    LISTED,
    RIGHT,
    SCALE_5,
    SCALE_10,
    SCALES,
    YES_OR_NO,
    Form,
    chunks,
)
from bot.services.polls.ports import MULTI, RANKED, SINGLE, TEXT, WORDS
from bot.services.polls.templates import LONGEST_NAME, Starter

KINDS = {
    SINGLE: "One choice",
    MULTI: "Several choices",
    YES_OR_NO: "Yes or no",
    RANKED: "Put options in order",
    SCALE_5: "Scale from 1 to 5",
    SCALE_10: "Scale from 1 to 10",
    TEXT: "Written answers",
    WORDS: "Single words",
}
_SPANS = {
    "": "When I close it",
    "60": "After 1 minute",
    "120": "After 2 minutes",
    "300": "After 5 minutes",
    "600": "After 10 minutes",
    "1800": "After 30 minutes",
    "3600": "After 1 hour",
    "86400": "After 1 day",
    "604800": "After 1 week",
    AT: "At a day and time…",
}
_OPENING = {"": "At once, when I post it", AT: "At a day and time…"}
_REPEATS = {"": "Once", DAILY: "Every day", WEEKLY: "Every week", EACH_CLASS: "After each class"}
_TICKS = (
    (ANONYMOUS, "Anonymous: nobody can tell who chose what"),
    (HIDDEN, "Hide results until it closes"),
    (ADDING, "Voters may add options"),
)
FIELDS = (
    *("channel", "template", "kind", "question", "options", "options2", "options3", "options4"),
    *("low", "high", "most", "ticked", "correct", "closes", "close_day", "close_time"),
    *("opens", "open_day", "open_time", "repeats"),
)
_NONE = "-"
"""Stands for "" in the values of menus, which may not be empty."""
_MOST_CHOICES = 10
_TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is shown: for whom, how often filled anew, with which ready-made polls to start from."""

    form: Form
    channel: str
    generation: int = 0
    starters: Sequence[Starter] = ()
    staff: bool = False
    typed: Sequence[Block] = ()
    fresh: bool = True
    """Opened just now: only then the question asks for the focus, which is somewhere else while one fills in."""


def form_window(carried: Carried, filled: Filled, preview: Sequence[Block]) -> View:
    """The form with a preview under it."""
    form = filled.form
    blocks = [
        *filled.typed,
        *_beginning(filled),
        *_asking(form, filled.generation, focus=filled.fresh),
        *_details(form, filled.generation),
        *_closing(form, filled.generation),
        *(_opening(form, filled.generation) if filled.staff else []),
        _channel(filled),
        {"type": "divider"},
        context("*Preview*"),
        *preview,
    ]
    return window(
        "Make a poll",
        blocks[:100],
        submit=plain("Next"),
        callback_id="poll_form",
        private_metadata=carried.dump(),
    )


def typed_blocks(typed: str) -> list[Block]:
    """What somebody typed, above the form that was made of it: nothing of it is lost."""
    if not typed.strip():
        return []
    said = {**context("You typed:"), "block_id": _TYPED}
    return [said, {**code(typed.splitlines()), "block_id": f"{_TYPED}2"}]


def typed_in(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, from a window that is open."""
    return [block for block in blocks if str(block.get("block_id", "")).startswith(_TYPED)]


# Fields


def _beginning(filled: Filled) -> list[Block]:
    """What to start from, where nothing is filled in yet."""
    generation, kinds = filled.generation, _menu(KINDS, filled.form.kind)
    kind = _field("kind", generation, "Kind", kinds)
    if not filled.starters:
        return [kind]
    starters = _starters(filled.starters)
    return [_field("template", generation, "Start from", starters, optional=True), kind]


def _channel(filled: Filled) -> Block:
    """Where it goes: at first where it was asked for."""
    hint = "You and I both have to be there."
    return _field("channel", filled.generation, "Channel", channel_field(filled.channel), hint=hint)


def _starters(starters: Sequence[Starter]) -> Block:
    options = [
        {"text": plain(shorten(f"{each.name}: {each.draft.question}", 75)), "value": each.name}
        for each in starters[:100]
    ]
    return {"type": "static_select", "placeholder": plain("A ready-made poll"), "options": options}


def _asking(form: Form, generation: int, *, focus: bool) -> list[Block]:
    question = _text(form.question, MAX_INPUT, multiline=True, focus=focus)
    blocks = [_field("question", generation, "Question", question)]
    if form.kind in LISTED:
        for place, piece in enumerate(chunks(form.options, MAX_INPUT)[:4], 1):
            name = "options" if place == 1 else f"options{place}"
            label = "Options" if place == 1 else "More options"
            hint = "One a line, at least two." if place == 1 else ""
            written = _text(piece, MAX_INPUT, multiline=True)
            blocks.append(_field(name, generation, label, written, hint=hint, optional=place > 1))
    if form.kind in SCALES:
        for name, label, value in (("low", "1 means", form.low), (("high"), f"{SCALES[form.kind]} means", form.high)):  # fmt: skip
            blocks.append(_field(name, generation, label, _text(value, 75), optional=True))
    if form.kind == MULTI:
        choices = {"": "Any number"} | {str(n): str(n) for n in range(2, _MOST_CHOICES + 1)}
        choices |= {str(form.most): str(form.most)} if form.most > 1 else {}
        most = _menu(choices, str(form.most) if form.most > 1 else "")
        blocks.append(_field("most", generation, "Choices at most", most))
    return blocks


def _details(form: Form, generation: int) -> list[Block]:
    boxes = [(value, label) for value, label in _TICKS if value != ADDING or form.kind in LISTED]
    blocks = [_field("ticked", generation, "Settings", ticks(boxes, form.ticked), optional=True)]
    if form.kind in RIGHT:
        shown = SHOWN_ON_CLOSING if form.repeats else SHOWN_LATER
        hint = f"Its number or its text. Shown {shown}."
        right = _text(form.correct, 500)
        blocks.append(_field("correct", generation, "Correct option", right, hint=hint, optional=True))  # fmt: skip
    return blocks


def _closing(form: Form, generation: int) -> list[Block]:
    spans = dict(_SPANS)
    if form.closes and form.closes not in spans:
        spans[form.closes] = f"After {_length(int(form.closes))}"
    blocks = [_field("closes", generation, "Closes", _menu(spans, form.closes))]
    return blocks + (_pickers(form, "close", generation) if form.closes == AT else [])


def _length(seconds: int) -> str:
    sizes = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
    size, word = next((size, word) for size, word in sizes if seconds % size == 0)
    number = seconds // size
    return f"{number} {word}{'' if number == 1 else 's'}"


def _opening(form: Form, generation: int) -> list[Block]:
    blocks = [_field("opens", generation, "Opens", _menu(_OPENING, form.opens))]
    blocks += _pickers(form, "open", generation) if form.opens == AT else []
    return [*blocks, _field("repeats", generation, "Asked", _menu(_REPEATS, form.repeats))]


def _pickers(form: Form, what: str, generation: int) -> list[Block]:
    day = form.close_day if what == "close" else form.open_day
    at = form.close_time if what == "close" else form.open_time
    dates, times = (
        date_field(day.isoformat() if day else ""),
        time_field(f"{at:%H:%M}" if at else ""),
    )
    word = "Closes" if what == "close" else "Opens"
    return [
        _field(f"{what}_day", generation, f"{word} on", dates, optional=True),
        _field(f"{what}_time", generation, f"{word} at", times, optional=True),
    ]


def _field(
    name: str, generation: int, label: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:  # fmt: skip
    """An input whose changes are sent at once; its action's number is its place among all fields."""
    place = FIELDS.index(name)
    sent = {**element, "action_id": f"poll_form_change_{place}"}
    block = labelled(f"{name}.{generation}", label, sent, hint=hint, optional=optional)
    return block | {"dispatch_action": True}


def _text(initial: str, longest: int, *, multiline: bool = False, focus: bool = False) -> Block:
    """A text that is sent while it is typed."""
    typing = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    element = text_field(initial, longest, multiline=multiline) | typing
    return element | ({"focus_on_load": True} if focus else {})


def _menu(options: Mapping[str, str], chosen: str) -> Block:
    return select_field([(value or _NONE, label) for value, label in options.items()], chosen or _NONE)  # fmt: skip


def chosen_value(value: str) -> str:
    """What an option of a menu stands for."""
    return "" if value == _NONE else value


# Other windows


def confirm_window(
    carried: Carried, where: str, preview: Sequence[Block], notes: str, *, later: bool
) -> View:
    """The last look: submitting it posts, or schedules."""
    title, submit = ("Schedule this poll?", "Schedule") if later else ("Post this poll?", "Post")
    blocks: list[Block] = [
        context(f"Everybody in <#{where}> will see it like this:"),
        *preview[:90],
        *([context(notes)] if notes else []),
        {"type": "divider"},
        actions(button("Back to the form", "poll_form_back", carried.question_id)),
    ]
    return window(
        title,
        blocks,
        submit=plain(submit),
        callback_id="poll_confirm",
        private_metadata=carried.dump(),
    )


def done_window(said: str) -> View:
    """After it was posted."""
    return window("Make a poll", [section(said)])


def refused_window(carried: Carried, said: str) -> View:
    """It could not be posted; the draft is kept, and the form one click away."""
    back = actions(button("Back to the form", "poll_form_back", carried.question_id))
    return window("Not posted", [section(said), back], private_metadata=carried.dump())


def template_window(carried: Carried) -> View:
    """How a template shall be called."""
    hint = "Short, such as “weekly check”: /poll weekly check starts from it."
    name = labelled("name", "Name", text_field("", LONGEST_NAME), hint=hint)
    about = context("Question, options and settings are kept for this course's instructors and students.")  # fmt: skip
    return window(
        "Save as template",
        [name, about],
        submit=plain("Save"),
        callback_id="poll_template",
        private_metadata=carried.dump(),
    )
