"""A searchable collection of entries: the structure under courses, FAQs and large collections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import scoring
from knowledge.bm25 import InvertedIndex
from knowledge.concepts import Reader
from knowledge.dense import Matrix, Reranker
from knowledge.features import Asked, Comparer, Features
from knowledge.likeness import is_double
from knowledge.meanings import MOST_TEXT, Meanings
from knowledge.model import Abstention, Answer, AnswerKind, Entry, Hit, NearMiss
from knowledge.normalise import without_markup, words
from knowledge.passages import Passages, split
from knowledge.sources import source_from
from knowledge.spelling import Speller
from knowledge.vocabulary import Vocabulary
from knowledge.words import FUNCTION_WORDS

BY_WORDS = 48
BY_MEANING = 16
_MOST_SKETCHED = 50_000
"""Above this many entries, meaning is compared among the candidates only."""
_CLOSE = 0.8
"""Candidates by meaning are at least this much as alike as the most alike."""
_POSTINGS = 150_000
"""Postings that are added up for one question: words that nearly every entry has come last."""
_COMPARED = 12
"""Hits that are looked at for the confidence: the best and its rivals."""
RERANKED = 16
_DECIDED = 0.9
"""Where the default is that sure, the transformer is not asked."""
_OFFERED = 0.45
"""How sure an answer is that another thing of like name would get: offered, not given."""
_SHORTEST_NAME = 5
_MOST_GONE = 1_000
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Scored:
    """A hit and what its score was made of."""

    hit: Hit
    features: Features
    value: float
    """The weighted sum of the features, and of `alike` where there is one."""
    alike: NDArray[np.float32] | None = None
    """What a transformer makes of it (`Reranker.alike`), where one was asked."""


class KnowledgeBase:
    """Entries to search and ask. Not for concurrent writing; reading is safe from several threads."""

    def __init__(self, entries: Iterable[Entry] = (), *, dense: bool = False) -> None:
        """`dense` has a transformer order what is undecided (knowledge/dense.py)."""
        self._reranker = Reranker() if dense else None
        self._vocabulary = Vocabulary()
        self._index = InvertedIndex()
        self._passages = Passages()
        self._speller = Speller()
        self._reader = Reader(self._vocabulary, self._index, self._speller)
        self._slots: dict[str, int] = {}
        self._entries: list[Entry | None] = []
        self._meanings = Meanings(self._entries, self._vocabulary, self._passages)
        self._comparer = Comparer(self._vocabulary, self._passages, self._meanings)
        self._gone: list[int] = []
        for entry in entries:
            self.add(entry)

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, entry: Entry) -> None:
        """Add an entry, or replace the one with its id."""
        if entry.id in self._slots:
            self.remove(entry.id)
        headings = [words(h) for h in (entry.title, *entry.aliases) if h]
        passages = [words(p) for p in split(entry.text[:MOST_TEXT])]
        self._speller.add({w for part in (*headings, *passages) for w in part})
        ids = [
            [t for w in part for t in self._vocabulary.add(w)] for part in (*headings, *passages)
        ]
        of_headings, of_passages = ids[: len(headings)], ids[len(headings) :]
        slot = self._index.add(
            [t for part in of_headings for t in part], [t for part in of_passages for t in part]
        )
        self._passages.add(of_headings, of_passages)
        self._slots[entry.id] = slot
        self._entries.append(entry)

    def remove(self, entry_id: str) -> None:
        """Take an entry out. Raises KeyError for an unknown id."""
        slot = self._slots.pop(entry_id)
        entry = self._entries[slot]
        if entry is not None:
            self._index.remove(slot, self._passages.terms(slot))
            parts = (*[entry.title, *entry.aliases], entry.text[:MOST_TEXT])
            self._speller.remove({w for part in parts for w in words(part)})
        self._entries[slot] = None
        self._gone.append(slot)
        if len(self._gone) > max(_MOST_GONE, len(self._slots)):
            left = [e for e in self._entries if e is not None]
            kept = KnowledgeBase(left, dense=self._reranker is not None)
            self.__dict__.update(kept.__dict__)

    def search(self, query: str, *, limit: int = 10) -> list[Hit]:
        """The closest entries, best first, at most `limit`; empty for a query without words."""
        if self._reranker is not None:
            return self.consider(query, limit=limit)[1]
        return [scored.hit for scored in self.candidates(query, limit)]

    def ask(self, question: str) -> Answer | Abstention:
        """The entry that answers with its calibrated confidence, or an Abstention."""
        sure, found = self.consider(question)
        if not found:
            return Abstention(0.0, "there is nothing to compare")
        if sure >= scoring.ANSWER_FROM and self._rests_on_a_double(question, found[0].entry):
            sure = _OFFERED
        misses = _near_misses(found[1:] if sure >= scoring.ANSWER_FROM else found)
        if sure < scoring.ANSWER_FROM:
            return Abstention(sure, near_misses=misses)
        best = found[0].entry
        return Answer(best, best.text, best.kind, sure, misses)

    def _rests_on_a_double(self, question: str, entry: Entry) -> bool:
        """Does the question name something that the collection lacks, and the entry something like it?

        A monopsony is no slip for a monopoly: what is said of the one is no answer about the other.
        """
        strangers = [w for w in words(question) if self._is_stranger(w)]
        if not strangers:
            return False
        said = {w for t in (entry.title, *entry.aliases, entry.text[:MOST_TEXT]) for w in words(t)}
        return any(is_double(w, other) for w in strangers for other in said)

    def _is_stranger(self, word: str) -> bool:
        """A word that the collection does not have, and that is no likely slip for one it has."""
        return (
            len(word) >= _SHORTEST_NAME
            and word not in FUNCTION_WORDS
            and not self._reader.has(word)
            and self._speller.correct(word) == word
        )

    def consider(self, question: str, *, limit: int = 8) -> tuple[float, list[Hit]]:
        """How sure it is that the first hit answers (0..1), and the hits, best first."""
        found = self.candidates(question, max(limit, RERANKED if self._reranker else _COMPARED))
        if not found:
            return 0.0, []
        sure = scoring.confidence(_evidence(found))
        if self._reranker is not None and sure < _DECIDED:
            found = self._reranked(self._reranker, question, found)
            sure = scoring.dense_confidence(_dense_evidence(found))
        return round(sure, 4), [scored.hit for scored in found[:limit]]

    def _reranked(self, reranker: Reranker, question: str, found: Sequence[Scored]) -> list[Scored]:
        """The best hits in the order that a transformer adds to."""
        alike: list[NDArray[np.float32] | None] = list(
            self.alike(reranker, question, found[:RERANKED])
        )
        alike += [None] * (len(found) - len(alike))
        scored = []
        for s, a in zip(found, alike, strict=True):
            value = s.value if a is None else s.value + float(a @ scoring.DENSE)
            hit = Hit(s.hit.entry, round(scoring.dense_score(value), 6))
            scored.append(Scored(hit, s.features, value, a))
        return sorted(scored, key=lambda s: (-s.hit.score, s.hit.entry.id))

    def alike(self, reranker: Reranker, question: str, found: Sequence[Scored]) -> Matrix:
        """How alike a transformer finds a question, its spelling put right, and hits (`Reranker.alike`)."""
        slots = [self._slots[s.hit.entry.id] for s in found]
        read = self._reader.corrected(without_markup(question))
        return reranker.alike(read, slots, self._entries)

    def save(self, path: Path | str) -> None:
        """Write the entries as JSON lines; the index is rebuilt on loading."""
        live = [e for e in self._entries if e is not None]
        lines = [json.dumps({"format": _FORMAT})]
        lines += [json.dumps(asdict(e), ensure_ascii=False, default=str) for e in live]
        Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path | str, *, dense: bool = False) -> KnowledgeBase:
        """A knowledge base that was saved. Raises ValueError for another kind of file."""
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        try:
            if json.loads(lines[0])["format"] == _FORMAT:
                return cls([_entry(json.loads(line)) for line in lines[1:] if line], dense=dense)
        except (ValueError, KeyError, TypeError):
            pass
        raise ValueError(f"{path} was not saved by this version of Lectern")

    def candidates(self, query: str, limit: int) -> list[Scored]:
        """Like `search`, with the features behind each score."""
        slots, found = self.compared(query)
        values = scoring.values(found)
        scored = [
            Scored(
                Hit(entry, round(scoring.score(float(values[n])), 6)), found[n], float(values[n])
            )
            for n in np.argsort(-values, kind="stable")[: limit + 4].tolist()
            if (entry := self._entries[slots[n]]) is not None
        ]
        scored.sort(key=lambda s: (-s.hit.score, s.hit.entry.id))
        return scored[:limit]

    def compared(self, query: str) -> tuple[NDArray[np.int64], Features]:
        """The likeliest slots and their features."""
        self._index.refresh()
        asked = self._asked(query)
        if asked is None or not self._slots:
            return np.zeros(0, np.int64), np.zeros((0, scoring.WIDTH), np.float32)
        bm25 = self._bm25(asked)
        slots = self._likeliest(asked, bm25)
        return slots, self._comparer.compare(asked, slots, bm25[slots])

    def _asked(self, query: str) -> Asked | None:
        typed = without_markup(query)
        concepts = self._reader.concepts(typed)
        return Asked.of(concepts, typed, self._reader.corrected(typed)) if concepts else None

    def _bm25(self, asked: Asked) -> NDArray[np.float32]:
        """BM25 of all slots; words that nearly all entries have are left out where there are many."""
        scores = np.zeros(self._index.slots, dtype=np.float32)
        left = _POSTINGS
        for concept in asked.concepts:
            for term, sure in concept.terms:
                slots, impacts = self._index.posting(term)
                left -= len(slots)
                if left < 0 and left + len(slots) < _POSTINGS:
                    return scores
                scores[slots] += impacts * np.float32(concept.weight * sure)
        if self._gone:
            scores[self._gone] = 0.0
        return scores

    def _likeliest(self, asked: Asked, bm25: NDArray[np.float32]) -> NDArray[np.int64]:
        """The likeliest slots by words and by meaning, ascending; all where there are few."""
        if len(bm25) <= BY_WORDS:
            chosen = np.arange(len(bm25))
        else:
            touched = np.flatnonzero(bm25 > 0)
            if len(touched) > BY_WORDS:
                touched = touched[np.argpartition(-bm25[touched], BY_WORDS)[:BY_WORDS]]
            chosen = np.union1d(touched, self._by_meaning(asked))
        if self._gone:
            chosen = np.setdiff1d(chosen, self._gone)
        return chosen.astype(np.int64)

    def _by_meaning(self, asked: Asked) -> NDArray[np.int64]:
        if self._index.slots > _MOST_SKETCHED:
            return np.zeros(0, np.int64)
        alike = self._meanings.sketches() @ asked.sketch
        close = np.flatnonzero(alike >= _CLOSE * alike.max())
        if len(close) > BY_MEANING:
            close = close[np.argpartition(-alike[close], BY_MEANING)[:BY_MEANING]]
        return close


def _evidence(found: Sequence[Scored]) -> list[float]:
    best, rivals = found[0], _rivals(found)
    return scoring.evidence(best.features, best.value, [s.value for s in rivals])


def _dense_evidence(found: Sequence[Scored]) -> list[float]:
    best = found[0]
    asked = [s for s in _rivals(found) if s.alike is not None]
    return scoring.dense_evidence(
        best.features,
        best.value,
        [s.value for s in asked],
        np.zeros(3, np.float32) if best.alike is None else best.alike,
        np.array([s.alike for s in asked], np.float32).reshape(len(asked), 3),
    )


def _rivals(found: Sequence[Scored]) -> list[Scored]:
    """The hits that say something else than the best."""
    return [s for s in found if not _same(s.hit.entry, found[0].hit.entry)]


def _same(a: Entry, b: Entry) -> bool:
    """True for entries that say the same, which are no rivals."""
    return a is b or (a.text == b.text and bool(a.text))


def _near_misses(found: Sequence[Hit]) -> tuple[NearMiss, ...]:
    quoted: dict[str, NearMiss] = {}
    for hit in found:
        entry = hit.entry
        quoted.setdefault(entry.text, NearMiss(entry.id, entry.title, entry.text, hit.score))
    return tuple(quoted.values())[:3]


def _entry(raw: dict[str, object]) -> Entry:
    source = source_from(raw.get("source"))
    aliases, also = raw.get("aliases"), raw.get("also")
    others = [source_from(a) for a in also] if isinstance(also, list) else []
    return Entry(
        id=str(raw["id"]),
        title=str(raw["title"]),
        text=str(raw["text"]),
        aliases=tuple(str(a) for a in aliases) if isinstance(aliases, list) else (),
        kind=AnswerKind(str(raw.get("kind", "quote"))),
        source=source,
        also=tuple(s for s in others if s),
    )
