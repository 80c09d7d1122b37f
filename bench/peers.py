"""What else people could use: the same call for each, so that they can be measured side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rank_bm25 import BM25Okapi
from rapidfuzz import fuzz, process, utils

from knowledge import Entry, KnowledgeBase

Search = Callable[[str], str]
"""A question → the id of the entry that is ranked first."""


def lectern(entries: Sequence[Entry]) -> Search:
    kb = KnowledgeBase(entries)
    kb.search("anything")  # vectors are made at the first search

    def search(query: str) -> str:
        hits = kb.search(query, limit=1)
        return hits[0].entry.id if hits else ""

    return search


def _rapidfuzz(entries: Sequence[Entry], scorer: Callable[..., float]) -> Search:
    texts = {e.id: f"{e.title} {e.text}" for e in entries}
    prepared = {key: utils.default_process(text) for key, text in texts.items()}

    def search(query: str) -> str:
        found = process.extractOne(utils.default_process(query), prepared, scorer=scorer)
        return str(found[2]) if found else ""

    return search


def wratio(entries: Sequence[Entry]) -> Search:
    return _rapidfuzz(entries, fuzz.WRatio)


def token_set(entries: Sequence[Entry]) -> Search:
    return _rapidfuzz(entries, fuzz.token_set_ratio)


def bm25(entries: Sequence[Entry]) -> Search:
    index = BM25Okapi([f"{e.title} {e.text}".casefold().split() for e in entries])

    def search(query: str) -> str:
        scores = index.get_scores(query.casefold().split())
        return entries[int(scores.argmax())].id

    return search


PEERS: dict[str, Callable[[Sequence[Entry]], Search]] = {
    "Lectern": lectern,
    "rank-bm25": bm25,
    "rapidfuzz WRatio": wratio,
    "rapidfuzz token_set_ratio": token_set,
}
