"""Handouts with other habits than the sample lecture's: what a reader must not take for granted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from knowledge.build import read_course
from knowledge.model import Build

PLAIN = """Computer Networks - Lecture 9
Transport Layer
Fall 2022

1

Outline
• Reliable data transfer
• TCP (Transmission Control Protocol)
• Lab 3 due Friday 10/14 at 6pm

2

Reliable Data Transfer
• The receiver acknowledges each segment
  – Cumulative ACKs confirm everything up to a number
  – Selective ACKs name ranges
• Round Trip Time (RTT) is estimated with an exponential average

3

Congestion Control
• Slow start doubles the window each RTT

4
"""
SCANNED = """ TODAY - 10/10
 HW3 due Fri 10/13 by 5pm
 Midterm: Thursday, October 19, 2:00-3:20pm
 Reading: Ch. 4
0ctober10,2023



LINEAR
REGRESSION (OLS)
 Ordinary Least Squares (OLS) minimises the sum of squared residuals
 Heteroscedasticity does not bias the coefficients, but the
standard errors are wrong
5TAT340: Applied Regression [Fall 2023] Department of Statistics, Example State University
October 10, 2023
L8.4



RESIDUAL PLOTS • A funnel shape shows heteroscedasticity • Curvature shows that a term is missing STAT34O: Applied Regression [Fall 2023] Department of Statistics, Example State Univers1ty October 10, 2023 L8.5



MULTICOLLINEARITY
 Variance Inflation Factor (VIF) above 10 is a warning
 Ridge regression shrinks the coefficlents
 Coefficients become unstable when predictors are correlated

October 10, 2023

STAT340: Applied Regression [Fa11 2023]

L8.6
Logo
"""
GERMAN = """Einführung in das Öffentliche Recht
Vorlesung 6 - Wintersemester 2023/24

Folie 1



Ablauf
• Abgabe Hausarbeit bis 15.12.2023, 12 Uhr
• Klausur am 8. Februar 2024, 10:00 Uhr
• Grundrechte

Institut für Öffentliches Recht                     Folie 2



Grundrechte
• Grundrechte sind Abwehrrechte des Bürgers gegen den Staat
• Das Bundesverfassungsgericht (BVerfG) prüft jeden Eingriff

Institut für Öffentliches Rccht                     Folie 3
"""


class Read(Protocol):
    def __call__(self, text: str, zone: str = ...) -> Build: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def build(text: str, zone: str = "America/New_York") -> Build:
        path = tmp_path / "handout.txt"
        path.write_text(text, encoding="utf-8")
        return read_course([path], timezone=zone)

    return build


def shape(build: Build) -> list[tuple[int | None, int | None, str, list[str]]]:
    return [(s.lecture, s.slide, s.title, [b.text for b in s.bullets]) for s in build.slides]


def test_page_numbers_that_count_up_part_the_slides_of_a_clean_handout(read: Read) -> None:
    assert [s[:3] for s in shape(read(PLAIN))] == [
        (9, 1, "Computer Networks - Lecture 9"),
        (9, 2, "Outline"),
        (9, 3, "Reliable Data Transfer"),
        (9, 4, "Congestion Control"),
    ]


def test_levels_follow_the_indents_of_the_text(read: Read) -> None:
    slide = read(PLAIN).slides[2]
    assert [b.level for b in slide.bullets] == [0, 1, 1, 0]


def test_a_term_places_a_date_that_names_no_year(read: Read) -> None:
    (lab,) = read(PLAIN).deadlines
    assert lab.ends_at.isoformat() == "2022-10-14T18:00:00-04:00"
    assert not lab.warnings


def test_a_misread_course_code_date_and_footer_are_outvoted(read: Read) -> None:
    build = read(SCANNED)
    assert [s[:3] for s in shape(build)] == [
        (8, None, "TODAY - 10/10"),
        (8, 4, "LINEAR REGRESSION (OLS)"),
        (8, 5, "RESIDUAL PLOTS"),
        (8, 6, "MULTICOLLINEARITY"),
    ]
    assert {s.course for s in build.slides} == {"STAT340"}
    assert {s.date for s in build.slides} == {date(2023, 10, 10)}
    repaired = {r.original: r.repaired for r in build.repairs}
    assert repaired["STAT34O"] == "STAT340"
    assert repaired["0ctober10,2023"] == "October 10, 2023"
    assert repaired["coefficlents"] == "coefficients"
    assert "Logo" in {d.text for d in build.dropped}


def test_a_bullet_broken_over_two_lines_is_one_bullet(read: Read) -> None:
    bullets = shape(read(SCANNED))[1][3]
    assert bullets[1] == (
        "Heteroscedasticity does not bias the coefficients, but the standard errors are wrong"
    )


def test_a_slide_run_together_in_one_line_is_parted_at_its_marks(read: Read) -> None:
    assert shape(read(SCANNED))[2][3] == [
        "A funnel shape shows heteroscedasticity",
        "Curvature shows that a term is missing",
    ]


def test_german_slide_numbers_footers_and_dates_are_read(read: Read) -> None:
    build = read(GERMAN, "Europe/Berlin")
    assert [s[:3] for s in shape(build)] == [
        (6, 1, "Einführung in das Öffentliche Recht"),
        (6, 2, "Ablauf"),
        (6, 3, "Grundrechte"),
    ]
    assert {d.title: d.ends_at.isoformat() for d in build.deadlines} == {
        "Hausarbeit": "2023-12-15T12:00:00+01:00",
        "Klausur": "2024-02-08T10:00:00+01:00",
    }
    assert build.acronyms == {"BVerfG": "Bundesverfassungsgericht"}


def test_equal_bullets_on_many_slides_are_no_running_footer(read: Read) -> None:
    page = "{0} TITLE LINE\n• Remember to vote in the poll\n• Fact number {0}\n\n\n\n"
    build = read("".join(page.format(name) for name in ("ONE", "TWO", "THREE", "FOUR")))
    assert all(s.bullets[0].text == "Remember to vote in the poll" for s in build.slides)
    assert len(build.slides) == 4
