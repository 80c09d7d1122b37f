"""chat.*: what may be posted, changed and taken back, by whom, and who hears of it."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.person import MAIN, SARAS_DM, Person

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}
METADATA = {"event_type": "lectern_answer", "event_payload": {"key": "k1"}}


async def test_a_message_is_posted_as_the_bot(slack: AsyncWebClient, sara: Person) -> None:
    posted = await slack.chat_postMessage(channel=MAIN, text="Hello", blocks=[SECTION])
    (seen,) = (await sara.get("history", channel=MAIN))["messages"]
    assert seen["ts"] == posted["ts"]
    assert (seen["user"], seen["bot_id"], seen["text"]) == ("U0LECTERN", "B0LECTERN", "Hello")
    assert seen["blocks"][0]["block_id"], "Slack gives a block an id where it has none"
    assert "channel" not in posted["message"]


async def test_a_permalink_leads_to_the_message_and_its_thread(
    slack: AsyncWebClient, playground: Playground
) -> None:
    root = (await slack.chat_postMessage(channel=SARAS_DM, text="Root"))["ts"]
    reply = (await slack.chat_postMessage(channel=SARAS_DM, text="1", thread_ts=root))["ts"]
    base = f"{playground.url}/archives/{SARAS_DM}"
    to_root = await slack.chat_getPermalink(channel=SARAS_DM, message_ts=root)
    assert to_root["permalink"] == f"{base}/p{root.replace('.', '')}"
    to_reply = await slack.chat_getPermalink(channel=SARAS_DM, message_ts=reply)
    assert to_reply["permalink"] == (
        f"{base}/p{reply.replace('.', '')}?thread_ts={root}&cid={SARAS_DM}"
    )


async def test_the_bot_hears_its_own_messages_and_their_changes(
    slack: AsyncWebClient, app: App
) -> None:
    """Slack sends them all: it is the bot's task not to answer itself."""
    ts = (await slack.chat_postMessage(channel=MAIN, text="<@U0LECTERN> talks to itself"))["ts"]
    event = (await app.got("message"))["event"]
    assert (event["bot_id"], event["channel"], event["channel_type"]) == (
        "B0LECTERN",
        MAIN,
        "channel",
    )
    await slack.chat_update(channel=MAIN, ts=ts, text="Better")
    changed = await app.got("message", lambda p: p["event"].get("subtype") == "message_changed")
    assert changed["event"]["previous_message"]["text"] == "<@U0LECTERN> talks to itself"
    assert changed["event"]["message"]["text"] == "Better"
    await slack.chat_delete(channel=MAIN, ts=ts)
    deleted = await app.got("message", lambda p: p["event"].get("subtype") == "message_deleted")
    assert deleted["event"]["deleted_ts"] == ts
    assert "app_mention" not in app.names()


async def test_time_stamps_only_grow(slack: AsyncWebClient) -> None:
    """Also on a clock that stands."""
    stamps = [(await slack.chat_postMessage(channel=MAIN, text="x"))["ts"] for _ in range(3)]
    assert stamps == ["1700000000.000000", "1700000000.000001", "1700000000.000002"]


async def test_what_went_over_the_wire_stays_as_it_was(
    slack: AsyncWebClient, playground: Playground
) -> None:
    """A later change of the message does not rewrite the log."""
    ts = (await slack.chat_postMessage(channel=MAIN, text="First"))["ts"]
    await slack.chat_update(channel=MAIN, ts=ts, text="Second")
    (entry,) = playground.wire.calls("chat.postMessage")
    assert entry.response["message"]["text"] == "First"
