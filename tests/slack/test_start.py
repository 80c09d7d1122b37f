"""Starting: what cannot work says which variable, and never the secret; what can, answers."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import aiohttp
import pytest

from bot.errors import ConfigurationError
from tests.slack.person import Person
from tests.slack.process import environment
from tests.slack.workspace import Workspace

SOCKET_ONLY = pytest.mark.parametrize("mode", ["socket"])
WRONG = "xoxb-wrong-4711-swordfish"


@SOCKET_ONLY
async def test_a_bot_token_that_slack_refuses(empty_workspace: Workspace) -> None:
    empty_workspace.foresee("auth.test", "invalid_auth")
    with pytest.raises(ConfigurationError) as refused:
        await empty_workspace.build(token=WRONG)
    assert str(refused.value) == "SLACK_BOT_TOKEN: Slack refused it (invalid_auth)"


@SOCKET_ONLY
async def test_an_app_token_that_slack_refuses(empty_workspace: Workspace) -> None:
    empty_workspace.foresee("apps.connections.open", "invalid_auth")
    app = await empty_workspace.build()
    with pytest.raises(ConfigurationError) as refused:
        await app.start_socket_mode("xapp-wrong-4711-swordfish")
    assert str(refused.value) == "SLACK_APP_TOKEN: Slack refused it (invalid_auth)"
    await app.stop()


@SOCKET_ONLY
async def test_an_address_where_nobody_is(empty_workspace: Workspace) -> None:
    with pytest.raises(ConfigurationError, match=r"SLACK_API_URL: cannot be reached"):
        await empty_workspace.build(slack_api_url="http://127.0.0.1:9/api/")


async def run(folder: Path, *arguments: str, **variables: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", *arguments),
        cwd=folder,
        env=environment(**variables),
        stdout=PIPE,
        stderr=PIPE,
    )


@SOCKET_ONLY
@pytest.mark.parametrize("app_token", ["xapp-wrong-4711-swordfish", None], ids=["both", "one"])
async def test_the_command_ends_with_one_line_that_names_the_variable(
    empty_workspace: Workspace, app_token: str | None
) -> None:
    """Exit status 2, and no token in what is printed."""
    if app_token:
        empty_workspace.foresee("auth.test", "invalid_auth")
    process = await run(
        empty_workspace.folder,
        SLACK_BOT_TOKEN=WRONG,
        SLACK_API_URL=empty_workspace.playground.api_url,
        **({"SLACK_APP_TOKEN": app_token} if app_token else {}),
    )
    printed, complaint = await process.communicate()
    name = b"SLACK_BOT_TOKEN" if app_token else b"SLACK_APP_TOKEN"
    assert process.returncode == 2
    assert complaint.count(b"\n") == 1
    assert name in complaint
    assert b"4711" not in printed + complaint


async def test_with_no_token_it_opens_a_workspace_and_answers_in_it(
    mode: str, tmp_path: Path
) -> None:
    """What `make run` does, in both ways of delivery; SIGTERM ends it well."""
    process = await run(tmp_path, "--port", "0", *(["--http"] if mode == "http" else []))
    assert process.stdout is not None
    try:
        address = ""
        while not address.startswith("http://127.0.0.1:"):
            line = await process.stdout.readline()
            assert line, "it ended"
            address = line.decode().strip()
        async with aiohttp.ClientSession() as session:
            sara = Person("U0SARA", "sara", "D0LECTERN1", address, session)
            answer = await sara.hears(await sara.writes("What is KVM?"))
            assert "KVM integrates" in answer.words
            await sara.leaves()
    finally:
        process.send_signal(signal.SIGTERM)
        _, complaint = await process.communicate()
    assert process.returncode == 0
    assert b"KVM" not in complaint
    assert (tmp_path / ".lectern" / "lectern.sqlite3").exists()
