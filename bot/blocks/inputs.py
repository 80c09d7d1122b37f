"""What can be filled in in a window. Each element's action id is "value" (bot/listeners/taking.py)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from bot.blocks.mrkdwn import Block, plain, shorten

OPTION_TEXT = 75
Choices = Sequence[tuple[str, str]]
"""Values with their labels."""


def labelled(
    block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:
    """An element with its label, and a hint below."""
    block = {"type": "input", "block_id": block_id, "label": plain(label), "element": element}
    return (
        block | ({"hint": plain(hint)} if hint else {}) | ({"optional": True} if optional else {})
    )


def text_field(initial: str, longest: int, *, multiline: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": "value", "max_length": longest}
    element |= {"multiline": True} if multiline else {}
    return element | ({"initial_value": initial[:longest]} if initial.strip() else {})


def link_field(initial: str) -> Block:
    return {"type": "url_text_input", "action_id": "value"} | _given("initial_value", initial)


def channel_field(initial: str, placeholder: str = "") -> Block:
    """A channel, public or private, without conversations with apps."""
    element: Block = {
        "type": "conversations_select",
        "action_id": "value",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    element |= {"placeholder": plain(placeholder)} if placeholder else {}
    return element | _given("initial_conversation", initial)


def date_field(initial: str) -> Block:
    """`initial` is like 2021-12-01, or empty."""
    return {"type": "datepicker", "action_id": "value"} | _given("initial_date", initial)


def time_field(initial: str) -> Block:
    """`initial` is like 23:59, or empty."""
    return {"type": "timepicker", "action_id": "value"} | _given("initial_time", initial)


def select_field(choices: Choices, chosen: str) -> Block:
    """One of them; `chosen` is among them."""
    made = _options(choices)
    initial = next(o for o in made if o["value"] == chosen)
    return {
        "type": "static_select",
        "action_id": "value",
        "options": made,
        "initial_option": initial,
    }


def multi_select_field(choices: Choices, chosen: Collection[str]) -> Block:
    """Any of them."""
    return _several("multi_static_select", choices, chosen)


def ticks(choices: Choices, chosen: Collection[str]) -> Block:
    """Boxes to tick, ten at most."""
    return _several("checkboxes", choices, chosen)


def _several(kind: str, choices: Choices, chosen: Collection[str]) -> Block:
    made = _options(choices)
    picked = [option for option in made if option["value"] in chosen]
    element: Block = {"type": kind, "action_id": "value", "options": made}
    return element | ({"initial_options": picked} if picked else {})


def _options(choices: Choices) -> list[dict[str, Any]]:
    return [
        {"text": plain(shorten(label, OPTION_TEXT)), "value": value} for value, label in choices
    ]


def _given(name: str, value: str) -> dict[str, Any]:
    return {name: value} if value else {}
