"""chat.postEphemeral: seen by one person, and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.person import GENERAL, MAIN, SARA, STAFF, TOM, TOMS_DM, Person
from tests.playground.refusals import error_of, refusal

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}
METADATA = {"event_type": "lectern_answer", "event_payload": {"key": "k1"}}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": MAIN}, "no_text"),
        ({"channel": MAIN, "text": ""}, "no_text"),
        ({"channel": MAIN, "blocks": []}, "no_text"),
        ({"channel": MAIN, "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": MAIN, "text": 5}, "invalid_arguments"),
        ({"text": "x"}, "channel_not_found"),
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "#", "text": "x"}, "channel_not_found"),
        ({"channel": "U0NOBODY", "text": "x"}, "channel_not_found"),
        ({"channel": "U0LECTERN", "text": "x"}, "channel_not_found"),
        ({"channel": GENERAL, "text": "x"}, "not_in_channel"),
        ({"channel": MAIN, "text": "x", "thread_ts": "yesterday"}, "invalid_thread_ts"),
        ({"channel": MAIN, "text": "x", "thread_ts": "1700000000.999999"}, "thread_not_found"),
        ({"channel": MAIN, "text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"channel": MAIN, "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": MAIN, "text": "x", "attachments": "no"}, "invalid_attachments"),
        ({"channel": MAIN, "text": "x", "attachments": [1]}, "invalid_attachments"),
        ({"channel": MAIN, "text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"channel": MAIN, "text": "x", "metadata": [1]}, "invalid_metadata_format"),
        ({"channel": MAIN, "text": "x", "metadata": 5}, "invalid_metadata_format"),
        (
            {"channel": MAIN, "text": "x", "metadata": {"event_type": "a"}},
            "invalid_metadata_format",
        ),
        (
            {"channel": MAIN, "text": "x", "metadata": {"event_type": "a", "event_payload": "b"}},
            "invalid_metadata_format",
        ),
        ({"channel": MAIN, "text": "x", "markdown_text": "**y**"}, "markdown_text_conflict"),
        ({"channel": MAIN, "markdown_text": "y" * 12_001}, "msg_too_long"),
    ],
)
async def test_a_bad_message_is_refused_with_slacks_word(
    slack: AsyncWebClient, playground: Playground, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(slack.api_call("chat.postMessage", json=arguments)) == error
    assert all(not c.messages for c in playground.world.channels.values())


async def test_the_longest_text_is_taken(slack: AsyncWebClient) -> None:
    await slack.chat_postMessage(channel=MAIN, text="x" * 40_000)
    await slack.chat_postMessage(channel=MAIN, markdown_text="y" * 12_000)


async def test_invalid_blocks_say_where(slack: AsyncWebClient) -> None:
    bad = {"type": "section", "text": {"type": "mrkdwn", "text": ""}}
    body = await refusal(slack.chat_postMessage(channel=MAIN, text="x", blocks=[SECTION, bad]))
    where = "must be more than 0 characters [json-pointer:/blocks/1/text/text]"
    assert body["error"] == "invalid_blocks"
    assert body["errors"] == [where]
    assert body["response_metadata"]["messages"] == [f"[ERROR] {where}"]


async def test_blocks_with_too_many_words_are_refused(slack: AsyncWebClient) -> None:
    """Each within its limit, together more than a message can take."""
    long = {"type": "section", "text": {"type": "plain_text", "text": "x" * 2_640}}
    await slack.chat_postMessage(channel=MAIN, text="x", blocks=[long] * 5)
    refused = slack.chat_postMessage(channel=MAIN, text="x", blocks=[long] * 5 + [SECTION])
    assert await error_of(refused) == "msg_blocks_too_long"


async def test_an_archived_channel_takes_nothing(
    slack: AsyncWebClient, playground: Playground, sara: Person
) -> None:
    posted = await slack.chat_postMessage(channel=MAIN, text="Before")
    playground.world.channels[MAIN].is_archived = True
    ts = posted["ts"]
    assert await error_of(slack.chat_postMessage(channel=MAIN, text="x")) == "is_archived"
    ephemeral = slack.chat_postEphemeral(channel=MAIN, user=SARA, text="x")
    assert await error_of(ephemeral) == "is_archived"
    assert await error_of(slack.chat_update(channel=MAIN, ts=ts, text="x")) == "is_inactive"
    reaction = slack.reactions_add(channel=MAIN, timestamp=ts, name="eyes")
    assert await error_of(reaction) == "is_archived"
    with pytest.raises(AssertionError, match="archived"):
        await sara.writes("Anybody?")


async def test_a_name_or_a_person_stands_for_a_conversation(
    slack: AsyncWebClient, playground: Playground
) -> None:
    """A person's id is their direct message with the bot; no one but chat.* takes it."""
    assert (await slack.chat_postMessage(channel="#tcss562", text="x"))["channel"] == MAIN
    assert (await slack.chat_postMessage(channel="tcss562", text="x"))["channel"] == MAIN
    assert (await slack.chat_postMessage(channel=TOM, text="x"))["channel"] == TOMS_DM
    assert await error_of(slack.conversations_history(channel=TOM)) == "channel_not_found"
    ts = next(iter(playground.world.channels[TOMS_DM].messages))
    assert await error_of(slack.chat_update(channel=TOM, ts=ts, text="y")) == "channel_not_found"


async def test_other_peoples_direct_messages_are_out_of_reach(
    slack: AsyncWebClient, sara: Person, playground: Playground
) -> None:
    private = (await sara.post("open_im", **{"with": TOM}))["channel"]["id"]
    message = await sara.writes("Between us", private)
    for call in (
        slack.chat_postMessage(channel=private, text="x"),
        slack.conversations_history(channel=private),
        slack.conversations_info(channel=private),
        slack.chat_getPermalink(channel=private, message_ts=message["ts"]),
        slack.reactions_add(channel=private, timestamp=message["ts"], name="eyes"),
    ):
        assert await error_of(call) == "channel_not_found"
    listed = await slack.conversations_list(types="public_channel,private_channel,im")
    assert private not in {c["id"] for c in listed["channels"]}


async def test_a_reply_goes_into_the_thread_of_its_root(slack: AsyncWebClient) -> None:
    """Also where a reply is named instead of the root; a broadcast stands in both places."""
    root = (await slack.chat_postMessage(channel=MAIN, text="Root"))["ts"]
    first = await slack.chat_postMessage(channel=MAIN, text="1", thread_ts=root)
    second = await slack.chat_postMessage(
        channel=MAIN, text="2", thread_ts=first["ts"], reply_broadcast=True
    )
    assert second["message"]["thread_ts"] == root
    assert second["message"]["parent_user_id"] == "U0LECTERN"
    thread = (await slack.conversations_replies(channel=MAIN, ts=root))["messages"]
    assert [m["text"] for m in thread] == ["Root", "1", "2"]
    assert (thread[0]["reply_count"], thread[0]["latest_reply"]) == (2, second["ts"])
    main = (await slack.conversations_history(channel=MAIN))["messages"]
    assert [(m["text"], m.get("subtype")) for m in main] == [
        ("2", "thread_broadcast"),
        ("Root", None),
    ]


async def test_the_last_reply_deleted_leaves_a_plain_message(slack: AsyncWebClient) -> None:
    root = (await slack.chat_postMessage(channel=MAIN, text="Root"))["ts"]
    reply = await slack.chat_postMessage(channel=MAIN, text="1", thread_ts=root)
    await slack.chat_delete(channel=MAIN, ts=reply["ts"])
    (left,) = (await slack.conversations_history(channel=MAIN))["messages"]
    assert not {"reply_count", "thread_ts", "latest_reply"} & set(left)


async def test_metadata_comes_back_to_those_who_ask_for_it(slack: AsyncWebClient) -> None:
    await slack.chat_postMessage(channel=MAIN, text="x", metadata=METADATA)
    (plain,) = (await slack.conversations_history(channel=MAIN))["messages"]
    assert "metadata" not in plain
    asked = await slack.conversations_history(channel=MAIN, include_all_metadata=True)
    assert asked["messages"][0]["metadata"] == METADATA


async def test_an_update_keeps_metadata_until_told_otherwise(slack: AsyncWebClient) -> None:
    posted = await slack.chat_postMessage(channel=MAIN, text="x", metadata=METADATA)
    where = {"channel": MAIN, "ts": posted["ts"], "text": "y"}
    kept = await slack.api_call("chat.update", json=where)
    assert kept["message"]["metadata"] == METADATA
    gone = await slack.api_call("chat.update", json={**where, "metadata": {}})
    assert "metadata" not in gone["message"]


async def test_an_update_with_text_alone_takes_the_blocks_away(slack: AsyncWebClient) -> None:
    """And is marked as edited, which one with blocks is not."""
    posted = await slack.chat_postMessage(channel=MAIN, text="x", blocks=[SECTION])
    with_blocks = await slack.chat_update(
        channel=MAIN, ts=posted["ts"], text="y", blocks=[{"type": "divider"}]
    )
    assert [b["type"] for b in with_blocks["message"]["blocks"]] == ["divider"]
    assert "edited" not in with_blocks["message"]
    text_only = await slack.chat_update(channel=MAIN, ts=posted["ts"], text="z")
    assert "blocks" not in text_only["message"]
    assert text_only["message"]["edited"]["user"] == "U0LECTERN"


async def test_only_its_own_messages_can_be_changed(slack: AsyncWebClient, sara: Person) -> None:
    ts = (await sara.writes("Mine"))["ts"]
    assert await error_of(slack.chat_update(channel=MAIN, ts=ts, text="x")) == "cant_update_message"
    assert await error_of(slack.chat_delete(channel=MAIN, ts=ts)) == "cant_delete_message"
    nowhere = "1700000000.999999"
    for call in (
        slack.chat_update(channel=MAIN, ts=nowhere, text="x"),
        slack.chat_delete(channel=MAIN, ts=nowhere),
        slack.chat_getPermalink(channel=MAIN, message_ts=nowhere),
    ):
        assert await error_of(call) == "message_not_found"


async def test_an_edit_may_have_four_thousand_characters(slack: AsyncWebClient) -> None:
    ts = (await slack.chat_postMessage(channel=MAIN, text="x"))["ts"]
    await slack.chat_update(channel=MAIN, ts=ts, text="y" * 4_000)
    assert (
        await error_of(slack.chat_update(channel=MAIN, ts=ts, text="y" * 4_001)) == "msg_too_long"
    )
    empty = slack.api_call("chat.update", json={"channel": MAIN, "ts": ts})
    assert await error_of(empty) == "no_text"


async def test_an_ephemeral_message_is_seen_by_one_person(
    slack: AsyncWebClient, sara: Person, tom: Person, app: App
) -> None:
    """It is in no history, in no event, and cannot be changed or deleted."""
    posted = await slack.chat_postEphemeral(channel=MAIN, user=SARA, text="For you")
    mine = await sara.get("history", channel=MAIN)
    assert [m["text"] for m in mine["ephemerals"]] == ["For you"]
    assert mine["messages"] == []
    assert (await tom.get("history", channel=MAIN))["ephemerals"] == []
    assert (await slack.conversations_history(channel=MAIN))["messages"] == []
    ts = posted["message_ts"]
    for call in (
        slack.chat_update(channel=MAIN, ts=ts, text="x"),
        slack.chat_delete(channel=MAIN, ts=ts),
        slack.reactions_add(channel=MAIN, timestamp=ts, name="eyes"),
    ):
        assert await error_of(call) == "message_not_found"
    await sara.writes("An event to wait for")
    await app.got("message")
    assert app.names() == ["message"]


async def test_an_ephemeral_message_needs_its_reader_in_the_channel(
    slack: AsyncWebClient, sara: Person
) -> None:
    for channel, user in ((STAFF, SARA), (MAIN, "U0NOBODY"), (MAIN, "U0LECTERN")):
        call = slack.chat_postEphemeral(channel=channel, user=user, text="x")
        assert await error_of(call) == "user_not_in_channel"
    root = (await sara.writes("Root"))["ts"]
    await slack.chat_postEphemeral(channel=MAIN, user=SARA, text="x", thread_ts=root)
    assert (await sara.get("history", channel=MAIN))["ephemerals"] == []
    assert len((await sara.get("thread", channel=MAIN, ts=root))["ephemerals"]) == 1


async def test_a_dismissed_ephemeral_message_is_gone_for_good(
    slack: AsyncWebClient, sara: Person, tom: Person
) -> None:
    await slack.chat_postEphemeral(channel=MAIN, user=SARA, text="For you")
    (mine,) = (await sara.get("history", channel=MAIN))["ephemerals"]
    await tom.post("dismiss", ephemeral_id=mine["ephemeral_id"])
    assert len((await sara.get("history", channel=MAIN))["ephemerals"]) == 1
    await sara.post("dismiss", ephemeral_id=mine["ephemeral_id"])
    assert (await sara.get("history", channel=MAIN))["ephemerals"] == []
