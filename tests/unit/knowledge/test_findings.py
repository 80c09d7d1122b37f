"""What is found on a slide once and kept gives the same course as looking again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.build import build_of, read_course
from knowledge.dates.glance import may_be_dated
from knowledge.deadlines import find_deadlines
from knowledge.embedding import embed, embed_kept
from knowledge.model import Bullet, Form, Slide, SlideKind
from knowledge.readers.cache import ReadingCache
from knowledge.readers.isolated import ReadResult, read_files

NOTES = """# Memory

- A page is a block of memory of fixed size
- The memory management unit (MMU) maps pages
- A hypervisor, also known as supervisor, runs guests

# Plan

| week | topic | due |
|---|---|---|
| 1 | Pages | Wed, Sep 7, 2022 |

# Work

- Assignment 1 is due 10/3/2022
"""


def test_a_course_is_the_same_whether_findings_were_kept_or_not(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    kept = read_files([tmp_path / "notes.md"])
    assert all(len(reading.found) == len(reading.slides) for reading in kept.readings)
    bare = ReadResult(
        tuple(
            replace(file, reading=replace(file.reading, found=()))
            for file in kept.files
            if file.reading is not None
        )
    )
    build = build_of(kept)
    assert build == build_of(bare)
    assert build.acronyms
    assert build.deadlines
    assert build.synonyms


def test_dated_items_are_the_same_when_they_were_kept(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    cache, files = ReadingCache(tmp_path / "kept"), [tmp_path / "notes.md"]
    first, again = (read_course(files, timezone="Europe/Berlin", cache=cache) for _ in range(2))
    assert first == again
    assert first.deadlines
    assert again.deadlines[0].ends_at.isoformat() == first.deadlines[0].ends_at.isoformat()


def test_dated_items_of_another_zone_or_day_are_not_taken_for_these(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# Work\n\n- Essay due 10/3, 8 pm\n", encoding="utf-8")
    cache = ReadingCache(tmp_path / "kept")
    ends = {
        read_course([notes], timezone=zone, reference_date=date(year, 9, 1), cache=cache)
        .deadlines[0]
        .ends_at.isoformat()
        for zone in ("Europe/Berlin", "America/Chicago")
        for year in (2021, 2022)
    }
    assert len(ends) == 4


def test_weeks_are_counted_from_the_terms_beginning(tmp_path: Path) -> None:
    """The second time from what was kept; another term's dates are not taken for this one's."""
    (tmp_path / "notes.md").write_text("# Work\n\n- Essay due Friday of week 3 at noon\n")
    cache = ReadingCache(tmp_path / "kept")
    found = [
        read_course([tmp_path / "notes.md"], term_starts=date(2021, month, 29), cache=cache)
        for month in (9, 9, 3)
    ]
    days = [build.deadlines[0].ends_at.isoformat() for build in found]
    assert days == ["2021-10-15T12:00:00+00:00"] * 2 + ["2021-04-16T12:00:00+00:00"]


@pytest.mark.parametrize(
    ("bullet", "kind", "dated"),
    [
        (Bullet("Assignment 1 is due 10/3/2022"), SlideKind.CONTENT, True),
        (Bullet("The first kernel of 10/3/1991"), SlideKind.CONTENT, False),
        (Bullet("10/3/2022 scheduling"), SlideKind.AGENDA, True),
        (Bullet("day | what\n10/3/2022 | Midterm", form=Form.TABLE), SlideKind.CONTENT, True),
        (Bullet("day | due\n10/3/2022 | Report", form=Form.TABLE), SlideKind.CONTENT, True),
        (Bullet("day | what\n10/3/2022 | Pages", form=Form.TABLE), SlideKind.CONTENT, False),
    ],
)
def test_slides_that_may_be_dated_are_all_that_dated_items_are_on(
    bullet: Bullet, kind: SlideKind, dated: bool
) -> None:
    slide = Slide("a.md", "Title", (bullet,), kind=kind)
    assert may_be_dated(slide)
    assert bool(find_deadlines([slide], timezone="UTC")) == dated


@pytest.mark.parametrize(
    "bullet",
    [
        Bullet("Assignment 1 is due soon"),
        Bullet("Linux 5 and 10% of 300"),
        Bullet("due = date(2022, 10, 3)  # 10/3/2022", form=Form.CODE),
    ],
)
def test_slides_that_may_not_be_dated_have_no_dated_item(bullet: Bullet) -> None:
    slide = Slide("a.md", "Title", (bullet,), kind=SlideKind.AGENDA)
    assert not may_be_dated(slide)
    assert not find_deadlines([slide], timezone="UTC")


def test_remembered_vectors_are_those_made_anew() -> None:
    texts = ["virtual memory", "", "page table", "virtual memory"]
    first, again = embed_kept(texts), embed_kept(["a kernel", *texts])
    assert np.array_equal(first, embed(texts))
    assert np.array_equal(again[1:], first)
    assert embed_kept([]).shape == embed([]).shape
