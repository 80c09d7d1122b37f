"""Drafting: once for the same lectures, nothing twice, and nothing against what somebody decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.services.quizzes.bank.drafting import QUIZ_DRAFTS, Drafting, fingerprint, version_of
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, DRAFTED, IMPORTED, REJECTED
from knowledge.questions import draft_questions
from tests.unit.services.quizzes.bank_kit import (
    DEFINITIONS,
    SLIDES,
    STAFF,
    build_of,
    course_of,
    desk,
    question,
    slide,
)


async def test_a_course_that_was_read_gives_drafts_with_their_slides() -> None:
    at = desk()
    await Drafting(at.parts).tick()
    assert at.kept
    assert {(q.state, q.origin) for q in at.kept} == {(DRAFT, DRAFTED)}
    assert {q.source.slide for q in at.kept if q.source} == {4}
    assert all(q.form and q.fingerprint for q in at.kept)


async def test_the_same_course_is_drafted_from_once_whoever_looks() -> None:
    at = desk()
    assert await Drafting(at.parts).course_read(build_of(*SLIDES)) > 0
    kept = at.kept
    assert await Drafting(at.parts).course_read(build_of(*SLIDES)) == 0
    assert at.kept == kept


async def test_reading_anew_neither_doubles_nor_asks_again_for_what_was_rejected() -> None:
    at = desk()
    drafting = Drafting(at.parts)
    await drafting.tick()
    before = at.kept[0]
    await at.bank.change(before, replace(before, state=REJECTED, reason="dull"))
    count = len(at.kept)
    more = slide(5, "More terms", "Paging: moving parts of memory to the disk", *DEFINITIONS[:3])
    await drafting.course_read(build_of(*SLIDES, more))
    assert len({q.fingerprint for q in at.kept}) == len(at.kept) >= count
    assert at.bank.kept[before.workspace, before.id].state == REJECTED


async def test_what_a_slide_said_that_is_gone_is_not_asked_and_comes_back_with_it() -> None:
    at = desk()
    drafting = Drafting(at.parts)
    await drafting.course_read(build_of(*SLIDES))
    await drafting.course_read(build_of(slide(1, "Welcome", "Nothing is defined here")))
    assert all(q.gone for q in at.kept)
    await drafting.course_read(build_of(*SLIDES))
    assert not any(q.gone for q in at.kept)


async def test_what_people_brought_stays_whatever_the_lectures_say() -> None:
    at = desk()
    await at.bank.add([question(1, origin=IMPORTED, fingerprint="")])
    await Drafting(at.parts).tick()
    assert not at.bank.kept["T1", "q1"].gone


async def test_a_question_goes_along_with_its_slide() -> None:
    at = desk()
    drafting = Drafting(at.parts)
    await drafting.course_read(build_of(*SLIDES))
    first = at.kept[0]
    await at.bank.change(first, replace(first, state=APPROVED, changed_by="U0ELENA"))
    moved = slide(9, "Virtualization terms", *DEFINITIONS, day=date(2021, 11, 18))
    await drafting.course_read(build_of(moved))
    after = at.bank.kept[first.workspace, first.id]
    assert after.source is not None
    assert (after.source.slide, after.source.date) == (9, date(2021, 11, 18))
    assert after.item.source == "l13.pdf, slide 9"
    assert (after.state, after.changed_by) == (APPROVED, "U0ELENA")


async def test_instructors_are_told_once_and_in_private() -> None:
    at = desk()
    drafting = Drafting(at.parts)
    await drafting.course_read(build_of(*SLIDES))
    told = [(m.channel, m.kind) for m in at.outbox.messages.values()]
    assert told == [(user, QUIZ_DRAFTS) for user in STAFF]
    at.outbox.messages.clear()
    more = slide(5, "More terms", "Paging: moving parts of memory to the disk", *DEFINITIONS[:3])
    await drafting.course_read(build_of(*SLIDES, more))
    assert not at.outbox.messages


async def test_nobody_is_told_of_nothing() -> None:
    at = desk(slide(1, "Welcome", "Hello"))
    await Drafting(at.parts).tick()
    assert not at.outbox.messages


async def test_a_course_is_looked_at_again_when_it_is_another_one() -> None:
    at = desk(slide(1, "Welcome", "Hello"))
    drafting = Drafting(at.parts)
    await drafting.tick()
    at.parts.questions.take_up(course_of(*SLIDES))
    await drafting.tick()
    assert at.kept


def test_a_fingerprint_forgets_the_wrong_answers_and_knows_the_right_one() -> None:
    one = draft_questions(build_of(*SLIDES)).questions[0]
    assert fingerprint(replace(one, choices=(*one.choices[:-1], "Other"))) == fingerprint(one)
    assert fingerprint(replace(one, question=f" {one.question.upper()}")) == fingerprint(one)
    assert fingerprint(replace(one, answer="Other")) != fingerprint(one)


@pytest.mark.parametrize(
    "other",
    [
        slide(5, "Virtualization terms", *DEFINITIONS),
        slide(4, "Terms", *DEFINITIONS),
        slide(4, "Virtualization terms", *DEFINITIONS[1:]),
        slide(4, "Virtualization terms", *DEFINITIONS, day=date(2021, 11, 18)),
    ],
)
def test_another_slide_is_another_version(other: object) -> None:
    assert version_of(build_of(other)) != version_of(build_of(*SLIDES))  # type: ignore[arg-type]
