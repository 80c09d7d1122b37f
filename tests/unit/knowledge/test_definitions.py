"""Definitions and other names, in the lecture's own words, in several languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.definitions import (
    Terms,
    defined_term,
    find_definitions,
    find_synonyms,
    meaning_in,
    one_word_names,
)
from knowledge.entries import make_entries
from knowledge.model import AnswerKind, Bullet, Slide


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("A hypervisor is a program that runs virtual machines", "hypervisor"),
        ("Budget line: A set of all affordable baskets", "Budget line"),
        (
            "Principle of least privilege: only minimal privileges are given",
            "Principle of least privilege",
        ),
        ("tmpfs – a temporary file storage in RAM", "tmpfs"),
        ("Rule of thirds: a picture is parted into nine", "Rule of thirds"),
        ("Mitosis refers to the division of one cell into two", "Mitosis"),
        ("Elasticity means adding machines as load grows", "Elasticity"),
        ("Splitting one table over several machines is called sharding", "sharding"),
        ("Ein Verwaltungsakt ist eine Verfügung einer Behörde", "Verwaltungsakt"),
        ("Entropie bezeichnet die mittlere Überraschung einer Quelle", "Entropie"),
        ("Un contenedor es un proceso aislado del resto", "contenedor"),
        ("La photosynthèse est une réaction qui produit du sucre", "photosynthèse"),
    ],
)
def test_a_line_that_says_what_something_is_defines_it(line: str, term: str) -> None:
    assert defined_term(line) == term


@pytest.mark.parametrize(
    "line",
    [
        "Example: a program that runs virtual machines",
        "Required reading: Hulten, Building Intelligent Systems",
        "It is a program that runs virtual machines",
        "This is the last slide of all",
        "Start the server: it listens on a port",
        "Viruses: dropper, signature, keystroke logger",
        "What is a hypervisor: a program or a machine?",
        "Due: Wednesday December 1 at noon",
        "The number of cells is the main result",
        "Tutorial 5 - Intro to the cloud and files",
        "Note that the cache is a small memory",
        "KVM users Linux memory manager",
        "Hypothetical: a miller lends a neighbour his cart",
        "Rule: every miller keeps a book of what was lent",
        "Open kiln: Thursdays from noon until four",
    ],
)
def test_labels_questions_lists_and_pronouns_define_nothing(line: str) -> None:
    assert defined_term(line) is None


def test_a_title_that_asks_what_something_is_is_answered_by_its_slide() -> None:
    slide = Slide("a.md", "What is a Monad?", (Bullet("Wraps a value with its context"),))
    (found,) = find_definitions([slide])
    assert (found.term, found.text) == ("Monad", "Wraps a value with its context")


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        (
            "A hypervisor, also called virtual machine monitor, runs guests",
            ("hypervisor", "virtual machine monitor"),
        ),
        (
            "The sigmoid (also known as the logistic function) is smooth",
            ("sigmoid", "logistic function"),
        ),
        ("Recall (a.k.a. sensitivity) counts hits", ("Recall", "sensitivity")),
        ("An edge (or arc) joins two nodes", ("edge", "arc")),
        (
            "Der Hauptspeicher, auch Arbeitsspeicher genannt, ist flüchtig",
            ("Hauptspeicher", "Arbeitsspeicher"),
        ),
        ("El núcleo, también llamado kernel, arranca primero", ("núcleo", "kernel")),
        ("observer = listener", ("observer", "listener")),
    ],
)
def test_another_name_is_found_beside_the_first(line: str, pair: tuple[str, str]) -> None:
    found = find_synonyms([Slide("a.md", "", (Bullet(line),))])
    assert [(s.name, s.other) for s in found] == [pair]


def test_definitions_and_other_names_become_entries_and_aliases() -> None:
    slides = (
        Slide("a.md", "Hypervisor", (Bullet("A hypervisor is a program that runs guests"),)),
        Slide("a.md", "Names", (Bullet("The hypervisor, also called VMM, is small"),)),
    )
    terms = Terms(find_definitions(slides), find_synonyms(slides))
    entries = make_entries(slides, (), (), terms=terms)
    (defined,) = (e for e in entries if e.kind is AnswerKind.DEFINITION)
    assert (defined.title, defined.aliases) == ("hypervisor", ("VMM",))
    assert entries[0].aliases == ("VMM",)
    assert one_word_names(terms.synonyms) == {"hypervisor": "VMM", "VMM": "hypervisor"}


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("Latency the time between sending and arrival", "Latency"),
        ("Primacy effect better memory for the first items", "Primacy effect"),
        ("“Mitosis” process by which a cell divides", "Mitosis"),
        ("The place of a gene is called its locus in all of these books", "locus"),
        ("Look here, this is a polytomy: relations that are not resolved", "polytomy"),
        ("Ability to scale: the system takes more load", "Ability to scale"),
        ("They need the ability to scale: the system takes more load", ""),
        ("Latency matters for games and for calls", ""),
        ("Isolation often keeps transactions apart", ""),
        ("Latency of the last hop", ""),
        ("Old traits of the ancestor are called locus characters", "locus characters"),
        ("It is not the latency that counts for them", ""),
        ("Example: a program that runs virtual machines", ""),
    ],
)
def test_a_term_that_is_set_off_needs_no_mark_behind_it(line: str, term: str) -> None:
    marked = (
        "Latency",
        "Primacy effect",
        "Mitosis",
        "locus",
        "polytomy",
        "Ability to scale",
        "Isolation",
        "Example",
    )
    defined = find_definitions([Slide("a.md", "", (Bullet(line),), marked=marked)])
    assert [d.term for d in defined] == ([term] if term else [])


def test_without_the_mark_such_a_line_defines_nothing() -> None:
    assert defined_term("Latency the time between sending and arrival") is None


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_line_is_looked_at_without_harm_and_a_term_is_part_of_it(line: str) -> None:
    term = defined_term(line)
    assert term is None or term in line
    find_synonyms([Slide("a.md", "", (Bullet(line),))])


@given(
    st.lists(
        st.sampled_from("locus is called this a the : – time of an old cell . ?".split()),
        max_size=14,
    )
)
def test_what_a_marked_term_means_stands_in_its_line(said: list[str]) -> None:
    line = " ".join(said)
    found = meaning_in(line, ("locus", "old cell"))
    assert found is None or (found.term in line and found.meaning in line)
