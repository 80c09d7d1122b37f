"""Which of the phrases that are set off within a line are taken for terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Bullet, Form
from knowledge.readers.emphasis import phrase_of, set_off, standing
from knowledge.readers.markdown.components import with_headings


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("Term:", "Term"),
        (" “primacy  effect”, ", "primacy effect"),
        ("(KVM)", "KVM"),
        ("virtual machine monitor (VMM)", "virtual machine monitor (VMM)"),
        ("3-SAT", "3-SAT"),
        ("degrés de liberté", "degrés de liberté"),
        ("for loop", "for loop"),
        ("in vitro", "in vitro"),
    ],
)
def test_a_term_loses_the_marks_at_its_ends(written: str, term: str) -> None:
    assert phrase_of(written) == term


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "42",
        "12 ms",
        "x",
        "not",
        "and the",
        "one two three four five six",
        "https://a.b/c",
        "me@uni.edu",
        "Wed 12/1",
        "5 points",
        "In the first stage",
        "analyse and comment on",
    ],
)
def test_numbers_days_addresses_and_small_words_are_no_terms(text: str) -> None:
    assert not phrase_of(text)


def test_a_line_that_is_set_off_from_end_to_end_sets_nothing_off() -> None:
    assert list(set_off([("All ", True), ("of it", True), (".", False)])) == []
    assert list(set_off([("The ", False), ("lo", True), ("cus", True), (" is", False)])) == [
        "locus"
    ]


def _standing(phrases: list[str], *lines: str, title: str = "") -> tuple[str, ...]:
    return standing(phrases, title, [Bullet(line) for line in lines])


def test_phrases_stand_in_the_order_of_the_slide_and_each_once() -> None:
    found = _standing(
        ["gene", "Locus", "locus", "allele"], "Locus of a gene", title="What allele means"
    )
    assert found == ("allele", "Locus", "gene")


def test_what_is_not_on_the_slide_or_only_inside_a_word_does_not_stand() -> None:
    assert _standing(["gene", "loc", "allele"], "genetics of the locus and two alleles") == (
        "allele",
    )


def test_a_whole_title_and_a_whole_line_do_not_stand() -> None:
    assert _standing(["Locus", "Gene"], "Gene:", "(Gene)", title="Locus") == ()


@pytest.mark.parametrize("label", ["Note", "Example 2", "Step 1", "Remark"])
def test_a_label_ahead_of_its_text_does_not_stand(label: str) -> None:
    assert _standing([label], f"{label}: genes may be linked", f"{label} that it is") == ()


def test_a_word_that_may_be_a_label_stands_within_a_sentence() -> None:
    assert _standing(["key"], "Each row has a key that names it") == ("key",)


def test_a_part_of_a_longer_phrase_does_not_stand() -> None:
    assert _standing(["variable", "omitted variable"], "the omitted variable bias") == (
        "omitted variable",
    )


def test_code_and_formulas_are_no_place_to_stand() -> None:
    code = Bullet("the gene is here", form=Form.CODE)
    assert standing(["gene"], "", [code]) == ()
    table = Bullet("gene | a part\nlocus | a place", form=Form.TABLE)
    assert standing(["locus"], "", [table]) == ("locus",)


_TEXTS = st.text(st.sampled_from('ab Ä1.:()[-*\n"s'), max_size=30)


@given(st.lists(_TEXTS, max_size=5), _TEXTS, st.lists(_TEXTS, max_size=4))
def test_whatever_was_set_off_what_stands_is_short_and_on_the_slide(
    phrases: list[str], title: str, lines: list[str]
) -> None:
    bullets = [Bullet(line) for line in lines]
    found = standing([*phrases, title, *lines], title, bullets)
    assert all(1 <= len(phrase.split()) <= 5 for phrase in found)
    assert all(any(phrase in text for text in (title, *lines)) for phrase in found)
    assert len({phrase.casefold() for phrase in found}) == len(found)
    assert standing(found, title, bullets) == found


@given(_TEXTS)
def test_a_phrase_stays_what_it_is(text: str) -> None:
    assert phrase_of(phrase_of(text)) == phrase_of(text)


def test_what_is_far_too_long_or_too_much_is_passed_over() -> None:
    """Comparing all with all takes time by the square: a hostile slide must not take minutes."""
    assert phrase_of("(" * 50_000) == ""
    many = [f"word{n}x" for n in range(6_000)]
    assert len(standing(many, "", [Bullet(f"so {' '.join(many)}")])) <= 200


def test_an_attribute_without_an_end_does_not_stop_the_reader() -> None:
    for text in ("<A " + 'title="x" ' * 5_000, "<A " + 'title="' * 7_000, "<A " + "b='x' " * 8_000):
        assert with_headings(text) == text
