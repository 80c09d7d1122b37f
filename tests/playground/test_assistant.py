"""assistant.threads.*: what the bot says it is doing, and what it suggests."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import SOON
from tests.playground.conftest import manifest
from tests.playground.person import MAIN, SARAS_DM, TOMS_DM, Person
from tests.playground.refusals import error_of

PROMPTS = [{"title": "Short", "message": "The whole question"}]


async def status(page: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    """The next frame about a status."""
    async with asyncio.timeout(SOON):
        while True:
            frame: dict[str, Any] = await page.receive_json()
            if frame["type"] == "status":
                return frame


async def statuses(person: Person, channel: str = SARAS_DM) -> dict[str, str]:
    found: dict[str, str] = (await person.get("history", channel=channel))["statuses"]
    return found


async def test_a_status_stands_until_the_reply(slack: AsyncWebClient, sara: Person) -> None:
    root = (await sara.writes("A question", SARAS_DM))["ts"]
    page = await sara.stream()
    where = {"channel_id": SARAS_DM, "thread_ts": root}
    await slack.assistant_threads_setStatus(**where, status="is reading…", loading_messages=["a"])
    shown = await status(page)
    assert (shown["status"], shown["loading_messages"]) == ("is reading…", ["a"])
    assert await statuses(sara) == {root: "is reading…"}
    await slack.chat_postMessage(channel=SARAS_DM, thread_ts=root, text="An answer")
    assert (await status(page))["status"] == ""
    assert await statuses(sara) == {}
    await page.close()


async def test_an_empty_status_takes_the_last_away(slack: AsyncWebClient, sara: Person) -> None:
    root = (await sara.writes("A question"))["ts"]
    where = {"channel_id": MAIN, "thread_ts": root}
    await slack.assistant_threads_setStatus(**where, status="is reading…")
    await slack.assistant_threads_setStatus(**where, status="")
    assert await statuses(sara, MAIN) == {}


async def test_a_forgotten_status_goes_by_itself(
    slack: AsyncWebClient, sara: Person, playground: Playground
) -> None:
    assert playground.faults.status_timeout == 120
    playground.faults.status_timeout = 0.02
    root = (await sara.writes("A question", SARAS_DM))["ts"]
    page = await sara.stream()
    where = {"channel_id": SARAS_DM, "thread_ts": root}
    await slack.assistant_threads_setStatus(**where, status="is reading…")
    assert (await status(page))["status"] == "is reading…"
    assert (await status(page))["status"] == ""
    await page.close()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"channel_id": TOMS_DM}, "invalid_thread_ts"),
        ({"channel_id": "D0NOWHERE"}, "channel_not_found"),
        ({"thread_ts": "1700000000.999999"}, "invalid_thread_ts"),
        ({"thread_ts": None}, "invalid_arguments"),
        ({"status": None}, "invalid_arguments"),
        ({"status": 5}, "invalid_arguments"),
        ({"loading_messages": ["x"] * 11}, "invalid_arguments"),
        ({"loading_messages": [1]}, "invalid_arguments"),
        ({"loading_messages": {"a": 1}}, "invalid_arguments"),
    ],
)
async def test_a_bad_status_is_refused(
    slack: AsyncWebClient, sara: Person, change: dict[str, Any], error: str
) -> None:
    root = (await sara.writes("A question", SARAS_DM))["ts"]
    arguments = {"channel_id": SARAS_DM, "thread_ts": root, "status": "reads", **change}
    assert await error_of(slack.api_call("assistant.threads.setStatus", json=arguments)) == error


async def test_a_title_needs_a_thread(slack: AsyncWebClient, sara: Person) -> None:
    root = (await sara.writes("A question", SARAS_DM))["ts"]
    where = {"channel_id": SARAS_DM, "thread_ts": root}
    await slack.assistant_threads_setTitle(**where, title="KVM")
    assert (
        await error_of(slack.api_call("assistant.threads.setTitle", json=where))
        == "invalid_arguments"
    )


async def suggest(slack: AsyncWebClient, **arguments: Any) -> Any:
    return await slack.api_call(
        "assistant.threads.setSuggestedPrompts",
        json={"channel_id": SARAS_DM, "prompts": PROMPTS, **arguments},
    )


async def test_prompts_are_shown_to_the_one_person(
    slack: AsyncWebClient, sara: Person, tom: Person
) -> None:
    await suggest(slack, title="Try")
    (shown,) = (await sara.get("boot"))["prompts"]
    assert (shown["title"], shown["prompts"]) == ("Try", PROMPTS)
    assert (await tom.get("boot"))["prompts"] == []


async def test_prompts_in_a_thread_are_of_the_legacy_view(
    slack: AsyncWebClient, sara: Person
) -> None:
    """In the agent view Slack answers ok, and shows nothing."""
    assert (await suggest(slack, thread_ts="1700000000.000000"))["ok"]
    assert (await sara.get("boot"))["prompts"] == []


@pytest.mark.parametrize("app_manifest", [manifest(agent_view=False)])
async def test_the_legacy_view_shows_them(slack: AsyncWebClient, sara: Person) -> None:
    await suggest(slack, thread_ts="1700000000.000000")
    assert len((await sara.get("boot"))["prompts"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"prompts": []},
        {"prompts": PROMPTS * 5},
        {"prompts": "Try"},
        {"prompts": '"Try"'},
        {"prompts": [{"title": "x"}]},
        {"prompts": [{"title": "x", "message": ""}]},
        {"prompts": ["x"]},
        {"title": 5},
        {"channel_id": MAIN},
    ],
)
async def test_bad_prompts_are_refused(slack: AsyncWebClient, change: dict[str, Any]) -> None:
    assert await error_of(suggest(slack, **change)) == "invalid_arguments"
