"""The right slide and the right lines of it: headings, lists, names, dates and asides."""

from __future__ import annotations

import pytest

from knowledge.model import Bullet
from tests.unit.knowledge.test_asking import NOW, course_of, quote, slide

HARBOUR = course_of(
    slide("Contents overview", "Knots: tying and untying", "Moorings"),
    slide(
        "Services of the harbour",
        Bullet("berth control:"),
        Bullet("waiting between boats that come in", level=1),
        Bullet("pilotage, towing:"),
        Bullet("a tug brings the boat in", level=1),
    ),
    slide("On the quay", "Looks for berth control, pilotage, fuel, etc.", "Crane port: 40"),
    slide("Sides of a boat", "port -> the left side, seen from behind", "keel → the lowest part"),
    slide("Knots – steps", "Steps to a bowline:", "make a loop", "pass the end through it"),
    slide("Knots", "Ropes are cheap"),
    slide("Hull", "(lengths in metres)", "The tow hook is welded on"),
    slide("Piers", "wood: popular until the mid 90s", "Piers rest on piles"),
    slide(
        "The Lateen Rig Pattern", "A three-cornered sail on a long yard", "Used by the Lateen Rig"
    ),
    slide("Trimming", "towing a net needs little sail", "Sail trimming is done by two people"),
    slide("Full-keel building (2KB)", "Frames are cut", "Strict 2KB needs oak"),
    slide(
        "Buoys",
        "Buoys came up in the 1880s. Who was first to ask: can a buoy be a lamp?",
        "There is no one form of buoys.",
    ),
    slide("Chart signs", "circles represent wrecks", "squares represent wharves"),
    slide("Speed", "Boat speed matters most", "Boat speed = distance / time"),
    slide("Further reading", "Anna Olm. How a harbour master keeps order. Tern Press, 2004"),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is berth control", "waiting between boats"),
        ("what is a port", "the left side"),
        ("what is a keel", "the lowest part"),
        ("what is towing", "a tug brings"),
        ("steps of knots", "make a loop"),
        ("what is the lateen rig", "three-cornered"),
        ("what is 2KB", "Frames are cut"),
        ("when did buoys come up", "1880s"),
        ("what do the circles stand for", "represent wrecks"),
        ("how do you calculate boat speed", "distance / time"),
    ],
)
def test_the_line_that_answers_is_quoted(question: str, said: str) -> None:
    assert said in quote(HARBOUR, question)


@pytest.mark.parametrize(
    "question",
    ["when were piers invented", "how does a harbour master keep order"],
)
def test_what_is_told_of_something_else_is_no_answer(question: str) -> None:
    """A year of the wooden ones only, and the title of a book."""
    assert not HARBOUR.ask(question, now=NOW).answered


MINDS = course_of(
    slide("Working memory", "Holds a melody while one writes it down"),
    slide("Long memory", "A memory of many years", "Memory needs sleep"),
    slide("The choice list", "A capability of birds: counting"),
)


def test_a_word_that_says_little_counts_in_a_name_of_the_course() -> None:
    assert quote(MINDS, "examples of working memory") == "Holds a melody while one writes it down"


def test_a_list_is_quoted_whole_where_its_announcement_says_what_was_asked() -> None:
    boats = course_of(
        slide(
            "Leaks",
            "We can recover from a leak though:",
            "pumping",
            "patching: a leak is closed with tar",
            "beaching",
        )
    )
    assert quote(boats, "how can we recover from a leak").endswith("beaching")


def test_a_picture_credit_is_no_answer() -> None:
    gulls = course_of(
        slide("Birds", "Image via https://example.org/gull-colony.png", "Gulls breed in May"),
        slide("Cliffs", "Where a gull colony is"),
    )
    assert "https" not in quote(gulls, "what is a gull colony")


FERRY = course_of(
    slide("Ferries: unreliable, cheap", "unreliable: they stay in port when there is a storm"),
    slide("Tied knots", "Tied knots hold", "Tying takes two hands"),
    slide("Afloat", "The sea carries them", "The two types of boats:", "with oars", "with sails"),
    slide("Boats", "They are built in a shed", "All need oak"),
    slide("Dealing with storms", "Lower the sails", "Turn into the wind"),
    slide("Storms", "A storm comes from the west", "After a storm the nets are torn"),
    slide("Proverbs", '"A calm sea makes no sailor."', "Nora Tide, 1902", "Old ones last"),
    slide(
        "Lights",
        Bullet("Oil is cheap"),
        Bullet("Strict lights burn all night, all over the coast"),
        Bullet("nobody runs aground", level=1),
    ),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("are ferries reliable", "stay in port"),
        ("types of boats", "with oars"),
        ("how do we deal with storms", "Lower the sails"),
        ("who said a calm sea makes no sailor", "Nora Tide"),
        ("what did nora tide say about sailors", "A calm sea"),
        ("why strict lights", "nobody runs aground"),
    ],
)
def test_what_belongs_to_the_answer_is_quoted_with_it(question: str, said: str) -> None:
    assert said in quote(FERRY, question)


@pytest.mark.parametrize("question", ["what are semi-tied knots", "what is b-tying"])
def test_a_compound_is_not_answered_by_a_part_of_it(question: str) -> None:
    assert not FERRY.ask(question, now=NOW).answered


NETS = course_of(
    slide("Nets", "A net that was dried in the sun and mended is kept in the loft", "Old nets"),
    slide("Sun", "The sun rises late"),
    slide("Dried fish", "Fish is dried in May"),
)


def test_a_compound_is_answered_where_all_its_parts_are_spoken_of() -> None:
    assert "in the loft" in quote(NETS, "what happens to sun-dried nets")


@pytest.mark.parametrize("question", ["do tied knots hold anchors", "can tied knots hold whales"])
def test_yes_or_no_is_not_told_where_what_is_asked_of_it_is_missing(question: str) -> None:
    assert not FERRY.ask(question, now=NOW).answered


def test_german_was_is_no_yes_or_no() -> None:
    kauf = course_of(
        slide("Allgemeine Geschäftsbedingungen", "Vorgedruckt für viele Verträge", "Kein Gesetz")
    )
    assert kauf.ask("was isnd allgemeine geschätsbedingungen", now=NOW).answered


TIDES = course_of(
    slide(
        "Tides",
        Bullet("They follow the moon"),
        Bullet("Tide gauges"),
        Bullet("float in a pipe", level=1),
        *(Bullet(f"pipe of the {n} kind", level=1) for n in ("first", "second", "third", "fourth")),
        Bullet("lamp", level=1),
    ),
    slide(
        "Waves", "Wave height is seen from a pier", "Wave height = wind squared", "Foam is white"
    ),
    slide("Sea walls", "The walls stop a wave", "Walls are of stone"),
)


def test_a_short_heading_is_quoted_with_what_stands_under_it() -> None:
    assert quote(TIDES, "what are tide gauges").startswith("Tide gauges\nfloat in a pipe")


@pytest.mark.parametrize(
    "question", ["how do you calculate wave height", "how do you calcculate wave hieght"]
)
def test_a_calculation_is_told_by_a_formula(question: str) -> None:
    assert quote(TIDES, question) == "Wave height = wind squared"


PROSE = course_of(
    slide(
        "The old harbour",
        "Two ropes hold the boat. They run to the quay. This is called mooring.",
        "Hans Brink was a pilot, and killed a whale",
        "The last master served from 1801 to 1830, and lived on a hill",
    ),
    slide("Duties", "The boys learn mooring first", "The master took the boat"),
)


def test_what_something_is_called_names_what_stands_before_it() -> None:
    assert quote(PROSE, "what is mooring").startswith("Two ropes hold the boat")


def test_when_something_happened_needs_a_date() -> None:
    assert not PROSE.ask("when was hans brink killed", now=NOW).answered


def test_a_span_of_years_tells_how_long() -> None:
    assert "1801 to 1830" in quote(PROSE, "how long did the last master serve")


def test_a_name_of_two_words_is_not_told_of_by_either_of_them_elsewhere() -> None:
    assert "low quay" in quote(LANES, "what is the deep lane")


LANES = course_of(
    slide(
        "Trade", "Through a deep fog, the lane to Holm was one of the ways to bring wool and salt"
    ),
    slide("Holm", "After a year they saw the low quay from the deep lane, and were glad of it"),
)
