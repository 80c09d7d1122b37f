"""The form of a live quiz."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.blocks.inputs import labelled, select_field, text_field, ticks
from bot.blocks.mrkdwn import Block, context
from bot.blocks.windows import Carried, View, window
from bot.services.quizzes.live.drafting import NUMBERS, SECONDS, Wish

LECTURE, TOPIC, NUMBER, SECONDS_EACH, MORE, WHERE, GOING = (
    "lecture",
    "topic",
    "number",
    "seconds",
    "more",
    "where",
    "going",
)
"""Block ids; the values lie under the action id "value"."""
ANY = "any"
SPEED = "speed"
THREAD, CHANNEL = "thread", "channel"
BY_HOST, BY_ITSELF = "host", "itself"
_MOST_LECTURES, _LONGEST_TOPIC = 98, 80


def form(carried: Carried, wish: Wish, lectures: Mapping[int, int], total: int) -> View:
    """The form with what is wished so far; `lectures` are those that have questions, with how many."""
    there = total if wish.lecture is None else lectures.get(wish.lecture, 0)
    number = max((n for n in NUMBERS if n <= min(wish.number, there)), default=wish.number)
    chosen = ANY if wish.lecture is None else str(wish.lecture)
    blocks: list[Block] = [
        context(f"{total} approved questions can be asked live now." if total != 1 else "1 approved question can be asked live now."),
        labelled(LECTURE, "Lecture", select_field(_lectures(lectures, total, wish.lecture), chosen)),
        labelled(
            TOPIC,
            "Or a topic",
            text_field(wish.topic, _LONGEST_TOPIC),
            hint="Only questions in which these words occur; leave it empty for any.",
            optional=True,
        ),
        labelled(NUMBER, "Number of questions", select_field(_numbers(NUMBERS), str(number))),
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
        submit={"type": "plain_text", "text": "Show me the quiz"},
    )


_WHERE = [
    (THREAD, "In a thread, so that the channel stays tidy"),
    (CHANNEL, "In the channel itself"),
]
_GOING = [
    (BY_HOST, "It waits until I press Next"),
    (BY_ITSELF, "It goes on by itself after 15 seconds"),
]


def _lectures(lectures: Mapping[int, int], total: int, wanted: int | None) -> list[tuple[str, str]]:
    """The newest first; the wanted one also where it is an old one, or has no questions."""
    shown = sorted(lectures, reverse=True)[:_MOST_LECTURES]
    shown += [wanted] if wanted is not None and wanted not in shown else []
    named = [(str(number), f"Lecture {number} ({lectures.get(number, 0)})") for number in shown]
    return [(ANY, f"Any lecture ({total})"), *named]


def _numbers(numbers: Sequence[int]) -> list[tuple[str, str]]:
    return [(str(n), str(n)) for n in numbers]


def _seconds() -> list[tuple[str, str]]:
    return [(str(n), f"{n} seconds" if n < 120 else f"{n // 60} minutes") for n in SECONDS]
