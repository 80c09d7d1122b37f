"""Running headers, footers and page numbers go, whatever varies in them; bodies stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.readers.pdf import read_pdf
from knowledge.readers.reading import Reading
from tests.unit.knowledge.readers.pdf.sheets import pdf, text

PAGE = (720.0, 540.0)
TOPICS = ["Locks", "Pages", "Caches", "Files", "Links", "Ports", "Forks", "Pipes"]


def deck(running: Callable[[int], str], count: int = 8, body: str = "about {} in depth") -> Reading:
    """Slides with a title, a line, and what `running` draws on each."""
    contents = [
        text(TOPICS[n % 8], 60, 460, 32, "B")
        + text(body.format(TOPICS[n % 8].lower()), 60, 380, 20)
        + running(n)
        for n in range(count)
    ]
    return read_pdf(pdf(contents, PAGE), "deck.pdf")


def bodies(reading: Reading) -> list[list[str]]:
    return [[b.text for b in slide.bullets] for slide in reading.slides]


WHOLE = [[f"about {topic.lower()} in depth"] for topic in TOPICS]


@pytest.mark.parametrize(
    "running",
    [
        lambda n: text("CS 101: Systems - Fall 2021", 60, 20, 10),
        lambda n: text(str(n + 1), 680, 20, 10),
        lambda n: text(f"{n + 1} / 40", 660, 20, 10),
        lambda n: text(f"Slide {n + 12} of 60", 60, 520, 10),
        lambda n: text(f"November {n + 3}, 2021", 300, 20, 10),
        lambda n: text(["Dr. Alpha", "Prof. Beta", "M. Gamma"][n % 3], 60, 20, 10),
        lambda n: text("Never forget the course page", 400, 250, 9),
        lambda n: text("CS 101: Systems", 60, 520, 10) + text(f"{n + 1}", 60, 20, 10),
    ],
    ids=["text", "number", "of all", "words", "dates", "names", "odd place", "header and number"],
)
def test_running_lines_are_dropped_and_told(running: Callable[[int], str]) -> None:
    reading = deck(running)
    assert bodies(reading) == WHOLE
    assert reading.dropped
    assert len({d.text for d in reading.dropped}) == len(reading.dropped)


def test_a_misread_running_line_goes_with_the_others() -> None:
    wordings = ["Systems Course, Example College", "Systens Course, Exarnple College"]
    reading = deck(lambda n: text(wordings[n == 4], 60, 20, 10))
    assert bodies(reading) == WHOLE


def test_the_printed_number_is_the_slides_number() -> None:
    reading = deck(lambda n: text(f"Lecture 3 - {n + 21}", 600, 20, 10))
    assert [slide.slide for slide in reading.slides] == list(range(21, 29))


def test_a_line_at_the_foot_of_one_slide_stays() -> None:
    reading = deck(lambda n: text("Source: a book", 60, 30, 12) if n == 3 else "")
    assert "Source: a book" in bodies(reading)[3]


def test_the_same_title_on_many_slides_stays() -> None:
    contents = [
        text("Example", 60, 500, 32, "B") + text(f"number {n} is {TOPICS[n]}", 60, 380, 20)
        for n in range(8)
    ]
    reading = read_pdf(pdf(contents, PAGE), "deck.pdf")
    assert {slide.title for slide in reading.slides} == {"Example"}


def test_the_body_of_a_slide_that_is_built_up_stays() -> None:
    contents = [
        text("Steps", 60, 460, 32, "B")
        + "".join(text(f"step {TOPICS[k]}", 60, 380 - 40 * k, 20) for k in range(n + 1))
        for n in range(8)
    ]
    reading = read_pdf(pdf(contents, PAGE), "deck.pdf")
    (slide,) = reading.slides
    assert len(slide.bullets) == 8


def test_a_single_pages_number_goes_and_its_body_stays() -> None:
    contents = (
        text("Locks", 60, 460, 32, "B") + text("7 of them", 60, 380, 20) + text("1", 680, 20, 10)
    )
    (slide,) = read_pdf(pdf([contents], PAGE), "deck.pdf").slides
    assert [b.text for b in slide.bullets] == ["7 of them"]
