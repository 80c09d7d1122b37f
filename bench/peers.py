"""What else people could use: one call for each, so that they can be measured side by side."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bench.data import taken_out
from knowledge import Entry, KnowledgeBase

Ranked = list[tuple[str, float]]
Ranking = Callable[[str, int], Ranked]
"""A question → ids and scores of so many that are ranked first."""
TOP = 10


class Search(Protocol):
    """A question → ids and scores of the ten that are ranked first among what was not taken out."""

    def __call__(self, query: str, gone: frozenset[str] = frozenset(), /) -> Ranked: ...


Build = Callable[[Sequence[Entry]], Search]
_FUSED = 60
"""Reciprocal ranks are fused with this constant (Cormack and others, 2009)."""
_WORDS = re.compile(r"\w+")


def lectern(entries: Sequence[Entry], *, dense: bool = False) -> Search:
    """Ours; the score of the first is the confidence."""
    kb, known = KnowledgeBase(entries, dense=dense), {e.id: e for e in entries}
    kb.search("anything")  # vectors are made at the first search

    def search(query: str, gone: frozenset[str] = frozenset(), /) -> Ranked:
        with taken_out(kb, known, gone):
            sure, found = kb.consider(query, limit=TOP)
        return [(hit.entry.id, sure if n == 0 else 0.0) for n, hit in enumerate(found)]

    return search


def lectern_dense(entries: Sequence[Entry]) -> Search:
    return lectern(entries, dense=True)


def _passing_over(ranking: Ranking) -> Search:
    """What was taken out is passed over: the others' scores hardly hang on it."""

    def search(query: str, gone: frozenset[str] = frozenset(), /) -> Ranked:
        return [pair for pair in ranking(query, TOP + len(gone)) if pair[0] not in gone][:TOP]

    return search


def _by_score(entries: Sequence[Entry], scores: Callable[[str], NDArray[Any]]) -> Search:
    ids = [e.id for e in entries]

    def ranking(query: str, most: int) -> Ranked:
        values = scores(query)
        best = np.argsort(-values, kind="stable")[:most]
        return [(ids[n], float(values[n])) for n in best.tolist()]

    return _passing_over(ranking)


def _texts(entries: Sequence[Entry]) -> list[str]:
    return ["\n".join((e.title, *e.aliases, e.text)).strip() for e in entries]


def _rapidfuzz(entries: Sequence[Entry], name: str) -> Search:
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415

    prepared = {
        e.id: utils.default_process(t) for e, t in zip(entries, _texts(entries), strict=True)
    }
    scorer = getattr(fuzz, name)

    def ranking(query: str, most: int) -> Ranked:
        found = process.extract(utils.default_process(query), prepared, scorer=scorer, limit=most)
        return [(str(key), score / 100) for _, score, key in found]

    return _passing_over(ranking)


def wratio(entries: Sequence[Entry]) -> Search:
    return _rapidfuzz(entries, "WRatio")


def token_set(entries: Sequence[Entry]) -> Search:
    return _rapidfuzz(entries, "token_set_ratio")


def rank_bm25(entries: Sequence[Entry]) -> Search:
    from rank_bm25 import BM25Okapi  # noqa: PLC0415

    index = BM25Okapi([_WORDS.findall(t.casefold()) or [""] for t in _texts(entries)])
    return _by_score(entries, lambda q: np.asarray(index.get_scores(_WORDS.findall(q.casefold()))))


def bm25s_stemmed(entries: Sequence[Entry]) -> Search:
    import bm25s  # noqa: PLC0415
    import Stemmer  # noqa: PLC0415

    stemmer = Stemmer.Stemmer("english")

    def tokens(text: str) -> list[str]:
        return list(stemmer.stemWords(_WORDS.findall(text.casefold())))

    index = bm25s.BM25()
    index.index([tokens(t) for t in _texts(entries)], show_progress=False)
    ids = [e.id for e in entries]
    known = index.vocab_dict

    def ranking(query: str, most: int) -> Ranked:
        asked = [t for t in tokens(query) if t in known]
        if not asked:
            return []
        found, scores = index.retrieve([asked], k=min(most, len(ids)), show_progress=False)
        return [
            (ids[n], float(s)) for n, s in zip(found[0].tolist(), scores[0].tolist(), strict=True)
        ]

    return _passing_over(ranking)


def _fts5(entries: Sequence[Entry], tokenizer: str) -> Search:
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute(f"CREATE VIRTUAL TABLE e USING fts5(id UNINDEXED, body, tokenize='{tokenizer}')")
    db.executemany(
        "INSERT INTO e VALUES (?, ?)",
        [(e.id, t) for e, t in zip(entries, _texts(entries), strict=True)],
    )

    def ranking(query: str, most: int) -> Ranked:
        asked = " OR ".join(f'"{w}"' for w in _WORDS.findall(query.casefold()))
        if not asked:
            return []
        rows = db.execute(
            "SELECT id, bm25(e) FROM e WHERE e MATCH ? ORDER BY 2 LIMIT ?", (asked, most)
        )
        return [(str(i), -float(s)) for i, s in rows]

    return _passing_over(ranking)


def fts5_porter(entries: Sequence[Entry]) -> Search:
    return _fts5(entries, "porter unicode61")


def fts5_trigram(entries: Sequence[Entry]) -> Search:
    return _fts5(entries, "trigram")


def tantivy_fuzzy(entries: Sequence[Entry]) -> Search:
    import tantivy  # noqa: PLC0415

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("body", tokenizer_name="en_stem")
    built = schema.build()
    index = tantivy.Index(built)
    writer = index.writer(num_threads=1)
    for entry, text in zip(entries, _texts(entries), strict=True):
        writer.add_document(tantivy.Document(id=entry.id, body=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ranking(query: str, most: int) -> Ranked:
        parts = []
        for word in _WORDS.findall(query.casefold()):
            exact = tantivy.Query.boost_query(index.parse_query(f'"{word}"', ["body"]), 2.0)
            parts.append((tantivy.Occur.Should, exact))
            if len(word) > 3:
                fuzzy = tantivy.Query.fuzzy_term_query(built, "body", word, distance=1)
                parts.append((tantivy.Occur.Should, fuzzy))
        if not parts:
            return []
        hits = searcher.search(tantivy.Query.boolean_query(parts), most).hits
        return [(str(searcher.doc(at)["id"][0]), float(score)) for score, at in hits]

    return _passing_over(ranking)


def tfidf_ngrams(entries: Sequence[Entry]) -> Search:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    matrix = vectorizer.fit_transform(_texts(entries)).tocsr()
    return _by_score(entries, lambda q: (matrix @ vectorizer.transform([q]).T).toarray()[:, 0])


def wordllama(entries: Sequence[Entry]) -> Search:
    from knowledge.embedding import embed  # noqa: PLC0415

    vectors = embed(_texts(entries))
    return _by_score(entries, lambda q: vectors @ embed([q])[0])


def minilm(entries: Sequence[Entry]) -> Search:
    from knowledge.dense import encode  # noqa: PLC0415

    vectors = encode(_texts(entries))
    return _by_score(entries, lambda q: vectors @ encode([q])[0])


PEERS: dict[str, Build] = {
    "Lectern": lectern,
    "Lectern, dense": lectern_dense,
    "rapidfuzz WRatio": wratio,
    "rapidfuzz token_set_ratio": token_set,
    "rank-bm25": rank_bm25,
    "bm25s, stemmed": bm25s_stemmed,
    "SQLite FTS5, porter": fts5_porter,
    "SQLite FTS5, trigram": fts5_trigram,
    "tantivy, fuzzy": tantivy_fuzzy,
    "TF-IDF of character n-grams": tfidf_ngrams,
    "wordllama": wordllama,
    "MiniLM, int8": minilm,
}
FUSED = ("bm25s, stemmed", "SQLite FTS5, trigram", "TF-IDF of character n-grams", "MiniLM, int8")


def fused(searches: Sequence[Search]) -> Search:
    """Reciprocal-rank fusion of several."""

    def search(query: str, gone: frozenset[str] = frozenset(), /) -> Ranked:
        scores: dict[str, float] = {}
        for one in searches:
            for rank, (key, _) in enumerate(one(query, gone)):
                scores[key] = scores.get(key, 0.0) + 1 / (_FUSED + rank + 1)
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]

    return search
