"""Practice over days: what is asked when, each answer once, and words where there is nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.services.quizzes.asking import Response
from bot.services.quizzes.bank.ports import DRAFT, REJECTED, QuizSettings
from bot.services.quizzes.practice.days import Streak, streak
from bot.services.quizzes.practice.ports import Wishes
from bot.services.quizzes.practice.scheduling import MOST_DAYS, due_day, recall, reviewed
from bot.services.quizzes.practice.sessions import ALL, DUE, LECTURE, LOOK, TOPIC, Scope
from bot.services.quizzes.practice.stepping import Step
from bot.services.quizzes.practice.views import (
    EARLIER,
    GONE,
    Nothing,
    Outcome,
    Posed,
    Stale,
    Summary,
    Why,
    Withdrawn,
)
from knowledge.exchange import Item, Kind, Text
from tests.unit.fakes import NOON, FakeClock, FakePeople
from tests.unit.services.quizzes.practising import SARA, WHERE, World, question

TODAY = NOON.date()
THIRTEEN = Scope(LECTURE, lecture=3)


def many(lectures: int = 3, each: int = 8) -> list:  # type: ignore[type-arg]
    """Questions of some lectures, one a slide."""
    return [
        question(lecture * 100 + n, lecture, n)
        for lecture in range(1, lectures + 1)
        for n in range(1, each + 1)
    ]


# Days


async def test_a_week_of_practice() -> None:
    """Ten new ones a day; what was right comes back later than what was wrong; nothing twice on one day."""
    world = await World.of(many())
    first = await world.practises(right=True)
    assert first == [f"q10{n}" for n in range(1, 9)] + ["q201", "q202"]
    again = await world.begins()
    assert isinstance(again, Nothing)
    assert again.why == Why.DONE
    assert (again.next_day, again.next_count) == (TODAY + timedelta(days=2), 10)
    assert again.new
    world.later(days=1)
    second = await world.practises(right=False)
    assert second[:2] == ["q203", "q204"], "new ones, in the order of lectures"
    assert len(second) == 10
    world.later(days=1)
    assert await world.service.due(SARA) == 20, "both days' questions"
    third = await world.practises()
    assert len(set(third) & set(second)) >= 9, "what was wrong is about to be forgotten first"
    fourth = await world.practises()
    assert {*third, *fourth} == {*first, *second}
    world.later(days=1)
    assert await world.service.due(SARA) == 0


async def test_somebody_who_is_right_and_sure_is_asked_less_and_less_often() -> None:
    card, day, gaps = None, TODAY, []
    for _ in range(8):
        card = reviewed(card, 1.0, sure=True, day=day)
        gaps.append((due_day(card) - day).days)
        day = due_day(card)
    assert gaps == [2, 11, 46, MOST_DAYS, MOST_DAYS, MOST_DAYS, MOST_DAYS, MOST_DAYS]


async def test_sure_not_sure_and_wrong_differ_in_when_it_is_asked_again() -> None:
    sure, unsure = (reviewed(None, 1.0, sure=each, day=TODAY) for each in (True, False))
    wrong = reviewed(None, 0.0, sure=True, day=TODAY)
    partly = reviewed(None, 0.8, sure=True, day=TODAY)
    assert [(due_day(c) - TODAY).days for c in (sure, unsure, partly, wrong)] == [2, 1, 1, 1]
    later = TODAY + timedelta(days=5)
    assert recall(wrong, later) < recall(unsure, later) == recall(partly, later) < recall(sure, later)  # fmt: skip


async def test_what_was_answered_in_the_evening_is_due_in_the_morning_of_its_day() -> None:
    """Of the person's own days: it is 23:30 in Seattle, and tomorrow in Stockholm."""
    clock = FakeClock(datetime(2021, 11, 17, 7, 30, tzinfo=UTC))
    people = FakePeople({SARA: "America/Los_Angeles"})
    world = await World.of([question(1)], clock=clock, people=people)
    outcome = await world.answers(await world.begins(), right=False)
    assert (outcome.today, outcome.due) == (date(2021, 11, 16), date(2021, 11, 17))
    world.later(minutes=29)
    assert await world.service.due(SARA) == 0
    world.later(minutes=1)
    assert await world.service.due(SARA) == 1
    (memory,) = world.practice.known.values()
    midnight = datetime(2021, 11, 17, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert memory.due_at == midnight.astimezone(UTC)


@pytest.mark.parametrize(
    ("ago", "days", "today"),
    [
        ([], 0, False),
        ([0], 1, True),
        ([1, 0], 2, True),
        ([1], 1, False),
        ([2], 1, False),
        ([3], 0, False),
        ([4, 2, 0], 3, True),
        ([5, 2, 1], 2, False),
        ([9, 8, 7, 6, 4, 3, 1], 7, False),
    ],
)
def test_a_streak_forgives_one_day(ago: list[int], days: int, today: bool) -> None:
    assert streak([TODAY - timedelta(days=n) for n in ago], TODAY) == Streak(days, today)


# Order and limits


async def test_what_is_due_comes_least_remembered_first_and_lectures_take_turns() -> None:
    world = await World.of(many(lectures=2, each=4))
    await world.practises(Scope(LECTURE, lecture=1), right=True)
    await world.practises(Scope(LECTURE, lecture=2), right=True)
    world.later(days=3)
    lectures = [each[1] for each in await world.practises(Scope(DUE))]
    assert lectures == ["1", "2"] * 4


async def test_questions_of_one_slide_do_not_follow_one_another() -> None:
    asked = [question(n, 1, 1 + n % 2, state=DRAFT, quality=n / 10) for n in range(1, 7)]
    world = await World.of([*asked, question(9, 1, 1)])
    slides = [await world.practises()]
    assert slides == [["q9", "q5", "q6", "q3", "q4", "q1", "q2"]], "approved, then the best"


async def test_the_daily_limit_ends_it_and_may_be_passed_on_purpose() -> None:
    world = await World.of(many())
    await world.practice.wish(*WHERE, SARA, Wishes(daily_new=20, daily_most=12))
    assert len(await world.practises()) == 10
    assert len(await world.practises()) == 2
    over = await world.begins()
    assert isinstance(over, Nothing)
    assert (over.why, over.answered) == (Why.LIMIT, 12)
    assert len(await world.practises(Scope(beyond=True))) == 10


async def test_new_ones_have_a_limit_of_their_own_but_for_a_topic_or_a_lecture() -> None:
    world = await World.of(many())
    await world.practice.wish(*WHERE, SARA, Wishes(daily_new=0, daily_most=30))
    assert isinstance(await world.begins(), Nothing)
    assert len(await world.practises(THIRTEEN)) == 8


async def test_a_lecture_that_was_practised_today_is_not_asked_again_today() -> None:
    world = await World.of(many(lectures=1, each=3))
    scope = Scope(LECTURE, lecture=1)
    assert len(await world.practises(scope)) == 3
    done = await world.begins(scope)
    assert isinstance(done, Nothing)
    assert (done.why, done.next_count) == (Why.DONE, 3)
    world.later(days=1)
    assert len(await world.practises(scope)) == 3, "not due yet, but asked for"


async def test_limits_are_changed_to_what_is_offered_and_nothing_else() -> None:
    world = await World.of([])
    assert (await world.service.limit(SARA, new=20)).daily_new == 20
    assert (await world.service.limit(SARA, most=7_000)).daily_most == 30


# Once


async def test_of_two_clicks_at_once_one_counts_and_both_see_the_same() -> None:
    world = await World.of(many())
    posed = await world.begins()
    assert isinstance(posed, Posed)
    step = Step.of(posed.place.key)
    answer = world.service.steps.answer
    views = await asyncio.gather(
        answer(SARA, step, Response(("a",)), sure=True),
        answer(SARA, step, Response(("b",)), sure=False),
    )
    assert views[0] == views[1]
    assert len(world.practice.answers) == 1
    later = await answer(SARA, step, Response(("b",)), sure=False)
    assert later == views[0]


async def test_going_on_twice_goes_on_once_and_old_buttons_show_what_came_of_them() -> None:
    world = await World.of(many())
    outcome = await world.answers(await world.begins())
    second = await world.goes_on(outcome)
    assert await world.goes_on(outcome) == second
    assert await world.service.steps.look(SARA, Step.of(outcome.place.key)) == outcome


async def test_buttons_of_an_earlier_practice_and_of_one_that_was_erased_say_so() -> None:
    world = await World.of(many())
    old = await world.begins()
    await world.begins(Scope(LECTURE, lecture=2))
    assert isinstance(old, Posed)
    step = Step.of(old.place.key)
    answer = world.service.steps.answer
    assert await answer(SARA, step, Response(("a",)), sure=True) == Stale(EARLIER)
    assert await world.service.erase(SARA)
    assert await answer(SARA, step, Response(("a",)), sure=True) == Stale(GONE)
    assert not await world.service.erase(SARA)
    assert not world.practice.answers
    nonsense = await world.service.steps.go_on("U2", Step.of("no such:thing"))
    assert nonsense == Stale(GONE)


async def test_a_practice_goes_on_where_it_was() -> None:
    world = await World.of(many())
    posed = await world.begins()
    again = await world.begins()
    assert isinstance(posed, Posed)
    assert again == replace(posed, resumed=True)
    await world.answers(again)
    third = await world.begins()
    assert isinstance(third, Posed)
    assert third.place.number == 2
    world.later(days=1)
    fresh = await world.begins()
    assert isinstance(fresh, Posed)
    assert fresh.place.sitting != posed.place.sitting, "another day, another choice"


# The bank changes meanwhile


async def test_a_question_that_was_edited_meanwhile_is_shown_anew_and_counts_then() -> None:
    world = await World.of(many())
    posed = await world.begins()
    assert isinstance(posed, Posed)
    before = posed.question
    edited = replace(before, item=replace(before.item, stem=Text("What runs KVM really?")))
    await world.bank.change(before, edited)
    shown = await world.service.steps.answer(
        SARA, Step.of(posed.place.key), Response(("a",)), sure=True
    )
    assert isinstance(shown, Posed)
    assert shown.changed
    assert shown.asked.stem == Text("What runs KVM really?")
    assert not world.practice.answers
    outcome = await world.answers(shown)
    assert outcome.mark.right
    now = await world.bank.get(WHERE[0], before.id)
    assert now is not None
    await world.bank.change(now, replace(now, item=before.item))
    late = await world.service.steps.look(SARA, Step.of(outcome.place.key))
    assert isinstance(late, Outcome)
    assert (late.changed, late.mark.right) == (True, True)


async def test_an_approval_meanwhile_changes_nothing() -> None:
    world = await World.of([question(1, state=DRAFT)])
    posed = await world.begins()
    assert isinstance(posed, Posed)
    assert posed.draft
    await world.bank.change(posed.question, replace(posed.question, state="approved"))
    assert not (await world.answers(posed)).draft


async def test_a_question_that_was_taken_out_is_passed_over() -> None:
    world = await World.of(many())
    posed = await world.begins()
    assert isinstance(posed, Posed)
    await world.bank.change(posed.question, replace(posed.question, state=REJECTED))
    step = Step.of(posed.place.key)
    gone = await world.service.steps.answer(SARA, step, Response(("a",)), sure=True)
    assert isinstance(gone, Withdrawn)
    after = await world.service.steps.go_on(SARA, step)
    assert isinstance(after, Posed)
    assert after.place.number == 2
    assert not world.practice.answers


async def test_a_question_that_is_off_goes_to_the_teachers_once_a_person_with_the_newest_reason() -> (
    None
):
    world = await World.of(many())
    outcome = await world.answers(await world.begins())
    step = Step.of(outcome.place.key)
    flagged = await world.service.steps.flag(SARA, step, "")
    assert isinstance(flagged, Outcome)
    assert flagged.flagged
    await world.service.steps.flag(SARA, step, "unclear")
    (flag,) = await world.bank.flags(WHERE[0], outcome.question.id)
    assert (flag.user, flag.reason) == (SARA, "unclear")
    world.later(days=3)
    assert await world.service.due(SARA) == 0, "not asked again before somebody looked at it"
    assert outcome.question.id not in await world.practises()
    before = await world.bank.get(WHERE[0], outcome.question.id)
    assert before is not None
    await world.bank.decide(before, before)
    assert await world.service.due(SARA) == 1


# The end


async def test_the_summary_says_what_was_sure_and_wrong() -> None:
    world = await World.of(many(lectures=1, each=3))
    one = await world.goes_on(await world.answers(await world.begins(), right=False, sure=True))
    two = await world.goes_on(await world.answers(one, right=False, sure=False))
    end = await world.goes_on(await world.answers(two))
    assert isinstance(end, Summary)
    assert (end.answered, end.right, end.streak) == (3, 1, Streak(1, True))
    assert [doubt.question_id for doubt in end.doubts] == ["q101"]
    assert end.upcoming == (TODAY + timedelta(days=1), 2)
    assert await world.practises(Scope(LOOK)) == ["q101"]
    assert (await world.service.stats(SARA)).doubts == []


async def test_stopping_keeps_what_was_answered() -> None:
    world = await World.of(many())
    outcome = await world.answers(await world.begins())
    step = Step.of(outcome.place.key)
    end = await world.service.steps.stop(SARA, step)
    assert isinstance(end, Summary)
    assert (end.answered, end.more) == (1, 9), "nine new ones are left for today"
    assert await world.service.steps.stop(SARA, step) == end
    assert await world.service.steps.go_on(SARA, step) == end


# Nothing to ask


async def test_nothing_is_asked_of_a_lecture_that_was_not_held() -> None:
    later = [
        replace(q, source=replace(q.source, date=TODAY + timedelta(days=2)))
        for q in many(1)
        if q.source
    ]
    world = await World.of(later)
    found = await world.begins()
    assert isinstance(found, Nothing)
    assert (found.why, found.opens) == (Why.NOT_YET, TODAY + timedelta(days=2))
    world.later(days=1, hours=12)
    assert isinstance(await world.begins(), Posed)


async def test_what_may_not_be_practised_any_more_is_not_asked_by_a_practice_that_had_chosen_it() -> (
    None
):
    """Drafts where somebody switched them off meanwhile, and what is asked about a slide that is gone."""
    world = await World.of([question(1), question(2, on=2, state=DRAFT), question(3, on=3)])
    first = await world.answers(await world.begins())
    await world.bank.set(*WHERE, QuizSettings(practise_drafts=False))
    await world.bank.settle(*WHERE, "2", {"f1", "f2"})
    assert isinstance(await world.goes_on(first), Summary)


async def test_each_reason_for_asking_nothing_is_told() -> None:
    empty = await World.of([])
    assert (await empty.begins()) == Nothing(Why.EMPTY, Scope())
    drafts = await World.of([question(1, state=DRAFT)])
    assert isinstance(await drafts.begins(), Posed)
    await drafts.bank.set(*WHERE, QuizSettings(practise_drafts=False))
    drafts.later(days=1)
    assert (await drafts.begins()) == Nothing(Why.UNREVIEWED, Scope())
    world = await World.of(many(2))
    none = await world.begins(Scope(LECTURE, lecture=9))
    assert isinstance(none, Nothing)
    assert (none.why, none.lectures) == (Why.NO_LECTURE, [1, 2])
    due = await world.begins(Scope(DUE))
    assert isinstance(due, Nothing)
    assert (due.why, due.new) == (Why.NONE_DUE, True)


async def test_what_cannot_be_answered_in_a_message_is_not_asked() -> None:
    essay = replace(question(1), item=Item(Kind.ESSAY, Text("Discuss.")))
    world = await World.of([essay])
    assert (await world.begins()) == Nothing(Why.EMPTY, Scope())


async def test_what_was_answered_today_is_not_asked_again_and_what_was_yesterday_is() -> None:
    """Of a lecture that one names, also before it is due: by the person's own midnight."""
    people = FakePeople({SARA: "America/Los_Angeles"})
    clock = FakeClock(datetime(2021, 11, 17, 7, 30, tzinfo=UTC))
    world = await World.of([question(1)], clock=clock, people=people)
    assert await world.practises(Scope(LECTURE, lecture=1)) == ["q1"]
    world.later(minutes=29)
    assert await world.practises(Scope(LECTURE, lecture=1)) == []
    world.later(minutes=1)
    assert await world.practises(Scope(LECTURE, lecture=1)) == ["q1"]


# Topics


@pytest.mark.parametrize("typed", ["kvm", "KVM", "kernel based virtual machines"])
async def test_a_topic_is_found_by_the_courses_own_words(typed: str) -> None:
    world = await World.of(many())
    asked = await world.practises(Scope(TOPIC, topic=typed))
    assert asked == ["q101", "q201", "q301"]


async def test_a_slip_is_read_as_the_word_of_the_course() -> None:
    world = await World.of(many())
    assert len(await world.practises(Scope(TOPIC, topic="dokcer"))) == 3


async def test_a_word_that_only_a_question_has_is_found_as_it_was_typed() -> None:
    own = question(1, text="Which flag makes zorkmid run rootless?")
    world = await World.of([own, *many()])
    assert await world.practises(Scope(TOPIC, topic="the zorkmid")) == ["q1"]


async def test_where_no_question_fits_the_nearest_topics_are_offered() -> None:
    world = await World.of(many())
    found = await world.begins(Scope(TOPIC, topic="firehose"))
    assert isinstance(found, Nothing)
    assert found.why == Why.NO_TOPIC
    assert found.near[0].startswith("Firecracker")
    assert len(await world.practises(Scope(TOPIC, topic=found.near[0]))) >= 1


# Stats


async def test_stats_tell_lectures_and_the_days_ahead() -> None:
    world = await World.of(many(2))
    await world.practises(Scope(LECTURE, lecture=1), right=False)
    stats = await world.service.stats(SARA)
    assert [(each.lecture, each.asked, each.total, each.percent) for each in stats.lectures] == [
        (1, 8, 8, 0),
        (2, 0, 8, None),
    ]
    assert list(stats.forecast.values()) == [0, 8, 0, 0, 0, 0, 0]
    assert len(stats.doubts) == 5
    world.later(days=4)
    assert (await world.service.stats(SARA)).forecast[TODAY + timedelta(days=4)] == 8
    assert (await world.service.stats("U0TOM")).due == 0


def test_a_scope_is_all_unless_something_is_named() -> None:
    assert Scope().kind == ALL
