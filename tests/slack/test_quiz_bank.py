"""Instructors look through drafted questions, write their own, bring files in and take them along."""

from __future__ import annotations

import asyncio
import io
import zipfile
from typing import Any

import pytest

from bot.services.quizzes.bank.ports import (
    APPROVED,
    DRAFT,
    REJECTED,
    BankQuestion,
    Flag,
    Wanted,
)
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace
from tests.unit.services.quizzes.bank_kit import question

EVERY = Wanted((DRAFT, APPROVED, REJECTED), gone=True)
GIFT = """// Midterm
::kvm::What turns Linux into a hypervisor?{=KVM ~Xen ~Docker}

KVM is a type-2 hypervisor.{F}

Explain paging.{}
"""


async def bank_of(workspace: Workspace) -> list[BankQuestion]:
    return list(await workspace.bot.deps.quizzes.banking.parts.find(EVERY))


async def filled(workspace: Workspace, *questions: BankQuestion) -> None:
    """Put questions into the bank of this workspace's course."""
    parts = workspace.bot.deps.quizzes.banking.parts
    known: Any = [
        BankQuestion(**{**_fields(q), "workspace": parts.workspace, "course": parts.course})
        for q in questions
    ]
    await parts.bank.add(known)


def _fields(one: BankQuestion) -> dict[str, Any]:
    return {name: getattr(one, name) for name in BankQuestion.__dataclass_fields__}


async def sees(person: Person, words: str, channel: str = MAIN) -> Seen:
    """Wait until a private message says something; the newest that does."""

    async def look() -> Seen | None:
        found = [m for m in await person.private(channel) if words in m.words]
        return found[-1] if found else None

    return await person.until(look, f"a private message with {words!r}")


async def test_students_are_told_that_this_is_for_instructors(
    workspace: Workspace, sara: Person
) -> None:
    for line in ("review", "add", "import", "export", "settings"):
        await sara.types(f"/quiz {line}")
        assert "Only instructors" in (await sara.told()).words


@pytest.fixture
async def drafted(empty_workspace: Workspace) -> Workspace:
    """A workspace whose Lectern drafts questions when it starts."""
    empty_workspace.drafting = True
    await empty_workspace.start()
    await empty_workspace.bot.deps.quizzes.banking.drafting.tick()
    await empty_workspace.settle()
    return empty_workspace


async def test_what_is_drafted_is_told_once_and_looked_through(drafted: Workspace) -> None:
    elena = drafted.people["elena"]
    word = await elena.reads("I have drafted")
    await elena.presses("Look through them", on=word)
    seen = await sees(elena, "to review", channel=elena.dm)
    assert "Lecture 13" in seen.words
    await drafted.restart()
    await drafted.bot.deps.quizzes.banking.drafting.tick()
    await drafted.settle()
    told = [m for m in await elena.timeline(elena.dm) if "I have drafted" in m.words]
    assert len(told) == 1


async def test_one_question_after_the_other(workspace: Workspace, elena: Person) -> None:
    await filled(workspace, *(question(n) for n in (1, 2, 3)))
    await elena.types("/quiz review")
    await elena.presses("Review 3", on=await sees(elena, "3 drafts to review"))
    first = await sees(elena, "Draft 1 of 3")
    for words in ("Question 1?", "✓  A  A hypervisor", "○  B  A snapshot", "Lecture 13, slide 1"):
        assert words in first.words
    await elena.presses("Approve", on=first)
    second = await sees(elena, "Approved: “Question 1?”")
    assert "Question 2?" in second.words
    await elena.presses("Skip", on=second)
    third = await sees(elena, "Question 3?")
    await elena.presses("Reject…", on=third)
    window = await elena.sees_window("Reject a question")
    errors = await elena.submits(window, why="Something else")
    assert "words" in errors
    await elena.submits(window, why="Something else", words="Not taught this year")
    last = await sees(
        elena, "That was the last draft of lecture 13. 1 that you skipped still waits"
    )
    assert "Rejected: “Question 3?”" in last.words
    states = {q.id: (q.state, q.reason) for q in await bank_of(workspace)}
    assert states["q1"] == (APPROVED, "")
    assert states["q3"] == (REJECTED, "Not taught this year")
    await elena.presses("Undo", on=last)
    back = await sees(elena, "Taken back")
    assert "Question 3?" in back.words
    assert len(await elena.private()) == 1  # all in the place of one message


async def test_all_of_a_lecture_at_once_and_back(workspace: Workspace, elena: Person) -> None:
    await filled(workspace, *(question(n) for n in (1, 2, 3)))
    await elena.types("/quiz review lecture 13")
    card = await sees(elena, "Draft 1 of 3")
    await elena.presses("Approve all 3 of lecture 13", on=card, confirm="Approve 3")
    done = await sees(elena, "Approved 3 questions of lecture 13.")
    assert {q.state for q in await bank_of(workspace)} == {APPROVED}
    await elena.presses("Undo", on=done)
    await sees(elena, "Taken back: 3 questions")
    assert {q.state for q in await bank_of(workspace)} == {DRAFT}


async def test_what_students_flagged_comes_first_with_their_reasons(
    workspace: Workspace, elena: Person
) -> None:
    await filled(workspace, question(1, state=APPROVED), question(2))
    parts = workspace.bot.deps.quizzes.banking.parts
    await parts.bank.flag(
        parts.workspace, "q1", Flag("U0SARA", "Two are right", workspace.clock.now())
    )
    await elena.types("/quiz review")
    seen = await sees(elena, "Students say that 1 question is off")
    assert next(iter(seen.buttons)) == "Look at what was flagged (1)"
    await elena.presses("Look at what was flagged (1)", on=seen)
    card = await sees(elena, "A student says that it is off")
    assert "Two are right" in card.words
    assert "U0SARA" not in card.markup
    await elena.presses("It is fine", on=card)
    done = await sees(elena, "Kept as it is")
    assert not await parts.bank.flags(parts.workspace, "q1")
    await elena.presses("Undo", on=done)
    card = await sees(elena, "Taken back")
    assert "A student says that it is off" in card.words
    assert "Two are right" in card.words


async def test_where_no_drafts_wait_the_approved_ones_are_a_press_away(
    workspace: Workspace, elena: Person
) -> None:
    await filled(workspace, question(1, state=APPROVED))
    await elena.types("/quiz review lecture 12")
    assert (await sees(elena, "No drafts of lecture 12 wait for you.")).buttons.keys() == {
        "All questions"
    }
    await elena.types("/quiz review lecture 13")
    seen = await sees(elena, "No drafts of lecture 13 wait for you.")
    await elena.presses("Look at the 1 approved", on=seen)
    await sees(elena, "Approved 1 of 1")


async def test_a_rejected_question_is_brought_back(workspace: Workspace, elena: Person) -> None:
    await filled(workspace, question(1, state=REJECTED, reason="Dull"))
    await elena.types("/quiz review rejected")
    card = await sees(elena, "Rejected: Dull")
    await elena.presses("Bring it back", on=card)
    await sees(elena, "A draft again: “Question 1?”")
    assert (await bank_of(workspace))[0].state == DRAFT


async def test_two_who_decide_at_once_are_told(workspace: Workspace, elena: Person) -> None:
    mina = workspace.people["mina"]
    await filled(workspace, question(1), question(2))
    for one in (elena, mina):
        await one.types("/quiz review lecture 13")
    hers, his = await sees(elena, "Draft 1 of 2"), await sees(mina, "Draft 1 of 2")
    await elena.presses("Approve", on=hers)
    await sees(elena, "Approved: “Question 1?”")
    await mina.presses("Approve", on=his)
    assert "Somebody changed this question meanwhile" in (await sees(mina, "meanwhile")).words
    assert (await bank_of(workspace))[0].revision == 2


async def test_a_question_is_edited_and_nothing_typed_is_lost(
    workspace: Workspace, elena: Person
) -> None:
    await filled(workspace, question(1))
    await elena.types("/quiz review lecture 13")
    await elena.presses("Edit…", on=await sees(elena, "Draft 1 of 1"))
    window = await elena.sees_window("Edit a question")
    typed = {"stem": "What shares one machine?", "choice_3": "A container"}
    errors = await elena.submits(window, right="D", **{**typed, "choice_3": ""})
    assert errors == {"right": "Choice D is empty."}
    assert await elena.submits(window, right="D", **typed) == {}
    done = await sees(elena, "Saved, approved: “What shares one machine?”")
    (kept,) = await bank_of(workspace)
    right = [c.text.text for c in kept.item.choices if c.weight > 0]
    assert (kept.state, right) == (APPROVED, ["A container"])
    await elena.presses("Undo", on=done)
    assert "Draft 1 of 1" in (await sees(elena, "Taken back")).words
    (back,) = await bank_of(workspace)
    assert (back.state, back.item) == (DRAFT, question(1).item)


async def test_a_question_of_ones_own_of_another_kind(workspace: Workspace, elena: Person) -> None:
    await elena.types("/quiz add")
    window = await elena.sees_window("Write a question")
    await elena.changes(window, "bank_kind", stem="How many?", choice_0="one", bank_kind="A number")
    await workspace.settle()
    window = (await elena.windows())[-1]
    assert window.inputs["stem"]["element"]["initial_value"] == "How many?"
    errors = await elena.submits(window, value="many", lecture="99", slide="1")
    assert set(errors) == {"value", "lecture"}
    assert await elena.submits(window, value="3.5", around="0.1", lecture="13", slide="26") == {}
    done = await sees(elena, "Saved, approved: “How many?”")
    (kept,) = await bank_of(workspace)
    assert (kept.lecture, kept.made_by) == (13, elena.id)
    await elena.presses("Undo", on=done)
    await sees(elena, "Taken back")
    assert await bank_of(workspace) == []


async def test_what_another_kind_hides_is_there_again_with_its_kind(
    workspace: Workspace, elena: Person
) -> None:
    await elena.types("/quiz add")
    window = await elena.sees_window("Write a question")
    await elena.changes(window, "bank_kind", bank_kind="A word or two")
    await workspace.settle()
    window = (await elena.windows())[-1]
    await elena.changes(window, "bank_kind", bank_kind="A number", accepted="KVM", case=True)
    await workspace.settle()
    await elena.changes((await elena.windows())[-1], "bank_kind", bank_kind="A word or two")
    await workspace.settle()
    window = (await elena.windows())[-1]
    assert window.inputs["accepted"]["element"]["initial_value"] == "KVM"
    assert window.inputs["case"]["element"]["initial_options"]


async def test_a_dropped_file_of_questions_is_shown_kept_and_taken_back(
    workspace: Workspace, elena: Person
) -> None:
    drop = await elena.drops(("midterm.txt", GIFT.encode()))
    preview = await elena.hears(drop, n=2)
    assert "2 questions in midterm.txt (GIFT)" in preview.words
    assert "I cannot mark what is written freely" in preview.words
    assert "see below what is in it" in (await elena.hears(drop, n=1)).words
    assert await bank_of(workspace) == []
    await elena.presses("Keep as approved", on=preview)
    await workspace.settle()
    kept = await elena.hears(drop, n=2)
    assert "Kept 2 questions of *midterm.txt* as approved." in kept.words
    assert {q.state for q in await bank_of(workspace)} == {APPROVED}
    await elena.presses("Undo", on=kept, confirm="Take them out")
    await workspace.settle()
    assert "Taken out again: 2 questions" in (await elena.hears(drop, n=2)).words
    assert await bank_of(workspace) == []


async def test_what_was_kept_as_drafts_is_reviewed_with_one_press(
    workspace: Workspace, elena: Person
) -> None:
    drop = await elena.drops(("midterm.txt", GIFT.encode()))
    await elena.presses("Keep as drafts", on=await elena.hears(drop, n=2))
    await workspace.settle()
    await elena.presses("Review the drafts", on=await elena.hears(drop, n=2))
    await workspace.settle()
    assert "Draft 1 of 2" in (await elena.told(thread=drop)).words


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


MOODLE = (
    '<quiz><question type="truefalse"><name><text>x</text></name><questiontext format="plain_text"><text>Is Xen a hypervisor?'
    '</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
    "</question></quiz>"
)


async def test_files_of_questions_in_a_zip_are_looked_at_one_by_one_and_its_lectures_are_taught(
    workspace: Workspace, elena: Person
) -> None:
    lecture = b"# Unikernels\n\n- A unikernel is one program with its own kernel\n"
    notes = b"# Tokens\n\nA set {a} has one element.\n"
    packed = zipped(
        **{"quizzes/midterm.gift": GIFT.encode(), "quizzes/final.xml": MOODLE.encode()},
        **{"lecture.md": lecture, "notes.txt": notes, "quizzes/broken.gift": b"\x00\x01"},
    )
    drop = await elena.drops(("term.zip", packed))
    report = await elena.hears(drop, n=1)
    await workspace.settle()
    report = await elena.hears(drop, n=1)
    assert "term.zip/quizzes/midterm.gift (quiz questions): see below" in report.words.replace(
        "*", ""
    )
    assert "term.zip/quizzes/final.xml (quiz questions): see below" in report.words.replace("*", "")
    assert "✗ term.zip/quizzes/broken.gift" in report.words.replace("*", "")
    assert "⚠" not in report.words
    assert "✓ term.zip (new)" in report.words.replace("*", "")
    first, second = [m for m in await elena.answers(drop) if "Nothing is kept yet" in m.words]
    assert "1 question in term.zip/quizzes/final.xml (Moodle XML)" in first.words
    assert "2 questions in term.zip/quizzes/midterm.gift (GIFT)" in second.words
    assert "I cannot mark what is written freely" in second.words
    await elena.presses("Keep as approved", on=second)
    await elena.presses("Keep as drafts", on=first)
    await workspace.settle()
    assert sorted(q.state for q in await bank_of(workspace)) == [APPROVED, APPROVED, DRAFT]
    [kept] = [m for m in await elena.answers(drop) if "Kept 2 questions" in m.words]
    await elena.presses("Undo", on=kept, confirm="Take them out")
    await workspace.settle()
    assert [q.state for q in await bank_of(workspace)] == [DRAFT]


async def test_a_zip_of_nothing_but_files_of_questions_is_no_lecture(
    workspace: Workspace, elena: Person
) -> None:
    packed = zipped(**{"a.gift": GIFT.encode(), "b.gift": b"Is 1 odd?{T}\n"})
    drop = await elena.drops(("quizzes.zip", packed))
    await workspace.settle()
    report = await elena.hears(drop, n=1)
    assert "I have read 2 files." in report.words
    assert "✗" not in report.words
    assert "They are no lectures" in report.words
    assert "2 questions in quizzes.zip/a.gift" in (await elena.hears(drop, n=2)).words
    assert "1 question in quizzes.zip/b.gift" in (await elena.hears(drop, n=3)).words


async def test_remarks_are_turned_page_by_page(workspace: Workspace, elena: Person) -> None:
    many = "\n\n".join(f"Explain {n}.{{}}\n\nIs {n} odd?{{T}}" for n in range(20))
    drop = await elena.drops(("many.gift", many.encode()))
    preview = await elena.hears(drop, n=2)
    assert "20 questions in many.gift" in preview.words
    assert "page 1 of 2" in preview.words
    await elena.presses("More remarks", on=preview)
    await workspace.settle()
    assert "page 2 of 2" in (await elena.hears(drop, n=2)).words
    await elena.presses("Discard", on=await elena.hears(drop, n=2))
    await workspace.settle()
    assert "Nothing of the file was kept" in (await elena.hears(drop, n=2)).words


async def test_a_lecture_with_braces_is_still_taught(workspace: Workspace, elena: Person) -> None:
    lecture = b"# Sets\n\n- A set is written {a, b}\n- {T} is the set of T\n\n---\n\n# Maps\n\n- A map has keys\n"
    drop = await elena.drops(("sets.md", lecture))
    await workspace.settle()
    assert "sets.md" in (await elena.hears(drop, n=1)).words
    assert len(await elena.answers(drop)) == 1


async def test_a_broken_file_of_questions_says_what_is_wrong(
    workspace: Workspace, elena: Person
) -> None:
    bad = b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>'
    drop = await elena.drops(("bad.xml", bad))
    await workspace.settle()
    assert "declares entities" in (await elena.hears(drop, n=1)).words


def bomb() -> bytes:
    """A package that unpacks to 200 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", "<manifest>imsqti</manifest>")
        archive.writestr("quiz.xml", b"<a>" + bytes(200_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("bomb.zip", bomb(), "unpacks to more than"),
        ("deck.gift", b"::a::No braces here", "nothing to keep"),
        ("quiz.xml", b"<quiz><question", "broken"),
        ("q.gift", b"\x00\x01\x02" * 100, "no text"),
    ],
)
async def test_what_is_made_to_harm_is_refused_in_private(
    workspace: Workspace, elena: Person, name: str, data: bytes, why: str
) -> None:
    drop = await elena.drops((name, data))
    await workspace.settle()
    assert why in " ".join(m.words for m in await elena.answers(drop))
    assert await bank_of(workspace) == []


async def test_questions_are_taken_along_as_a_file(workspace: Workspace, elena: Person) -> None:
    await elena.types("/quiz export")
    assert "`/quiz export gift`" in (await elena.told()).words
    await elena.types("/quiz export word")
    assert "I cannot write “word”." in (await elena.told()).words
    await elena.types("/quiz export gift please")
    assert "I cannot write" not in (await elena.told()).words
    await filled(workspace, question(1, state=APPROVED), question(2))
    await elena.types("/quiz export aiken")
    said = await elena.told()
    assert "tcss-562-questions.aiken.txt" in said.words
    assert "1 question of the course" in said.words
    assert "has no place for it" in said.words
    message = await elena.reads("1 question of the course")
    file = message.raw["files"][0]
    data = workspace.playground.world.files[file["id"]].data
    assert b"ANSWER: A" in data
    await elena.types("/quiz export gift lecture 2")
    assert "no approved questions of lecture 2" in (await elena.told()).words
    await elena.types("/quiz export gift drafts lecture 2")
    none = (await elena.told()).words
    assert "There are no questions of lecture 2, not even drafts." in none
    assert "`/quiz review` shows" in none


@pytest.mark.parametrize("kind", ["gift", "anki"])
async def test_questions_that_are_asked_for_twice_at_once_come_once_and_later_again(
    workspace: Workspace, elena: Person, kind: str
) -> None:
    await filled(workspace, question(1, state=APPROVED))
    await asyncio.gather(*(elena.types(f"/quiz export {kind}") for _ in range(2)))
    await workspace.settle()
    said = "\n".join(m.words for m in await elena.private())
    assert "I have sent you" in said
    assert "You asked for this file a moment ago" in said
    assert len([m for m in await elena.timeline(elena.dm) if m.raw.get("files")]) == 1
    await workspace.later(minutes=2)
    await elena.types(f"/quiz export {kind}")
    await workspace.settle()
    assert len([m for m in await elena.timeline(elena.dm) if m.raw.get("files")]) == 2


async def test_where_there_is_nothing_to_export_it_says_how_questions_come_in(
    elena: Person,
) -> None:
    await elena.types("/quiz export gift")
    said = (await elena.told()).words
    assert "There are no approved questions yet." in said
    assert "/quiz import" in said


async def test_settings_are_private_and_kept(workspace: Workspace, elena: Person) -> None:
    await elena.types("/quiz settings")
    seen = await sees(elena, "Quiz settings")
    await elena.presses("Only approved ones", on=seen)
    seen = await sees(elena, "Only approved questions are practised from now on")
    parts = workspace.bot.deps.quizzes.banking.parts
    assert not (await parts.bank.settings(parts.workspace, parts.course)).practise_drafts
    await elena.presses("Give somebody more time…", on=seen)
    window = await elena.sees_window("More time")
    assert set(await elena.submits(window, percent="lots")) == {"person", "percent"}
    await elena.submits(window, person="U0SARA", percent="50")
    await sees(elena, "50 % more")
    assert await parts.bank.extra_time(parts.workspace, parts.course) == {"U0SARA": 50}
