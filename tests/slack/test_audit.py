"""The audit of every conversation sees what it is there for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from slack_bolt.async_app import AsyncAck

from tests.outside_rules import OutsideRuleBroken
from tests.slack.person import MAIN
from tests.slack.workspace import Workspace


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Workspace]:
    """A workspace with Lectern that is audited in the test itself."""
    async with Workspace("socket", tmp_path) as found:
        await found.start()
        yield found


async def say(workspace: Workspace, **message: Any) -> None:
    """Post as Lectern does: the SDK's own method would warn of what the audit is to see."""
    client = workspace.bot.bolt.client
    await client.api_call("chat.postMessage", json={"channel": MAIN, **message})


async def test_a_quiet_conversation_passes(watched: Workspace) -> None:
    sara = watched.people["sara"]
    await sara.hears(await sara.writes("What is KVM?"))
    await watched.audit()


@pytest.mark.parametrize(
    "text", ["Hello <!channel>", "Hello <!here|here>", "Hello <@U0TOM>", "<!subteam^S01|@tas>"]
)
async def test_a_ping_is_seen(watched: Workspace, text: str) -> None:
    await say(watched, text=text)
    with pytest.raises(AssertionError, match="pings"):
        await watched.audit()


async def test_a_ping_in_blocks_is_seen(watched: Workspace) -> None:
    ping = {"type": "broadcast", "range": "here"}
    section = {"type": "rich_text_section", "elements": [ping]}
    await say(watched, text="Hello", blocks=[{"type": "rich_text", "elements": [section]}])
    with pytest.raises(AssertionError, match="pings"):
        await watched.audit()


async def test_a_message_without_words_for_a_screen_reader_is_seen(watched: Workspace) -> None:
    await say(watched, text=" ", blocks=[{"type": "divider"}])
    with pytest.raises(OutsideRuleBroken, match="no text"):
        await watched.audit()


async def test_private_words_told_to_others_are_seen(watched: Workspace) -> None:
    sara = watched.people["sara"]
    await sara.hears(await sara.writes("Why am I so lost in unikernels?"))
    await say(watched, text="Somebody asks: Why am I so lost in unikernels?")
    with pytest.raises(AssertionError, match="in private"):
        await watched.audit()
    watched.made_public("Why am I so lost in unikernels?")
    await watched.audit()


async def test_a_failed_call_is_seen_unless_it_was_foreseen(watched: Workspace) -> None:
    watched.fail_next("users.info", "user_not_found")
    watched.foreseen.clear()
    sara = watched.people["sara"]
    await sara.hears(await sara.writes("What is KVM?"))
    with pytest.raises(AssertionError, match="user_not_found"):
        await watched.audit()
    watched.foresee("users.info", "user_not_found")
    await watched.audit()


@pytest.mark.parametrize("level", ["info", "warning", "error"])
async def test_somebodys_words_in_the_log_are_seen(watched: Workspace, level: str) -> None:
    sara = watched.people["sara"]
    await sara.hears(await sara.writes("What is “KVM”?"))
    getattr(structlog.get_logger("a"), level)("asked", what="they said What is “KVM”?")
    with pytest.raises(AssertionError, match="in the log"):
        await watched.audit()


async def test_a_secret_in_the_log_is_seen(watched: Workspace) -> None:
    structlog.get_logger("a").info("answering", at=f"{watched.playground.url}/response/abc")
    with pytest.raises(AssertionError, match="a secret is in the log"):
        await watched.audit()


async def test_an_error_in_the_log_is_seen(watched: Workspace) -> None:
    structlog.get_logger("a").error("it_broke")
    with pytest.raises(AssertionError, match="it_broke"):
        await watched.audit()


async def test_a_misspelt_listener_argument_is_seen(tmp_path: Path) -> None:
    """Bolt would fill it with None, and warn where nobody listens."""
    async with Workspace("socket", tmp_path) as watched:
        app = await watched.build()

        async def listener(ack: AsyncAck, bdoy: Any) -> None:
            await ack()

        app.bolt._async_listeners.clear()
        app.bolt.event("message")(listener)
        await watched.connect(app)
        await watched.people["sara"].writes("What is KVM?")
        with pytest.raises(AssertionError, match="bdoy is not a valid argument"):
            await watched.audit()


async def test_work_left_undone_is_seen(watched: Workspace) -> None:
    watched.fail_next("chat.postMessage", "", after_effect=True)
    sara = watched.people["sara"]
    await sara.hears(await sara.writes("What is KVM?"))
    with pytest.raises(AssertionError):
        await watched.audit()
