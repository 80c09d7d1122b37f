"""The Slack app's manifest against the code: everything in it is used, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.listeners import router, windows
from bot.listeners.polls import tables as poll_tables
from config.settings import MANIFEST_FILE

BOT = Path(__file__).resolve().parents[2] / "bot"
HISTORY = {"channels:history", "groups:history", "im:history"}
METHOD_SCOPES: dict[str, set[str]] = {
    # docs.slack.dev/reference/methods: each method's page. A method missing here fails the test.
    "assistant.threads.setStatus": {"assistant:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.info": {"channels:read", "groups:read"},  # channels, not direct messages
    "conversations.members": {"channels:read", "groups:read"},  # channels, not direct messages
    "conversations.history": HISTORY,  # for each kind of place that we answer in
    "conversations.open": {"im:write"},
    "conversations.replies": HISTORY,
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.update": set(),
}
EVENT_SCOPES: dict[str, set[str]] = {
    # docs.slack.dev/reference/events: each event's page
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "tokens_revoked": set(),
}
LIMITS = {
    # github.com/slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json: shortest and longest
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4_000),
    "display_information.background_color": (4, 7),
    "features.agent_view.agent_description": (1, 300),
    "features.bot_user.display_name": (1, 80),
    "features.shortcuts": (1, 10),
    "features.shortcuts.name": (1, 24),
    "features.shortcuts.type": (6, 7),
    "features.shortcuts.callback_id": (1, 255),
    "features.shortcuts.description": (1, 150),
    "features.slash_commands": (1, 50),
    "features.slash_commands.command": (2, 32),
    "features.slash_commands.description": (1, 2_000),
    "features.slash_commands.usage_hint": (1, 1_000),
    "oauth_config.scopes.bot": (0, 255),
    "settings.event_subscriptions.bot_events": (0, 100),
}
SWITCHES = {
    "features.app_home.home_tab_enabled",
    "features.app_home.messages_tab_enabled",
    "features.app_home.messages_tab_read_only_enabled",
    "features.bot_user.always_online",
    "features.slash_commands.should_escape",
    "settings.interactivity.is_enabled",
    "settings.org_deploy_enabled",
    "settings.socket_mode_enabled",
    "settings.token_rotation_enabled",
}
SLACKS_OWN_COMMANDS = set(
    "/apps /archive /call /collapse /dm /dnd /expand /feed /feedback /invite /invite_people /join /kick /leave "
    "/me /msg /mute /open /pref /prefs /remind /remove /rename /search /shortcuts /shrug /star /status /topic "
    "/who".split()
)
INPUT = "value"
"""The action id of every input: what it holds comes with the window's submit, not as an action."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(MANIFEST_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def code(folder: str = "") -> tuple[ast.AST, ...]:
    """Every node of a folder's code; of all of the bot's but the local workspace where none is named."""
    files = (p for p in sorted((BOT / folder).rglob("*.py")) if "playground" not in p.parts)
    return tuple(node for p in files for node in ast.walk(ast.parse(p.read_text(encoding="utf-8"))))


def calls(folder: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the name of the function or method."""
    for node in code(folder):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def text_of(node: ast.expr) -> str:
    """A literal's text, with a number for each value that is filled in."""
    if isinstance(node, ast.JoinedStr):
        parts = (p.value if isinstance(p, ast.Constant) else "0" for p in node.values)
        return "".join(str(part) for part in parts)
    assert isinstance(node, ast.Constant), f"line {node.lineno}: {ast.unparse(node)} is no literal"
    return str(node.value)


def written_under(key: str) -> Iterator[str]:
    """What the blocks write under a key of a dictionary, or as an argument of that name."""
    for node in code("blocks"):
        if isinstance(node, ast.keyword) and node.arg == key:
            yield text_of(node.value)
        elif isinstance(node, ast.Dict):
            for name, value in zip(node.keys, node.values, strict=True):
                passed_on = isinstance(value, ast.Name)  # the helper `button` was given it
                if isinstance(name, ast.Constant) and name.value == key and not passed_on:
                    yield text_of(value)


def test_every_command_is_handled_and_every_handled_one_is_in_the_manifest(
    manifest: dict[str, Any],
) -> None:
    named = [c["command"] for c in manifest["features"]["slash_commands"]]
    assert sorted(named) == sorted(router.COMMANDS)


def test_every_shortcut_is_handled_and_every_handled_one_is_in_the_manifest(
    manifest: dict[str, Any],
) -> None:
    named = [s["callback_id"] for s in manifest["features"]["shortcuts"]]
    assert sorted(named) == sorted(router.SHORTCUTS)


def test_every_event_is_handled_and_every_handled_one_is_subscribed_to(
    manifest: dict[str, Any],
) -> None:
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {name.split(".")[0] for name in subscribed} == set(router.EVENTS)
    assert sorted(subscribed) == sorted(EVENT_SCOPES)


def test_every_method_that_is_called_is_one_whose_scopes_are_known() -> None:
    called = {text_of(call.args[0]) for name, call in calls() if name == "_call"}
    assert called == set(METHOD_SCOPES)


def test_slack_is_called_in_one_place_only() -> None:
    """No call goes past the gateway, where 429 is obeyed and this file would not see its scope."""
    methods = {name for name in vars(AsyncWebClient) if re.fullmatch(r"[a-z]+(_[a-zA-Z]+)+", name)}
    assert {"chat_postMessage", "views_open", "conversations_history"} <= methods
    past = {name for name, _ in calls() if name in methods}
    assert past <= {"apps_connections_open"}, "which takes the app's own token, not the bot's"
    assert [name for name, _ in calls()].count("api_call") == 1


def test_the_scopes_are_those_that_calls_and_events_need_and_no_other(
    manifest: dict[str, Any],
) -> None:
    needed = set().union(*METHOD_SCOPES.values(), *EVENT_SCOPES.values())
    needed |= {"commands"} if router.COMMANDS or router.SHORTCUTS else set()
    assert sorted(manifest["oauth_config"]["scopes"]["bot"]) == sorted(needed)
    assert set(manifest["oauth_config"]["scopes"]) == {"bot"}


def test_everything_that_is_shown_to_press_has_a_handler_and_every_handler_something_to_press() -> (
    None
):
    made = (*calls("blocks"), *calls("listeners"))
    pressed = {text_of(call.args[1]) for name, call in made if name == "button"}
    pressed |= set(written_under("action_id")) - {INPUT}
    assert {"near_miss_0", "feedback"} <= pressed
    assert {router.route_of(action_id) for action_id in pressed} == set(router.ACTIONS)


def test_every_window_that_is_submitted_has_a_handler_and_every_handler_its_window() -> None:
    assert set(written_under("callback_id")) == set(windows.WINDOWS)


def test_what_the_code_uses_is_switched_on(manifest: dict[str, Any]) -> None:
    features, settings = manifest["features"], manifest["settings"]
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert "agent_view" in features
    assert "assistant_view" not in features, "the legacy form of the agent view"
    assert settings["interactivity"]["is_enabled"]
    assert settings["socket_mode_enabled"]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every list, text and switch with the path of its field; the items of a list share one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        yield path, value
        for item in value:
            yield from leaves(item, path) if isinstance(item, dict) else ()
    else:
        yield path, value


def test_every_field_is_one_that_slack_knows_and_keeps_its_limits(manifest: dict[str, Any]) -> None:
    for path, value in leaves(manifest):
        if isinstance(value, bool):
            assert path in SWITCHES, path
        else:
            shortest, longest = LIMITS[path]
            assert shortest <= len(value) <= longest, path


def test_scopes_and_events_are_named_once(manifest: dict[str, Any]) -> None:
    for path, value in leaves(manifest):
        if isinstance(value, list) and isinstance(value[0], str):
            assert value == sorted(set(value)), path


def test_names_have_the_form_that_slack_takes(manifest: dict[str, Any]) -> None:
    assert re.fullmatch(
        r"#([0-9a-fA-F]{3}){1,2}", manifest["display_information"]["background_color"]
    )
    for command in manifest["features"]["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9_-]+", command["command"])
        assert command["command"] not in SLACKS_OWN_COMMANDS
    for shortcut in manifest["features"]["shortcuts"]:
        assert shortcut["type"] in {"message", "global"}


def test_no_button_or_window_of_polls_is_handled_in_two_places() -> None:
    """The tables are merged: the second one would silently win."""
    parts = [part for part in vars(poll_tables).values() if isinstance(part, ModuleType)]
    for table in ("ACTIONS", "WINDOWS"):
        names = [name for part in parts for name in getattr(part, table, ())]
        assert sorted(names) == sorted(getattr(poll_tables, table))
