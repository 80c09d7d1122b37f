"""The window in which an instructor writes to the class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.blocks.inputs import labelled, text_field
from bot.blocks.mrkdwn import Block, context, plain, section, shorten
from bot.blocks.papers.answered import title_of
from bot.blocks.windows import Carried, View, window
from bot.services.papers.telling import ANSWER, CHANGE, QUESTION, ClassPost, Item
from bot.services.polls.ports import Option, Poll

MOST_SLIDES = 50
"""Slides to choose from for each question: a window has room for no more."""
USE, ASKED, SAID, SLIDE, DOES = "use", "question", "answer", "slide", "change"
"""What the fields of a question are called, before its number: "question_0"."""
AVERAGES, OVERALL = "averages", "overall"
_TICK = {"text": plain("Post this one"), "value": "on"}
_TOLD = {"text": plain("Tell how new it was and how the pace was"), "value": "on"}


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the window, ticked or not, and how many asked it."""

    item: Item
    ticked: bool
    size: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in the window. `slides` are those to choose from, under their entries' ids."""

    paper: Poll
    rows: tuple[Row, ...]
    slides: Sequence[Option]
    post: ClassPost


def writing_window(carried: Carried, sheet: Sheet) -> View:
    """A question after the other, and what there is to say over all."""
    blocks: list[Block] = [
        section(
            "Tick what the class should read, and write it as you would say it. You see a preview before anything is posted."
        )
    ]
    for number, row in enumerate(sheet.rows):
        blocks += [{"type": "divider"}, *_row(number, row, sheet.slides[:MOST_SLIDES])]
    blocks += [
        {"type": "divider"},
        _input(OVERALL, "What will change, over all", _text(sheet.post.change, CHANGE)),
        _ticks(AVERAGES, "Averages", _TOLD, on=sheet.post.averages),
        context("Left empty, a field is left out."),
    ]
    return window(
        title_of(sheet.paper),
        blocks,
        submit=plain("Preview"),
        callback_id="paper_write",
        private_metadata=carried.dump(),
    )


def _row(number: int, row: Row, slides: Sequence[Option]) -> list[Block]:
    size = f" · {row.size}×" if row.size > 1 else ""
    name = f"Question {number + 1}{size}" if row.item.question else "One more question, of your own"
    fields = [
        _ticks(f"{USE}_{number}", name, _TICK, on=row.ticked),
        _input(f"{ASKED}_{number}", "Question", _text(row.item.question, QUESTION, lines=False)),
        _input(f"{SAID}_{number}", "Answer", _text(row.item.answer, ANSWER)),
    ]
    if slides:
        fields.append(_input(f"{SLIDE}_{number}", "Slide", _slide(row.item.slide, slides)))
    fields.append(
        _input(f"{DOES}_{number}", "What will change", _text(row.item.change, CHANGE, lines=False))
    )
    return fields


def _input(block_id: str, label: str, element: Block) -> Block:
    return labelled(block_id, label, element, optional=True)


def _text(initial: str, longest: int, *, lines: bool = True) -> Block:
    return text_field(initial, longest, multiline=lines)


def _ticks(block_id: str, label: str, option: Mapping[str, object], *, on: bool) -> Block:
    element: Block = {"type": "checkboxes", "action_id": "value", "options": [option]}
    return _input(block_id, label, element | ({"initial_options": [option]} if on else {}))


def _slide(chosen: str, slides: Sequence[Option]) -> Block:
    options = [{"text": plain(shorten(one.text, 75)), "value": one.id} for one in slides]
    initial = next((o for o in options if o["value"] == chosen), None)
    element: Block = {
        "type": "static_select",
        "action_id": "value",
        "placeholder": plain("None"),
        "options": options,
    }
    return element | ({"initial_option": initial} if initial else {})
