"""Quotations show what they were chosen for, and lines that do not hold what is asked for are not the answer."""

from __future__ import annotations

import pytest

from knowledge.model import Answer, Bullet
from tests.unit.knowledge.test_asking import NOW, course_of, slide

HILL = course_of(
    slide(
        "Kinds of farming",
        Bullet("Terraced: walls hold the soil"),
        Bullet("Hill countries (e.g. Nepal, Peru)", level=1),
        Bullet("Drained: ditches lead water away"),
        Bullet("Lowlands (e.g. Holland, Friesland)", level=1),
    ),
    slide(
        "Reasons for abandonment",
        "Roads: markets are far away",
        "Politics: parties of the plain neglect hill farms",
        "Age (the young leave)",
    ),
    slide(
        "Counting",
        "A (short) detour:",
        "One helpful approach: the “basket” method.",
        "Every farmer fills a basket from each field and weighs it at home",
        Bullet("The heaviest basket of a village sets the tax of the year", level=1),
    ),
    slide(
        "Ways of water",
        Bullet("‘Last in line’ (LIL)"),
        Bullet("The lowest field is served last", level=1),
        Bullet("Examples: Bali, Valencia", level=1),
    ),
    slide("Quarrels", "Two views:", "Moreau & Lindt (2003)", "Okafor et. al. (2011)"),
    slide("Tests", "Field test (25%): held outdoors, two or more plots", "Marks come by letter"),
    slide("Work", "Assignments use Python, and are marked at the barn"),
    slide("Why farm?", "Ploughs, carts, barn design, hill languages and more!"),
    slide(
        "Searching", "We find a stone of a sorted heap in O(log n) steps, and of any other in O(n)"
    ),
    slide("Global and regional averages", "Nepal (20.8%)", "Peru (32%)"),
    slide("Rotation (Weidmann)", "Clover restores the soil", "Fallow = wasteful"),
    slide("Think", "Think about fallow"),
    slide("Ploughing by oxen", "In use (thanks to Olin's yoke), two oxen draw together"),
    slide("Speed", "Usually we look at the speed of a team"),
    slide("Hedges", "Sorting stones: for every pair of neighbours, check which is larger"),
    slide("Envy", "“Who has no ox envies whoever has two of them in spring”, Ida Thornequist"),
    slide(
        "Order of the talk", "Fields, Village Theory, Field Setting, Hill Power, and Ways of Change"
    ),
    slide("The heavy plough", "The heavy plough turns the soil", "It needs six oxen"),
    slide("Looms", "Made of ash", "The jumping loom: Smith, 1801"),
)


def quote(question: str) -> str:
    found = HILL.ask(question, now=NOW)
    if not isinstance(found, Answer):
        return ""
    return "\n".join((found.quote, *(other.quote for other in found.also)))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is nepal terraced or drained", ("Terraced", "Nepal")),
        ("why do people abandon hill farms", ("Roads", "Politics", "Age")),
        ("how does the basket method work", ("basket” method", "weighs it at home")),
        ("what is lil", ("Last in line", "served last")),
        ("what language are the assignments in", ("Python",)),
        ("how long does it take to find a stone in a sorted heap", ("O(log n)",)),
        ("whats the average in nepal", ("Nepal (20.8%)",)),
        ("what does weidmann think about fallow", ("Fallow = wasteful",)),
    ],
)
def test_a_quotation_shows_all_that_it_was_chosen_for(question: str, said: tuple[str, ...]) -> None:
    told = quote(question)
    for each in said:
        assert each in told


def test_a_sentence_that_says_what_a_thing_is_comes_before_others_that_begin_with_it() -> None:
    course = course_of(
        slide("Why study water meadows?", "Water meadows are at the heart of every village!"),
        slide("Why study water meadows?", "Hay and water meadows, above all, are fun!"),
        slide("Hay", "Hay is dried grass; a water meadow is a field that is flooded in winter"),
        slide("A good barn (or water meadow)", "Is mostly dry", "Is cheap to keep"),
    )
    found = course.ask("whats a water meadow", now=NOW)
    assert isinstance(found, Answer)
    assert found.quote == "a water meadow is a field that is flooded in winter"


def test_an_acronym_that_is_to_be_spelt_out_is_quoted_alone() -> None:
    assert quote("what does LIL stand for") == "‘Last in line’ (LIL)"


@pytest.mark.parametrize(
    "question",
    [
        "what did moreau and lindt find",
        "what do okafor and others say",
        "when is the field test",
        "what is olin's yoke and whats its speed",
        "how many pairs of neighbours are there in sorting stones",
        "who is thornequist",
        "who came up with village setting theory",
        "whats wrong with the heavy plough",
    ],
)
def test_what_does_not_hold_what_was_asked_for_is_not_the_answer(question: str) -> None:
    assert quote(question) == ""


def test_a_name_and_a_year_tell_who_came_up_with_it() -> None:
    assert quote("who came up with the jumping loom") == "The jumping loom: Smith, 1801"


def test_what_an_agenda_is_is_told_in_a_course_on_agendas() -> None:
    course = course_of(
        slide("Other ways to say “agenda”", "A plan of what somebody wants", "A list of bills"),
        slide("What is an agenda?", "Agenda: The list of things that a council discusses"),
    )
    found = course.ask("what is an agenda", now=NOW)
    assert isinstance(found, Answer)
    assert found.quote == "Agenda: The list of things that a council discusses"
