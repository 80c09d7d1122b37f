"""Block Kit's numbers: at the limit all is well, one more is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.blockkit import Invalid, check_message_blocks, check_view
from bot.playground.blockkit.surfaces import MAX_VIEW_BYTES, TooLarge
from tests.playground.blocks_kit import (
    BLOCKS,
    CONFIRM,
    FEEDBACK,
    ICON,
    IMAGE,
    element,
    field,
    holding,
    run,
    words,
)
from tests.playground.kit import (
    actions,
    button,
    form,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    text_input,
)

Json = dict[str, Any]
Make = Callable[[int], Json]


def _options(count: int) -> list[Json]:
    return [option(f"o{n}") for n in range(count)]


def _groups(count: int) -> list[Json]:
    return [{"label": plain("g"), "options": _options(1)} for _ in range(count)]


def _confirm(part: str) -> Make:
    return lambda n: actions(button(confirm={**CONFIRM, part: plain("x" * n)}))


def _feedback(**change: Any) -> Json:
    changed = {**FEEDBACK, "positive_button": {"text": plain("Good"), "value": "1", **change}}
    return {"type": "context_actions", "elements": [changed]}


def _icon(**change: Any) -> Json:
    return {"type": "context_actions", "elements": [{**ICON, **change}]}


def _table(rows: int = 1, cells: int = 1, **more: Any) -> Json:
    row = [{"type": "raw_text", "text": "x"}] * cells
    return {"type": "table", "rows": [row] * rows, **more}


def _rich_list(**more: Any) -> Json:
    rows = [{"type": "rich_text_section", "elements": [words()]}]
    part = {"type": "rich_text_list", "style": "bullet", "elements": rows, **more}
    return {"type": "rich_text", "elements": [part]}


BLOCK_LIMITS: dict[str, tuple[int, Make]] = {
    "block_id": (255, lambda n: section(block_id="x" * n)),
    "action_id": (255, lambda n: actions(button(action_id="x" * n))),
    "section text": (3_000, lambda n: section("x" * n)),
    "section fields": (10, lambda n: {"type": "section", "fields": [mrkdwn("x")] * n}),
    "section field": (2_000, lambda n: {"type": "section", "fields": [plain("x" * n)]}),
    "header": (150, lambda n: {"type": "header", "text": plain("x" * n)}),
    "context elements": (10, lambda n: {"type": "context", "elements": [mrkdwn("x")] * n}),
    "context text": (2_000, lambda n: {"type": "context", "elements": [mrkdwn("x" * n)]}),
    "actions elements": (
        25,
        lambda n: actions(*(button(action_id=f"a{i}") for i in range(n))),
    ),
    "context_actions elements": (5, lambda n: {"type": "context_actions", "elements": [ICON] * n}),
    "feedback text": (75, lambda n: _feedback(text=plain("x" * n))),
    "feedback value": (2_000, lambda n: _feedback(value="x" * n)),
    "feedback label": (75, lambda n: _feedback(accessibility_label="x" * n)),
    "icon text": (75, lambda n: _icon(text=plain("x" * n))),
    "icon value": (2_000, lambda n: _icon(value="x" * n)),
    "icon label": (75, lambda n: _icon(accessibility_label="x" * n)),
    "button text": (75, lambda n: actions(button("x" * n))),
    "button value": (2_000, lambda n: actions(button(value="x" * n))),
    "button url": (3_000, lambda n: actions(button(url="https:" + "x" * (n - 6)))),
    "button label": (75, lambda n: actions(button(accessibility_label="x" * n))),
    "confirm title": (100, _confirm("title")),
    "confirm text": (300, _confirm("text")),
    "confirm confirm": (30, _confirm("confirm")),
    "confirm deny": (30, _confirm("deny")),
    "image alt_text": (2_000, lambda n: {**IMAGE, "alt_text": "x" * n}),
    "image title": (2_000, lambda n: {**IMAGE, "title": plain("x" * n)}),
    "image url": (3_000, lambda n: {**IMAGE, "image_url": "https:" + "x" * (n - 6)}),
    "input label": (2_000, lambda n: {**text_input(), "label": plain("x" * n)}),
    "input hint": (2_000, lambda n: {**text_input(), "hint": plain("x" * n)}),
    "placeholder": (150, lambda n: field(element("plain_text_input", placeholder=plain("x" * n)))),
    "input text": (3_000, lambda n: field(element("plain_text_input", initial_value="x" * n))),
    "max_length": (3_000, lambda n: field(element("plain_text_input", max_length=n))),
    "min_length": (3_000, lambda n: field(element("plain_text_input", min_length=n))),
    "max_files": (10, lambda n: field(element("file_input", max_files=n))),
    "checkboxes": (10, lambda n: holding("checkboxes", options=_options(n))),
    "radio_buttons": (10, lambda n: holding("radio_buttons", options=_options(n))),
    "overflow": (5, lambda n: holding("overflow", options=_options(n))),
    "static_select": (100, lambda n: holding("static_select", options=_options(n))),
    "option text": (
        75,
        lambda n: holding("static_select", options=[{**option("a"), "text": plain("x" * n)}]),
    ),
    "option value": (
        150,
        lambda n: holding("static_select", options=[{**option("a"), "value": "x" * n}]),
    ),
    "option description": (
        75,
        lambda n: holding("overflow", options=[{**option("a"), "description": plain("x" * n)}]),
    ),
    "option groups": (
        100,
        lambda n: actions({"type": "static_select", "option_groups": _groups(n)}),
    ),
    "options in a group": (
        100,
        lambda n: actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain("g"), "options": _options(n)}],
            }
        ),
    ),
    "group label": (
        75,
        lambda n: actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain("x" * n), "options": _options(1)}],
            }
        ),
    ),
    "list indent": (8, lambda n: _rich_list(indent=n)),
    "list border": (1, lambda n: _rich_list(border=n)),
    "markdown": (12_000, lambda n: {"type": "markdown", "text": "x" * n}),
    "table rows": (100, lambda n: _table(rows=n)),
    "table cells": (20, lambda n: _table(cells=n)),
    "table columns": (20, lambda n: _table(column_settings=[{"align": "left"}] * n)),
}


@pytest.mark.parametrize("what", BLOCK_LIMITS)
def test_a_block_at_its_limit_and_one_over(what: str) -> None:
    limit, make = BLOCK_LIMITS[what]
    check_message_blocks([make(limit)])
    with pytest.raises(Invalid):
        check_message_blocks([make(limit + 1)])


LEAST: dict[str, Json] = {
    "section text": section(""),
    "section fields": {"type": "section", "fields": []},
    "header": {"type": "header", "text": plain("")},
    "context elements": {"type": "context", "elements": []},
    "actions elements": {"type": "actions", "elements": []},
    "button text": actions(button("")),
    "button value": actions(button(value="")),
    "action_id": actions(button(action_id="")),
    "block_id": section(block_id=""),
    "option value": holding("overflow", options=[{**option("a"), "value": ""}]),
    "options": holding("static_select", options=[]),
    "groups": actions({"type": "static_select", "option_groups": []}),
    "checkboxes": holding("checkboxes", options=[]),
    "alt_text": {**IMAGE, "alt_text": ""},
    "rich text": {"type": "rich_text", "elements": []},
    "rich words": run(words("")),
    "markdown": {"type": "markdown", "text": ""},
    "table rows": {"type": "table", "rows": []},
    "max_length": field(element("plain_text_input", max_length=0)),
    "max_files": field(element("file_input", max_files=0)),
    "max_selected_items": holding("multi_users_select", max_selected_items=0),
    "indent": _rich_list(indent=-1),
}


@pytest.mark.parametrize("what", LEAST)
def test_nothing_is_too_little(what: str) -> None:
    with pytest.raises(Invalid):
        check_message_blocks([LEAST[what]])


def test_blocks_of_a_message() -> None:
    check_message_blocks([])
    check_message_blocks([BLOCKS["divider"]] * 50)
    with pytest.raises(Invalid, match="no more than 50 items allowed"):
        check_message_blocks([BLOCKS["divider"]] * 51)


def test_markdown_is_counted_over_the_whole_message() -> None:
    half = {"type": "markdown", "text": "x" * 6_000}
    check_message_blocks([half, half])
    with pytest.raises(Invalid, match="in total"):
        check_message_blocks([half, half, {"type": "markdown", "text": "x"}])


VIEW_LIMITS: dict[str, tuple[int, Make]] = {
    "title": (24, lambda n: modal(title="x" * n)),
    "submit": (24, lambda n: modal(submit=plain("x" * n))),
    "close": (24, lambda n: modal(close=plain("x" * n))),
    "private_metadata": (3_000, lambda n: modal(private_metadata="x" * n)),
    "callback_id": (255, lambda n: modal(callback_id="x" * n)),
    "external_id": (255, lambda n: modal(external_id="x" * n)),
    "modal blocks": (100, lambda n: modal(*[BLOCKS["divider"]] * n)),
    "home blocks": (100, lambda n: home(*[BLOCKS["divider"]] * n)),
    "home metadata": (3_000, lambda n: home(private_metadata="x" * n)),
}


@pytest.mark.parametrize("what", VIEW_LIMITS)
def test_a_view_at_its_limit_and_one_over(what: str) -> None:
    limit, make = VIEW_LIMITS[what]
    check_view(make(limit))
    with pytest.raises(Invalid):
        check_view(make(limit + 1))


def test_a_view_may_have_250_kilobytes() -> None:
    """Counted as bytes, so that 89 sections of 2,900 umlauts are twice too many."""
    check_view(modal(*[section("x" * 2_700)] * 90))
    with pytest.raises(TooLarge):
        check_view(modal(*[section("ü" * 2_700)] * 90))
    assert MAX_VIEW_BYTES == 250 * 1024


def test_a_view_has_blocks_and_a_modal_a_title() -> None:
    for view in (
        {"type": "home", "blocks": []},
        {"type": "home"},
        {"type": "modal", "blocks": [section()]},
        {**form(), "title": plain("")},
        {**form(), "title": mrkdwn("T")},
        {**form(), "blocks": None},
    ):
        with pytest.raises(Invalid):
            check_view(view)
