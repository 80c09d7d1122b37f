"""The fields of a form that say what a quiz or a homework is about, and of how many questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.blocks.inputs import labelled, select_field, text_field
from bot.blocks.mrkdwn import Block

LECTURE, TOPIC, NUMBER = "lecture", "topic", "number"
"""Block ids; the values lie under the action id "value"."""
ANY = "any"
LONGEST_TOPIC = 80
_MOST_LECTURES = 98


def subject_fields(
    lectures: Mapping[int, int], total: int, lecture: int | None, topic: str
) -> list[Block]:
    """A lecture or a topic; `lectures` are those that have questions, with how many."""
    chosen = ANY if lecture is None else str(lecture)
    return [
        labelled(LECTURE, "Lecture", select_field(_lectures(lectures, total, lecture), chosen)),
        labelled(
            TOPIC,
            "Or a topic",
            text_field(topic, LONGEST_TOPIC),
            hint="Only questions about it; leave it empty for any.",
            optional=True,
        ),
    ]


def number_field(numbers: Iterable[int], chosen: int) -> Block:
    """How many questions."""
    return labelled(
        NUMBER,
        "Number of questions",
        select_field([(str(n), str(n)) for n in numbers], str(chosen)),
    )


def _lectures(lectures: Mapping[int, int], total: int, wanted: int | None) -> list[tuple[str, str]]:
    """The newest first; the wanted one also where it is an old one, or has no questions."""
    shown = sorted(lectures, reverse=True)[:_MOST_LECTURES]
    shown += [wanted] if wanted is not None and wanted not in shown else []
    named = [(str(number), f"Lecture {number} ({lectures.get(number, 0)})") for number in shown]
    return [(ANY, f"Any lecture ({total})"), *named]
