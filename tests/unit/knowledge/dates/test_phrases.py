"""What one phrase says: which of its days, at what time, in what zone, and what it is called."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.deadlines import parse_deadline
from knowledge.model import Deadline

TUESDAY = date(2021, 11, 16)
PACIFIC = "America/Los_Angeles"


def read(phrase: str, *, on: date = TUESDAY, zone: str = PACIFIC, **known: object) -> Deadline:
    found = parse_deadline(phrase, reference=on, timezone=zone, **known)  # type: ignore[arg-type]
    assert found is not None
    return found


def span(found: Deadline) -> tuple[str, str]:
    """Start and end, as days where the phrase gives no time."""
    moments = (found.starts_at, found.ends_at)
    first, last = ([m.date().isoformat() for m in moments] if found.all_day else [f"{m:%Y-%m-%dT%H:%M}" for m in moments])  # fmt: skip
    return first, last


@pytest.mark.parametrize(
    ("phrase", "starts", "ends"),
    [
        ("Soutenances : 25-29 novembre", "2021-11-25", "2021-11-29"),
        ("vom 4. bis zum 8. Dezember", "2021-12-04", "2021-12-08"),
        ("presentations (Dec 7, 9, and 14)", "2021-12-07", "2021-12-14"),
        ("2 y 4 de diciembre", "2021-12-02", "2021-12-04"),
        ("Laboratorio 2 y 4 de diciembre", "2021-12-02", "2021-12-04"),
        ("Abgabe bis 3.12.2021.", "2021-12-03", "2021-12-03"),
        ("Dec 30, 2021 - Jan 3, 2022", "2021-12-30", "2022-01-03"),
        ("Projects due Dec 1 & Dec 3", "2021-12-01", "2021-12-03"),
        ("Available Dec 1 8:00 AM - Dec 3 11:59 PM", "2021-12-01T08:00", "2021-12-03T23:59"),
        ("Quiz 2 Thursday 12/2 4:30-6:30p", "2021-12-02T16:30", "2021-12-02T18:30"),
        ("EXAM on Dec 3 @ 4:00PM (2hr)", "2021-12-03T16:00", "2021-12-03T18:00"),
        ("Test on Dec 3, 9:00 (1 hr 30 min)", "2021-12-03T09:00", "2021-12-03T10:30"),
        ("Klausur am 2.12., 9-11 Uhr", "2021-12-02T09:00", "2021-12-02T11:00"),
        ("week of Nov 29", "2021-11-29", "2021-12-05"),
    ],
)
def test_ranges_lists_and_durations_have_a_start_and_an_end(
    phrase: str, starts: str, ends: str
) -> None:
    assert span(read(phrase)) == (starts, ends)


@pytest.mark.parametrize(
    ("phrase", "ends"),
    [
        ("HW3 out 11/20, due 11/28 noon", "2021-11-28T12:00"),
        ("HW3 due 11/28 at 11:59pm, available until 12/5", "2021-11-28T23:59"),
        ("Nov 28 Project 2 due", "2021-11-28"),
        ("Project 2 due Nov 28 (extended to Dec 1)", "2021-12-01"),
        ("deadline for Project 2 moved from Nov 28 to Dec 1", "2021-12-01"),
        ("Film analysis, due Dec 5 (was Nov 28)", "2021-12-05"),
    ],
)
def test_the_day_that_something_is_due_wins_over_the_other_days(phrase: str, ends: str) -> None:
    found = read(phrase)
    assert (found.kind, span(found)[1]) == ("due", ends)


@pytest.mark.parametrize(
    ("phrase", "ends"),
    [
        ("due 12/1 11:59p", "23:59"),
        ("due 12/1 5:00", "17:00"),
        ("due 12/1 9:30", "09:30"),
        ("due 12/1, 12 noon", "12:00"),
        ("due 12/1 midnight", "23:59"),
        ("Abgabe 1.12. um 24:00 Uhr", "23:59"),
        ("entrega el 1 de diciembre a las 6 de la tarde", "18:00"),
        ("à rendre le 1er décembre à 18 h 30", "18:30"),
        ("due 12/1 at 12 o'clock", "12:00"),
    ],
)
def test_times_of_day_are_read_as_they_are_meant(phrase: str, ends: str) -> None:
    assert span(read(phrase))[1][11:] == ends


@pytest.mark.parametrize(
    ("phrase", "zone", "offset"),
    [
        ("due 12/1 8pm ET", PACIFIC, "-05:00"),
        ("due 12/1 8pm Eastern", PACIFIC, "-05:00"),
        ("due 2021-12-01 20:00 -0300", PACIFIC, "-03:00"),
        ("due 2021-12-01T20:00+05:30 ET", PACIFIC, "+05:30"),
        ("due 12/1 11:59PM AoE", PACIFIC, "-12:00"),
        ("due 12/1 AoE", PACIFIC, "-12:00"),
        ("due 1 Dec 8pm", "Europe/Berlin", "+01:00"),
        ("due 1 July 8pm", "Europe/Berlin", "+02:00"),
        ("due 1 Dec 6 PM IST", "Asia/Kolkata", "+05:30"),
    ],
)
def test_an_offset_wins_over_a_named_zone_and_that_over_the_courses(
    phrase: str, zone: str, offset: str
) -> None:
    assert read(phrase, zone=zone).ends_at.isoformat()[-6:] == offset


def test_a_time_that_clocks_skip_or_show_twice_is_given_and_doubted() -> None:
    skipped = read("due 3/13 2:30am", on=date(2022, 3, 1), zone="America/New_York")
    assert skipped.ends_at.isoformat() == "2022-03-13T03:30:00-04:00"
    twice = read("due 11/7 1:30am", on=date(2021, 11, 1), zone="America/New_York")
    assert twice.ends_at.isoformat() == "2021-11-07T01:30:00-04:00"
    assert all("clocks" in found.warnings[0] for found in (skipped, twice))


@pytest.mark.parametrize(
    ("phrase", "zone", "day"),
    [
        ("due 3/12", "America/New_York", "2022-03-12"),
        ("due 3/12", "Europe/London", "2021-12-03"),
        ("à rendre le 3/12", "America/Montreal", "2021-12-03"),
        ("due 13/12", "America/New_York", "2021-12-13"),
        ("due 12/13", "Europe/London", "2021-12-13"),
    ],
)
def test_the_order_of_day_and_month_goes_by_language_then_by_where_the_course_is(
    phrase: str, zone: str, day: str
) -> None:
    assert span(read(phrase, zone=zone))[1] == day


@pytest.mark.parametrize(
    ("phrase", "ends"),
    [
        ("due tomorrow at noon", "2021-11-17T12:00"),
        ("due in two weeks", "2021-11-30"),
        ("fällig in drei Tagen", "2021-11-19"),
        ("à rendre lundi prochain", "2021-11-22"),
        ("para el próximo lunes", "2021-11-22"),
        ("due this Friday 5pm", "2021-11-19T17:00"),
        ("due on the 30th", "2021-11-30"),
        ("Submit your review before 1:00PM", "2021-11-16T13:00"),
        ("due Friday of week 3 at noon", "2021-12-03T12:00"),
    ],
)
def test_relative_days_count_from_the_day_that_the_phrase_was_written(
    phrase: str, ends: str
) -> None:
    assert span(read(phrase))[1] == ends


def test_weeks_count_from_the_terms_first_where_that_is_known() -> None:
    found = read("due Friday of week 3 at noon", week_one=date(2021, 9, 29))
    assert span(found)[1] == "2021-10-15T12:00"
    assert not found.warnings
    assert read("due Friday of week 3 at noon").warnings


def test_what_may_mean_two_days_says_so() -> None:
    found = read("due next Friday 5pm")
    assert span(found)[1] == "2021-11-19T17:00"
    assert "2021-11-26" in found.warnings[0]
    assert found.confidence < read("due this Friday 5pm").confidence
    assert "recurs" in read("Homework is due every Friday at 5pm").warnings[0]


def test_a_weekday_that_is_not_the_dates_is_a_conflict_in_words() -> None:
    found = read("due Monday 12/1 at 5pm")
    assert found.conflict == "the text says Monday, but 2021-12-01 is a Wednesday"
    assert found.conflict in found.warnings
    assert read("due Wed 12/1 at 5pm").conflict is None


@pytest.mark.parametrize(
    ("phrase", "title", "kind"),
    [
        (
            "Question 4 - Panel presentation outline: the history of printing or of paper for 11/30 - 12/9",
            "Panel presentation",
            "range",
        ),
        ("Term Project Check-in - due Wed 12/1 @ 11:59p", "Term Project Check-in", "due"),
        ("Tutorial 7 due next Friday 5pm", "Tutorial 7", "due"),
        ("extend Assignment 2 to Friday 11:59pm", "Assignment 2", "due"),
        ("Examen parcial: martes 7 de diciembre, de 10:00 a 12:00", "Examen parcial", "exam"),
        ("Please complete the syllabus quiz before midnight on 12/1", "Syllabus quiz", "due"),
        ("12/1 Tue Lecture 5: Hash tables (HW1 due)", "HW1", "due"),
        ("The deadline for the project proposal is Dec 3", "Project proposal", "due"),
        ("Essay 2 (1500 words, 15%) due 1 Dec, 2 p.m.", "Essay 2", "due"),
        ("Abgabe der Hausübung 2 bis Donnerstag, 2.12., 10:00 Uhr", "Hausübung 2", "due"),
        ("Remise du projet : le 3 décembre à minuit", "Projet", "due"),
        ("Nov 25: Thanksgiving, no class", "Thanksgiving, no class", "event"),
        ("The last day of classes is Friday, Dec 10", "Last day of classes", "event"),
        ("Last day to submit essay 2: Dec 10", "Essay 2", "due"),
        ("Assignment 1 will be posted on Nov 29", "Assignment 1", "release"),
        ("No classes Nov. 24 - Nov. 28", "No classes", "range"),
        ("Abgabe bis 3.12.", "Abgabe", "due"),
        ("due 12/3", "Deadline", "due"),
    ],
)
def test_a_title_is_what_a_calendar_would_say(phrase: str, title: str, kind: str) -> None:
    found = read(phrase)
    assert (found.title, found.kind) == (title, kind)


@pytest.mark.parametrize(
    "line",
    [
        "The French Revolution began on 14 July 1789.",
        "Karl Marx was born 5 May 1818 in Trier.",
        "IP address 10.0.12.1, port 8080",
        "Phone: (617) 555-0123",
        "Romans 12:1, John 3:16",
        "Score: 11/12",
        "about 1/2 of the students",
        "doi:10.1145/3341301.3359630",
        "https://example.edu/2021/11/30/notes",
        "Homework 3/10 of the grade",
        "Wintersemester 2024/25",
        "We may 3 times sample the same element",
        "El 12 de octubre de 1492 Colón llegó a América.",
        "~~due 12/1~~",
    ],
)
def test_what_no_course_announces_is_none(line: str) -> None:
    assert parse_deadline(line, reference=TUESDAY, timezone=PACIFIC) is None
