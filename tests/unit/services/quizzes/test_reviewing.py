"""Review: counts, one question after the other, decisions and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.services.quizzes.bank.ports import APPROVED, DRAFT, REJECTED, Flag
from bot.services.quizzes.bank.reviewing import Meanwhile, Reviewing, Row
from bot.services.quizzes.bank.scope import FLAGGED, Scope, typed
from config.embargo import Embargo
from knowledge.exchange import Text
from knowledge.model import Source
from tests.unit.fakes import NOON
from tests.unit.services.quizzes.bank_kit import Desk, choice_item, desk, question

ELENA = "U0ELENA"


async def filled() -> tuple[Desk, Reviewing]:
    """Drafts 1 to 3 of lecture 13, 4 (approved) of lecture 14, 5 without a lecture, 6 rejected."""
    at = desk()
    await at.bank.add(
        [
            *(question(n) for n in (1, 2, 3)),
            question(4, 14, state=APPROVED),
            question(5, None),
            question(6, state=REJECTED, reason="dull"),
        ]
    )
    return at, Reviewing(at.parts)


async def test_the_overview_counts_by_lecture() -> None:
    at, reviewing = await filled()
    await at.bank.flag("T1", "q4", Flag("U1", "two are right", NOON))
    await at.bank.flag("T1", "q6", Flag("U1", "dull", NOON))
    seen = await reviewing.overview()
    assert seen.rows == (Row(13, 3, 0, 1), Row(14, 0, 1, 0), Row(None, 1, 0, 0))
    assert (seen.drafts, seen.approved, seen.rejected, seen.flagged) == (4, 1, 1, 1)


async def test_one_comes_after_the_other_also_of_the_same_slide() -> None:
    at = desk()
    same = question(1).source
    await at.bank.add([question(n, source=same) for n in (1, 2, 3)])
    reviewing, scope, seen = Reviewing(at.parts), Scope(DRAFT, 13), []
    card = await reviewing.first(scope)
    while card is not None:
        seen.append((card.question.id, card.place, card.count))
        done = await reviewing.approve(card.question.id, card.question.revision, ELENA)
        card = await reviewing.next(scope, done.after)
    assert seen == [("q1", 1, 3), ("q2", 1, 2), ("q3", 1, 1)]


async def test_what_is_skipped_stays_where_it_is() -> None:
    _, reviewing = await filled()
    scope = Scope(DRAFT, 13)
    first = await reviewing.first(scope)
    assert first is not None
    second = await reviewing.next(scope, first.question)
    assert second is not None
    assert (second.question.id, second.place, second.count) == ("q2", 2, 3)


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), ["q1", "q2", "q3", "q5"]),
        (Scope(DRAFT, 13, 2), ["q2"]),
        (Scope(DRAFT, loose=True), ["q5"]),
        (Scope(APPROVED), ["q4"]),
        (Scope(REJECTED, 13), ["q6"]),
        (Scope(FLAGGED), ["q3"]),
        (Scope(DRAFT, 99), []),
    ],
)
async def test_a_scope_holds_its_own(scope: Scope, ids: list[str]) -> None:
    at, reviewing = await filled()
    await at.bank.flag("T1", "q3", Flag("U1", "odd", NOON))
    assert [q.id for q in await reviewing.questions(scope)] == ids
    assert Scope.load(scope.dump()) == scope


async def test_a_card_says_what_students_find_and_from_when_it_is_asked() -> None:
    at = desk(embargoes=(Embargo(lecture=13, until=date(2021, 12, 1)),))
    await at.bank.add([question(1)])
    await at.bank.flag("T1", "q1", Flag("U1", "two are right", NOON))
    card = await Reviewing(at.parts).first(Scope(FLAGGED))
    assert card is not None
    assert [flag.reason for flag in card.flags] == ["two are right"]
    assert card.opens_at is not None
    assert card.opens_at.date() == date(2021, 12, 1)


async def test_a_decision_deals_with_what_was_flagged_and_can_be_taken_back() -> None:
    at, reviewing = await filled()
    await at.bank.flag("T1", "q1", Flag("U1", "odd", NOON))
    done = await reviewing.reject("q1", 1, "Two are right", ELENA)
    assert (done.after.state, done.after.reason) == (REJECTED, "Two are right")
    assert await at.bank.flags("T1", "q1") == []
    back = await reviewing.take_back("q1", done.after.revision, ELENA)
    assert (back.state, back.reason, back.flags) == (DRAFT, "", 1)
    assert [flag.reason for flag in await at.bank.flags("T1", "q1")] == ["odd"]


async def test_an_old_rejections_reason_comes_back_when_its_reopening_is_taken_back() -> None:
    _, reviewing = await filled()
    done = await reviewing.reopen("q6", 1, ELENA)
    assert done.after.reason == ""
    back = await reviewing.take_back("q6", done.after.revision, ELENA)
    assert (back.state, back.reason, back.changed_by) == (REJECTED, "dull", ELENA)
    for gone, revision in (("q6", done.after.revision), ("q9", 1)):
        with pytest.raises(Meanwhile):
            await reviewing.take_back(gone, revision, ELENA)


async def test_what_was_changed_meanwhile_is_left_as_it_is() -> None:
    _, reviewing = await filled()
    await reviewing.approve("q1", 1, ELENA)
    with pytest.raises(Meanwhile):
        await reviewing.reject("q1", 1, "dull", "U0OMAR")
    with pytest.raises(Meanwhile):
        await reviewing.approve("gone", 1, ELENA)


async def test_all_of_a_lecture_but_the_flagged_are_approved_and_taken_back() -> None:
    at, reviewing = await filled()
    await at.bank.flag("T1", "q2", Flag("U1", "odd", NOON))
    scope = Scope(DRAFT, 13)
    count, when = await reviewing.approve_all(scope, ELENA)
    assert count == 2
    assert [q.id for q in await reviewing.questions(scope)] == ["q2"]
    at.clock.move(timedelta(minutes=1))
    third = at.bank.kept["T1", "q3"]
    await at.bank.change(third, replace(third, changed_by="U0OMAR"))
    assert await reviewing.undo_all(scope, ELENA, when) == 1
    assert [q.id for q in await reviewing.questions(scope)] == ["q1", "q2"]


async def test_slides_without_a_number_are_called_by_their_pages() -> None:
    at = desk()
    bare = Source("l13.pdf", "Terms", lecture=13, slide=None, page=4)
    await at.bank.add([question(1, source=bare), question(2), question(4)])
    found = await Reviewing(at.parts).questions(Scope(DRAFT, 13, 4))
    assert [q.id for q in found] == ["q4", "q1"]


async def test_a_topic_is_looked_through_by_the_words_of_the_course() -> None:
    """What it is taken for does not change when the last that says so is approved."""
    at = desk()
    about = [
        replace(question(n), item=choice_item(stem))
        for n, stem in (
            (1, "What is a unikernel?"),
            (2, "Who boots unikernels?"),
            (3, "What else?"),
        )
    ]
    await at.bank.add(
        [
            replace(each, item=replace(each.item, choices=each.item.choices[:1], feedback=Text("")))
            for each in about
        ]
    )
    reviewing, scope = Reviewing(at.parts), Scope(topic="unikernel")
    assert [q.id for q in await reviewing.questions(scope)] == ["q1", "q2"]
    first = await reviewing.first(scope)
    assert first is not None
    assert (first.place, first.count) == (1, 2)
    decision = await reviewing.approve("q1", 1, ELENA)
    card = await reviewing.next(scope, decision.after)
    assert card is not None
    assert card.question.id == "q2"
    assert [q.id for q in await reviewing.questions(replace(scope, state=APPROVED))] == ["q1"]
    assert await reviewing.near(scope) == ()
    assert await reviewing.near(Scope(topic="zorkmid")) != ()


@pytest.mark.parametrize(
    "scope", [Scope(topic="a:b~ c/ü 漢"), Scope(APPROVED, 13, 4, topic="kvm"), Scope(FLAGGED)]
)
def test_a_scope_goes_through_a_button(scope: Scope) -> None:
    assert ":" not in scope.dump()
    assert Scope.load(scope.dump()) == scope


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("", Scope()),
        ("lecture 13", Scope(DRAFT, 13)),
        ("Lecture 13, slide 4", Scope(DRAFT, 13, 4)),
        ("flagged", Scope(FLAGGED)),
        ("rejected lecture 2", Scope(REJECTED, 2)),
        ("approved", Scope(APPROVED)),
        ("drafts", Scope()),
        ("l13", Scope(DRAFT, 13)),
        ("slide 4", None),
        ("kvm", Scope(topic="kvm")),
        ("approved live migration", Scope(APPROVED, topic="live migration")),
        ("flagged about kvm", Scope(FLAGGED, topic="kvm")),
    ],
)
def test_what_is_typed_behind_the_command(words: str, scope: Scope | None) -> None:
    assert typed(words) == scope
