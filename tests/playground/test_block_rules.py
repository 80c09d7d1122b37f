"""Block Kit's other rules: what must be there, what may not be, what belongs together."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.blockkit import Invalid, check_message_blocks, check_view, fill_ids
from tests.playground.blocks_kit import (
    BLOCKS,
    CONFIRM,
    ELEMENTS,
    FEEDBACK,
    FIELDS,
    FRUIT,
    IMAGE,
    URL,
    element,
    field,
    holding,
    rich,
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


REQUIRED: dict[str, tuple[Json, str]] = {
    "header text": ({"type": "header"}, "text"),
    "context elements": ({"type": "context"}, "elements"),
    "actions elements": ({"type": "actions"}, "elements"),
    "input label": ({"type": "input", "element": element("datepicker")}, "label"),
    "input element": ({"type": "input", "label": plain("x")}, "element"),
    "image alt_text": ({"type": "image", "image_url": URL}, "alt_text"),
    "rich elements": ({"type": "rich_text"}, "elements"),
    "markdown text": ({"type": "markdown"}, "text"),
    "table rows": ({"type": "table"}, "rows"),
    "button text": (actions({"type": "button"}), "text"),
    "option value": (holding("overflow", options=[{"text": plain("x")}]), "value"),
    "option text": (holding("overflow", options=[{"value": "x"}]), "text"),
    "checkboxes options": (actions({"type": "checkboxes"}), "options"),
    "number decimals": (field({"type": "number_input"}), "is_decimal_allowed"),
    "list style": (rich({"type": "rich_text_list", "elements": []}), "style"),
    **{
        f"confirm {part}": (
            actions(button(confirm={k: v for k, v in CONFIRM.items() if k != part})),
            part,
        )
        for part in CONFIRM
    },
    "feedback": (
        {
            "type": "context_actions",
            "elements": [{k: v for k, v in FEEDBACK.items() if k != "negative_button"}],
        },
        "negative_button",
    ),
}


@pytest.mark.parametrize("what", REQUIRED)
def test_what_must_be_there_is_named(what: str) -> None:
    block, name = REQUIRED[what]
    assert refused(block).why == f"missing required field: {name}"


WRONG: dict[str, Json] = {
    "an unknown block": {"type": "tick"},
    "a block without type": {"text": plain("x")},
    "a block whose type is a list": {"type": ["divider"]},
    "a file, which apps cannot add": {"type": "file", "external_id": "x", "source": "remote"},
    "a video without its scope": {"type": "video", "alt_text": "x", "title": plain("x")},
    "a section without text or fields": {"type": "section"},
    "a field too many": {"type": "divider", "text": plain("x")},
    "a null": section(accessory=None),
    "a number for a text": {"type": "header", "text": 5},
    "words for a text": {"type": "header", "text": "Header"},
    "mrkdwn in a header": {"type": "header", "text": mrkdwn("x")},
    "mrkdwn in a button": actions({"type": "button", "text": mrkdwn("x")}),
    "mrkdwn in a label": {**text_input(), "label": mrkdwn("x")},
    "mrkdwn in a placeholder": holding("users_select", placeholder=mrkdwn("x")),
    "mrkdwn in a select": holding("static_select", options=[{"text": mrkdwn("x"), "value": "x"}]),
    "mrkdwn in a menu": holding("overflow", options=[{"text": mrkdwn("x"), "value": "x"}]),
    "an emoji flag on mrkdwn": section() | {"text": {**mrkdwn("x"), "emoji": True}},
    "verbatim on plain text": section() | {"text": {**plain("x"), "verbatim": True}},
    "another style of button": actions(button(style="default")),
    "a confirm of another style": actions(button(confirm={**CONFIRM, "style": "warning"})),
    "a link without a scheme": actions(button(url="example.org")),
    "a link on an option of a select": holding("static_select", options=[{**APPLE, "url": URL}]),
    "an image without a source": {"type": "image", "alt_text": "x"},
    "an image with two sources": {**IMAGE, "slack_file": {"id": "F0123"}},
    "a file named twice": {
        "type": "image",
        "alt_text": "x",
        "slack_file": {"id": "F1", "url": URL},
    },
    "a file named by nothing": {"type": "image", "alt_text": "x", "slack_file": {}},
    "options and groups": actions(
        {
            "type": "static_select",
            "options": FRUIT,
            "option_groups": [{"label": plain("x"), "options": FRUIT}],
        }
    ),
    "neither options nor groups": actions({"type": "static_select"}),
    "an initial option of elsewhere": holding("static_select", initial_option=option("plum")),
    "an initial option that differs": holding(
        "radio_buttons", initial_option={**APPLE, "description": plain("x")}
    ),
    "initial options of elsewhere": holding("checkboxes", initial_options=[option("plum")]),
    "initial options twice": holding("checkboxes", initial_options=[APPLE, APPLE]),
    "no initial options": holding("checkboxes", initial_options=[]),
    "more initial than may be chosen": holding(
        "multi_static_select", initial_options=FRUIT, max_selected_items=1
    ),
    "more people than may be chosen": holding(
        "multi_users_select", initial_users=["U1", "U2"], max_selected_items=1
    ),
    "a day that is none": holding("datepicker", initial_date="2026-02-30"),
    "a date of another form": holding("datepicker", initial_date="24.11.2026"),
    "a time that is none": holding("timepicker", initial_time="24:00"),
    "a time of another form": holding("timepicker", initial_time="9:30"),
    "a zone that is none": holding("timepicker", timezone="Mars/Olympus"),
    "milliseconds": holding("datetimepicker", initial_date_time=1_700_000_000_000),
    "a moment before ten digits": holding("datetimepicker", initial_date_time=999_999_999),
    "a placeholder in a datetimepicker": holding("datetimepicker", placeholder=plain("x")),
    "a filter that filters nothing": holding("conversations_select", filter={}),
    "a filter of nothing": holding("conversations_select", filter={"include": []}),
    "a filter twice": holding("conversations_select", filter={"include": ["im", "im"]}),
    "a filter of a kind that is none": holding(
        "conversations_select", filter={"include": ["secret"]}
    ),
    "the least above the most": holding("plain_text_input", min_length=5, max_length=4),
    "more words than the most": holding("plain_text_input", initial_value="xx", max_length=1),
    "no trigger": holding("plain_text_input", dispatch_action_config={"trigger_actions_on": []}),
    "a number of words": holding("number_input", initial_value="five"),
    "a number for a string": holding("number_input", initial_value=5),
    "no number": holding("number_input", initial_value="NaN"),
    "a decimal where none is allowed": holding("number_input", min_value="0.5"),
    "a number below the least": holding("number_input", initial_value="1", min_value="2"),
    "a number above the most": holding("number_input", initial_value="3", max_value="2"),
    "the least number above the most": holding("number_input", min_value="3", max_value="2"),
    "a file field that tells at once": {**field(element("file_input")), "dispatch_action": True},
    "words for a flag": holding("plain_text_input", multiline="yes"),
    "a flag for a number": holding("plain_text_input", min_length=True),
    "code in a mention": run({"type": "user", "user_id": "U1", "style": {"code": True}}),
    "a highlight in words": run(words(highlight=True)),
    "a colour that is none": run({"type": "color", "value": "blue"}),
    "a range that is none": run({"type": "broadcast", "range": "world"}),
    "a mention in a code block": rich(
        {"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}
    ),
    "a list in a list": rich(
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_list", "style": "bullet", "elements": []}],
        }
    ),
    "a button in a context": {"type": "context", "elements": [button()]},
    "a button among icons": {"type": "context_actions", "elements": [button()]},
    "another icon": {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "icon": "star", "text": plain("x")}],
    },
    "a cell of another kind": {"type": "table", "rows": [[plain("x")]]},
    "a column of another align": {
        **BLOCKS["table"],
        "column_settings": [{"align": "justified"}],
    },
}


@pytest.mark.parametrize("what", WRONG)
def test_what_slack_would_not_take_is_refused(what: str) -> None:
    refused(WRONG[what])


RIGHT: dict[str, Json] = {
    "mrkdwn in checkboxes": holding(
        "checkboxes",
        options=[{"text": mrkdwn("*x*"), "value": "x", "description": mrkdwn("_y_")}],
    ),
    "a link in a menu": holding("overflow", options=[{**APPLE, "url": URL}]),
    "an initial option in a group": actions(
        {
            "type": "static_select",
            "option_groups": [{"label": plain("x"), "options": FRUIT}],
            "initial_option": PEAR,
        }
    ),
    "a picture of Slack's": {"type": "image", "alt_text": "x", "slack_file": {"id": "F0123"}},
    "a leap day": holding("datepicker", initial_date="2028-02-29"),
    "midnight": holding("timepicker", initial_time="00:00", timezone="Europe/Stockholm"),
    "a moment": holding("datetimepicker", initial_date_time=1_700_000_000),
    "a decimal": holding("number_input", is_decimal_allowed=True, initial_value="0.25"),
    "a negative number": holding("number_input", initial_value="-10", min_value="-20"),
    "an empty start": holding("plain_text_input", initial_value=""),
    "both triggers": holding(
        "plain_text_input",
        dispatch_action_config={"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]},
    ),
    "styles of words": run(words(bold=True, italic=True, strike=True, code=True, underline=True)),
    "styles of a mention": run(
        {"type": "user", "user_id": "U1", "style": {"bold": True, "client_highlight": True}}
    ),
    "an ordered list in a quote's company": rich(
        {
            "type": "rich_text_list",
            "style": "ordered",
            "offset": 2,
            "elements": [{"type": "rich_text_section", "elements": []}],
        },
        {"type": "rich_text_quote", "border": 1, "elements": [words()]},
        {"type": "rich_text_preformatted", "elements": [words()]},
    ),
    "a rich cell": {"type": "table", "rows": [[run(words())]]},
    "an accessory picture": section(accessory=IMAGE),
    "text and fields": section(fields=[plain("x")]),
}


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
