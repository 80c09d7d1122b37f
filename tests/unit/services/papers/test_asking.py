"""Which class is asked, when, until when, and about which slides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.services.papers.asking import (
    Where,
    closes_at,
    due,
    held,
    meeting_of,
    paper,
    paper_id,
    questions_to,
    recent,
    slide_options,
    todays,
)
from bot.services.papers.ports import PaperSettings
from bot.services.timetable import Timetable
from knowledge.lectures import Lecture
from tests.unit.services.papers.made import LECTURE_DAY, SLIDES, Slot, at, course, slide, timetable

ON = PaperSettings(True, "C1", "U1", at("09:00"))
THURSDAY = date(2021, 11, 18)


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        (at("17:30"), False),
        (at("19:04"), False),
        (at("19:05"), True),
        (at("23:59"), True),
        (at("12:59", date(2021, 11, 17)), True),
        (at("13:10", date(2021, 11, 17)), False),
    ],
)
def test_a_lecture_is_asked_about_from_five_minutes_after_its_end_while_it_is_fresh(
    now: datetime, asked: bool
) -> None:
    assert bool(due(timetable(), ON, now)) is asked


def test_nothing_is_asked_while_it_is_off_or_about_a_class_before_it_was_switched_on() -> None:
    now = at("19:30")
    assert due(timetable(), None, now) == []
    assert due(timetable(), replace(ON, on=False), now) == []
    assert due(timetable(), replace(ON, changed_at=at("19:20")), now) == []


@pytest.mark.parametrize("title", ["Lab", "Midterm exam", "Tutorial"])
def test_labs_and_exams_are_not_asked_about(title: str) -> None:
    assert due(timetable(Slot(title=title)), ON, at("19:06")) == []


def test_a_lecture_before_a_lab_is_asked_about_also_once_the_lab_is_over() -> None:
    lab = Slot(starts=time(19), ends=time(21), title="Lab")
    assert [m.title for m in due(timetable(Slot(), lab), ON, at("21:30"))] == ["Lecture"]


def test_it_closes_an_hour_before_the_next_class() -> None:
    table = timetable()
    (meeting,) = table.on(LECTURE_DAY)
    assert closes_at(table, meeting, at("19:05")) == at("16:00", THURSDAY)


def test_between_classes_of_one_day_half_of_the_time_is_left_to_answer() -> None:
    table = timetable(Slot(ends=time(18)), Slot(starts=time(18, 30), ends=time(19, 30)))
    first, _ = table.on(LECTURE_DAY)
    assert closes_at(table, first, at("18:00")) == at("18:15")


def test_without_a_next_class_it_closes_after_a_week() -> None:
    table = Timetable("America/Los_Angeles", (Slot(),), (), None, LECTURE_DAY)
    (meeting,) = table.on(LECTURE_DAY)
    assert closes_at(table, meeting, at("19:05")) == at("19:05") + timedelta(days=7)


def test_class_over_means_todays_lecture_once_it_has_begun() -> None:
    assert todays(timetable(), at("16:59")) is None
    begun = todays(timetable(), at("18:50"))
    assert begun is not None
    assert begun.key == "2021-11-16T17:00"
    assert todays(timetable(), at("18:00", date(2021, 11, 17))) is None


def test_classes_to_choose_from_are_the_latest_and_one_of_today() -> None:
    found = [m.key for m in recent(timetable(), course(), at("12:00", date(2021, 11, 17)))]
    assert found[:3] == ["2021-11-17", "2021-11-16T17:00", "2021-11-11T17:00"]
    without = [m.key for m in recent(Timetable(), course(), at("12:00", date(2021, 11, 17)))]
    assert without == ["2021-11-17", "2021-11-16"]


@pytest.mark.parametrize(
    ("key", "known"),
    [("2021-11-16T17:00", True), ("2021-11-16", True), ("2021-11-16T18:00", False), ("x", False)],
)
def test_a_class_is_found_again_by_its_key(key: str, known: bool) -> None:
    assert (meeting_of(timetable(), key, at("19:00")) is not None) is known


def test_a_class_has_one_paper_whoever_asks_for_it() -> None:
    assert paper_id("a", "2021-11-16T17:00") == paper_id("a", "2021-11-16T17:00")
    assert paper_id("a", "2021-11-16T17:00") != paper_id("b", "2021-11-16T17:00")
    assert len(paper_id("a" * 64, "2021-11-16T17:00~12")) <= 40


def test_the_paper_is_about_the_lecture_of_the_day_and_anonymous() -> None:
    table = timetable()
    (meeting,) = table.on(LECTURE_DAY)
    asked = paper(held(meeting, course()), Where("T1", "c", "C1", "U1"), at("19:05"), at("23:00"))
    assert asked.question == "Lecture 13"
    assert asked.settings.anonymous
    assert [o.text for o in asked.options] == [
        "26 · Kernel based virtual machines (KVM)",
        "33 · Unikernels",
        "58 · REST",
    ]


def test_slides_to_pick_have_each_title_once_and_fit_into_a_menu() -> None:
    many = tuple(slide(n, f"{'Very long title ' * 9}{n % 70}", "x") for n in range(150))
    options = slide_options(Lecture(13, "", (*many, slide(200, ""), *SLIDES)))
    assert len(options) == len({o.id for o in options}) == 73
    assert all(len(o.text) <= 75 for o in options)


def test_the_class_is_asked_in_its_channel_and_everybody_who_wants_it_directly() -> None:
    table = timetable()
    (meeting,) = table.on(LECTURE_DAY)
    for channel, places in (("C1", ["C1", "U2", "U3"]), ("", ["U2", "U3"])):
        where = Where("T1", "c", channel, "U1")
        asked = paper(held(meeting, course()), where, at("19:05"), at("23:00"))
        messages = questions_to(asked, ["U2", "U3"], at("19:05"))
        assert [m.channel for m in messages] == places
        assert len({m.key for m in messages}) == len(places)
