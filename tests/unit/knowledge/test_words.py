"""Folding, terms, spelling and acronyms: the small parts that matching is made of."""

from __future__ import annotations

import pytest

from knowledge.glossary import find_acronyms, long_form
from knowledge.model import Bullet, Slide
from knowledge.normalise import fold, forms, without_markup, words
from knowledge.spelling import Speller
from knowledge.words import is_acronym, is_word


def test_folding_makes_curly_and_straight_the_same() -> None:
    assert fold("“What’s” — KVM") == fold('"what\'s" - kvm')


def test_words_keep_what_belongs_together() -> None:
    assert words("C++, check-in, I/O; v2.6.20!") == ["c++", "check-in", "i/o", "v2.6.20"]


@pytest.mark.parametrize(
    ("a", "b"), [("check-in", "checkin"), ("i/o", "io"), ("containers", "container")]
)
def test_spellings_of_one_thing_share_a_form(a: str, b: str) -> None:
    assert set(forms(a)) & set(forms(b))


def test_slack_markup_is_no_word() -> None:
    assert without_markup(
        "<@U123> what is <https://x.y|KVM> :tada: <!channel> a &lt; b"
    ).split() == [
        "what",
        "is",
        "KVM",
        "a",
        "<",
        "b",
    ]


@pytest.fixture
def speller() -> Speller:
    speller = Speller()
    speller.add(["hypervisor", "kvm", "container", "posts", "serverless", "fargate"])
    return speller


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hypervisr", "hypervisor"),
        ("kmv", "kvm"),
        ("contianer", "container"),
        ("severless", "serverless"),
        ("fargte", "fargate"),
    ],
)
def test_slips_are_corrected_towards_the_course(speller: Speller, typed: str, meant: str) -> None:
    assert speller.correct(typed) == meant


@pytest.mark.parametrize("word", ["pods", "kvm", "banana", "x", "s3", "qqqqqqq"])
def test_real_words_known_words_and_hopeless_ones_stay(speller: Speller, word: str) -> None:
    assert speller.correct(word) == word


def test_a_removed_word_is_no_longer_corrected_to(speller: Speller) -> None:
    speller.remove(["fargate"])
    assert speller.correct("fargte") == "fargte"


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        ("GKE", "Google Kubernetes Engine", "Google Kubernetes Engine"),
        ("RTT", "we measure the round trip time", "round trip time"),
        ("VMs", "many virtual machines", "virtual machines"),
        ("XYZ", "nothing that fits", None),
    ],
)
def test_the_long_form_is_what_the_letters_spell(short: str, before: str, long: str | None) -> None:
    assert long_form(short, before) == long


@pytest.mark.parametrize(
    "text",
    [
        "TCP (Transmission Control Protocol)",
        "Transmission Control Protocol (TCP)",
        "TCP: Transmission Control Protocol",
    ],
)
def test_acronyms_are_found_in_both_orders(text: str) -> None:
    (found,) = find_acronyms([Slide("a.txt", "Title", (Bullet(text),))])
    assert (found.short, found.long) == ("TCP", "Transmission Control Protocol")


@pytest.mark.parametrize(
    "text", ["KVM (2007)", "Docker (see below)", "the end (EOF)", "Step A (Boil Water)"]
)
def test_what_the_letters_do_not_spell_is_no_acronym(text: str) -> None:
    assert find_acronyms([Slide("a.txt", "", (Bullet(text),))]) == ()


def test_english_words_and_acronyms_are_told_apart() -> None:
    assert is_word("schedulers")
    assert is_word("check-in")
    assert not is_word("octaliner")
    assert is_acronym("IaaS")
    assert not is_acronym("Docker")
