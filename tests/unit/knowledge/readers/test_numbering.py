"""Lecture numbers in files' names: not every number is a lecture's."""

from __future__ import annotations

import pytest

from knowledge.readers.numbering import lecture_in, lecture_of_name


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("08-tradeoffs.md", 8),
        ("lecture-13.md", 13),
        ("L05_caches.pdf", 5),
        ("week 3.pptx", 3),
        ("semana 04.md", 4),
        ("03-semana.md", 3),
        ("os02.pdf", 2),
        ("module-10.2-data.pdf", 10),
        ("Vorlesung_07.pdf", 7),
        ("10 Caching.pptx", 10),
        ("week 3/slides.pdf", 3),
        ("deck.zip/L2/slides.md", 2),
        ("hw03.pdf", None),
        ("03-homework.pdf", None),
        ("assignment-2.md", None),
        ("2021-11-16-notes.md", None),
        ("11-16-notes.md", None),
        ("3-tier-architecture.pdf", None),
        ("s3-storage.pdf", None),
        ("CS4530.pdf", None),
        ("select10.md", None),
        ("12.pdf", None),
        ("5. Vorlesung.pdf", 5),
        ("Vorlesung 12.11.2025.pdf", None),
    ],
)
def test_the_lecture_is_read_from_the_name_where_it_says_so(name: str, number: int | None) -> None:
    assert lecture_of_name(name) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Grundlagen der Pflege, 5. Vorlesung", 5),
        ("3. Vorlesung 05.11.2025", 3),
        ("MUS 150, 4th session", 4),
        ("2ème cours : les alcènes", 2),
        ("3.ª clase", 3),
        ("Vorlesung 12. November 2025", None),
        ("Clase 12 de marzo", None),
        ("Lecture 9 October 2025", None),
        ("Week 3 Mar 5", 3),
        ("Lecture 2 Mars and Venus", 2),
        ("Lecture 7", 7),
        ("Version 1.5. Vorlesung", None),
        ("the 1st class of verbs", None),
    ],
)
def test_a_lectures_number_stands_behind_its_word_or_in_front_and_is_no_day(
    text: str, number: int | None
) -> None:
    assert lecture_in([text]) == number
