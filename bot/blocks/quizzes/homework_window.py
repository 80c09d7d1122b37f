"""The windows of homework: what it is about and until when; another date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.blocks.inputs import (
    channel_field,
    date_field,
    labelled,
    select_field,
    text_field,
    time_field,
)
from bot.blocks.mrkdwn import Block, context, plain
from bot.blocks.quizzes.subject_fields import number_field, subject_fields
from bot.blocks.windows import Carried, View, window
from bot.services.quizzes.homework.drafting import NUMBERS, TITLE

TITLE_, DAY, TIME, TELLING, CHANNEL = "title", "day", "time", "telling", "channel"
"""Block ids; the values lie under the action id "value"."""
AT_ONCE, AT_END = "at_once", "at_end"
_TELLING = [
    (AT_END, "When it closes; until then answers can be changed"),
    (AT_ONCE, "At once, after each answer, which then stays"),
]


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form holds: a day like 2021-12-01, a time like 23:59."""

    day: str
    time: str
    channel: str = ""
    title: str = ""
    lecture: int | None = None
    topic: str = ""
    number: int = 5
    at_once: bool = False


def form(carried: Carried, filled: Filled, lectures: Mapping[int, int], total: int) -> View:
    """The form; `lectures` are those that have questions, with how many."""
    questions = "1 approved question" if total == 1 else f"{total} approved questions"
    blocks: list[Block] = [
        context(f"{questions} can be asked now. You see it before anybody else does."),
        *subject_fields(lectures, total, filled.lecture, filled.topic),
        number_field(sorted({*NUMBERS, filled.number}), filled.number),
        labelled(DAY, "Open until", date_field(filled.day)),
        labelled(TIME, "At", time_field(filled.time), hint="On your own clock."),
        labelled(
            TELLING,
            "When people see what was right",
            select_field(_TELLING, AT_ONCE if filled.at_once else AT_END),
        ),
        labelled(
            TITLE_,
            "Name",
            text_field(filled.title, TITLE),
            hint="Left empty, it is called after what it is about.",
            optional=True,
        ),
        labelled(CHANNEL, "Channel", channel_field(filled.channel)),
    ]  # fmt: skip
    return window(
        "Homework",
        blocks,
        callback_id="homework_form",
        private_metadata=carried.dump(),
        submit=plain("Show me the homework"),
    )


def date_window(carried: Carried, day: str, time: str) -> View:
    """Another date for one that is open."""
    blocks = [
        labelled(DAY, "Open until", date_field(day)),
        labelled(TIME, "At", time_field(time), hint="On your own clock."),
        context("The message in the channel shows the new date; nobody is told otherwise."),
    ]
    return window(
        "Change the date",
        blocks,
        callback_id="homework_date",
        private_metadata=carried.dump(),
        submit=plain("Change"),
    )
