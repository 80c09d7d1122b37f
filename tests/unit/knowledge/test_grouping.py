"""Short texts that ask for the same come together, whoever wrote them how."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.grouping import b_cubed, courses_usage, labelled
from knowledge.grouping import Group, group
from knowledge.remarks import says_nothing_is_unclear

FOLDER = Path(__file__).parent / "remarks"
SETS = sorted(FOLDER.glob("*.tsv"))


def together(texts: Sequence[str]) -> set[frozenset[str]]:
    """The groups of some texts, as the texts themselves."""
    return {frozenset(texts[n] for n in each.members) for each in group(texts)}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_people_sorted_by_hand_comes_out_much_the_same(path: Path) -> None:
    file, labels, texts = labelled(path)
    found = group(texts, courses_usage(file))
    precision, recall, f1 = b_cubed(labels, cluster_of(found))
    assert f1 > 0.85
    assert min(precision, recall) > 0.8


def cluster_of(groups: Sequence[Group]) -> list[int]:
    place = {n: k for k, each in enumerate(groups) for n in each.members}
    return [place[n] for n in sorted(place)]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_order_in_which_texts_came_changes_nothing(path: Path) -> None:
    file, _, texts = labelled(path)
    usage = courses_usage(file)
    shuffled = texts.copy()
    random.Random(7).shuffle(shuffled)

    def shape(given: list[str]) -> list[tuple[str, list[str]]]:
        return [(g.words, sorted(given[n] for n in g.members)) for g in group(given, usage)]

    assert shape(shuffled) == shape(texts)


@given(st.lists(st.text(max_size=40), max_size=25))
def test_every_text_is_in_one_group_and_a_group_speaks_in_one_of_its_texts(
    texts: list[str],
) -> None:
    found = group(texts)
    assert sorted(n for each in found for n in each.members) == list(range(len(texts)))
    for each in found:
        assert each.words in {texts[n] for n in each.members}
        assert each.size == len(each.members)


def test_the_same_words_from_several_people_count_each_time() -> None:
    (only,) = group(["What is MVCC?", "What is MVCC?", "explain MVCC please"])
    assert (only.size, only.words) == (3, "What is MVCC?")


def test_a_slip_of_the_keyboard_parts_nobody_and_speaks_for_nobody() -> None:
    texts = ["why deadlocks happen", "dedlocks happen why", "cause of deadlocks"]
    (only,) = group(texts)
    assert only.size == 3
    assert only.words != "dedlocks happen why"


def test_a_name_that_some_shorten_and_others_spell_out_is_one() -> None:
    assert len(together(["the virtual machine", "VMs", "a VM"])) == 1
    assert len(together(["2PC", "two phase commit"])) == 1


def test_what_nobody_else_asks_stays_by_itself() -> None:
    texts = ["What is a phantom read?", "phantom reads", "When is the exam?"]
    assert frozenset({"When is the exam?"}) in together(texts)


def test_sharing_one_word_of_the_subject_is_not_asking_for_the_same() -> None:
    texts = ["How is a message encrypted by the sender", "Why did the message queue lose its order"]
    assert len(together(texts)) == 2


@pytest.mark.parametrize(
    "text", ["nothing", "Nothing, all clear!", "n/a", "-", "rien", "Nichts", ""]
)
def test_that_nothing_was_unclear_is_understood(text: str) -> None:
    assert says_nothing_is_unclear(text)


@pytest.mark.parametrize(
    "text", ["is everything on the exam", "null pointers", "nothing about ACID was clear"]
)
def test_what_only_begins_like_it_is_a_remark(text: str) -> None:
    assert not says_nothing_is_unclear(text)


def test_those_to_whom_all_was_clear_are_marked() -> None:
    found = group(["nothing", "all clear", "What is WAL?"])
    assert {(g.size, g.empty) for g in found} == {(2, True), (1, False)}
    assert {g.words for g in found if not g.empty} == {"What is WAL?"}


def test_german_endings_are_taken_off_in_german() -> None:
    texts = ["Wann verjährt eine Forderung?", "Wie lange dauert es, bis Forderungen verjähren?"]
    assert len(together(texts)) == 1
