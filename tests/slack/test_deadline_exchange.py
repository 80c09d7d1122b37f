"""Export and import: a private file out, and pasted lines in, shown before they are saved."""

from __future__ import annotations

import asyncio

import pytest

from bot.services.deadlines.ports import CANCELLED
from tests.slack.dates_kit import CHECK_IN, REFUSED, kept, stands, told_anew
from tests.slack.person import Person
from tests.slack.workspace import Workspace

PASTED = (
    "title,kind,ends\nQuiz <!channel>,exam,2021-12-03T10:00\nEssay,due,soon\nLab,due,2021-12-06\n"
)


async def test_lines_are_shown_with_what_is_refused_before_they_are_saved(
    workspace: Workspace, elena: Person
) -> None:
    await elena.types("/deadlines import")
    window = await elena.sees_window("Import deadlines")
    assert await elena.submits(window, pasted=PASTED) == {}
    (shown,) = await elena.windows()
    assert "*I understood 2* and refuse 1." in shown.words
    assert (
        "✗ Line 3: its date is not like 2021-12-01 or 2021-12-01T23:59: “Essay,due,soon”"
        in shown.words
    )
    assert "✓ *Quiz <!channel>* · Exam Fri, December 3, 2021 at 10:00 PST" in shown.words
    assert await kept(workspace) == []
    assert await elena.submits(shown) == {}
    told = await elena.told()
    assert "Saved 2 deadlines." in told.words
    assert [i.title for i in await kept(workspace)] == ["Quiz <!channel>", "Lab"]
    await elena.presses("Undo", on=told)
    assert "Taken back." in (await told_anew(workspace, elena)).words
    assert await kept(workspace) == []
    assert len(await kept(workspace, CANCELLED)) == 2


async def test_text_that_was_changed_is_read_again(workspace: Workspace, elena: Person) -> None:
    await elena.types("/deadlines import")
    await elena.submits(await elena.sees_window("Import deadlines"), pasted=PASTED)
    (shown,) = await elena.windows()
    await elena.submits(shown, pasted="Essay due 12/3 5pm")
    (again,) = await elena.windows()
    assert "*I understood 1.*" in again.words
    assert await kept(workspace) == []
    await workspace.at_once(*(elena.submits(again) for _ in range(2)))
    await workspace.settle()
    assert [i.title for i in await kept(workspace)] == ["Essay"]


async def test_nothing_pasted_and_nothing_understood(workspace: Workspace, elena: Person) -> None:
    await elena.types("/deadlines import")
    window = await elena.sees_window("Import deadlines")
    assert await elena.submits(window, pasted="  ") == {"pasted": "Paste something first."}
    await elena.submits(window, pasted="read the book")
    (shown,) = await elena.windows()
    assert "*I understood 0* and refuse 1." in shown.words
    await elena.submits(shown)
    assert len(await elena.windows()) == 1
    assert await kept(workspace) == []


@pytest.mark.parametrize("ending", ["csv", "json"])
async def test_an_export_is_a_private_file(
    workspace: Workspace, elena: Person, sara: Person, ending: str
) -> None:
    """Without anybody's extension."""
    item = await stands(workspace, "Term Project Check-in", CHECK_IN)
    await workspace.bot.deps.deadlines.wanting.extend(
        item, sara.id, CHECK_IN.replace(day=9), elena.id
    )
    await elena.types(f"/deadlines export {ending}")
    assert "direct message" in (await elena.told()).words
    (message,) = [m for m in await elena.timeline(elena.dm) if m.raw.get("files")]
    (file,) = message.raw["files"]
    assert file["name"] == f"tcss-562-deadlines.{ending}"
    data = (await elena.sees_file(file["id"]) or b"").decode()
    assert await sara.sees_file(file["id"]) is None
    assert "2021-12-01T23:59:00-08:00" in data
    assert "2021-12-09" not in data
    assert sara.id not in data


async def test_an_export_that_is_asked_for_twice_at_once_comes_once(
    workspace: Workspace, elena: Person
) -> None:
    await stands(workspace, "Term Project Check-in", CHECK_IN)
    await asyncio.gather(*(elena.types("/deadlines export csv") for _ in range(2)))
    await workspace.settle()
    said = "\n".join(m.words for m in await elena.private())
    assert "I have sent you the file" in said
    assert "You asked for this file a moment ago" in said
    assert len([m for m in await elena.timeline(elena.dm) if m.raw.get("files")]) == 1


@pytest.mark.parametrize("typed", ["export", "import"])
async def test_students_do_neither(sara: Person, typed: str) -> None:
    await sara.types(f"/deadlines {typed}")
    assert (await sara.told()).words == REFUSED


async def test_an_unknown_format_is_told(elena: Person) -> None:
    await elena.types("/deadlines export pdf")
    assert "`/deadlines export csv`" in (await elena.told()).words
