"""Whole messages and views: counts, unique ids, what a modal needs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

from bot.playground.blockkit.blocks import MAX_MARKDOWN, NOT_IN_VIEWS, check_block
from bot.playground.blockkit.rules import (
    Invalid,
    Shape,
    boolean,
    check_shape,
    list_of,
    may,
    need,
    plain,
    string,
)

_COMMON: Shape = {
    "blocks": need(list_of(check_block, most=100)),
    "private_metadata": may(string(3000, 0)),
    "callback_id": may(string(255, 0)),
    "external_id": may(string(255, 0)),
}
_VIEWS: dict[str, Shape] = {
    "home": _COMMON,
    "modal": {
        **_COMMON,
        "title": need(plain(24)),
        "submit": may(plain(24)),
        "close": may(plain(24)),
        "clear_on_close": may(boolean),
        "notify_on_close": may(boolean),
    },
}
MAX_MESSAGE_BLOCKS = 50
MAX_VIEW_BYTES = 250 * 1024


class TooLarge(Invalid):
    """A view of more than 250 KB, for which Slack has an error of its own."""


def check_message_blocks(blocks: Any) -> None:
    """Raises Invalid for blocks that no message may have."""
    list_of(check_block, most=MAX_MESSAGE_BLOCKS, least=0)(blocks, "/blocks")
    _unique_ids(blocks, "/blocks")
    _one_table(blocks)
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > MAX_MARKDOWN:
        raise Invalid(
            "/blocks", f"markdown blocks must be less than {MAX_MARKDOWN + 1} characters in total"
        )


def check_view(view: Any) -> None:
    """Raises Invalid for a modal or Home view that Slack would refuse."""
    if not isinstance(view, dict):
        raise Invalid("/view", "must provide an object")
    kind = view.get("type")
    shape = _VIEWS.get(kind) if isinstance(kind, str) else None
    if shape is None:
        raise Invalid("/view/type", f"unsupported type: {kind}")
    if len(json.dumps(view, ensure_ascii=False).encode("utf-8", "replace")) > MAX_VIEW_BYTES:
        raise TooLarge("/view", "a view may have 250 KB")
    # A view as methods return it has nulls for what it was not given; it may be sent back so.
    given = {name: value for name, value in view.items() if value is not None}
    check_shape(given, shape, "/view")
    _check_places(given)
    _unique_ids(view["blocks"], "/view/blocks")
    _one_focus(view["blocks"])


def _check_places(view: dict[str, Any]) -> None:
    """Which blocks may stand in a view, and what they ask of it."""
    for n, block in enumerate(view["blocks"]):
        if block["type"] in NOT_IN_VIEWS:
            raise Invalid(f"/view/blocks/{n}/type", f"unsupported type: {block['type']}")
    has_input = any(b["type"] == "input" for b in view["blocks"])
    if view["type"] == "modal" and has_input and "submit" not in view:
        raise Invalid("/view", "missing required field: submit")


def elements_of(block: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The elements of a block that may have an action_id, each with its place in the block."""
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict) and block[key]["type"] != "image":
            yield key, block[key]
    if block["type"] in {"actions", "context_actions"}:
        for n, element in enumerate(block["elements"]):
            yield f"elements/{n}", element


def _unique_ids(blocks: list[dict[str, Any]], path: str) -> None:
    seen: set[str] = set()
    for n, block in enumerate(blocks):
        name = block.get("block_id")
        if name in seen:
            raise Invalid(f"{path}/{n}/block_id", f"`block_id` {name} already exists")
        seen |= {name} if name else set()
        actions: set[str] = set()
        for place, element in elements_of(block):
            action = element.get("action_id")
            if action in actions:
                raise Invalid(
                    f"{path}/{n}/{place}/action_id", f"`action_id` {action} already exists"
                )
            actions |= {action} if action else set()


def _one_table(blocks: list[dict[str, Any]]) -> None:
    tables = [n for n, block in enumerate(blocks) if block["type"] == "table"]
    if len(tables) > 1:
        raise Invalid(f"/blocks/{tables[1]}", "only one table is allowed in a message")


def _one_focus(blocks: list[dict[str, Any]]) -> None:
    focused = [
        f"/view/blocks/{n}/{place}"
        for n, block in enumerate(blocks)
        for place, element in elements_of(block)
        if element.get("focus_on_load")
    ]
    if len(focused) > 1:
        raise Invalid(f"{focused[1]}/focus_on_load", "only one element can be focused on load")


def fill_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with the ids Slack adds where the app gave none."""
    filled: list[dict[str, Any]] = json.loads(json.dumps(blocks))
    for block in filled:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for _, element in elements_of(block):
            element.setdefault("action_id", secrets.token_urlsafe(4))
    return filled


def words_of(value: Any) -> int:
    """How many characters of text stand anywhere in blocks."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(words_of(v) for v in value.values())
    return sum(words_of(v) for v in value) if isinstance(value, list) else 0
