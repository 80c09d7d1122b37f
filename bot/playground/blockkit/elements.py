"""Elements (https://docs.slack.dev/reference/block-kit/block-elements)."""

from __future__ import annotations

from bot.playground.blockkit.objects import (
    CONFIRM,
    FILTER,
    IMAGE,
    MENU_OPTION,
    OPTION,
    OPTIONS,
    RICH_OPTION,
    initial_among_options,
    initial_within_limit,
)
from bot.playground.blockkit.rules import (
    Check,
    Shape,
    boolean,
    exactly_one,
    integer,
    list_of,
    may,
    need,
    one_of,
    plain,
    shaped,
    string,
    url,
)
from bot.playground.blockkit.values import (
    DATE,
    DATE_TIME,
    FIELDS,
    TIME,
    TIMEZONE,
    action,
    focus,
    placeholder,
)

_CONFIRM = {"confirm": may(CONFIRM)}
_SELECT: Shape = {**action, **_CONFIRM, **focus, **placeholder}
_MULTI: Shape = {**_SELECT, "max_selected_items": may(integer(1))}
_CONVERSATIONS = {"default_to_current_conversation": may(boolean), "filter": may(FILTER)}
_RESPONDING = {"response_url_enabled": may(boolean)}
_CHOICES: Shape = {**action, **_CONFIRM, **focus, "options": need(list_of(RICH_OPTION, most=10))}
_ID = string(32)
_IDS = list_of(_ID, most=100, unique=True)
_CHOSEN = list_of(OPTION, most=100, unique=True)

BUTTON: Check = shaped(
    {
        **action,
        **_CONFIRM,
        "text": need(plain(75)),
        "url": may(url()),
        "value": may(string(2000)),
        "style": may(one_of("primary", "danger")),
        "accessibility_label": may(string(75)),
    }
)
IMAGE_ELEMENT: Check = shaped(IMAGE, exactly_one("image_url", "slack_file"))


def _multi(name: str, ids: Check = _IDS, more: Shape | None = None) -> Check:
    return shaped({**_MULTI, **(more or {}), name: may(ids)}, initial_within_limit(name))


INTERACTIVE: dict[str, Check] = {
    "button": BUTTON,
    "checkboxes": shaped(
        {**_CHOICES, "initial_options": may(list_of(RICH_OPTION, most=10, unique=True))},
        initial_among_options,
    ),
    "radio_buttons": shaped(
        {**_CHOICES, "initial_option": may(RICH_OPTION)}, initial_among_options
    ),
    "overflow": shaped({**action, **_CONFIRM, "options": need(list_of(MENU_OPTION, most=5))}),
    "datepicker": shaped({**_SELECT, "initial_date": may(DATE)}),
    "timepicker": shaped({**_SELECT, "initial_time": may(TIME), "timezone": may(TIMEZONE)}),
    "datetimepicker": shaped({**action, **_CONFIRM, **focus, "initial_date_time": may(DATE_TIME)}),
    "static_select": shaped(
        {**_SELECT, **OPTIONS, "initial_option": may(OPTION)},
        exactly_one("options", "option_groups"),
        initial_among_options,
    ),
    "multi_static_select": shaped(
        {**_MULTI, **OPTIONS, "initial_options": may(_CHOSEN)},
        exactly_one("options", "option_groups"),
        initial_among_options,
        initial_within_limit("initial_options"),
    ),
    "external_select": shaped(
        {**_SELECT, "initial_option": may(OPTION), "min_query_length": may(integer())}
    ),
    "multi_external_select": _multi(
        "initial_options", _CHOSEN, {"min_query_length": may(integer())}
    ),
    "users_select": shaped({**_SELECT, "initial_user": may(_ID)}),
    "multi_users_select": _multi("initial_users"),
    "conversations_select": shaped(
        {**_SELECT, **_CONVERSATIONS, **_RESPONDING, "initial_conversation": may(_ID)}
    ),
    "multi_conversations_select": _multi("initial_conversations", _IDS, _CONVERSATIONS),
    "channels_select": shaped({**_SELECT, **_RESPONDING, "initial_channel": may(_ID)}),
    "multi_channels_select": _multi("initial_channels"),
}
INPUTS: dict[str, Check] = {
    **{kind: check for kind, check in INTERACTIVE.items() if kind not in {"button", "overflow"}},
    **FIELDS,
}
ACCESSORIES: dict[str, Check] = {
    **{kind: check for kind, check in INTERACTIVE.items() if kind != "datetimepicker"},
    "image": IMAGE_ELEMENT,
}
_FEEDBACK = shaped(
    {
        "text": need(plain(75)),
        "value": need(string(2000)),
        "accessibility_label": may(string(75)),
    }
)
CONTEXT_ACTIONS: dict[str, Check] = {
    "feedback_buttons": shaped(
        {**action, "positive_button": need(_FEEDBACK), "negative_button": need(_FEEDBACK)}
    ),
    "icon_button": shaped(
        {
            **action,
            **_CONFIRM,
            "icon": need(one_of("trash")),
            "text": need(plain(75)),
            "value": may(string(2000)),
            "visible_to_user_ids": may(_IDS),
            "accessibility_label": may(string(75)),
        }
    ),
}
