"""The report that `lectern build` prints for a lecturer."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.model import Build, Dropped, Slide
from knowledge.report import render_report, report_json, slide_label


def lines(build: Build) -> list[str]:
    return render_report(build).splitlines()


def test_the_slides_of_several_files_stand_below_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Lecture 2: Tides\n\n---\n\n# Spring\n\n- Sun and moon\n\n---\n"
    )
    (tmp_path / "b.md").write_text("# Bores\n\n- A wave\n- Upstream\n")
    said = lines(read_course([tmp_path]))
    assert said[0] == "3 slides, 3 entries from 2 files"
    assert said[3] == "a.md: 2 slides"
    assert said[5].endswith("  Spring, 1 bullet")
    assert said[5].startswith("  L2 p. 2")
    assert said[7] == "b.md: 1 slide"
    assert said[8].endswith("  Bores, 2 bullets")


def test_rules_between_slides_are_nothing_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\na\n\n---\n\n# B\n\nb\n\n---\n\n# C\n\nc\n")
    build = read_course([tmp_path])
    assert [slide.page for slide in build.slides] == [1, 2, 3]
    assert "Left out: none" in lines(build)


def test_a_file_of_questions_is_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\nMay I swap sections?,Ask the registrar\n")
    build = read_course([tmp_path])
    said = lines(build)
    assert "Questions with their answers: 1" in said
    assert "  - May I swap sections?" in said
    assert "  faq.csv: 1 FAQ" in said
    assert report_json(build)["quality"]["files"][0]["faqs"] == 1


def test_long_lists_are_cut_and_say_so() -> None:
    build = Build(
        dropped=tuple(Dropped(f"line {n}", "a footer") for n in range(25)), files=("a.pdf",)
    )
    said = lines(build)
    assert "Left out: 25" in said
    assert "  - … and 5 more (a footer)" in said
    assert len(report_json(build)["dropped"]) == 25


@pytest.mark.parametrize(
    ("slide", "label"),
    [
        (Slide("a", "A", page=4, lecture=13, slide=26), "L13.26"),
        (Slide("a", "A", page=4, lecture=13), "L13 p. 4"),
        (Slide("a", "A", lecture=13), "L13"),
        (Slide("a", "A", page=4, slide=2), "slide 2"),
        (Slide("a", "A", page=4), "p. 4"),
        (Slide("a", "A"), "-"),
    ],
)
def test_a_slides_shortest_name(slide: Slide, label: str) -> None:
    assert slide_label(slide) == label
