"""Slash commands: what the app gets, and what a failure looks like."""

from __future__ import annotations

import pytest

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.person import (
    MAIN,
    MINA,
    SARA,
    SARAS_DM,
    STAFF,
    Person,
    Refused,
    notice,
)


async def test_a_command_carries_its_words_and_where_it_was_given(sara: Person, app: App) -> None:
    answer = await sara.post("command", channel=MAIN, command="/ask", text="what is KVM?")
    assert answer["acked"]
    payload = await app.got("/ask")
    kept = {k: payload[k] for k in ("text", "user_id", "user_name", "channel_id", "channel_name")}
    assert kept == {
        "text": "what is KVM?",
        "user_id": SARA,
        "user_name": "sara",
        "channel_id": MAIN,
        "channel_name": "tcss562",
    }


@pytest.mark.parametrize(
    ("command", "typed", "text"),
    [
        ("/ask", "1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("/ask", "<!channel>", "&lt;!channel&gt;"),
        ("/ask", "@tom in #general", "<@U0TOM|tom> in <#C0GENERAL|general>"),
        ("/ask", "<@U0TOM> hi", "<@U0TOM|tom> hi"),
        ("/ask", "see https://x.org/a?b=1&c", "see <https://x.org/a?b=1&amp;c>"),
        ("/raw", "<@U0TOM> in <#C0GENERAL|general>", "@tom in #general"),
        ("/raw", "1 < 2, https://x.org", "1 &lt; 2, https://x.org"),
    ],
)
async def test_a_command_is_escaped_as_the_manifest_says(
    sara: Person, app: App, command: str, typed: str, text: str
) -> None:
    await sara.post("command", channel=MAIN, command=command, text=typed)
    assert (await app.got(command))["text"] == text


async def test_only_public_channels_go_by_their_name(sara: Person, mina: Person, app: App) -> None:
    await mina.post("command", channel=STAFF, command="/ask", text="x")
    payload = await app.got("/ask", lambda p: p["user_id"] == MINA)
    assert payload["channel_name"] == "privategroup"
    await sara.post("command", channel=SARAS_DM, command="/ask", text="x")
    payload = await app.got("/ask", lambda p: p["user_id"] == SARA)
    assert payload["channel_name"] == "directmessage"


async def test_a_command_nobody_offers_is_no_command(sara: Person, app: App) -> None:
    with pytest.raises(Refused, match="/tell is not a valid command"):
        await sara.post("command", channel=MAIN, command="/tell", text="x")
    assert app.payloads == []


async def test_the_acknowledgement_may_carry_the_answer(
    sara: Person, tom: Person, app: App
) -> None:
    """Seen by the one who asked, unless it says otherwise."""
    app.replies["/ask"] = {"text": "Just for you"}
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    app.replies["/ask"] = {"text": "For all", "response_type": "in_channel"}
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    mine, theirs = await sara.get("history", channel=MAIN), await tom.get("history", channel=MAIN)
    assert [m["text"] for m in mine["ephemerals"]] == ["Just for you"]
    assert theirs["ephemerals"] == []
    assert [m["text"] for m in theirs["messages"]] == ["For all"]


async def test_a_command_that_fails_says_why_to_the_one_who_gave_it(
    sara: Person, playground: Playground, app: App
) -> None:
    """No acknowledgement in time, a bad answer, nobody there: each with Slack's word."""
    page = await sara.stream()
    app.replies["/ask"] = {"blocks": [{"type": "tick"}]}
    assert (await sara.post("command", channel=MAIN, command="/ask", text="x"))["acked"]
    assert await notice(page) == "/ask failed with the error “invalid_blocks”"
    playground.faults.ack_timeout, app.silent = 0.05, True
    answer = await sara.post("command", channel=MAIN, command="/ask", text="x")
    assert not answer["acked"]
    assert await notice(page) == "/ask failed with the error “operation_timeout”"
    await app.hang_up()
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    assert await notice(page) == "/ask failed with the error “dispatch_failed”"
    await page.close()


async def test_a_command_is_never_sent_again(
    sara: Person, playground: Playground, app: App
) -> None:
    playground.faults.ack_timeout, app.silent = 0.05, True
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    app.silent = False
    await sara.writes("Something to wait for")
    await app.got("message")
    assert app.names().count("/ask") == 1
