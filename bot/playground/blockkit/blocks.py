"""Blocks (https://docs.slack.dev/reference/block-kit/blocks).

Missing on purpose: `file`, which apps cannot add; `video`, which needs the scope links.embed:write
and an unfurl domain; and the newest blocks, which the page cannot show yet.
"""

from __future__ import annotations

from typing import Any

from bot.playground.blockkit.elements import (
    ACCESSORIES,
    CONTEXT_ACTIONS,
    IMAGE_ELEMENT,
    INPUTS,
    INTERACTIVE,
)
from bot.playground.blockkit.objects import IMAGE
from bot.playground.blockkit.rich_text import RICH_TEXT
from bot.playground.blockkit.rules import (
    Check,
    Invalid,
    Shape,
    at_least_one,
    boolean,
    exactly_one,
    list_of,
    may,
    need,
    one_of,
    plain,
    shaped,
    string,
    text,
    typed,
)

MAX_MARKDOWN = 12_000
_ID: Shape = {"block_id": may(string(255))}
_CELLS: dict[str, Check] = {
    "raw_text": shaped({"text": need(string(10_000))}),
    "rich_text": RICH_TEXT,
}
_COLUMN = shaped({"align": may(one_of("left", "center", "right")), "is_wrapped": may(boolean)})


def _context_element(value: Any, path: str) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        IMAGE_ELEMENT(value, path)
    else:
        text(2000)(value, path)


def _no_dispatch_for_files(block: dict[str, Any], path: str) -> None:
    if block.get("dispatch_action") and block["element"]["type"] == "file_input":
        raise Invalid(f"{path}/element/type", "unsupported type: file_input")


_BLOCKS: dict[str, Check] = {
    "section": shaped(
        {
            **_ID,
            "text": may(text(3000)),
            "fields": may(list_of(text(2000), most=10)),
            "accessory": may(typed(ACCESSORIES, "accessory")),
            "expand": may(boolean),
        },
        at_least_one("text", "fields"),
    ),
    "divider": shaped(_ID),
    "header": shaped({**_ID, "text": need(plain(150))}),
    "context": shaped({**_ID, "elements": need(list_of(_context_element, most=10))}),
    "actions": shaped({**_ID, "elements": need(list_of(typed(INTERACTIVE, "element"), most=25))}),
    "context_actions": shaped(
        {**_ID, "elements": need(list_of(typed(CONTEXT_ACTIONS, "element"), most=5))}
    ),
    "image": shaped(
        {**_ID, **IMAGE, "title": may(plain(2000))}, exactly_one("image_url", "slack_file")
    ),
    "input": shaped(
        {
            **_ID,
            "label": need(plain(2000)),
            "element": need(typed(INPUTS, "input element")),
            "hint": may(plain(2000)),
            "optional": may(boolean),
            "dispatch_action": may(boolean),
        },
        _no_dispatch_for_files,
    ),
    "rich_text": RICH_TEXT,
    "markdown": shaped({**_ID, "text": need(string(MAX_MARKDOWN))}),
    "table": shaped(
        {
            **_ID,
            "rows": need(list_of(list_of(typed(_CELLS, "cell"), most=20), most=100)),
            "column_settings": may(list_of(_COLUMN, most=20)),
        }
    ),
}
KINDS = tuple(_BLOCKS)
NOT_IN_VIEWS = frozenset({"context_actions", "markdown", "table"})
check_block: Check = typed(_BLOCKS)
"""Raises Invalid for a block Slack would refuse."""
