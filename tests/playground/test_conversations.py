"""conversations.*: what the bot can find, read, open and join."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.state import Channel
from tests.playground.app import App
from tests.playground.conftest import SCOPES, Clock, manifest
from tests.playground.person import AIKO, GENERAL, MAIN, MINA, SARA, SARAS_DM, STAFF, TOM, Person
from tests.playground.refusals import error_of, refusal


async def listed(slack: AsyncWebClient, **arguments: Any) -> list[str]:
    return [c["id"] for c in (await slack.conversations_list(**arguments))["channels"]]


async def test_conversations_are_listed_by_their_types(slack: AsyncWebClient) -> None:
    assert await listed(slack) == [GENERAL, MAIN]
    assert await listed(slack, types="private_channel") == [STAFF]
    assert len(await listed(slack, types=["im"])) == 5
    assert await error_of(slack.conversations_list(types="secret_channel")) == "invalid_types"


async def test_a_private_channel_without_the_bot_does_not_exist(
    slack: AsyncWebClient, playground: Playground
) -> None:
    playground.world.channels["G0SECRET"] = Channel("G0SECRET", "secret", [TOM], is_private=True)
    assert "G0SECRET" not in await listed(slack, types="private_channel")
    for call in (
        slack.conversations_info(channel="G0SECRET"),
        slack.conversations_members(channel="G0SECRET"),
        slack.conversations_history(channel="G0SECRET"),
        slack.conversations_join(channel="G0SECRET"),
        slack.chat_postMessage(channel="#secret", text="x"),
    ):
        assert await error_of(call) == "channel_not_found"


async def test_archived_channels_can_be_left_out(
    slack: AsyncWebClient, playground: Playground
) -> None:
    playground.world.channels[MAIN].is_archived = True
    assert await listed(slack, exclude_archived=True) == [GENERAL]
    assert (await slack.conversations_info(channel=MAIN))["channel"]["is_archived"]


async def test_listings_go_page_by_page(slack: AsyncWebClient) -> None:
    found, cursor = [], None
    while cursor != "":
        page = await slack.conversations_members(channel=MAIN, limit=4, cursor=cursor)
        found += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    assert found == [SARA, TOM, AIKO, MINA, "U0RIVERA", "U0LECTERN"]


@pytest.mark.parametrize("cursor", ["5", "-5", "bmV4dDotMQ==", "bmV4dDp4", "%%%", "💥"])
async def test_a_made_up_cursor_is_refused(slack: AsyncWebClient, cursor: str) -> None:
    call = slack.conversations_members(channel=MAIN, cursor=cursor)
    assert await error_of(call) == "invalid_cursor"


@pytest.mark.parametrize("limit", [-1, 1_001, "many", 10**400])
async def test_a_limit_is_a_number_up_to_a_thousand(slack: AsyncWebClient, limit: Any) -> None:
    call = slack.api_call("conversations.members", json={"channel": MAIN, "limit": limit})
    assert await error_of(call) == "invalid_limit"


async def test_what_is_known_of_a_conversation(slack: AsyncWebClient) -> None:
    main = (await slack.conversations_info(channel=MAIN, include_num_members=True))["channel"]
    assert (main["name"], main["is_channel"], main["is_member"], main["num_members"]) == (
        "tcss562",
        True,
        True,
        6,
    )
    general = (await slack.conversations_info(channel=GENERAL))["channel"]
    assert not general["is_member"]
    dm = (await slack.conversations_info(channel=SARAS_DM))["channel"]
    assert (dm["is_im"], dm["user"], "name" in dm) == (True, SARA, False)


async def test_history_is_newest_first_between_two_times(
    slack: AsyncWebClient, sara: Person, clock: Clock
) -> None:
    stamps = []
    for n in range(5):
        clock.advance(10)
        stamps.append((await sara.writes(str(n)))["ts"])

    async def texts(**arguments: Any) -> str:
        found = await slack.conversations_history(channel=MAIN, **arguments)
        return "".join(m["text"] for m in found["messages"])

    assert await texts() == "43210"
    assert await texts(oldest=stamps[1], latest=stamps[3]) == "2"
    assert await texts(oldest=stamps[1], latest=stamps[3], inclusive=True) == "321"
    assert await texts(oldest=stamps[1]) == "432"
    assert await texts(latest=stamps[1], inclusive="true") == "10"
    first = await slack.conversations_history(channel=MAIN, limit=2)
    assert first["has_more"]
    assert await texts(limit=2, cursor=first["response_metadata"]["next_cursor"]) == "21"


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
async def test_a_time_that_is_none_is_refused(
    slack: AsyncWebClient, sara: Person, method: str
) -> None:
    where = {"channel": MAIN, "ts": (await sara.writes("x"))["ts"]}
    no_times: list[Any] = ["noon", [], {}]
    for name in ("oldest", "latest"):
        for value in no_times:
            call = slack.api_call(method, json={**where, name: value})
            assert await error_of(call) == f"invalid_ts_{name}"


async def test_history_and_replies_need_membership(slack: AsyncWebClient, sara: Person) -> None:
    ts = (await sara.writes("Hello", GENERAL))["ts"]
    assert await error_of(slack.conversations_history(channel=GENERAL)) == "not_in_channel"
    assert await error_of(slack.conversations_replies(channel=GENERAL, ts=ts)) == "not_in_channel"
    missing = slack.conversations_replies(channel=MAIN, ts="1700000000.999999")
    assert await error_of(missing) == "thread_not_found"


async def test_replies_come_oldest_first_with_their_root(
    slack: AsyncWebClient, sara: Person
) -> None:
    root = (await sara.writes("Root"))["ts"]
    for n in range(3):
        await sara.writes(str(n), thread_ts=root)
    await sara.writes("Elsewhere")
    found = await slack.conversations_replies(channel=MAIN, ts=root, limit=3)
    assert [m["text"] for m in found["messages"]] == ["Root", "0", "1"]
    cursor = found["response_metadata"]["next_cursor"]
    rest = await slack.conversations_replies(channel=MAIN, ts=root, limit=3, cursor=cursor)
    assert [m["text"] for m in rest["messages"]] == ["2"]


async def test_a_direct_message_is_opened_and_found_again(
    slack: AsyncWebClient, playground: Playground
) -> None:
    again = await slack.conversations_open(users=SARA)
    assert (again["channel"], again["already_open"]) == ({"id": SARAS_DM}, True)
    del playground.world.channels[SARAS_DM]
    fresh = await slack.conversations_open(users=[SARA], return_im=True)
    assert (fresh["channel"]["user"], fresh["channel"]["is_im"]) == (SARA, True)
    assert "already_open" not in fresh.data
    known = await slack.conversations_open(channel=fresh["channel"]["id"])
    assert known["channel"]["id"] == fresh["channel"]["id"]


async def test_what_cannot_be_opened(slack: AsyncWebClient) -> None:
    assert await error_of(slack.api_call("conversations.open")) == "users_list_not_supplied"
    for nobody in ("U0NOBODY", "U0LECTERN"):
        assert await error_of(slack.conversations_open(users=nobody)) == "user_not_found"
    group = await refusal(slack.conversations_open(users=[SARA, TOM]))
    assert (group["error"], group["needed"]) == ("missing_scope", "mpim:write")
    channel = slack.conversations_open(channel=MAIN)
    assert await error_of(channel) == "method_not_supported_for_channel_type"


async def test_the_bot_joins_public_channels_only(
    slack: AsyncWebClient, app: App, sara: Person
) -> None:
    """The channel says that it came, and from then on it hears what is said there."""
    joined = await slack.conversations_join(channel=GENERAL)
    assert joined["channel"]["is_member"]
    await app.got("member_joined_channel", lambda p: p["event"]["user"] == "U0LECTERN")
    (said,) = (await sara.get("history", channel=GENERAL))["messages"]
    assert (said["subtype"], said["text"]) == (
        "channel_join",
        "<@U0LECTERN> has joined the channel",
    )
    again = await slack.conversations_join(channel=GENERAL)
    assert again["response_metadata"]["warnings"] == ["already_in_channel"]
    for channel in (STAFF, SARAS_DM):
        call = slack.conversations_join(channel=channel)
        assert await error_of(call) == "method_not_supported_for_channel_type"


@pytest.mark.parametrize("app_manifest", [manifest(scopes=SCOPES - {"channels:join"})])
async def test_joining_needs_its_scope(slack: AsyncWebClient) -> None:
    assert (await refusal(slack.conversations_join(channel=GENERAL)))["needed"] == "channels:join"
