"""What must hold for any text at all, also for what no scanner ever made."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.readers.text import read_text

FOOTER = "BIOL201: Cell Biology [Spring 2024] School of Science, University of Somewhere"
PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            "",
            "",
            "14",
            "L3.7",
            FOOTER,
            FOOTER.replace("BIOL201", "B1OL201"),
            "March 4, 2024",
            "THE CELL CYCLE",
            " Mitosis has four phases",
            "• One • Two (a) • Three",
            "Homework 2 - due Fri 3/8 @ 5pm",
            "\f",
            "-----",
            "<u>underlined</u>",
            "a lower-case end of something",
        ]
    ),
)
TEXTS = st.lists(PIECES, max_size=40).map("\n".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_reader_never_raises_and_says_the_same_twice(text: str) -> None:
    assert read_text(text, "a.txt") == read_text(text, "a.txt")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_nothing_is_invented(text: str) -> None:
    """Every word of every slide was in the text or is the right side of a repair."""
    reading = read_text(text, "a.txt")
    source = Counter(re.findall(r"\w", text.casefold()))
    for repair in reading.repairs:
        source.update(re.findall(r"\w", repair.repaired.casefold()))
    said = Counter(
        letter
        for slide in reading.slides
        for part in (slide.title, *(b.text for b in slide.bullets))
        for letter in re.findall(r"\w", part.casefold())
    )
    assert not said - source


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_slide_is_empty_and_no_bullet_is_blank(text: str) -> None:
    for slide in read_text(text, "a.txt").slides:
        assert slide.title.strip() or slide.bullets
        assert all(bullet.text.strip() for bullet in slide.bullets)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_repair_and_every_dropped_line_says_why(text: str) -> None:
    reading = read_text(text, "a.txt")
    assert all(repair.evidence for repair in reading.repairs)
    assert all(dropped.why for dropped in reading.dropped)


WORDS = st.sampled_from(
    "cells divide slowly because proteins fold inside every living thing".split()
)
BULLETS = st.lists(st.lists(WORDS, min_size=3, max_size=8).map(" ".join), min_size=1, max_size=6)
DECKS = st.lists(BULLETS, min_size=2, max_size=6)


@given(DECKS)
@settings(max_examples=100, deadline=None)
def test_a_clean_handout_comes_back_slide_for_slide(deck: list[list[str]]) -> None:
    """Titles in capitals, marked bullets and a footer group a slide: nothing is lost or mixed up."""
    pages = []
    for n, bullets in enumerate(deck, 1):
        lines = "\n".join(f"• {bullet.capitalize()}" for bullet in bullets)
        title = f"SLIDE TITLE {'ABCDEFGH'[n]}{'ABCDEFGH'[n]}"
        pages.append(f"{title}\n{lines}\n\n{FOOTER}\nMarch 4, 2024\nL3.{n}\n\n\n\n")
    reading = read_text("\n".join(pages), "a.txt")
    assert [[b.text for b in s.bullets] for s in reading.slides] == [
        [bullet.capitalize() for bullet in bullets] for bullets in deck
    ]
    assert [(s.lecture, s.slide) for s in reading.slides] == [
        (3, n) for n in range(1, len(deck) + 1)
    ]
