"""Blocks (https://docs.slack.dev/reference/block-kit/blocks)."""

from __future__ import annotations

from typing import Any

from bot.playground.blockkit.elements import (
    CONTEXT_ACTIONS,
    IMAGE,
    INPUTS,
    INTERACTIVE,
    SECTION_ACCESSORIES,
)
from bot.playground.blockkit.rules import (
    Check,
    Invalid,
    Shape,
    anything,
    boolean,
    integer,
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

_ID = {"block_id": may(string(255))}
_STYLE: Shape = {
    name: may(boolean)
    for name in (
        "bold",
        "italic",
        "strike",
        "code",
        "highlight",
        "client_highlight",
        "unlink",
        "underline",
    )
}
_STYLED = {"style": may(shaped(_STYLE))}
_RICH_LEAVES: dict[str, Shape] = {
    "text": {"text": need(string(40_000)), **_STYLED},
    "link": {
        "url": need(string(3000)),
        "text": may(string(40_000)),
        "unsafe": may(boolean),
        **_STYLED,
    },
    "user": {"user_id": need(string(32)), **_STYLED},
    "usergroup": {"usergroup_id": need(string(32)), **_STYLED},
    "channel": {"channel_id": need(string(32)), **_STYLED},
    "emoji": {
        "name": need(string(100)),
        "unicode": may(string(100)),
        "skin_tone": may(integer(1, 6)),
        **_STYLED,
    },
    "broadcast": {"range": need(one_of("here", "channel", "everyone")), **_STYLED},
    "color": {"value": need(string(9))},
    "date": {
        "timestamp": need(integer()),
        "format": need(string(200)),
        "url": may(string(3000)),
        "fallback": may(string(200)),
        **_STYLED,
    },
}
_LEAVES = list_of(typed(_RICH_LEAVES, "rich text element"), most=2000, least=0)
_RICH_SECTION: Shape = {"elements": need(_LEAVES)}
_BORDER = {"border": may(integer(0, 1))}
_RICH: dict[str, Shape] = {
    "rich_text_section": _RICH_SECTION,
    "rich_text_preformatted": {"elements": need(_LEAVES), **_BORDER, "language": may(string(40))},
    "rich_text_quote": {"elements": need(_LEAVES), **_BORDER},
    "rich_text_list": {
        "style": need(one_of("bullet", "ordered")),
        "elements": need(
            list_of(typed({"rich_text_section": _RICH_SECTION}, "list element"), most=500)
        ),
        "indent": may(integer(0, 8)),
        "offset": may(integer()),
        **_BORDER,
    },
}


def _context_element(value: Any, path: str) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        shaped(IMAGE)(value, path)
    else:
        text(2000)(value, path)


def _section(value: Any, path: str) -> None:
    if value.get("text") is None and value.get("fields") is None:
        raise Invalid(path, "must have text or fields")


BLOCKS: dict[str, Shape] = {
    "section": {
        **_ID,
        "text": may(text(3000)),
        "fields": may(list_of(text(2000), most=10)),
        "accessory": may(typed(SECTION_ACCESSORIES, "accessory")),
        "expand": may(boolean),
    },
    "divider": {**_ID},
    "header": {**_ID, "text": need(plain(150))},
    "context": {**_ID, "elements": need(list_of(_context_element, most=10))},
    "actions": {**_ID, "elements": need(list_of(typed(INTERACTIVE, "element"), most=25))},
    "context_actions": {
        **_ID,
        "elements": need(list_of(typed(CONTEXT_ACTIONS, "element"), most=5)),
    },
    "image": {**_ID, **IMAGE, "title": may(plain(2000))},
    "input": {
        **_ID,
        "label": need(plain(2000)),
        "element": need(typed(INPUTS, "input element")),
        "hint": may(plain(2000)),
        "optional": may(boolean),
        "dispatch_action": may(boolean),
    },
    "rich_text": {**_ID, "elements": need(list_of(typed(_RICH, "rich text object"), most=500))},
    "markdown": {**_ID, "text": need(string(12_000))},
    "file": {**_ID, "external_id": need(string(255)), "source": need(one_of("remote"))},
    "table": {
        **_ID,
        "rows": need(list_of(list_of(anything, most=20), most=100)),
        "column_settings": may(list_of(anything, most=20)),
    },
}
EXTRA: dict[str, Check] = {"section": _section}
NOT_IN_VIEWS = frozenset({"context_actions", "markdown", "file", "table"})


def check_block(value: Any, path: str) -> None:
    """Raises Invalid for a block Slack would refuse."""
    typed(BLOCKS, "block type")(value, path)
    extra = EXTRA.get(value["type"])
    if extra is not None:
        extra(value, path)
