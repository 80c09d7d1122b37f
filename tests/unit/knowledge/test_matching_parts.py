"""What the matcher is built of: growing arrays, the inverted index, passages, spelling, the score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Entry, KnowledgeBase, scoring
from knowledge.bm25 import InvertedIndex
from knowledge.dense import DIMENSIONS, Matrix, Reranker
from knowledge.embedding import unit
from knowledge.growing import Growing
from knowledge.passages import split
from knowledge.spelling import Speller

TOPICS = ("kernel", "container", "scheduler", "socket", "thread", "cache", "page", "signal")


def entries(count: int) -> list[Entry]:
    return [
        Entry(str(n), f"About {TOPICS[n % 8]} {n}", f"The {TOPICS[n % 8]} and {TOPICS[n % 7]} {n}.")
        for n in range(count)
    ]


@given(st.lists(st.lists(st.integers(0, 1000), max_size=9), max_size=40))
def test_a_growing_array_holds_what_was_appended(parts: list[list[int]]) -> None:
    grown = Growing(np.int32)
    for part in parts:
        grown.extend(part)
    assert grown.array.tolist() == [n for part in parts for n in part]


DOCUMENTS = st.lists(
    st.tuples(st.lists(st.integers(0, 12), max_size=4), st.lists(st.integers(0, 12), max_size=9)),
    min_size=1,
    max_size=25,
)


@given(DOCUMENTS)
@settings(deadline=None)
def test_an_index_filled_in_steps_is_the_one_filled_at_once(
    documents: list[tuple[list[int], list[int]]],
) -> None:
    at_once, in_steps = InvertedIndex(), InvertedIndex()
    for heading, text in documents:
        at_once.add(heading, text)
        in_steps.add(heading, text)
        in_steps.refresh()
    at_once.refresh()
    for term in range(13):
        for a, b in zip(at_once.posting(term), in_steps.posting(term), strict=True):
            assert a.tolist() == b.tolist()
        assert at_once.idf(term) == in_steps.idf(term)


def test_a_rarer_term_has_a_higher_idf_and_an_unknown_one_the_highest() -> None:
    index = InvertedIndex()
    for n in range(10):
        index.add([], [0] if n else [0, 1])
    index.refresh()
    assert index.idf(0) < index.idf(1) < index.idf(-1)


def test_a_term_in_the_heading_counts_more_than_in_the_text() -> None:
    index = InvertedIndex()
    index.add([7], [1, 2])
    index.add([1], [7, 2])
    index.refresh()
    slots, impacts = index.posting(7)
    assert slots.tolist() == [0, 1]
    assert impacts[0] > impacts[1]


@given(st.text(max_size=600))
def test_passages_hold_every_word_in_order(text: str) -> None:
    assert " ".join(split(text)).split() == text.split()


def test_a_passage_ends_with_a_sentence_and_a_very_long_sentence_is_cut() -> None:
    sentence = "one two three four five six seven eight nine ten."
    assert list(split(" ".join([sentence] * 8))) == [" ".join([sentence] * 4)] * 2
    assert max(len(p.split()) for p in split("word " * 500)) <= 72


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("yhpervisor", "hypervisor"), ("hipervizor", "hypervisor"), ("fargaet", "fargate")],
)
def test_slips_in_the_first_letter_and_twice_in_a_word_are_found(typed: str, meant: str) -> None:
    speller = Speller()
    speller.add(["hypervisor", "container", "fargate", "posts"])
    assert speller.near(typed)[0][0] == meant


def test_a_real_word_may_be_a_slip_but_is_believed_less() -> None:
    speller = Speller()
    speller.add(["hyperbole"])
    ((word, belief),) = speller.near("hyperbola")
    assert word == "hyperbole"
    assert belief < speller.near("hiperbole")[0][1]


def test_words_added_later_are_corrected_to_as_well() -> None:
    speller = Speller()
    speller.add(["kernel"])
    assert speller.correct("schedulr") == "schedulr"
    speller.add(["scheduler"])
    assert speller.correct("schedulr") == "scheduler"
    assert speller.correct("kernle") == "kernel"


def test_results_do_not_depend_on_how_the_collection_came_about() -> None:
    at_once, in_steps = KnowledgeBase(entries(60)), KnowledgeBase()
    for n, entry in enumerate([*entries(60), Entry("gone", "Kernel", "A kernel and its cache.")]):
        in_steps.add(entry)
        if n % 7 == 0:
            in_steps.search("kernel")
    in_steps.remove("gone")
    for query in ("kernel 8", "what is a scheduler", "cahce of the thread", "socket"):
        assert at_once.search(query) == in_steps.search(query)


def test_many_removals_leave_the_rest_findable() -> None:
    kb = KnowledgeBase(entries(1200))
    for n in range(1150):
        kb.remove(str(n))
    assert len(kb) == 50
    assert kb.search("kernel 1192")[0].entry.id == "1192"


def test_a_twin_with_the_same_text_does_not_lower_the_confidence() -> None:
    answer = Entry("a", "", "Homework handed in late loses ten percent a day.")
    others = entries(12)
    twin = Entry("b", "", answer.text)
    alone, together = KnowledgeBase([answer, *others]), KnowledgeBase([answer, twin, *others])
    question = "what does late homework lose"
    sure, found = together.consider(question)
    assert {hit.entry.id for hit in found[:2]} == {"a", "b"}
    assert sure == pytest.approx(alone.consider(question)[0], abs=0.1)


@pytest.mark.parametrize("query", ["checkin desk", "check in desk", "check-in desk"])
def test_joined_parted_and_hyphenated_words_find_the_same(query: str) -> None:
    kb = KnowledgeBase([*entries(10), Entry("x", "", "The check-in desk opens at nine.")])
    assert kb.search(query)[0].entry.id == "x"


def test_the_score_and_the_confidence_are_in_0_to_1_and_rise() -> None:
    values = [scoring.score(v) for v in (-100.0, 3.0, 9.0, 100.0)]
    assert values == sorted(values)
    assert all(0 <= v <= 1 for v in values)
    features = np.full(scoring.WIDTH, 0.7, dtype=np.float32)
    near, far = (scoring.evidence(features, 12.0, r) for r in ([11.9, 11.0], [6.0, 5.0]))
    assert 0 <= scoring.confidence(near) < scoring.confidence(far) <= 1


def by_letters(texts: Sequence[str]) -> Matrix:
    """Unit vectors of how often each letter stands in a text."""
    counts = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for n, text in enumerate(texts):
        for letter in text.casefold():
            counts[n, ord(letter) % DIMENSIONS] += 1
    return unit(counts)


def test_a_reranker_compares_with_passages_and_heading_also_of_entries_that_came_later() -> None:
    reranker = Reranker(by_letters)
    some: list[Entry | None] = [Entry("a", "zzz", "aaa"), None, Entry("b", "", "bbb")]
    alike = reranker.alike("zzz", [0, 2], some)
    assert alike[0, 1] == pytest.approx(1.0, abs=1e-3)
    assert alike[1].tolist() == [0.0, 0.0, 0.0]
    later = reranker.alike("ccc", [3], [*some, Entry("c", "", "ccc")])
    assert later[0] == pytest.approx([1.0, 1.0, 1.0], abs=1e-3)


def test_a_reranker_finds_a_passage_in_a_long_text_and_sees_the_whole_of_it_too() -> None:
    text = " ".join(["aa"] * 130) + ". " + " ".join(["zzz"] * 110)
    best, heading, whole = Reranker(by_letters).alike("zzz", [0], [Entry("a", "aaa", text)])[0]
    assert heading == 0
    assert best > 0.9 > whole


def test_the_dense_confidence_rises_with_what_the_transformer_finds_and_with_its_lead() -> None:
    features = np.full(scoring.WIDTH, 0.5, dtype=np.float32)
    others = np.full((3, 3), 0.4, dtype=np.float32)

    def sure(likeness: float, *, alone: bool = False) -> float:
        alike = np.full(3, likeness, dtype=np.float32)
        rivals = [] if alone else [20.0, 19.0, 18.0]
        found = scoring.dense_evidence(
            features, 21.0, rivals, alike, others[:0] if alone else others
        )
        return scoring.dense_confidence(found)

    assert 0 < sure(0.45) < sure(0.6) < sure(0.8) < 1
    assert 0 < sure(0.6, alone=True) < 1
