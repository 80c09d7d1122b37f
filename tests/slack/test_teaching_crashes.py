"""A power cut while a lecture is being read: it is read after all, reported once, and used once."""

from __future__ import annotations

from asyncio.subprocess import Process

import pytest

from bot.playground import Entry
from tests.slack.person import Person
from tests.slack.process import kill_at
from tests.slack.test_crashes import comes_back, process, workspace
from tests.slack.test_teaching import CORRECTED, TIDES, asks, report_on
from tests.slack.workspace import Workspace

__all__ = ["process", "workspace"]
pytestmark = pytest.mark.parametrize("mode", ["socket"])


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("message", ""),
        ("chat.postMessage", "I have your files"),
        ("chat.update", "I have read"),
    ],
    ids=["as it arrives", "at the first word", "at the report"],
)
async def test_killed_while_reading_it_reads_after_all(
    workspace: Workspace,
    process: Process,
    elena: Person,
    sara: Person,
    method: str,
    words: str,
) -> None:
    def moment(entry: Entry) -> bool:
        return entry.name == method and words in str(entry.request)

    kill_at(workspace, process, moment)
    drop = await elena.drops(("tides.md", TIDES))
    await comes_back(workspace, process)
    report = await report_on(elena, drop)
    assert "Students get answers from it from now on" in report.words
    assert len(await elena.answers(drop)) == 1
    assert "weakest tides" in await asks(sara)
    taught = await workspace.bot.deps.teaching.taught()
    assert [m.name for m in taught] == ["tides.md"]


async def test_killed_after_the_question_it_still_asks(
    workspace: Workspace, process: Process, elena: Person, sara: Person
) -> None:
    """A replacement is not used by a restart, only by an instructor."""
    await report_on(elena, await elena.drops(("tides.md", TIDES)))
    kill_at(
        workspace,
        process,
        lambda e: e.name == "chat.update" and "This would replace" in str(e.request),
    )
    drop = await elena.drops(("tides.md", CORRECTED))
    await comes_back(workspace, process)
    report = await report_on(elena, drop)
    assert "weakest tides" in await asks(sara)
    await elena.presses("Use it", on=report)
    await report_on(elena, drop, "from now on")
    assert "least range" in await asks(sara)
