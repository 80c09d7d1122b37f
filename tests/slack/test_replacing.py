"""An instructor presses Replace beside a file: the next one they drop is its new version, whatever it is called."""

from __future__ import annotations

import pytest

from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.test_teaching import CORRECTED, QUESTION, TIDES, asks, report_on
from tests.slack.workspace import Workspace


async def presses_replace(workspace: Workspace, elena: Person, channel: str = "") -> Seen:
    """What she is told, in the direct message."""
    where = channel or elena.dm
    await elena.types("/lectern materials", channel=where)
    await elena.presses("Replace", on=await elena.told(channel=where))
    await workspace.settle()
    if channel:
        assert "I have written to you in our direct message" in (await elena.told(channel=where)).words  # fmt: skip
        return await elena.reads("Drop the new version of")
    return await elena.told(channel=where)


async def taught(elena: Person) -> None:
    await report_on(elena, await elena.drops(("tides.md", TIDES)))


@pytest.mark.parametrize("where", ["", MAIN])
async def test_the_next_file_is_its_new_version_and_nothing_changes_before_use_it(
    workspace: Workspace, elena: Person, sara: Person, where: str
) -> None:
    await taught(elena)
    said = await presses_replace(workspace, elena, where)
    assert "Drop the new version of *tides.md*" in said.words
    drop = await elena.drops(("tides final (2).md", CORRECTED))
    report = await report_on(elena, drop)
    assert "tides.md (a new version, dropped as tides final (2).md): 4 slides" in report.words.replace("*", "")  # fmt: skip
    assert "This would replace *tides.md*" in report.words
    assert "1 slide new, 1 changed" in report.words
    assert list(report.buttons) == ["Use it", "Discard", "Show what changed"]
    assert "weakest tides" in await asks(sara)
    await elena.presses("Use it", on=report)
    used = await report_on(elena, drop, "Students get answers from it from now on")
    assert "least range" in await asks(sara)
    await elena.types("/lectern materials", channel=elena.dm)
    listed = await elena.told(channel=elena.dm)
    assert listed.words.count(".md*") == 1
    await elena.presses("Undo", on=used, confirm="Undo")
    await report_on(elena, drop, "Undone.")
    assert "weakest tides" in await asks(sara)


@pytest.mark.parametrize("name", ["other.md", "tides.md"])
async def test_it_holds_for_one_file_and_after_a_restart(
    workspace: Workspace, elena: Person, name: str
) -> None:
    """Also where that one has the same name, which were a new version anyway."""
    await taught(elena)
    await presses_replace(workspace, elena)
    await workspace.restart()
    report = await report_on(elena, await elena.drops((name, CORRECTED)))
    assert "This would replace *tides.md*" in report.words
    more = await report_on(elena, await elena.drops(("more.md", CORRECTED.replace(b"river", b"bay"))))  # fmt: skip
    assert "more.md (new)" in more.words.replace("*", "")


async def test_a_file_that_cannot_be_read_is_not_the_new_version_the_next_one_is(
    workspace: Workspace, elena: Person
) -> None:
    await taught(elena)
    await presses_replace(workspace, elena)
    await report_on(elena, await elena.drops(("blank.txt", b" \n")), "I could not read")
    report = await report_on(elena, await elena.drops(("other.md", CORRECTED)))
    assert "This would replace *tides.md*" in report.words


@pytest.mark.parametrize("how", ["cancelled", "an hour later", "two at once", "somebody else's"])
async def test_otherwise_a_file_is_one_of_its_own(
    workspace: Workspace, elena: Person, mina: Person, how: str
) -> None:
    await taught(elena)
    said = await presses_replace(workspace, elena)
    files, person = [("other.md", CORRECTED)], elena
    if how == "cancelled":
        await elena.presses("Cancel", on=said)
        await workspace.settle()
        assert "Nothing is replaced" in (await elena.private(elena.dm))[-1].words
    elif how == "an hour later":
        await workspace.later(hours=1, minutes=1)
    elif how == "two at once":
        files.append(("third.md", CORRECTED.replace(b"river", b"bay")))
    else:
        person = mina
    report = await report_on(person, await person.drops(*files))
    assert "other.md (new)" in report.words.replace("*", "")
    assert "would replace" not in report.words


async def test_what_is_not_taught_any_more_is_not_replaced(
    workspace: Workspace, elena: Person
) -> None:
    await taught(elena)
    await presses_replace(workspace, elena)
    lists = []
    for _ in range(2):
        await elena.types("/lectern materials", channel=elena.dm)
        lists.append(await elena.told(channel=elena.dm))
    await elena.presses("Remove", on=lists[0], confirm="Remove")
    await workspace.settle()
    await elena.presses("Replace", on=lists[1])
    await workspace.settle()
    assert [m for m in await elena.private(elena.dm) if "isn't taught any more" in m.words]
    report = await report_on(elena, await elena.drops(("other.md", CORRECTED)))
    assert "other.md (new)" in report.words.replace("*", "")


async def test_students_replace_nothing(workspace: Workspace, elena: Person, sara: Person) -> None:
    """Nor by a button that they should not have."""
    await taught(elena)
    workspace.made_public(QUESTION)
    await sara.types("/lectern materials")
    assert "Replace" not in (await sara.told()).words
