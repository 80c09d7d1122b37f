"""Composition objects (https://docs.slack.dev/reference/block-kit/composition-objects)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.blockkit.rules import (
    Check,
    Invalid,
    Shape,
    at_least_one,
    boolean,
    exactly_one,
    list_of,
    matching,
    may,
    need,
    one_of,
    plain,
    shaped,
    string,
    text,
    url,
)

CONFIRM = shaped(
    {
        "title": need(plain(100)),
        # The reference says plain_text; mrkdwn was its own example for years and is still taken.
        "text": need(text(300)),
        "confirm": need(plain(30)),
        "deny": need(plain(30)),
        "style": may(one_of("primary", "danger")),
    }
)
DISPATCH = shaped(
    {
        "trigger_actions_on": need(
            list_of(one_of("on_enter_pressed", "on_character_entered"), most=2, unique=True)
        )
    }
)
FILTER = shaped(
    {
        "include": may(list_of(one_of("im", "mpim", "private", "public"), most=4, unique=True)),
        "exclude_external_shared_channels": may(boolean),
        "exclude_bot_users": may(boolean),
    },
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
SLACK_FILE = shaped(
    {"id": may(matching(r"F[A-Z0-9]+", "file id", 30)), "url": may(url())}, exactly_one("id", "url")
)
IMAGE: Shape = {
    "alt_text": need(string(2000)),
    "image_url": may(url()),
    "slack_file": may(SLACK_FILE),
}

_VALUE = {"value": need(string(150))}
OPTION = shaped({"text": need(plain(75)), **_VALUE, "description": may(plain(75))})
"""An option of a select."""
RICH_OPTION = shaped({"text": need(text(75)), **_VALUE, "description": may(text(75))})
"""An option of checkboxes or radio buttons, which may be mrkdwn."""
MENU_OPTION = shaped(
    {"text": need(plain(75)), **_VALUE, "description": may(plain(75)), "url": may(url())}
)
"""An option of an overflow menu, which may be a link."""
OPTION_GROUP = shaped({"label": need(plain(75)), "options": need(list_of(OPTION, most=100))})
OPTIONS: Shape = {
    "options": may(list_of(OPTION, most=100)),
    "option_groups": may(list_of(OPTION_GROUP, most=100)),
}


def offered(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every option of an element, in groups or not."""
    yield from element.get("options", ())
    for group in element.get("option_groups", ()):
        yield from group["options"]


def initial_among_options(element: dict[str, Any], path: str) -> None:
    """What is chosen at first must stand, exactly so, among the options."""
    choices = list(offered(element))
    if "initial_option" in element and element["initial_option"] not in choices:
        raise Invalid(f"{path}/initial_option", "must exactly match one of the options")
    for n, option in enumerate(element.get("initial_options", ())):
        if option not in choices:
            raise Invalid(f"{path}/initial_options/{n}", "must exactly match one of the options")


def initial_within_limit(name: str) -> Check:
    """No more chosen at first than `max_selected_items` allows."""

    def check(element: dict[str, Any], path: str) -> None:
        most = element.get("max_selected_items")
        if most is not None and len(element.get(name, ())) > most:
            raise Invalid(f"{path}/{name}", f"no more than {most} items allowed")

    return check


def check_suggestions(answer: Any) -> None:
    """Raises Invalid for an answer to block_suggestion that Slack would not show."""
    shape: Shape = {
        "options": may(list_of(OPTION, most=100, least=0)),
        "option_groups": may(list_of(OPTION_GROUP, most=100, least=0)),
    }
    shaped(shape, exactly_one("options", "option_groups"))(answer, "")
