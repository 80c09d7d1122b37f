"""Blocks that Slack takes, and blocks that it doesn't, by what is the matter with them."""

from __future__ import annotations

from typing import Any

from tests.playground.blocks_kit import (
    BLOCKS,
    CONFIRM,
    FEEDBACK,
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
    mrkdwn,
    option,
    plain,
    section,
    text_input,
)

Json = dict[str, Any]
PEAR, APPLE = FRUIT[1], FRUIT[0]


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
