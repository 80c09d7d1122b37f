"""Block Kit's other rules: what must be there, what may not be, what belongs together."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.blockkit import Invalid, check_message_blocks, check_view, fill_ids
from tests.playground.block_cases import REQUIRED, RIGHT, WRONG
from tests.playground.blocks_kit import (
    BLOCKS,
    ELEMENTS,
    FIELDS,
    FRUIT,
    IMAGE,
    element,
    field,
    holding,
)
from tests.playground.kit import (
    actions,
    button,
    form,
    home,
    modal,
    plain,
    section,
    text_input,
)

Json = dict[str, Any]
PEAR, APPLE = FRUIT[1], FRUIT[0]


def refused(*blocks: Any) -> Invalid:
    with pytest.raises(Invalid) as caught:
        check_message_blocks(list(blocks))
    return caught.value


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_stands_in_a_message(kind: str) -> None:
    check_message_blocks([BLOCKS[kind]])


@pytest.mark.parametrize("kind", BLOCKS)
def test_which_blocks_stand_in_views(kind: str) -> None:
    """context_actions, markdown and table are for messages only."""
    for view in (form(BLOCKS[kind]), home(BLOCKS[kind])):
        if kind in {"context_actions", "markdown", "table"}:
            with pytest.raises(Invalid, match=f"unsupported type: {kind}"):
                check_view(view)
        else:
            check_view(view)


@pytest.mark.parametrize("kind", ELEMENTS)
def test_interactive_elements_stand_in_rows_sections_and_most_in_fields(kind: str) -> None:
    check_message_blocks([actions(element(kind))])
    if kind == "datetimepicker":
        assert refused(section(accessory=element(kind))).why.startswith("unsupported accessory")
    else:
        check_message_blocks([section(accessory=element(kind))])
    if kind in {"button", "overflow"}:
        assert "unsupported input element" in refused(field(element(kind))).why
    else:
        check_message_blocks([field(element(kind))])


@pytest.mark.parametrize("kind", FIELDS)
def test_fields_stand_in_inputs_only(kind: str) -> None:
    check_message_blocks([field(element(kind))])
    refused(actions(element(kind)))
    refused(section(accessory=element(kind)))


@pytest.mark.parametrize("what", REQUIRED)
def test_what_must_be_there_is_named(what: str) -> None:
    block, name = REQUIRED[what]
    assert refused(block).why == f"missing required field: {name}"


@pytest.mark.parametrize("what", WRONG)
def test_what_slack_would_not_take_is_refused(what: str) -> None:
    refused(WRONG[what])


@pytest.mark.parametrize("what", RIGHT)
def test_what_slack_takes_is_taken(what: str) -> None:
    check_message_blocks([RIGHT[what]])


@pytest.mark.parametrize(
    ("block", "path", "why"),
    [
        ({"type": "tick"}, "/blocks/0/type", "unsupported type: tick"),
        (section("x" * 3_001), "/blocks/0/text/text", "must be less than 3001 characters"),
        (
            actions(button(), button("x" * 76, "b")),
            "/blocks/0/elements/1/text/text",
            "must be less than 76 characters",
        ),
        ({**section(), "color": 1}, "/blocks/0/color", "invalid additional property: color"),
        ("divider", "/blocks/0", "must provide an object"),
        (
            holding("static_select", options=[APPLE, {"text": plain("x"), "value": 5}]),
            "/blocks/0/elements/0/options/1/value",
            "must provide a string",
        ),
    ],
)
def test_an_error_points_at_its_place(block: Any, path: str, why: str) -> None:
    error = refused(block)
    assert (error.path, error.why) == (path, why)
    assert str(error) == f"[ERROR] {why} [json-pointer:{path}]"


def test_ids_are_unique_where_they_must_be() -> None:
    """Block ids in a message or view, action ids in a block."""
    twice = [section(block_id="a"), section(block_id="a")]
    assert refused(*twice).why == "`block_id` a already exists"
    with pytest.raises(Invalid, match=r"`block_id` a already exists.*/view/blocks/1/block_id"):
        check_view(modal(*twice))
    error = refused(actions(button(), button()))
    assert (error.path, error.why) == (
        "/blocks/0/elements/1/action_id",
        "`action_id` press already exists",
    )
    check_message_blocks([actions(button()), actions(button())])
    check_message_blocks([section(block_id="a"), section(block_id="b"), section(), section()])


def test_one_table_a_message() -> None:
    assert refused(BLOCKS["table"], BLOCKS["table"]).path == "/blocks/1"


def test_one_focus_a_view() -> None:
    focused = element("plain_text_input", focus_on_load=True)
    unfocused = element("plain_text_input", focus_on_load=False)
    check_view(form(field(focused), field(unfocused)))
    with pytest.raises(Invalid, match="only one element can be focused"):
        check_view(form(field(focused), actions(element("users_select", focus_on_load=True))))


def test_a_modal_with_fields_needs_a_submit_and_a_home_none() -> None:
    with pytest.raises(Invalid, match="missing required field: submit"):
        check_view(modal(text_input()))
    check_view(form(text_input()))
    check_view(home(text_input()))


@pytest.mark.parametrize(
    "view",
    [
        None,
        [],
        "modal",
        {},
        {"type": "workflow_step", "blocks": [section()]},
        {"type": ["modal"], "blocks": [section()]},
        {**home(), "title": plain("T")},
        {**home(), "submit": plain("T")},
        {**form(), "submit_disabled": True},
        {**form(), "id": "V0123"},
        {**form(), "clear_on_close": "yes"},
        {**form(), "blocks": {"0": section()}},
    ],
)
def test_what_is_no_view_is_refused(view: Any) -> None:
    with pytest.raises(Invalid):
        check_view(view)


def test_ids_are_filled_in_where_the_app_gave_none() -> None:
    given = [
        section(block_id="a", accessory=IMAGE),
        actions({"type": "button", "text": plain("x")}),
    ]
    filled = fill_ids(given)
    assert filled[0] == given[0]
    assert filled[1]["block_id"]
    assert filled[1]["elements"][0]["action_id"]
    assert "block_id" not in given[1], "what the app sent is left as it was"
