"""Deckset's decks: settings that nothing fences, `[fit]`, long dashes for rules, dashes for lists, `^` for notes."""

from __future__ import annotations

import pytest

from knowledge.model import Slide
from knowledge.readers.markdown import read_markdown

SETTINGS = "theme: Plain Jane, 2\nautoscale: true\nslidenumbers: true\nFooter:\n\n"


def slides(text: str) -> tuple[Slide, ...]:
    return read_markdown(text, "05-bridges.md").slides


def said(slide: Slide) -> list[tuple[str, int]]:
    return [(b.text, b.level) for b in slide.bullets]


def test_settings_ahead_of_the_first_slide_are_not_quoted() -> None:
    first, second = slides(f"{SETTINGS}# Bridges\n\n---\n\n# Arches\n\nThey push outwards\n")
    assert (first.title, first.bullets) == ("Bridges", ())
    assert (second.title, said(second)) == ("Arches", [("They push outwards", 0)])


@pytest.mark.parametrize("line", ["Theme: bridges of the north", "Header: see below\nText: short"])
def test_text_that_only_looks_like_settings_is_kept(line: str) -> None:
    found = slides(f"{line}\n\n# Bridges\n\nThey carry roads\n")
    assert line.splitlines()[0] in found[0].body


def test_slides_are_counted_as_shown() -> None:
    found = slides(f"{SETTINGS}# A\n\none\n\n---\n\n![](pier.png)\n\n---\n\n# C\n\nthree\n")
    assert [s.slide for s in found] == [1, 3]


def test_a_dash_that_a_mac_made_of_three_parts_slides() -> None:
    found = slides(
        f"{SETTINGS}# Arches\n\nThey push\n\n—\n# Beams\n\nThey bend\n\n–\n\n# Cables\n\nThey pull\n"
    )
    assert [s.title for s in found] == ["Arches", "Beams", "Cables"]


def test_a_heading_that_is_made_to_fit_is_its_words() -> None:
    found = slides(
        f"{SETTINGS}# [fit] Arches\n\n### [fit] They push outwards\n\n---\n\n#[fit] no heading\n"
    )
    assert (found[0].title, said(found[0])) == ("Arches", [("They push outwards", 0)])


def test_lines_behind_dashes_are_nested() -> None:
    (only,) = slides(
        f"{SETTINGS}# Loads\n\nDead\n--- Deck\n------ Paint\nLive\n--- Trucks\n~~--- Trams~~\n"
    )
    assert said(only)[:5] == [("Dead", 0), ("Deck", 1), ("Paint", 2), ("Live", 0), ("Trucks", 1)]


def test_marks_of_a_list_typed_to_be_seen_make_a_list() -> None:
    (only,) = slides(f"{SETTINGS}# Piers\n\n\\- stand in water\n\\- need rock\n")
    assert said(only) == [("stand in water", 0), ("need rock", 0)]


def test_what_the_speaker_says_and_settings_of_a_slide_are_not_on_it() -> None:
    (only,) = slides(
        f"{SETTINGS}# Piers\n[.background-color: #000]\n\nThey need rock\n\n^ Tell of the flood\nand the ferry\n"
    )
    assert said(only) == [("They need rock", 0)]
    assert "Tell of the flood" in only.notes
    assert "and the ferry" in only.notes


def test_code_is_left_as_it_is() -> None:
    (only,) = slides(f"{SETTINGS}# Code\n\n```\n—\n^ up\n--- a\n```\n")
    assert "—\n^ up\n--- a" in only.body


def test_a_lesser_heading_that_is_all_a_repeated_title_has_is_what_the_slide_says() -> None:
    found = slides(
        "# Keystone\n\n---\n\n# Keystone\n\n### “What holds the arch”\n\n---\n\n# Piers\n\nrock\n"
    )
    assert (found[1].title, said(found[1])) == ("Keystone", [("“What holds the arch”", 0)])
