"""Dates of which nothing tells the year are not left out in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.model import Build
from knowledge.quality import quality, render_quality
from knowledge.readers.cache import ReadingCache

ADVICE = "Give the lecture a date or set term.starts in the course file"
WORK = "# Work\n\n- Essay due Friday 12/3 at noon\n\n# Plan\n\n- Midterm exam on Nov 9\n"


def built(folder: Path, **kwargs: date | ReadingCache) -> Build:
    return read_course(sorted(folder.glob("*.md")), **kwargs)  # type: ignore[arg-type]


def test_dates_without_a_year_are_told_of_once_a_file_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WORK)
    (tmp_path / "b.md").write_text("# Work\n\n- Report due December 10\n")
    build = built(tmp_path)
    assert build.deadlines == ()
    assert build.warnings == (
        f"a.md: 2 dates could not be placed, for nothing tells the year (“Essay due Friday 12/3 at noon”, page 1). {ADVICE}",
        f"b.md: 1 date could not be placed, for nothing tells the year (“Report due December 10”, page 1). {ADVICE}",
    )
    assert build.unread == ()


def test_they_are_told_of_too_when_what_was_read_comes_from_the_cache(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WORK)
    cache = ReadingCache(tmp_path / "kept")
    first, again = (built(tmp_path, cache=cache) for _ in range(2))
    assert first.warnings == again.warnings
    assert first.unplaced == again.unplaced != ()


@pytest.mark.parametrize(
    "text",
    [
        "# Deadlines\n\n- Essay: due tomorrow at noon\n",
        "# Week of Oct 21\n\n- Lab 1 due Friday\n",
        "# Dates\n\n| Work | Due |\n|---|---|\n| Essay | 3 Dec |\n",
    ],
)
def test_days_that_hang_on_another_day_are_told_of(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert [w.partition(" (")[0] for w in built(tmp_path).warnings] == [
        "a.md: 1 date could not be placed, for nothing tells the year"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "On 14 July the crowd stormed the Bastille",
        "Version 3/4 of the exam software ran on 10/100 networks",
        "The exam of 12 May 1871 was the first",
        "Ada was born on 10 December",
        "About 1/2 of the project teams",
        "Essay due 12/3/2021",
    ],
)
def test_a_line_that_announces_nothing_is_not_told_of(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.md").write_text(f"# History\n\n- {line}\n")
    assert built(tmp_path).warnings == ()


@pytest.mark.parametrize("given", ["reference_date", "term_starts"])
def test_a_day_of_the_course_places_them(tmp_path: Path, given: str) -> None:
    (tmp_path / "a.md").write_text(WORK)
    build = built(tmp_path, **{given: date(2021, 10, 1)})
    assert (build.warnings, len(build.deadlines)) == ((), 2)


def test_a_date_in_another_lecture_of_the_course_places_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WORK)
    (tmp_path / "b.md").write_text("---\ntitle: Sockets\ndate: 2021-10-12\n---\n\n# S\n\n- Text\n")
    assert (built(tmp_path).warnings, len(built(tmp_path).deadlines)) == ((), 2)


def test_the_quality_report_counts_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WORK)
    report = quality(built(tmp_path))
    assert [line.quote for line in report.files[0].unplaced] == [
        "Essay due Friday 12/3 at noon",
        "Midterm exam on Nov 9",
    ]
    assert "    dates without a year: 2" in render_quality(report).splitlines()
