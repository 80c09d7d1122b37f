"""What students ask of the course itself, and in words that say nothing of its subject."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.course import Course
from knowledge.entries import make_entries
from knowledge.glossary import find_acronyms
from knowledge.model import Abstention, Answer, AnswerKind, Build, Bullet, Slide, SlideKind
from knowledge.readers.faq import faq_entry
from tests.unit.knowledge.test_asking import NOW, course_of, quote, slide

OPENING = Slide(
    "glazes.md",
    "Pottery glazes",
    (
        Bullet("Lecture 3 · CER 110 Clay and Glaze"),
        Bullet("Dr. Ida Brandvold"),
        Bullet("May 4, 2026"),
    ),
    page=1,
)
SLIDES = (
    OPENING,
    slide("Tin", "Tin is a powder that whitens bowls"),
    slide("Homework 1", "Fire two tiles", "Late work: minus 10 % a day"),
    slide("Oxidation", "Oxidation is firing with much air", "Colours stay bright"),
    slide("Phosphorescence", "Phosphorescence is light that goes on in the dark"),
    slide("Long-day kilns", "Long-day kilns burn for twenty hours"),
    slide("Short-day kilns", "Short-day kilns cool over night"),
)
FAQ = (
    faq_entry("Which textbook do we use?", "Rhodes, Clay and Glazes, 3rd edition.", (), "faq.csv"),
    faq_entry("How many late days do I have?", "Three for the whole term.", (), "faq.csv"),
    faq_entry("Where are office hours?", "Wednesdays 2 to 4 PM in Kiln Hall.", (), "faq.csv"),
    faq_entry("Can I bring a calculator to the exam?", "Yes, a simple one.", (), "faq.csv"),
)


def course_with(*slides: Slide, lecturer: str = "") -> Course:
    acronyms = find_acronyms(slides)
    build = Build(slides=slides, entries=make_entries(slides, acronyms, (), faq=FAQ))
    return Course.from_build(build, code="", name="", timezone="UTC", lecturer=lecturer)


CLAY = course_with(*SLIDES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what textbook", "Rhodes"),
        ("which textbook", "Rhodes"),
        ("textbook?", "Rhodes"),
        ("office hours", "Kiln Hall"),
        ("when are office hours", "Wednesdays"),
        ("can i use a calculator in the exam", "a simple one"),
        ("calculator allowed in exam?", "a simple one"),
    ],
)
def test_a_few_words_of_a_known_question_are_enough(question: str, said: str) -> None:
    found = CLAY.ask(question, now=NOW)
    assert found.kind is AnswerKind.FAQ
    assert said in found.quote


BOOKS = slide("Resources", "Rhodes, D. 1996. Clay and Glazes. 3rd edition", "The kiln's web page")


@pytest.mark.parametrize(
    "question", ["which textbook", "what book do we use?", "reading list", "recommended books"]
)
def test_the_books_are_told_by_the_slide_that_lists_them(question: str) -> None:
    course = course_of(*SLIDES, BOOKS)
    assert "Clay and Glazes" in quote(course, question)
    assert not course.ask("which book has the best pictures", now=NOW).answered


def test_a_page_of_links_lists_no_books() -> None:
    links = slide("Resources", "The kiln's web page", "A list of potters")
    assert not course_of(*SLIDES, links).ask("which textbook", now=NOW).answered


@pytest.mark.parametrize(
    "question",
    ["who holds office hours", "when is the exam", "how many tiles do i have", "why is the exam"],
)
def test_another_question_in_like_words_is_not_answered_by_it(question: str) -> None:
    assert CLAY.ask(question, now=NOW).kind is not AnswerKind.FAQ


def test_a_known_question_that_is_near_is_offered() -> None:
    found = CLAY.ask("do i need the textbook for swimming", now=NOW)
    assert not found.answered
    assert "Rhodes, Clay and Glazes, 3rd edition." in [m.quote for m in found.near_misses]


@pytest.mark.parametrize(
    "question",
    ["late policy", "late work policy", "how late can i hand in hw1", "can i submit late?"],
)
def test_what_is_said_of_late_work_is_found(question: str) -> None:
    assert "minus 10 %" in quote(CLAY, question) or "Three" in quote(CLAY, question)


@pytest.mark.parametrize(
    "question",
    ["who is the lecturer", "whos the prof?", "who teaches this course", "name of the instructor",
     "what is the professor's name", "who is teaching this class"],
)  # fmt: skip
def test_who_teaches_is_told_by_the_opening_slide_or_the_course_file(question: str) -> None:
    assert quote(CLAY, question) == "Dr. Ida Brandvold"
    assert quote(course_with(*SLIDES, lecturer="Ida Brandvold"), question) == "Ida Brandvold"


@pytest.mark.parametrize(
    "line",
    [
        "Ida Brandvold (lecturer)",
        "Module: Clay\n\nLecturer: Ida Brandvold MSc",
        "Instructor: Ida Brandvold",
    ],
)
def test_who_teaches_is_told_by_a_line_that_says_so_on_any_slide(line: str) -> None:
    other = replace(OPENING, bullets=(Bullet("Kim Oster (tutor)"), Bullet(line)), page=2)
    found = course_with(other, *SLIDES[1:]).ask("who is the lecturer", now=NOW)
    assert found.answered
    assert "Ida Brandvold" in found.quote
    assert "Module" not in found.quote


LOOM = "\n\n# Looms\n\n- A loom holds the warp\n- A shuttle carries the weft\n\n---\n\n# Wool\n\n- Wool is spun\n"


@pytest.mark.parametrize(
    ("front", "named"),
    [
        ("title: Weaving\nauthor: Ida Brandvold", "Ida Brandvold"),
        ("theme: seriph\nhighlighter: shiki\nauthor: 'Prof. Mary Stone'", "Prof. Mary Stone"),
        ("author:\n  - Ida Brandvold\n  - Kim Oster", "Ida Brandvold, Kim Oster"),
        ("author: [Ida Brandvold, Kim Oster]", "Ida Brandvold, Kim Oster"),
        ("author:\n- name: Ida Brandvold\n  email: i@x.no\ntitle: Wool", "Ida Brandvold"),
        ("format: revealjs\ntitle: Wool\nauthor: Ida Brandvold (Oslo)", "Ida Brandvold"),
        ("author: Kim Oster\ninstructor: Ida Brandvold", "Ida Brandvold"),
    ],
)
def test_who_teaches_is_told_by_the_front_matter(tmp_path: Path, front: str, named: str) -> None:
    found = asked_of(tmp_path, "a.md", f"---\n{front}\n---{LOOM}")
    assert (found.answered, found.quote) == (True, named)


@pytest.mark.parametrize(
    "front", ["author: staff@x.no", "author: Textile Department", "author:\ntitle: Wool"]
)
def test_an_author_who_is_no_person_teaches_nothing(tmp_path: Path, front: str) -> None:
    assert not asked_of(tmp_path, "a.md", f"---\n{front}\n---{LOOM}").answered


@pytest.mark.parametrize("page", ["", r"\frame{\titlepage}"])
def test_who_teaches_is_told_by_a_latex_sources_author(tmp_path: Path, page: str) -> None:
    text = (
        r"\documentclass{beamer}\title{Weaving}\author[IB]{Ida Brandvold\inst{1} \and Kim Oster\inst{2}}"
        r"\begin{document}"
        + page
        + r"\begin{frame}{Looms}\begin{itemize}\item A loom holds the warp"
        r"\end{itemize}\end{frame}\end{document}"
    )
    assert asked_of(tmp_path, "a.tex", text).quote == "Ida Brandvold, Kim Oster"


@pytest.mark.parametrize("line", ["Ida Brandvold, PhD", "Ida Brandvold (ida@x.no)"])
def test_a_degree_or_an_address_behind_a_name_hides_it_not(line: str) -> None:
    opening = replace(OPENING, bullets=(OPENING.bullets[0], Bullet(line)))
    assert quote(course_with(opening, *SLIDES[1:]), "who is the lecturer") == line


def asked_of(folder: Path, name: str, text: str) -> Answer | Abstention:
    (folder / name).write_text(text)
    course = Course.from_build(read_course([folder]), code="", name="", timezone="UTC")
    return course.ask("who is the lecturer", now=NOW)


def test_who_teaches_is_not_guessed() -> None:
    unsigned = replace(OPENING, bullets=OPENING.bullets[:1])
    assert not course_with(unsigned, *SLIDES[1:]).ask("who is the lecturer", now=NOW).answered


def test_an_opening_slide_says_nothing_of_the_subject() -> None:
    assert not CLAY.ask("give me an example of a clay lecture", now=NOW).answered
    assert quote(CLAY, "what is a short day kiln") == "Short-day kilns cool over night"


def test_an_opening_slide_of_a_deck_is_known_by_its_kind_too() -> None:
    opened = replace(
        OPENING, kind=SlideKind.TITLE, page=None, bullets=(Bullet("A course on clay"),)
    )
    assert not course_with(opened, *SLIDES[1:]).ask("what is a clay course", now=NOW).answered


@pytest.mark.parametrize(
    "question",
    ["explain oxidation like im five", "oxidation eli5", "what is oxidation in simple terms",
     "oxidation for dummies", "explain oxidation as if i were a child"],
)  # fmt: skip
def test_how_it_is_to_be_explained_is_not_looked_for(question: str) -> None:
    assert "firing with much air" in quote(CLAY, question)


def test_the_kind_asked_for_is_what_the_deck_is_about() -> None:
    """Of "glazes" the line need not speak: the deck's title does."""
    assert quote(CLAY, "which glaze whitens bowls?") == "Tin is a powder that whitens bowls"
    assert not CLAY.ask("which bacterium whitens bowls?", now=NOW).answered


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("was ist phosphoreszenz", "phosphorescence"),
        ("was bedeutet oxidierung", "oxidation"),
    ],
)
def test_a_foreign_word_of_the_same_root_is_offered(question: str, meant: str) -> None:
    found = CLAY.ask(question, now=NOW)
    assert isinstance(found, Abstention)
    assert found.meant == (meant,)
    assert found.near_misses[0].title == meant.capitalize()


@pytest.mark.parametrize("question", ["qué es la oxidación", "qu'est-ce que l'oxydation"])
def test_a_foreign_word_that_is_spelt_nearly_so_is_answered(question: str) -> None:
    assert "firing with much air" in quote(CLAY, question)


@pytest.mark.parametrize(
    "chat",
    ["i'm lost", "im so confused", "can you do my homework", "write my essay for me", "lol", "ok",
     "hmm ok", "nvm", "i dont get it", "tell me a joke", "are you a bot", "this is too hard", "no", "yes", "i have a question", "i need help"],
)  # fmt: skip
def test_what_asks_nothing_of_the_lecture_gets_a_line_and_no_quotation(chat: str) -> None:
    found = CLAY.ask(chat, now=NOW)
    assert found.kind is AnswerKind.CHAT
    assert found.entry is None
