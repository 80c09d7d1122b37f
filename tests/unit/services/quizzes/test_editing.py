"""Editing: own questions and changes, with what they are about; nobody's change is overwritten."""

from __future__ import annotations

import pytest

from bot.services.quizzes.bank.editing import Editing, Place, Wrong, place_of
from bot.services.quizzes.bank.forms import Form, form_of
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, WRITTEN, Flag
from bot.services.quizzes.bank.reviewing import Meanwhile, Reviewing
from knowledge.exchange import Kind
from tests.unit.fakes import NOON
from tests.unit.services.quizzes.bank_kit import desk, question

FORM = Form(Kind.TRUE_FALSE, stem="KVM is free.")
ELENA = "U0ELENA"


async def test_what_is_written_is_kept_once_with_its_slide() -> None:
    at = desk()
    editing = Editing(at.parts)
    new = await editing.add(FORM, Place("13", "4"), ELENA, "V1", approved=True)
    await editing.add(FORM, Place("13", "4"), ELENA, "V1", approved=True)
    (kept,) = at.kept
    assert kept == new
    assert (kept.state, kept.origin, kept.made_by, kept.lecture) == (APPROVED, WRITTEN, ELENA, 13)
    assert kept.source is not None
    assert (kept.source.file, kept.source.slide) == ("l13.pdf", 4)


async def test_a_question_may_be_about_a_lecture_or_nothing() -> None:
    editing = Editing(desk().parts)
    of_lecture = await editing.add(FORM, Place("13"), ELENA, "V1", approved=False)
    assert of_lecture.state == DRAFT
    assert (of_lecture.lecture, of_lecture.source and of_lecture.source.slide) == (13, None)
    assert (await editing.add(FORM, Place(), ELENA, "V2", approved=False)).source is None


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (Place("99"), "lecture"),
        (Place("thirteen"), "lecture"),
        (Place("", "4"), "lecture"),
        (Place("13", "99"), "slide"),
        (Place("13", "four"), "slide"),
        (Place("²", ""), "lecture"),
    ],
)
async def test_a_slide_that_there_is_not_is_told_at_its_field(place: Place, field: str) -> None:
    with pytest.raises(Wrong) as refused:
        await Editing(desk().parts).add(FORM, place, ELENA, "V1", approved=True)
    assert list(refused.value.errors) == [field]


async def test_a_change_keeps_the_source_and_deals_with_flags() -> None:
    at = desk()
    await at.bank.add([question(1)])
    await at.bank.flag("T1", "q1", Flag("U1", "odd", NOON))
    before = await at.parts.get("q1")
    assert before is not None
    form = form_of(before.item)
    after = await Editing(at.parts).change(before, form, None, ELENA, approved=True)
    assert (after.state, after.source, after.changed_by) == (APPROVED, before.source, ELENA)
    assert await at.bank.flags("T1", "q1") == []
    back = await Reviewing(at.parts).take_back("q1", after.revision, ELENA)
    assert (back.item, back.state, back.flags) == (before.item, before.state, 1)


async def test_the_same_numbers_leave_the_source_as_it_is() -> None:
    at = desk()
    await at.bank.add([question(4)])
    before = at.kept[0]
    after = await Editing(at.parts).change(before, FORM, place_of(before), ELENA, approved=False)
    assert after.source == before.source


async def test_what_was_changed_meanwhile_is_not_overwritten() -> None:
    at = desk()
    await at.bank.add([question(1)])
    before = at.kept[0]
    await at.bank.change(before, before)
    with pytest.raises(Meanwhile):
        await Editing(at.parts).change(before, FORM, None, ELENA, approved=False)


async def test_only_what_somebody_wrote_is_removed() -> None:
    at = desk()
    await at.bank.add([question(1), question(2, origin=WRITTEN)])
    editing = Editing(at.parts)
    assert not await editing.remove("q1")
    assert await editing.remove("q2")
    assert [q.id for q in at.kept] == ["q1"]
