"""The form of a live quiz."""

from __future__ import annotations

from collections.abc import Mapping

from bot.blocks.inputs import labelled, select_field, ticks
from bot.blocks.mrkdwn import Block, context, plain
from bot.blocks.quizzes.subject_fields import number_field, subject_fields
from bot.blocks.windows import Carried, View, window
from bot.services.quizzes.live.drafting import NUMBERS, SECONDS, Wish

SECONDS_EACH, MORE, WHERE, GOING = "seconds", "more", "where", "going"
"""Block ids; the values lie under the action id "value"."""
SPEED = "speed"
THREAD, CHANNEL = "thread", "channel"
BY_HOST, BY_ITSELF = "host", "itself"


def form(carried: Carried, wish: Wish, lectures: Mapping[int, int], total: int) -> View:
    """The form with what is wished so far; `lectures` are those that have questions, with how many."""
    there = total if wish.lecture is None else lectures.get(wish.lecture, 0)
    number = max((n for n in NUMBERS if n <= min(wish.number, there)), default=wish.number)
    blocks: list[Block] = [
        context(f"{total} approved questions can be asked live now." if total != 1 else "1 approved question can be asked live now."),
        *subject_fields(lectures, total, wish.lecture, wish.topic),
        number_field(NUMBERS, number),
        labelled(SECONDS_EACH, "Time for each", select_field(_seconds(), str(wish.rules.seconds))),
        labelled(
            MORE,
            "Points",
            ticks([(SPEED, "Who is right sooner gets more")], [SPEED] if wish.rules.speed else []),
            optional=True,
        ),
        labelled(WHERE, "Where questions come", select_field(_WHERE, THREAD if wish.rules.thread else CHANNEL)),
        labelled(GOING, "After each answer", select_field(_GOING, BY_ITSELF if wish.rules.by_itself else BY_HOST)),
    ]  # fmt: skip
    return window(
        "Live quiz",
        blocks,
        callback_id="live_form",
        private_metadata=carried.dump(),
        submit=plain("Show me the quiz"),
    )


_WHERE = [
    (THREAD, "In a thread, so that the channel stays tidy"),
    (CHANNEL, "In the channel itself"),
]
_GOING = [
    (BY_HOST, "It waits until I press Next"),
    (BY_ITSELF, "It goes on by itself after 15 seconds"),
]


def _seconds() -> list[tuple[str, str]]:
    return [(str(n), f"{n} seconds" if n < 120 else f"{n // 60} minutes") for n in SECONDS]
