"""Whole messages and views: counts, unique ids, what a modal needs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

from bot.playground.blockkit.blocks import NOT_IN_VIEWS, check_block
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
    "callback_id": may(string(255)),
    "external_id": may(string(255)),
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
        "submit_disabled": may(boolean),
    },
}
_MAX_VIEW_BYTES = 250_000


def check_message_blocks(blocks: Any) -> None:
    """Raises Invalid for blocks that no message may have."""
    list_of(check_block, most=50, least=0)(blocks, "/blocks")
    _unique(blocks)


def check_view(view: Any) -> None:
    """Raises Invalid for a modal or Home view that Slack would refuse."""
    kind = view.get("type") if isinstance(view, dict) else None
    if kind not in _VIEWS:
        raise Invalid("/type", "must be modal or home")
    check_shape(view, _VIEWS[kind], "")
    for n, block in enumerate(view["blocks"]):
        if block["type"] in NOT_IN_VIEWS:
            raise Invalid(f"/blocks/{n}", f"a {block['type']} block cannot stand in a view")
    if (
        kind == "modal"
        and not view.get("submit")
        and any(b["type"] == "input" for b in view["blocks"])
    ):
        raise Invalid("/submit", "a modal with input blocks needs a submit text")
    if len(json.dumps(view)) > _MAX_VIEW_BYTES:
        raise Invalid("", "a view may have 250 KB")
    _unique(view["blocks"])


def elements_of(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The interactive elements of a block."""
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            yield block[key]
    if block["type"] in {"actions", "context_actions"}:
        yield from block["elements"]


def _unique(blocks: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for n, block in enumerate(blocks):
        name = block.get("block_id")
        if name in seen:
            raise Invalid(f"/blocks/{n}/block_id", f"`block_id` {name} already exists")
        if name:
            seen.add(name)
        ids = [e["action_id"] for e in elements_of(block) if e.get("action_id")]
        if len(set(ids)) != len(ids):
            raise Invalid(f"/blocks/{n}/elements", "`action_id` must be unique in its block")


def fill_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with the ids Slack adds where the app gave none."""
    filled: list[dict[str, Any]] = json.loads(json.dumps(blocks))
    for block in filled:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in elements_of(block):
            if element["type"] != "image":
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return filled
