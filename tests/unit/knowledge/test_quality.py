"""The quality report names the pages that a lecturer should look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.model import Build, Bullet, Slide, SlideKind, SourceFile
from knowledge.quality import QualityReport, page_ranges, quality, render_quality

WORDS = "every process has its own address space and shares nothing but what it maps"


def slide(page: int, title: str = "Title", text: str = "Some text", file: str = "a.pdf") -> Slide:
    return Slide(file, title, (Bullet(text),) if text else (), page=page)


def report(*slides: Slide, pages: int | None = None) -> QualityReport:
    return quality(Build(slides=slides, sources=(SourceFile("a.pdf", pages=pages),)))


def test_pages_without_slide_title_or_text_are_named() -> None:
    slides = (
        replace(slide(1, "Operating Systems", ""), kind=SlideKind.TITLE),
        slide(2, ""),
        slide(4, "Picture", ""),
        replace(slide(6), builds=(5,)),
        replace(slide(7, "", ""), hidden=True),
    )
    (file,) = report(*slides, pages=9).files
    assert (file.slides, file.pages) == (5, 9)
    assert file.without_slide == (3, 8, 9)
    assert file.without_title == (2,)
    assert file.without_text == (4,)
    assert file.hidden == (7,)


def test_several_slides_of_one_page_cover_it() -> None:
    assert report(slide(1, "A"), slide(1, "B"), pages=1).files[0].without_slide == ()


def test_a_file_without_pages_lacks_none() -> None:
    assert report(slide(3)).files[0].without_slide == ()


def test_an_archive_s_slides_are_those_of_its_members() -> None:
    slides = (slide(1, file="week.zip/a.pdf"), slide(1, file="week.zip/b.pdf"))
    sources = (SourceFile("week.zip", pages=5), SourceFile("week.zipper"))
    files = quality(Build(slides=slides, sources=sources)).files
    assert [(f.slides, f.without_slide) for f in files] == [(2, ()), (0, ())]


def test_a_file_s_language_is_that_of_most_slides() -> None:
    slides = [replace(slide(n), language=code) for n, code in enumerate(("de", "en", "de"), 1)]
    assert report(*slides).files[0].language == "de"


def test_slides_that_are_nearly_the_same_stand_together() -> None:
    slides = [slide(n, text=f"{WORDS} {word}") for n, word in enumerate(("one", "two", "three"), 1)]
    other = slide(9, text="quite another thing that has many words too")
    (same,) = quality(Build(slides=(*slides, other))).near_duplicates
    assert [s.page for s in same.slides] == [1, 2, 3]
    assert 0.85 <= same.alike < 1


def test_slides_of_few_words_are_alike_by_chance() -> None:
    slides = (slide(1, text="Any questions?"), slide(2, text="Any questions"))
    assert quality(Build(slides=slides)).near_duplicates == ()


@pytest.mark.parametrize(
    ("pages", "text"),
    [((4,), "page 4"), ((1, 2, 3), "pages 1–3"), ((7, 1, 2, 9, 2), "pages 1–2, 7, 9")],
)
def test_page_ranges(pages: tuple[int, ...], text: str) -> None:
    assert page_ranges(pages) == text


def test_the_plain_text_has_a_line_for_each_file_and_finding() -> None:
    again = [slide(n, text=f"{WORDS} {n}") for n in (1, 2)]
    build = Build(
        slides=(*again, slide(4, "")),
        sources=(SourceFile("a.pdf", pages=4, language="en"),),
        unread=("b.pdf: the file is empty",),
    )
    assert render_quality(quality(build)).splitlines() == [
        "Quality: 3 slides of 4 pages in 1 file, 0 entries (0 in more than one place), "
        "0 repairs, 0 lines left out",
        "  a.pdf: 3 slides of 4 pages, en",
        "    without a slide: page 3",
        "    without a title: page 4",
        "  nearly the same (94%): “Title” in a.pdf p. 1, a.pdf p. 2",
        "  not read: b.pdf: the file is empty",
    ]
