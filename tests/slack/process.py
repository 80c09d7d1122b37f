"""Lectern as a process of its own, to be killed at a chosen moment."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path

from bot.playground import Entry
from config.settings import DEFAULT_COURSE_FILE
from tests.slack.workspace import DURING_THE_COURSE, Workspace

ROOT = Path(__file__).parents[2]


def environment(**variables: str) -> dict[str, str]:
    """Of a child process: nothing of ours but where the code is, and the clock of the tests."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LECTERN_ENV": "test",
        "LECTERN_NOW": DURING_THE_COURSE.isoformat(),
        **variables,
    }


def undated_course(folder: Path) -> Path:
    """The project's course without the days that its lecture names: nothing to propose to anybody."""
    config = DEFAULT_COURSE_FILE.parent
    lecture = (config / "lectures" / "sample-lecture.txt").read_text(encoding="utf-8")
    (folder / "sample-lecture.txt").write_text(
        re.sub(r"\b\d+/\d+\b", "soon", lecture), encoding="utf-8"
    )
    (folder / "faq.yaml").write_bytes((config / "faq.yaml").read_bytes())
    course = DEFAULT_COURSE_FILE.read_text(encoding="utf-8").replace("lectures/sample", "sample")
    (folder / "course.yaml").write_text(course, encoding="utf-8")
    return folder / "course.yaml"


async def start_process(workspace: Workspace, *arguments: str, **more: str) -> Process:
    """`lectern run` against this workspace, by Socket Mode, on the workspace's database."""
    playground = workspace.playground
    variables = environment(
        SLACK_BOT_TOKEN=playground.bot_token,
        SLACK_APP_TOKEN=playground.app_token,
        SLACK_API_URL=playground.api_url,
        DATABASE_URL=workspace.database_url,
        LECTERN_CONFIG=str(undated_course(workspace.folder)),
        **more,
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", *arguments),
        cwd=workspace.folder,
        env=variables,
        stdout=PIPE,
    )
    assert process.stdout is not None
    line = await process.stdout.readline()
    assert b"connected" in line, line
    await playground.hub.reachable.wait()
    return process


def kill_at(workspace: Workspace, process: Process, moment: Callable[[Entry], bool]) -> None:
    """Kill the process, as a power cut would, when an exchange that is `moment` begins."""

    def listen(entry: Entry) -> None:
        if entry.status == "pending" and process.returncode is None and moment(entry):
            process.send_signal(signal.SIGKILL)

    workspace.playground.wire.listeners.append(listen)
