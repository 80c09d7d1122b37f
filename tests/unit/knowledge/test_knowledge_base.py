"""The searchable collection behind `knowledge.KnowledgeBase`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Entry, KnowledgeBase

ENTRIES = [
    Entry(
        "kvm", "What is KVM?", "KVM integrates a hypervisor into the Linux kernel.", ("kernel vm",)
    ),
    Entry("docker", "What is Docker?", "Docker packages an application with its dependencies."),
    Entry("rest", "REST", "Requests are made to a URI; responses are most often JSON."),
    Entry("late", "Late policy", "Homework handed in late loses ten percent a day."),
    Entry("exam", "", "The midterm exam covers chapters one to five and is closed book."),
    Entry("paging", "Virtual memory", "Pages are mapped to frames by the page table."),
]


@pytest.fixture
def kb() -> KnowledgeBase:
    return KnowledgeBase(ENTRIES)


def best(kb: KnowledgeBase, query: str) -> str:
    return kb.search(query)[0].entry.id


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("waht is kmv", "kvm"),
        ("kernel vm", "kvm"),
        ("hypervisr linux", "kvm"),
        ("dockr", "docker"),
        ("what format do responses have", "rest"),
        ("is there a penalty for late homework", "late"),
        ("does the midterm allow books", "exam"),
        ("how are pages mapped", "paging"),
        ("page-table", "paging"),
    ],
)
def test_the_right_entry_comes_first_misspelt_and_paraphrased(
    kb: KnowledgeBase, query: str, wanted: str
) -> None:
    assert best(kb, query) == wanted


def test_scores_are_in_0_to_1_and_best_first(kb: KnowledgeBase) -> None:
    scores = [hit.score for hit in kb.search("kernel hypervisor", limit=4)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 4
    assert all(0 <= score <= 1 for score in scores)


def test_ask_answers_with_the_entry_and_its_confidence(kb: KnowledgeBase) -> None:
    result = kb.ask("waht is kmv")
    assert result.answered
    assert result.entry is not None
    assert result.entry.id == "kvm"
    assert 0.5 <= result.confidence <= 1


def test_what_nothing_speaks_of_is_declined_with_near_misses(kb: KnowledgeBase) -> None:
    result = kb.ask("who won the world cup in 1998")
    assert not result.answered
    assert result.entry is None
    assert result.confidence < 0.5
    assert len(result.near_misses) <= 3


@pytest.mark.parametrize("query", ["", "   ", "🎉", "?!", "\u200b"])
def test_a_query_without_words_finds_nothing(kb: KnowledgeBase, query: str) -> None:
    assert kb.search(query) == []
    assert not kb.ask(query).answered


def test_an_empty_collection_finds_nothing() -> None:
    assert KnowledgeBase().search("anything") == []
    assert not KnowledgeBase().ask("anything").answered


def test_a_removed_entry_is_found_no_more_and_an_added_one_is(kb: KnowledgeBase) -> None:
    kb.remove("kvm")
    assert "kvm" not in {hit.entry.id for hit in kb.search("kvm hypervisor", limit=10)}
    kb.add(Entry("xen", "Xen", "Xen is a type-1 hypervisor."))
    assert best(kb, "what is xen") == "xen"
    with pytest.raises(KeyError):
        kb.remove("kvm")


def test_adding_an_id_again_replaces_its_entry(kb: KnowledgeBase) -> None:
    kb.add(Entry("kvm", "Late penalties", "Nothing to do with kernels any more."))
    assert len(kb) == len(ENTRIES)
    assert best(kb, "late penalties") == "kvm"


def test_loading_what_was_saved_gives_the_same_results(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "kb.jsonl"
    kb.save(path)
    loaded = KnowledgeBase.load(path)
    for query in ("waht is kmv", "late homework", "pages"):
        assert loaded.search(query) == kb.search(query)
        assert loaded.ask(query) == kb.ask(query)


@pytest.mark.parametrize(
    "content", ["", "not json\n", '{"format": 999}\n', '{"format": 1}\n{"id": 3']
)
def test_another_kind_of_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other"
    path.write_text(content)
    with pytest.raises(ValueError, match="saved"):
        KnowledgeBase.load(path)


def test_a_text_of_10000_characters_and_an_empty_title_are_found() -> None:
    long = "filler words of no use " * 430 + " the unique word quokka"
    kb = KnowledgeBase([*ENTRIES, Entry("long", "", long[-10_000:])])
    assert best(kb, "quokka") == "long"


WORDS = st.text(max_size=40)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6), WORDS)
@settings(max_examples=60, deadline=None)
def test_any_entries_and_any_query_are_taken(texts: list[tuple[str, str]], query: str) -> None:
    kb = KnowledgeBase(Entry(str(n), title, text) for n, (title, text) in enumerate(texts))
    assert all(0 <= hit.score <= 1 for hit in kb.search(query))
    assert 0 <= kb.ask(query).confidence <= 1
