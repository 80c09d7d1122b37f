"""An instructor teaches from Slack: drops files, reads the report, decides; students ask before and after."""

from __future__ import annotations

import asyncio
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import select

from bot.storage.tables import materials
from tests.slack.person import GENERAL, MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

TIDES = b"""# Lecture 3: Tides
TCSS 999, March 2, 2026

---

# Spring tides
- Spring tides occur when sun and moon align
- They happen twice a month

---

# Neap tides
- Neap tides are the weakest tides
"""
CORRECTED = TIDES.replace(b"weakest tides", b"tides of least range") + (
    b"\n---\n\n# Tidal bores\n- A tidal bore is a wave that travels up a river\n"
)
QUESTION = "What are neap tides?"


async def report_on(person: Person, drop: Seen, head: str = "I have read") -> Seen:
    """Wait for the report: our message in the thread of the drop, once it is more than progress."""

    async def look() -> Seen | None:
        found = [m for m in await person.answers(drop) if head in m.words]
        return found[-1] if found else None

    return await person.until(look, f"a report with {head!r}")


async def asks(person: Person, question: str = QUESTION) -> str:
    return (await person.hears(await person.writes(question))).words


async def test_a_new_file_is_used_at_once_and_says_what_it_brought(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    assert "The lecture doesn't say" in await asks(sara)
    workspace.made_public(QUESTION)
    report = await report_on(elena, await elena.drops(("tides.md", TIDES)))
    assert "tides.md (new): 3 slides" in report.words.replace("*", "")
    assert "3 slides new" in report.words
    assert "1 question that I declined so far has an answer now" in report.words
    assert "Students get answers from it from now on" in report.words
    assert list(report.buttons) == ["Show what changed", "Undo"]
    assert "Neap tides are the weakest tides" in await asks(sara)


async def test_a_file_of_questions_is_told_of_as_such(elena: Person, sara: Person) -> None:
    faq = b"question,answer\nWhere are office hours?,Room 310\nMay I swap sections?,Ask the registrar\n"
    report = await report_on(elena, await elena.drops(("faq.csv", faq)))
    assert "faq.csv (new): 2 FAQs" in report.words.replace("*", "")
    assert "2 FAQs new" in report.words
    await elena.presses("Show what changed", on=report)
    assert "Where are office hours?" in (await elena.sees_window("What changed")).words
    assert "Room 310" in await asks(sara, "Where are office hours?")


async def test_what_changed_is_shown_in_a_window(workspace: Workspace, elena: Person) -> None:
    report = await report_on(elena, await elena.drops(("tides.md", TIDES)))
    await elena.presses("Show what changed", on=report)
    window = await elena.sees_window("What changed")
    assert "Spring tides" in window.words
    assert "Neap tides" in window.words


async def test_undo_takes_it_back(workspace: Workspace, elena: Person, sara: Person) -> None:
    drop = await elena.drops(("tides.md", TIDES))
    await elena.presses("Undo", on=await report_on(elena, drop), confirm="Undo")
    undone = await report_on(elena, drop, "Undone.")
    assert not undone.buttons
    assert "The lecture doesn't say" in await asks(sara)


async def test_a_changed_file_asks_before_it_replaces_the_old_one(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await report_on(elena, await elena.drops(("tides.md", TIDES)))
    assert "weakest tides" in await asks(sara)
    workspace.made_public(QUESTION)
    drop = await elena.drops(("tides.md", CORRECTED))
    report = await report_on(elena, drop)
    assert "This would replace" in report.words
    assert "1 slide new, 1 changed" in report.words
    assert "1 answer already given changes; whom to tell is up to you" in report.words
    assert list(report.buttons) == ["Use it", "Discard", "Show what changed"]
    assert "weakest tides" in await asks(sara), "nothing changes before somebody says so"
    await elena.presses("Show what changed", on=report)
    window = await elena.sees_window("What changed")
    assert "tides of least range" in window.words
    assert "asked in private" in window.words
    await elena.closes(window)
    await elena.presses("Use it", on=report)
    used = await report_on(elena, drop, "Students get answers from it from now on")
    assert "least range" in await asks(sara)
    await elena.presses("Undo", on=used, confirm="Undo")
    await report_on(elena, drop, "Undone.")
    assert "weakest tides" in await asks(sara)


async def test_a_discarded_file_changes_nothing(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await report_on(elena, await elena.drops(("tides.md", TIDES)))
    drop = await elena.drops(("tides.md", CORRECTED))
    report = await report_on(elena, drop)
    await elena.presses("Discard", on=report)
    await report_on(elena, drop, "Discarded.")
    assert "weakest tides" in await asks(sara)
    teaching_id = report.buttons["Use it"].value["value"]
    assert await workspace.bot.deps.teaching.use(teaching_id) is None, (
        "another click comes too late"
    )


@pytest.mark.parametrize("name", ["tides.md", "renamed.md"])
async def test_the_same_content_again_is_known_already(
    workspace: Workspace, elena: Person, name: str
) -> None:
    await report_on(elena, await elena.drops(("tides.md", TIDES)))
    report = await report_on(elena, await elena.drops((name, TIDES)), "I know this already")
    assert not report.buttons


async def test_a_lecture_of_the_course_file_is_replaced_and_comes_back(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    drop = await elena.drops(("sample-lecture.txt", TIDES))
    report = await report_on(elena, drop)
    assert "This would replace" in report.words
    await elena.presses("Use it", on=report)
    used = await report_on(elena, drop, "from now on")
    assert "The lecture doesn't say" in await asks(sara, "What is KVM?")
    await elena.presses("Undo", on=used, confirm="Undo")
    await report_on(elena, drop, "Undone.")
    assert "KVM integrates" in await asks(sara, "What is KVM?")


async def test_what_cannot_be_read_gives_its_sentence_and_the_rest_is_read(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    drop = await elena.drops(
        ("broken.pdf", b"%PDF-1.7\nthis is cut off"),
        ("tides.md", TIDES),
        ("blank.txt", b"  \n "),
        ("LICENSE", b"All rights reserved."),
    )
    report = await report_on(elena, drop)
    assert "I have read 1 of 4 files." in report.words
    assert "LICENSE*: this is a licence, not a lecture" in report.words
    assert "blank.txt*: the file is empty" in report.words
    assert "broken.pdf" in report.words
    assert "weakest tides" in await asks(sara)


async def test_a_drop_of_nothing_readable_leaves_all_as_it_was(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    report = await report_on(elena, await elena.drops(("blank.txt", b" \n")), "I could not read")
    assert "What I know is as it was." in report.words
    assert not report.buttons
    assert "KVM integrates" in await asks(sara, "What is KVM?")


async def test_a_zip_is_read_with_all_that_is_in_it(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("term/tides.md", TIDES)
        archive.writestr("__MACOSX/._tides.md", b"\x00")
    await report_on(elena, await elena.drops(("term.zip", packed.getvalue())))
    assert "weakest tides" in await asks(sara)


async def test_a_student_cannot_teach(workspace: Workspace, sara: Person, tom: Person) -> None:
    drop = await sara.drops(("tides.md", TIDES))
    await workspace.settle()
    (said,) = await sara.answers(drop)
    assert "Only the instructors of this course can teach me files" in said.words
    assert "The lecture doesn't say" in await asks(tom)
    assert not [e for e in workspace.playground.wire.entries if e.name == "files.info"]


async def test_a_students_question_with_a_picture_is_answered(
    workspace: Workspace, sara: Person
) -> None:
    drop = await sara.drops(("screenshot.png", b"\x89PNG"), text="What is KVM?")
    assert "KVM integrates" in (await sara.hears(drop)).words


async def test_a_file_in_a_channel_is_nobodys_lesson(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await elena.drops(("tides.md", TIDES), text="@Lectern What is KVM?", channel=MAIN)
    await workspace.settle()
    assert "The lecture doesn't say" in await asks(sara)


async def test_several_drops_are_read_one_after_the_other(
    workspace: Workspace, elena: Person, mina: Person, sara: Person
) -> None:
    drops = await asyncio.gather(
        elena.drops(("tides.md", TIDES)),
        mina.drops(("winds.md", b"# Winds\n- A foehn is a warm dry wind\n")),
    )
    await report_on(elena, drops[0])
    await report_on(mina, drops[1])
    assert "weakest tides" in await asks(sara)
    assert "warm dry wind" in await asks(sara, "What is a foehn?")


async def test_teach_says_what_to_do_and_opens_the_direct_message(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await elena.types("/lectern teach")
    assert "drop your lecture files there" in (await elena.told()).words
    (guide,) = await elena.timeline(elena.dm)
    assert "Drop your files into our direct message" in guide.words
    await elena.types("/lectern teach", channel=elena.dm)
    assert "Teach me your lectures" in (await elena.told(channel=elena.dm)).words
    await sara.types("/lectern teach")
    assert "Only instructors" in (await sara.told()).words


async def test_materials_are_listed_removed_and_brought_back(
    workspace: Workspace, elena: Person, mina: Person, sara: Person
) -> None:
    await mina.types("/lectern materials")
    assert "Nobody has taught me a file yet" in (await mina.told()).words
    await report_on(elena, await elena.drops(("tides.md", TIDES)))
    await mina.types("/lectern materials")
    listed = await mina.told()
    assert "tides.md" in listed.words
    assert f"by <@{elena.id}>" in listed.words
    assert "3 slides" in listed.words
    assert "sample-lecture.txt" in listed.words
    await mina.presses("Remove", on=listed, confirm="Remove")
    await workspace.settle()
    assert "The lecture doesn't say" in await asks(sara)
    (again,) = [m for m in await mina.private() if "Undo the removal" in m.buttons]
    await mina.presses("Undo the removal", on=again)
    await workspace.settle()
    assert "weakest tides" in await asks(sara)
    await sara.types("/lectern materials")
    assert "Only instructors" in (await sara.told()).words


async def test_it_is_still_known_after_a_restart_on_an_empty_disk(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    """The bytes are in the database; what lies on the disk is a copy."""
    await report_on(elena, await elena.drops(("tides.md", TIDES)))
    workspace.disk = "another"
    await workspace.restart()
    assert "weakest tides" in await asks(sara)


async def test_another_replica_takes_it_up(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    other = await workspace.build()
    try:
        await report_on(elena, await elena.drops(("tides.md", TIDES)))
        assert not other.deps.questions.course.build.files[1:]
        await other.deps.teaching.catch_up()
        assert "tides.md" in other.deps.questions.course.build.files
    finally:
        await other.stop()


async def test_nothing_of_a_reading_that_failed_is_kept(
    workspace: Workspace, elena: Person
) -> None:
    await report_on(elena, await elena.drops(("blank.txt", b" \n")), "I could not read")
    rows = await workspace.bot.storage.database.read(
        lambda connection: list(connection.execute(select(materials.c.id)))
    )
    assert rows == []


async def dropped_raw(workspace: Workspace, person: Person, **fields: object) -> Seen:
    """A message with a file object as Slack sends it, made from one that is really there."""
    drop = await person.drops(("tides.md", TIDES), channel=GENERAL)
    file = {**drop.raw["files"][0], **fields}
    channel = workspace.playground.world.channels[person.dm]
    message = {"user": person.id, "text": "", "subtype": "file_share", "files": [file]}
    return Seen(workspace.playground.hub.post(channel, message))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"mode": "external", "is_external": True}, "it lies outside Slack"),
        ({"mode": "tombstone"}, "it was deleted from Slack"),
        ({"mode": "space"}, "post or canvas"),
        ({"url_private_download": "https://files.slack.com.evil.example/x"}, "I leave it alone"),
        ({"url_private_download": "http://localhost:1/x"}, "I leave it alone"),
        ({"size": 200_000_000}, "larger than 100 MB"),
        ({"size": 3}, "arrived incomplete"),
    ],
)
async def test_what_is_not_to_be_fetched_is_refused_with_a_sentence(
    workspace: Workspace, elena: Person, fields: dict[str, object], why: str
) -> None:
    report = await report_on(elena, await dropped_raw(workspace, elena, **fields), "I could not")
    assert why in report.words


async def test_a_file_of_slack_connect_is_asked_for(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    """Its object holds the id and little else; files.info tells the rest."""
    whole = await elena.drops(("tides.md", TIDES), text="for all", channel=MAIN)
    channel = workspace.playground.world.channels[elena.dm]

    def shared(file_id: str) -> Seen:
        file = {"id": file_id, "file_access": "check_file_info"}
        message = {"user": elena.id, "text": "", "subtype": "file_share", "files": [file]}
        return Seen(workspace.playground.hub.post(channel, message))

    report = await report_on(elena, shared(whole.raw["files"][0]["id"]))
    assert "tides.md" in report.words
    assert "weakest tides" in await asks(sara)
    workspace.foresee("files.info", "file_not_found")
    refused = shared("F0NOWHERE")
    assert (
        "doesn't tell me what this file is"
        in (await report_on(elena, refused, "I could not")).words
    )


async def test_progress_that_slack_has_no_room_for_is_skipped(
    workspace: Workspace, elena: Person
) -> None:
    """The report comes all the same: it waits as long as Slack says."""
    workspace.fail_next("chat.update", "ratelimited", status=429, retry_after=1)
    report = await report_on(elena, await elena.drops(("tides.md", TIDES)))
    assert "Students get answers from it" in report.words
