"""chat.scheduleMessage and its kin, on a clock that the test turns."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.conftest import START, Clock
from tests.playground.person import GENERAL, MAIN, SARAS_DM
from tests.playground.refusals import error_of

NOW, DAY = int(START), 86_400


async def later(
    slack: AsyncWebClient, seconds: int, channel: str = MAIN, text: str = "Later"
) -> str:
    """Schedule; returns the id."""
    made = await slack.chat_scheduleMessage(channel=channel, text=text, post_at=NOW + seconds)
    return str(made["scheduled_message_id"])


@pytest.mark.parametrize(
    ("post_at", "error"),
    [
        (NOW, "time_in_past"),
        (NOW - 5, "time_in_past"),
        (NOW + 120 * DAY + 1, "time_too_far"),
        ("tomorrow", "invalid_time"),
    ],
)
async def test_a_message_is_for_the_next_120_days(
    slack: AsyncWebClient, post_at: int, error: str
) -> None:
    call = slack.api_call(
        "chat.scheduleMessage", json={"channel": MAIN, "text": "x", "post_at": post_at}
    )
    assert await error_of(call) == error
    await later(slack, 1)
    await later(slack, 120 * DAY)


async def test_the_same_is_refused_as_when_posted(slack: AsyncWebClient) -> None:
    at = NOW + 60
    for arguments, error in (
        ({"channel": GENERAL, "text": "x"}, "not_in_channel"),
        ({"channel": MAIN}, "no_text"),
        ({"channel": MAIN, "text": "x", "blocks": [{"type": "tick"}]}, "invalid_blocks"),
    ):
        call = slack.api_call("chat.scheduleMessage", json={**arguments, "post_at": at})
        assert await error_of(call) == error


async def test_it_is_posted_when_its_time_comes_without_its_metadata(
    slack: AsyncWebClient, app: App, clock: Clock
) -> None:
    metadata = {"event_type": "lectern_reminder", "event_payload": {"key": "k"}}
    made = await slack.api_call(
        "chat.scheduleMessage",
        json={"channel": MAIN, "text": "Later", "post_at": NOW + 60, "metadata": metadata},
    )
    assert made["message"]["type"] == "delayed_message"
    assert (await slack.conversations_history(channel=MAIN))["messages"] == []
    clock.advance(60)
    await app.got("message")
    (seen,) = (await slack.conversations_history(channel=MAIN, include_all_metadata=True))[
        "messages"
    ]
    assert (seen["text"], seen["bot_id"]) == ("Later", "B0LECTERN")
    assert "metadata" not in seen
    assert (await slack.chat_scheduledMessages_list())["scheduled_messages"] == []


async def test_thirty_in_five_minutes_a_channel(slack: AsyncWebClient) -> None:
    """The thirty-first within any five minutes is refused; another channel or a later time is not."""
    for n in range(30):
        await later(slack, 1_000 + n)
    for seconds in (1_015, 1_000 + 299, 1_029 - 299):
        call = slack.chat_scheduleMessage(channel=MAIN, text="x", post_at=NOW + seconds)
        assert await error_of(call) == "restricted_too_many"
    await later(slack, 1_015, SARAS_DM)
    await later(slack, 1_000 + 300)


async def test_what_waits_is_listed_and_can_be_taken_back(
    slack: AsyncWebClient, clock: Clock, app: App
) -> None:
    second, first = await later(slack, 200, text="2"), await later(slack, 100, text="1")
    elsewhere = await later(slack, 150, SARAS_DM)
    listed = (await slack.chat_scheduledMessages_list())["scheduled_messages"]
    assert [i["id"] for i in listed] == [first, elsewhere, second]
    here = (await slack.chat_scheduledMessages_list(channel=MAIN))["scheduled_messages"]
    assert [i["text"] for i in here] == ["1", "2"]
    await slack.chat_deleteScheduledMessage(channel=MAIN, scheduled_message_id=second)
    for channel, name in ((MAIN, second), (MAIN, elsewhere), (MAIN, "Q0NONE")):
        call = slack.chat_deleteScheduledMessage(channel=channel, scheduled_message_id=name)
        assert await error_of(call) == "invalid_scheduled_message_id"
    clock.advance(41)
    too_late = slack.chat_deleteScheduledMessage(channel=MAIN, scheduled_message_id=first)
    assert await error_of(too_late) == "invalid_scheduled_message_id"
    clock.advance(200)
    await app.got("message", lambda p: p["event"]["channel"] == SARAS_DM)
    await app.got("message", lambda p: p["event"]["channel"] == MAIN)
    assert [p["event"]["text"] for p in app.payloads if p["event"]["channel"] == MAIN] == ["1"]


async def test_a_listing_goes_page_by_page(slack: AsyncWebClient) -> None:
    names = [await later(slack, 100 + n) for n in range(5)]
    found: list[str] = []
    cursor = None
    while cursor != "":
        page = await slack.chat_scheduledMessages_list(limit=2, cursor=cursor)
        found += [i["id"] for i in page["scheduled_messages"]]
        cursor = page["response_metadata"]["next_cursor"]
    assert found == names


async def test_a_channel_archived_in_the_meantime_is_spared(
    slack: AsyncWebClient, playground: Playground, clock: Clock, app: App
) -> None:
    await later(slack, 60)
    await later(slack, 61, SARAS_DM)
    playground.world.channels[MAIN].is_archived = True
    clock.advance(61)
    await app.got("message", lambda p: p["event"]["channel"] == SARAS_DM)
    assert not playground.world.channels[MAIN].messages
