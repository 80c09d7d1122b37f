"""How questions are understood: other languages, stories around them, slips, and names that are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.answer_report import answer_json, render_answer
from knowledge.asks import Asks, asks_of
from knowledge.course import Course
from knowledge.entries import make_entries
from knowledge.glossary import find_acronyms
from knowledge.languages import language_of
from knowledge.model import Abstention, Answer, Build, Bullet, Form, NearMiss, Slide, SlideKind
from knowledge.normalise import words
from knowledge.sheets import Sheet
from knowledge.slips import is_name_of_its_own
from knowledge.stories import asking_parts

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def slide(title: str, *lines: str | Bullet) -> Slide:
    bullets = tuple(line if isinstance(line, Bullet) else Bullet(line) for line in lines)
    return Slide("bees.md", title, bullets)


def course_of(*slides: Slide) -> Course:
    acronyms = find_acronyms(slides)
    build = Build(
        slides=slides,
        entries=make_entries(slides, acronyms, ()),
        acronyms={a.short: a.long for a in acronyms},
    )
    return Course.from_build(build, code="", name="", timezone="UTC")


BEES = course_of(
    slide("The hive", "A hive holds one queen", "Workers live six weeks in summer"),
    slide("Drones", "Drones have no sting", "They are thrown out in autumn, because food is short"),
    slide("The waggle dance", "Points to flowers", "Described by Karl von Frisch in 1927"),
    slide("Swarming", "The old queen leaves with half of the workers", "Happens in May"),
)
BIENEN = course_of(
    slide("Der Bienenstock", "Ein Stock hat eine Königin", "Arbeiterinnen leben sechs Wochen"),
    slide("Drohnen", "Drohnen haben keinen Stachel", "Werden im Herbst vertrieben"),
    slide("Prüfung", "Klausur am 8. Februar um 10 Uhr im Audimax"),
)


def quote(course: Course, question: str) -> str:
    return course.ask(question, now=NOW).quote


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("was ist ein kaufvertrag", "de"),
        ("wann ist die klausur", "de"),
        ("whats AI", "en"),
        ("¿qué es un contenedor?", "es"),
        ("qu'est-ce que le PIB", "fr"),
        ("quand a lieu l'examen", "fr"),
        ("what was the die made of", "en"),
        ("KVM?", "en"),
    ],
)
def test_the_language_of_a_question_shows_in_its_small_words(text: str, language: str) -> None:
    assert language_of(words(text)) == language


@pytest.mark.parametrize(
    ("text", "language", "asks"),
    [
        ("wann ist die klausur", "de", Asks.DATE),
        ("wer hält die vorlesung", "de", Asks.PERSON),
        ("warum gibt es das", "de", Asks.REASON),
        ("unterschied zwischen a und b", "de", Asks.COMPARISON),
        ("cuándo se entrega", "es", Asks.DATE),
        ("por qué hay que entender git", "es", Asks.REASON),
        ("où a lieu l'examen", "fr", Asks.PLACE),
        ("combien d'élèves", "fr", Asks.NUMBER),
        ("how much is a ticket", "en", Asks.PRICE),
        ("how thick is it", "en", Asks.NUMBER),
    ],
)
def test_what_is_asked_for_is_read_in_the_questions_language(
    text: str, language: str, asks: Asks
) -> None:
    assert asks_of(text, text, language) is asks


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie lange leben die Arbeiterinnen?", "sechs Wochen"),
        ("haben drohnen einen stachel", "keinen Stachel"),
        ("wo findet die klausur statt", "Audimax"),
        ("wann ist die prüfung", "8. Februar"),
    ],
)
def test_a_german_question_is_answered_from_a_german_lecture(question: str, said: str) -> None:
    assert said in quote(BIENEN, question)


def test_a_german_question_that_the_lecture_does_not_answer_is_declined() -> None:
    assert not BIENEN.ask("Was ist eine Wespe?", now=NOW).answered


def test_the_part_of_a_story_that_asks_is_looked_up() -> None:
    story = (
        "Sorry, I missed class on Monday because my bus did not come and my phone was dead, "
        "so can you tell me who described the waggle dance?"
    )
    assert quote(BEES, story) == "Described by Karl von Frisch in 1927"


def test_a_question_that_points_back_takes_its_subject_from_the_sentence_before() -> None:
    told = "My brother is sure that drones have a sting. Is that right?"
    assert [part.background for part in asking_parts(told)] == [
        "My brother is sure that drones have a sting.",
        "",
    ]
    assert quote(BEES, told) == "Drones have no sting"


def test_a_short_question_is_not_taken_apart() -> None:
    assert asking_parts("what is a drone, and why") == ()


@pytest.mark.parametrize(
    ("word", "known", "own"),
    [
        ("containerd", "container", True),
        ("exocytosis", "endocytosis", True),
        ("hypotonic", "hypertonic", True),
        ("containerr", "container", False),
        ("containers", "container", False),
        ("contaner", "container", False),
        ("oprotunity", "opportunity", False),
    ],
)
def test_a_name_of_its_own_is_no_slip(word: str, known: str, own: bool) -> None:
    assert is_name_of_its_own(word, known) is own


def test_a_name_that_the_course_does_not_know_is_not_corrected_into_one_it_does() -> None:
    course = course_of(slide("Containers", "A container shares the kernel"), slide("VMs", "Heavy"))
    assert course.ask("what is a container", now=NOW).answered
    assert course.ask("what is a contanier", now=NOW).answered
    assert not course.ask("what is containerd", now=NOW).answered


@pytest.mark.parametrize("question", ["wheen does swarming happen", "whn doess swarming happen"])
def test_slips_in_the_words_that_carry_a_question_cost_nothing(question: str) -> None:
    assert "Happens in May" in quote(BEES, question)


NUMBERED = course_of(
    *(
        Slide("a.md", title, (Bullet(line),), lecture=lecture, slide=number, kind=kind)
        for lecture, number, title, line, kind in (
            (1, 1, "Agenda", "Cells and tissue", SlideKind.AGENDA),
            (1, 2, "Cells", "Cells are small", SlideKind.CONTENT),
            (2, 1, "Agenda", "Organs and cells", SlideKind.AGENDA),
            (2, 2, "Cells again", "Cells have walls in plants", SlideKind.CONTENT),
        )
    )
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is on slide 2.2", "Cells have walls in plants"),
        ("slide 2 of lecture 1", "Cells are small"),
        ("whats on slide 2 in lecture 2?", "Cells have walls in plants"),
        ("summary of lecture 2", "Organs and cells"),
        ("what was lecture 1 about", "Cells and tissue"),
        ("what did lecture 2 say about cells", "Cells have walls in plants"),
    ],
)
def test_lectures_and_slides_are_found_by_their_numbers(question: str, said: str) -> None:
    assert quote(NUMBERED, question) == said


def test_a_slide_that_the_lecture_does_not_have_is_declined() -> None:
    assert not NUMBERED.ask("what is on slide 2.9", now=NOW).answered


def test_speaker_notes_lead_to_their_slide_and_are_not_quoted() -> None:
    noted = Slide("a.md", "Maps", (Bullet("Different goals"),), notes="Cyclists avoid steep hills")
    result = course_of(noted, slide("Other", "Steep learning curves")).ask(
        "do cyclists avoid steep hills", now=NOW
    )
    assert not result.answered
    assert isinstance(result, Abstention)
    assert result.undecided
    assert (result.near_misses[0].title, result.near_misses[0].quote) == ("Maps", "Different goals")


def test_of_two_things_named_with_or_one_is_enough() -> None:
    assert quote(BEES, "do drones or wasps have no sting") == "Drones have no sting"


def test_a_date_told_of_something_else_does_not_answer() -> None:
    course = course_of(
        slide(
            "Game theory",
            "John Nash shared his Nobel prize in economics with Selten and Harsanyi in 1994",
        ),
        slide("Auctions", "Vickrey auctions were invented in 1961"),
    )
    assert not course.ask("when was john nash born", now=NOW).answered
    assert "1961" in quote(course, "when were vickrey auctions invented")


def test_a_question_on_a_slide_is_no_answer() -> None:
    course = course_of(slide("Spoofing", "What is tampering?"), slide("Other", "Something else"))
    result = course.ask("what is tampering", now=NOW)
    assert not result.answered
    assert result.near_misses[0].quote == "What is tampering?"


def test_two_things_on_two_slides_are_both_quoted_when_compared() -> None:
    course = course_of(
        slide("Glycolysis", "Splits one glucose into two pyruvate"),
        slide("Fermentation", "Regenerates NAD+ when oxygen is missing"),
        slide("Photosynthesis", "Fixes carbon"),
    )
    result = course.ask("difference between glycolysis and fermentation", now=NOW)
    assert result.quote == "Splits one glucose into two pyruvate"
    assert [(o.source.title, o.quote) for o in result.also] == [
        ("Fermentation", "Regenerates NAD+ when oxygen is missing")
    ]
    assert answer_json(result)["answer"].splitlines() == [result.quote, result.also[0].quote]
    assert "Fermentation\n\n  Regenerates" in render_answer(result)


def test_one_side_of_a_comparison_alone_is_no_answer() -> None:
    course = course_of(slide("Glycolysis", "Splits glucose"), slide("Other", "Something else"))
    assert not course.ask("difference between glycolysis and meiosis", now=NOW).answered


def test_a_row_of_a_table_is_quoted_under_its_first_row() -> None:
    table = Bullet("Level | Dirty read\nserializable | no\nread uncommitted | yes", form=Form.TABLE)
    course = course_of(slide("Isolation levels", table), slide("Locks", "Shared and exclusive"))
    assert quote(course, "dirty read in read uncommitted?").splitlines() == [
        "Level | Dirty read",
        "read uncommitted | yes",
    ]


def test_a_heading_is_quoted_with_what_it_announces() -> None:
    course = course_of(
        slide(
            "Telemetry",
            Bullet("Purpose:"),
            Bullet("find mistakes", 1),
            Bullet("Challenges:"),
            Bullet("too much data", 1),
            Bullet("rare events", 1),
        ),
        slide("Other", "Something else"),
    )
    asked = "what are the challenges of telemetry"
    assert quote(course, asked).splitlines() == ["Challenges:", "too much data", "rare events"]


def test_a_long_paragraph_is_quoted_by_the_sentence() -> None:
    long = " ".join(f"Sentence number {n} says a little about nothing at all." for n in range(8))
    sheet = Sheet.of(slide("Prose", f"{long} Bees dance. {long}"))
    pieces = [piece.text for piece in sheet.pieces]
    assert pieces[8] == "Bees dance."
    assert sheet.quote(range(len(pieces))) == f"{long} Bees dance. {long}"


def test_british_and_american_spellings_are_one_word() -> None:
    course = course_of(slide("Firms", "Profit maximisation: MR = MC"), slide("Costs", "Fixed"))
    assert quote(course, "how is profit maximization done") == "Profit maximisation: MR = MC"


@pytest.mark.parametrize(("sure", "undecided"), [(0.4, True), (0.1, False)])
def test_the_closest_is_shown_as_such_where_it_is_undecided(sure: float, undecided: bool) -> None:
    near = NearMiss("e1", "Drones", "Drones have no sting", sure)
    found = Abstention(sure, near_misses=(near,))
    assert found.undecided is undecided
    shown = render_answer(found)
    assert ("The closest I have:" in shown) is undecided
    assert ("The lecture doesn't say." in shown) is not undecided
    assert "Drones have no sting" in shown


def test_an_answer_in_a_terminal_names_its_slide() -> None:
    result = BEES.ask("who described the waggle dance", now=NOW)
    assert isinstance(result, Answer)
    assert render_answer(result).splitlines() == [
        "The waggle dance",
        "",
        "  Described by Karl von Frisch in 1927",
        "",
        "bees.md",
    ]
