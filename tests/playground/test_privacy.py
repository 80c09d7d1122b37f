"""What is private stays private: in every look, on the live stream, and behind the scenes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import SOON, App
from tests.playground.kit import actions, button, form, home, section
from tests.playground.person import (
    AIKO,
    GENERAL,
    MAIN,
    SARA,
    SARAS_DM,
    STAFF,
    TOM,
    Person,
    Refused,
)

Say = Callable[[], Awaitable[None]]
SECRET = "heptapod"
"""A word that stands in everything private here, and in nothing else."""


@pytest.fixture
async def between(sara: Person) -> str:
    """Sara's and Tom's direct message."""
    return str((await sara.post("open_im", **{"with": TOM}))["channel"]["id"])


@pytest.fixture
def say_everything(
    slack: AsyncWebClient, sara: Person, mina: Person, app: App, between: str
) -> Say:
    """Lets Sara, the staff and the bot say and do everything that is nobody else's."""
    return lambda: _say_everything(slack, sara, mina, app, between)


@pytest.fixture
async def everything_private(say_everything: Say) -> None:
    """It has all been said and done."""
    await say_everything()


async def _say_everything(
    slack: AsyncWebClient, sara: Person, mina: Person, app: App, between: str
) -> None:
    root = (await sara.writes(SECRET, SARAS_DM))["ts"]
    await slack.chat_postMessage(channel=SARAS_DM, text=SECRET, thread_ts=root)
    await slack.assistant_threads_setStatus(
        channel_id=SARAS_DM, thread_ts=root, status=f"is reading {SECRET}"
    )
    prompts = [{"title": SECRET, "message": SECRET}]
    await slack.api_call(
        "assistant.threads.setSuggestedPrompts", json={"channel_id": SARAS_DM, "prompts": prompts}
    )
    message = await sara.writes(SECRET, between)
    await sara.post("react", channel=between, ts=message["ts"], name=SECRET)
    await sara.post("edit", channel=between, ts=message["ts"], text=f"{SECRET}!")
    await mina.writes(SECRET, STAFF)
    await mina.uploads(f"{SECRET}.txt", b"x", channel=STAFF)
    await slack.files_upload_v2(channel=STAFF, filename=f"{SECRET}.txt", content=SECRET)
    await slack.conversations_history(channel=STAFF)
    await slack.conversations_list(types="private_channel")
    await slack.chat_postEphemeral(channel=MAIN, user=SARA, text=SECRET)
    await slack.views_publish(user_id=SARA, view=home(section(SECRET)))
    await sara.post("open_app", tab="home")
    app.replies["/ask"] = {"text": SECRET}
    await sara.post("command", channel=MAIN, command="/ask", text=SECRET)
    given = (await app.got("/ask"))["trigger_id"]
    view = form(section(SECRET), actions(button(SECRET), block_id="row"), private_metadata=SECRET)
    opened = (await slack.views_open(trigger_id=given, view=view))["view"]
    await slack.views_update(view_id=opened["id"], view=view)
    where = {"container": {"type": "view", "view_id": opened["id"]}, "block_id": "row"}
    await sara.post("action", **where, action={"action_id": "press"})
    await sara.post("view_submit", view_id=opened["id"])


@pytest.mark.usefixtures("everything_private")
@pytest.mark.parametrize("look", ["boot", "home", "views", "wire"])
async def test_nobody_else_sees_it_in_any_look(aiko: Person, look: str) -> None:
    assert SECRET not in json.dumps(await aiko.get(look))


@pytest.mark.usefixtures("everything_private")
async def test_those_whom_it_concerns_see_it_behind_the_scenes(
    sara: Person, tom: Person, mina: Person
) -> None:
    """Each their own: the others see that something went over the wire, and how long it took."""
    names: dict[str, list[str]] = {}
    for person in (sara, tom, mina):
        entries = (await person.get("wire"))["entries"]
        names[person.id] = [e["name"] for e in entries if SECRET in json.dumps(e)]
        assert all(e["status"] in {"ok", "acked"} and e["ms"] >= 0 for e in entries)
    assert {"/ask", "views.open", "views.update", "view_submission", "block_actions"} <= set(
        names[SARA]
    )
    assert {"chat.postEphemeral", "views.publish", "app_home_opened", "message"} <= set(names[SARA])
    assert names[TOM] == []
    assert set(names["U0OKAFOR"]) == {
        "message",
        "files.completeUploadExternal",
        "conversations.history",
    }


@pytest.mark.usefixtures("everything_private")
async def test_a_channel_that_is_not_ones_own_cannot_be_named(
    aiko: Person, between: str, playground: Playground
) -> None:
    """Not to look, to write, to click, to react or to share, whatever is named with it."""
    for channel in (between, SARAS_DM, STAFF):
        ts = next(iter(playground.world.channels[channel].messages))
        for look, query in (("history", {}), ("thread", {"ts": ts})):
            with pytest.raises(Refused, match="cannot see"):
                await aiko.get(look, channel=channel, **query)
        deeds: list[tuple[str, dict[str, Any]]] = [
            ("post", {"text": "x"}),
            ("post", {"text": "x", "thread_ts": ts}),
            ("edit", {"ts": ts, "text": "x"}),
            ("delete", {"ts": ts}),
            ("react", {"ts": ts, "name": "eyes"}),
            ("read", {}),
            ("join", {}),
            ("command", {"command": "/ask"}),
            ("message_shortcut", {"callback_id": "this", "ts": ts}),
        ]
        for what, body in deeds:
            with pytest.raises(Refused, match="cannot see"):
                await aiko.post(what, channel=channel, **body)
        container = {"type": "message", "channel": channel, "ts": ts}
        with pytest.raises(Refused, match="cannot see"):
            await aiko.post("action", container=container, block_id="b", action={"action_id": "a"})
        with pytest.raises(Refused, match="cannot see"):
            await aiko.uploads("x.txt", b"x", channel=channel)


async def frames_until(page: aiohttp.ClientWebSocketResponse, word: str) -> str:
    """Everything a page heard up to a frame with this word."""
    heard = []
    async with asyncio.timeout(SOON):
        while word not in (frame := await page.receive_str()):
            heard.append(frame)
    return "\n".join(heard)


async def test_nobody_else_hears_it_on_the_live_stream(
    aiko: Person, sara: Person, say_everything: Say
) -> None:
    page = await aiko.stream()
    await say_everything()
    await sara.writes("afterwards", GENERAL)
    heard = await frames_until(page, "afterwards")
    assert SECRET not in heard
    assert '"type": "wire"' in heard
    await page.close()


async def test_the_bot_is_no_person(sara: Person, playground: Playground) -> None:
    """Nobody can act, look or listen as it."""
    impostor = Person("U0LECTERN", playground, sara._session)
    for what in ("boot", "history", "thread", "home", "views", "wire"):
        with pytest.raises(Refused, match="no such person"):
            await impostor.get(what, channel=MAIN)
    with pytest.raises(Refused, match="no such person"):
        await impostor.writes("I am the bot")
    with pytest.raises(Refused, match="no such person"):
        await impostor.uploads("x.txt", b"x", channel=MAIN)
    answer = await sara._session.get(f"{playground.url}/client/stream?user=U0LECTERN")
    assert (await answer.json())["ok"] is False


async def test_nobody_speaks_as_somebody_else(sara: Person, tom: Person) -> None:
    """What a page sends besides its words is not taken over."""
    message = await sara.writes("Mine", bot_id="B0LECTERN", ts="1.000000", subtype="bot_message")
    assert message["user"] == SARA
    assert not {"bot_id", "subtype"} & set(message)
    for what in ("edit", "delete"):
        with pytest.raises(Refused, match="somebody else's"):
            await tom.post(what, channel=MAIN, ts=message["ts"], text="Yours")


async def test_a_private_channels_name_is_not_told_by_a_mention(mina: Person, aiko: Person) -> None:
    """Who is not in it reads of a private channel, without its name."""
    await mina.writes(f"See <#{STAFF}|ta-team>", MAIN)
    (seen,) = (await aiko.get("history", channel=MAIN))["messages"]
    assert seen["text"] == f"See <#{STAFF}>"
    assert "ta-team" not in json.dumps(seen)


async def test_a_direct_message_is_of_two_people(sara: Person, aiko: Person, between: str) -> None:
    again = (await sara.post("open_im", **{"with": TOM}))["channel"]
    assert again["id"] == between
    assert sorted(again["members"]) == [SARA, TOM]
    assert between not in {c["id"] for c in (await aiko.get("boot"))["channels"]}
    own = (await aiko.post("open_im", **{"with": AIKO}))["channel"]
    assert (own["members"], own["user"]) == ([AIKO], AIKO)
    await aiko.writes("A note to myself", own["id"])
