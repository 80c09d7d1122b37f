"""The same slide twice is one, whatever the files are called and however their texts were set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.build import read_course
from knowledge.course import Course
from knowledge.entries import make_entries
from knowledge.gist import slide_entry_id
from knowledge.merging import distinct
from knowledge.model import AnswerKind, Bullet, Entry, Form, Slide

KVM = Slide("a.pdf", "What is KVM?", (Bullet("KVM turns Linux into a hypervisor."),), page=2)


def deck(file: str, *texts: str, title: str = "Slide {}") -> list[Slide]:
    """Slides "Slide 1", "Slide 2", … with these texts."""
    return [
        Slide(file, title.format(n), (Bullet(text),), page=n) for n, text in enumerate(texts, 1)
    ]


def places(slides: list[Slide]) -> list[list[str]]:
    return [[d.slide.file, *(s.file for s in d.also)] for d in distinct(slides)]


@pytest.mark.parametrize(
    "other",
    [
        replace(KVM, file="b.pdf", page=9),
        replace(KVM, title="WHAT IS KVM"),
        replace(KVM, bullets=(Bullet("• KVM turns Linux"), Bullet("into a hypervisor", 1))),
        replace(
            KVM, bullets=(Bullet("KVM turns Linux into a hyper\u00advisor"),), notes="Say more"
        ),
    ],
)
def test_spaces_cases_marks_and_line_breaks_make_no_other_slide(other: Slide) -> None:
    assert len(distinct([KVM, other])) == 1
    assert slide_entry_id(KVM) == slide_entry_id(other)


@pytest.mark.parametrize(
    "other",
    [
        replace(KVM, title="What is Xen?"),
        replace(KVM, bullets=(Bullet("KVM turns Linux into a hypervisor 2."),)),
        replace(KVM, title="What is", bullets=(Bullet("KVM? " + KVM.bullets[0].text),)),
    ],
)
def test_another_title_or_text_is_another_slide(other: Slide) -> None:
    assert len(distinct([KVM, other])) == 2


def test_marks_count_in_code() -> None:
    one, other = (
        replace(KVM, bullets=(Bullet(code, form=Form.CODE),)) for code in ("a = b", "a == b")
    )
    assert len(distinct([one, other])) == 2


def test_hidden_and_empty_slides_are_none_to_be_found() -> None:
    assert distinct([replace(KVM, hidden=True), Slide("a.pdf", "", page=3)]) == ()


WORDS = "one process has many threads and every thread has a stack of its own {}"


def test_a_slide_with_gaps_gives_way_to_the_one_that_fills_them() -> None:
    def asked(*rows: str, title: str = "Who may enter") -> Slide:
        table = "\n".join(("Visitor | Ticket", *rows))
        return Slide("a.md", title, (Bullet(table, form=Form.TABLE),))

    gaps = asked("??? | ???"), asked("Child | ???")
    full = asked("Child | half price")
    assert [d.slide for d in distinct([*gaps, full])] == [full]
    other = asked("Dog | ???")
    assert [d.slide for d in distinct([other, full])] == [other, full]
    assert [d.slide for d in distinct(gaps)] == list(gaps)
    alone = replace(full, bullets=(Bullet("Is this ??? or not"),))
    assert [d.slide for d in distinct([alone, full])] == [alone, full]


def test_a_deck_as_pdf_and_as_pptx_is_one_also_where_the_texts_differ_a_little() -> None:
    """The PPTX's text is quoted, as it has notes."""
    texts = [WORDS.format(word) for word in ("alpha", "beta", "gamma", "delta")]
    pdf = deck("x.pdf", *(f"{text} {n}" for n, text in enumerate(texts, 1)))
    pptx = [replace(s, notes="Say this") for s in deck("x.pptx", *texts)]
    assert places([*pdf, *pptx]) == [["x.pptx", "x.pdf"]] * 4
    assert places([*pptx, *pdf]) == [["x.pptx", "x.pdf"]] * 4


def test_slides_of_other_decks_are_not_the_same_for_a_title_and_most_words() -> None:
    one = deck("one.pdf", *(WORDS.format(w) for w in ("alpha", "beta", *"abcdef")))
    two = deck("two.pdf", WORDS.format("other"), *(f"nothing of {w}" for w in "ghijklm"))
    assert all(len(files) == 1 for files in places([*one, *two]))


def test_growing_slides_of_one_title_find_their_own_counterparts() -> None:
    grown = [" ".join(["step by step we go on"] * 3 + ["further"] * n) for n in range(1, 5)]
    pdf = deck("x.pdf", *(f"{text} page" for text in grown), title="Steps")
    pptx = deck("x.pptx", *grown, title="Steps")
    assert [(d.slide.page, d.also[0].page) for d in distinct([*pdf, *pptx])] == [
        (n, n) for n in range(1, 5)
    ]


@given(st.permutations([*deck("a.pdf", "x", "y", "z"), *deck("b.pdf", "x", "q", "z"), KVM]))
def test_the_order_of_files_changes_no_id(slides: list[Slide]) -> None:
    ids = {slide_entry_id(d.slide) for d in distinct(slides)}
    assert ids == {slide_entry_id(d.slide) for d in distinct(sorted(slides, key=repr))}
    assert len(ids) == 5


def test_entries_name_every_place_once() -> None:
    again = replace(KVM, file="b.pdf", page=7)
    (entry,) = make_entries((KVM, again, KVM), (), ())
    assert entry.source is not None
    assert (entry.source.file, [s.file for s in entry.also]) == ("a.pdf", ["b.pdf"])


def test_a_build_of_a_deck_under_two_names_has_its_entries_once(tmp_path: Path) -> None:
    text = "# Plan\n\n- HW 1 due 2024-02-03\n\n# KVM\n\n- Kernel Virtual Machine (KVM) is quick\n"
    (tmp_path / "a.md").write_text(text)
    alone = read_course([tmp_path / "a.md"])
    (tmp_path / "b.md").write_text(text)
    both = read_course([tmp_path])
    assert [e.id for e in both.entries] == [e.id for e in alone.entries]
    assert len(both.slides) == 2 * len(alone.slides)
    assert len(both.deadlines) == 1
    assert {
        tuple(s.file for s in e.also) for e in both.entries if e.kind is not AnswerKind.DEFINITION
    } == {("b.md",)}


def test_an_faq_beside_the_lectures_answers(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# KVM\n\n- Kernel Virtual Machine\n")
    build = read_course([tmp_path / "a.md"])
    faq = Entry("faq-1", "May I hand in late?", "Two days, once.", kind=AnswerKind.FAQ)
    course = Course.from_build(
        replace(build, entries=(*build.entries, faq)), code="", name="", timezone="UTC"
    )
    assert course.known.faq == (faq,)
