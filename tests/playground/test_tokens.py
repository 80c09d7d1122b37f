"""Who may call what, and in which form."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Failure, Playground
from tests.playground.app import App
from tests.playground.conftest import client_of, manifest
from tests.playground.person import MAIN
from tests.playground.refusals import error_of, refusal


async def answered(
    session: aiohttp.ClientSession, url: str, **request: Any
) -> tuple[int, dict[str, Any]]:
    async with session.post(url, **request) as response:
        return response.status, await response.json()


async def test_a_token_must_be_there_and_be_known(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    url = f"{playground.api_url}auth.test"
    for headers, error in (
        ({}, "not_authed"),
        ({"Authorization": ""}, "not_authed"),
        ({"Authorization": playground.bot_token}, "not_authed"),
        ({"Authorization": "Bearer xoxb-somebody-else"}, "invalid_auth"),
        ({"Authorization": f"Bearer {playground.app_token}"}, "not_allowed_token_type"),
    ):
        assert await answered(session, url, headers=headers) == (
            200,
            {"ok": False, "error": error},
        )


async def test_a_token_may_come_in_the_body_and_never_in_the_address(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    """Slack's apps of today may not send it where logs keep it."""
    url = f"{playground.api_url}auth.test"
    token = {"token": playground.bot_token}
    assert (await answered(session, url, data=token))[1]["ok"]
    assert (await answered(session, url, json=token))[1]["ok"]
    _, body = await answered(session, url, params=token)
    assert body["error"] == "not_authed"


async def test_only_the_app_token_opens_connections(
    playground: Playground, session: aiohttp.ClientSession, slack: AsyncWebClient
) -> None:
    refused = slack.apps_connections_open(app_token=playground.bot_token)
    assert await error_of(refused) == "not_allowed_token_type"
    opened = await slack.apps_connections_open(app_token=playground.app_token)
    assert str(opened["url"]).startswith("ws://127.0.0.1:")


@pytest.mark.parametrize("app_manifest", [manifest(scopes=frozenset({"users:read"}))])
async def test_a_missing_scope_is_named(slack: AsyncWebClient) -> None:
    body = await refusal(slack.chat_postMessage(channel=MAIN, text="Hello"))
    assert body == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "users:read",
    }


@pytest.mark.parametrize(
    "app_manifest", [manifest(scopes=frozenset({"channels:history", "channels:read"}))]
)
async def test_each_kind_of_conversation_has_a_scope_of_its_own(slack: AsyncWebClient) -> None:
    await slack.conversations_history(channel=MAIN)
    for channel, needed in (("G0TATEAM", "groups"), ("D0LECTERN1", "im")):
        body = await refusal(slack.conversations_history(channel=channel))
        assert (body["error"], body["needed"]) == ("missing_scope", f"{needed}:history")
        body = await refusal(slack.conversations_info(channel=channel))
        assert (body["error"], body["needed"]) == ("missing_scope", f"{needed}:read")
    body = await refusal(slack.conversations_list(types="public_channel,im"))
    assert body["needed"] == "im:read"


async def test_an_unknown_method_is_named(slack: AsyncWebClient) -> None:
    body = await refusal(slack.api_call("chat.shout"))
    assert body == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


async def test_an_uninstalled_app_hears_of_it_and_has_no_rights_left(
    playground: Playground, slack: AsyncWebClient, app: App
) -> None:
    playground.uninstall()
    await app.got("app_uninstalled")
    assert (await app.got("tokens_revoked"))["event"]["tokens"]["bot"] == ["U0LECTERN"]
    assert await error_of(slack.auth_test()) == "account_inactive"
    channel = playground.world.channels[MAIN]
    playground.hub.post(channel, playground.hub.by_person("U0SARA", "Anybody there?"))
    await asyncio.gather(*playground.hub._tasks)
    assert set(app.names()) == {"app_uninstalled", "tokens_revoked"}


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"data": b"{", "headers": {"Content-Type": "application/json"}}, "invalid_json"),
        (
            {"data": b'"\\ud800"', "headers": {"Content-Type": "application/json"}},
            "invalid_json",
        ),
        ({"data": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}, "invalid_json"),
        ({"data": b"\xff", "headers": {"Content-Type": "application/json"}}, "invalid_json"),
        ({"json": [1]}, "json_not_object"),
        (
            {"data": b"{}", "headers": {"Content-Type": "application/json; charset=klingon"}},
            "invalid_charset",
        ),
        ({"data": b"<a/>", "headers": {"Content-Type": "text/xml"}}, "invalid_post_type"),
        (
            {"data": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}},
            "invalid_form_data",
        ),
    ],
)
async def test_a_bad_body_is_named(
    playground: Playground, session: aiohttp.ClientSession, request_: dict[str, Any], error: str
) -> None:
    headers = {"Authorization": f"Bearer {playground.bot_token}", **request_.pop("headers", {})}
    url = f"{playground.api_url}auth.test"
    assert await answered(session, url, headers=headers, **request_) == (
        200,
        {"ok": False, "error": error},
    )


async def test_an_argument_the_method_does_not_know_is_warned_of(slack: AsyncWebClient) -> None:
    answer = await slack.api_call("users.info", json={"user": "U0SARA", "colour": "red"})
    assert answer["warning"] == "superfluous_arguments: colour"
    assert "warning" not in (await slack.users_info(user="U0SARA")).data


async def test_a_failure_switched_on_comes_once(
    playground: Playground, slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    playground.faults.fail_next("auth.test", Failure(error="fatal_error"))
    assert await error_of(slack.auth_test()) == "fatal_error"
    assert (await slack.auth_test())["user_id"] == "U0LECTERN"
    playground.faults.fail_next("chat.postMessage", Failure(after_effect=True))
    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel=MAIN, text="Took effect")
    texts = [m["text"] for m in playground.world.channels[MAIN].roots()]
    assert texts == ["Took effect"]


async def test_identity_and_echo(slack: AsyncWebClient, playground: Playground) -> None:
    identity = await slack.auth_test()
    assert (identity["team_id"], identity["user_id"], identity["bot_id"]) == (
        "T0LECTERN",
        "U0LECTERN",
        "B0LECTERN",
    )
    assert identity.headers["X-OAuth-Scopes"].split(",")[0] == "app_mentions:read"
    assert (await slack.api_test(foo="bar"))["args"] == {"foo": "bar"}
    assert await error_of(slack.api_test(error="my_error")) == "my_error"


async def test_two_workspaces_do_not_know_each_others_tokens(
    slack: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    async with Playground(manifest()) as other:
        foreign = client_of(other, session, str(slack.token))
        assert await error_of(foreign.auth_test()) == "invalid_auth"
