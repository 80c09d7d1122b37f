"""The fields of a question that is answered part by part: what belongs together, an order, blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.blocks.inputs import labelled, text_field, ticks
from bot.blocks.mrkdwn import Block, plain
from bot.blocks.quizzes.texts import CHOICE, line, rich, words
from bot.services.quizzes.asking import Option, Part
from knowledge.exchange import Kind

LONGEST_ANSWER = 300
_OPTION, _LABEL = 75, 150
Entered = Mapping[str, Sequence[str]]
"""What stands in the fields so far, by the part's id: ids of options, or words."""


def part_fields(
    parts: Sequence[Part],
    block_id: str,
    entered: Entered | None = None,
    longest: int = LONGEST_ANSWER,
) -> list[Block]:
    """A menu, boxes or a text field (of so many characters) for each; block ids are `block_id` with the part's id behind it.

    Choices that are longer than a menu shows stand above in full.
    """
    first = parts[0].options
    blocks: list[Block] = []
    if any(len(words(option.text, 1_000)) > _OPTION for option in first):
        blocks.append(_listed_plainly(first))
    given = entered or {}
    return blocks + [
        _field(part, f"{block_id}{part.id}", given.get(part.id, ()), longest) for part in parts
    ]


def _listed_plainly(options: Sequence[Option]) -> Block:
    rows: list[Block] = [
        {"type": "rich_text_section", "elements": line(option.text, CHOICE)} for option in options
    ]
    return rich([{"type": "rich_text_list", "style": "bullet", "elements": rows}])


def _field(part: Part, block_id: str, given: Sequence[str], longest: int) -> Block:
    label = words(part.label, _LABEL) or "…"
    if part.kind is Kind.CHOICE:
        return labelled(block_id, label, _menu(part, given))
    if part.kind is Kind.MULTIPLE:
        choices = [(option.id, words(option.text, _OPTION)) for option in part.options[:10]]
        return labelled(block_id, label, ticks(choices, given))
    return labelled(block_id, label, text_field(" ".join(given), longest))


def _menu(part: Part, given: Sequence[str]) -> Block:
    options = [
        {"text": plain(words(option.text, _OPTION) or "…"), "value": option.id}
        for option in part.options
    ]
    chosen = next((option for option in options if option["value"] in given), None)
    return {
        "type": "static_select",
        "action_id": "value",
        "placeholder": plain("Choose"),
        "options": options,
        **({"initial_option": chosen} if chosen else {}),
    }
