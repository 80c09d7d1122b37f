"""Elements and composition objects (https://docs.slack.dev/reference/block-kit/block-elements)."""

from __future__ import annotations

from bot.playground.blockkit.rules import (
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
)

CONFIRM: Shape = {
    "title": need(plain(100)),
    "text": need(text(300)),
    "confirm": need(plain(30)),
    "deny": need(plain(30)),
    "style": may(one_of("primary", "danger")),
}
OPTION: Shape = {
    "text": need(text(75)),
    "value": need(string(150)),
    "description": may(text(75)),
    "url": may(string(3000)),
}
OPTION_GROUP: Shape = {"label": need(plain(75)), "options": need(list_of(shaped(OPTION), most=100))}
DISPATCH: Shape = {
    "trigger_actions_on": may(list_of(one_of("on_enter_pressed", "on_character_entered"), most=2))
}
_FILTER: Shape = {
    "include": may(list_of(one_of("im", "mpim", "private", "public"), most=4)),
    "exclude_external_shared_channels": may(boolean),
    "exclude_bot_users": may(boolean),
}

_ACTION = {"action_id": may(string(255))}
_CONFIRM = {"confirm": may(shaped(CONFIRM))}
_FOCUS = {"focus_on_load": may(boolean)}
_PLACEHOLDER = {"placeholder": may(plain(150))}
_SELECT = {**_ACTION, **_CONFIRM, **_FOCUS, **_PLACEHOLDER}
_MULTI = {**_SELECT, "max_selected_items": may(integer(1))}
_OPTIONS = {
    "options": may(list_of(shaped(OPTION), most=100)),
    "option_groups": may(list_of(shaped(OPTION_GROUP), most=100)),
}
_CONVERSATIONS = {"default_to_current_conversation": may(boolean), "filter": may(shaped(_FILTER))}
_TEXT_INPUT = {**_ACTION, **_FOCUS, **_PLACEHOLDER, "dispatch_action_config": may(shaped(DISPATCH))}
_CHOICES = {**_ACTION, **_CONFIRM, **_FOCUS, "options": need(list_of(shaped(OPTION), most=10))}
_IDS = list_of(string(32), most=100)

BUTTON: Shape = {
    **_ACTION,
    **_CONFIRM,
    "text": need(plain(75)),
    "url": may(string(3000)),
    "value": may(string(2000)),
    "style": may(one_of("primary", "danger")),
    "accessibility_label": may(string(75)),
}
IMAGE: Shape = {
    "alt_text": need(string(2000)),
    "image_url": may(string(3000)),
    "slack_file": may(shaped({"id": may(string(64)), "url": may(string(3000))})),
}

INTERACTIVE: dict[str, Shape] = {
    "button": BUTTON,
    "checkboxes": {**_CHOICES, "initial_options": may(list_of(shaped(OPTION), most=10))},
    "radio_buttons": {**_CHOICES, "initial_option": may(shaped(OPTION))},
    "overflow": {**_ACTION, **_CONFIRM, "options": need(list_of(shaped(OPTION), most=5))},
    "datepicker": {**_SELECT, "initial_date": may(string(10, 10))},
    "timepicker": {**_SELECT, "initial_time": may(string(5, 5)), "timezone": may(string(64))},
    "datetimepicker": {
        **_ACTION,
        **_CONFIRM,
        **_FOCUS,
        "initial_date_time": may(integer(0, 9_999_999_999)),
    },
    "static_select": {**_SELECT, **_OPTIONS, "initial_option": may(shaped(OPTION))},
    "multi_static_select": {
        **_MULTI,
        **_OPTIONS,
        "initial_options": may(list_of(shaped(OPTION), most=100)),
    },
    "external_select": {
        **_SELECT,
        "initial_option": may(shaped(OPTION)),
        "min_query_length": may(integer()),
    },
    "multi_external_select": {
        **_MULTI,
        "initial_options": may(list_of(shaped(OPTION), most=100)),
        "min_query_length": may(integer()),
    },
    "users_select": {**_SELECT, "initial_user": may(string(32))},
    "multi_users_select": {**_MULTI, "initial_users": may(_IDS)},
    "conversations_select": {
        **_SELECT,
        **_CONVERSATIONS,
        "initial_conversation": may(string(32)),
        "response_url_enabled": may(boolean),
    },
    "multi_conversations_select": {**_MULTI, **_CONVERSATIONS, "initial_conversations": may(_IDS)},
    "channels_select": {
        **_SELECT,
        "initial_channel": may(string(32)),
        "response_url_enabled": may(boolean),
    },
    "multi_channels_select": {**_MULTI, "initial_channels": may(_IDS)},
}
INPUTS: dict[str, Shape] = {
    **{kind: shape for kind, shape in INTERACTIVE.items() if kind not in {"button", "overflow"}},
    "plain_text_input": {
        **_TEXT_INPUT,
        "initial_value": may(string(3000, 0)),
        "multiline": may(boolean),
        "min_length": may(integer(0, 3000)),
        "max_length": may(integer(1, 3000)),
    },
    "rich_text_input": {**_TEXT_INPUT, "initial_value": may(anything)},
    "number_input": {
        **_TEXT_INPUT,
        "is_decimal_allowed": need(boolean),
        "initial_value": may(string(64)),
        "min_value": may(string(64)),
        "max_value": may(string(64)),
    },
    "email_text_input": {**_TEXT_INPUT, "initial_value": may(string(3000))},
    "url_text_input": {**_TEXT_INPUT, "initial_value": may(string(3000))},
    "file_input": {
        **_ACTION,
        "filetypes": may(list_of(string(32), most=100)),
        "max_files": may(integer(1, 10)),
    },
}
SECTION_ACCESSORIES: dict[str, Shape] = {**INTERACTIVE, "image": IMAGE}
_FEEDBACK: Shape = {
    "text": need(plain(75)),
    "value": need(string(2000)),
    "accessibility_label": may(string(75)),
}
CONTEXT_ACTIONS: dict[str, Shape] = {
    "feedback_buttons": {
        **_ACTION,
        "positive_button": need(shaped(_FEEDBACK)),
        "negative_button": need(shaped(_FEEDBACK)),
    },
    "icon_button": {
        **_ACTION,
        **_CONFIRM,
        "icon": need(one_of("trash")),
        "text": need(plain(75)),
        "value": may(string(2000)),
        "visible_to_user_ids": may(_IDS),
        "accessibility_label": may(string(75)),
    },
}
