"""A searchable collection of entries: the structure under courses, FAQs and large collections."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from knowledge import features
from knowledge.bm25 import InvertedIndex
from knowledge.embedding import DIMENSIONS, Matrix, embed
from knowledge.features import Features, Side
from knowledge.model import Abstention, Answer, AnswerKind, Entry, Hit, NearMiss, Source
from knowledge.normalise import fold, forms, without_markup, words
from knowledge.spelling import Speller
from knowledge.words import FUNCTION_WORDS

HEADING_WEIGHT = 2.0
CANDIDATES = 160
BY_MEANING = 40
ANSWER_FROM = 0.5
_MAX_QUERY = 400
_MAX_TEXT = 12_000
_TEXT_FOR_MEANING = 600
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Scored:
    """A hit and what its score was made of."""

    hit: Hit
    features: Features


class KnowledgeBase:
    """Entries to search and ask. Not for concurrent writing; reading is safe from several threads."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._index = InvertedIndex()
        self._speller = Speller()
        self._slots: dict[str, int] = {}
        self._entries: list[Entry | None] = []
        self._vectors: Matrix = np.zeros((0, DIMENSIONS), dtype=np.float32)
        self._unembedded: list[int] = []
        for entry in entries:
            self.add(entry)

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, entry: Entry) -> None:
        """Add an entry, or replace the one with its id."""
        if entry.id in self._slots:
            self.remove(entry.id)
        slot = self._index.add(_frequencies(entry))
        self._slots[entry.id] = slot
        self._entries.append(entry)
        self._unembedded.append(slot)
        self._speller.add(set(words(_everything(entry))))

    def remove(self, entry_id: str) -> None:
        """Take an entry out. Raises KeyError for an unknown id."""
        slot = self._slots.pop(entry_id)
        entry = self._entries[slot]
        if entry is not None:
            self._index.remove(slot, _frequencies(entry))
            self._speller.remove(set(words(_everything(entry))))
        self._entries[slot] = None

    def search(self, query: str, *, limit: int = 10) -> list[Hit]:
        """The closest entries, best first, at most `limit`; empty for a query without words."""
        return [scored.hit for scored in self.candidates(query, limit)]

    def ask(self, question: str) -> Answer | Abstention:
        """The entry that answers with its calibrated confidence, or an Abstention."""
        found = self.candidates(question, 8)
        if not found:
            return Abstention(0.0, "there is nothing to compare")
        best = found[0]
        second = found[1].hit.score if len(found) > 1 else 0.0
        sure = round(features.confidence(best.features, best.hit.score, second), 4)
        misses = _near_misses(found[1:] if sure >= ANSWER_FROM else found)
        if sure < ANSWER_FROM:
            return Abstention(sure, near_misses=misses)
        return Answer(best.hit.entry, best.hit.entry.text, best.hit.entry.kind, sure, misses)

    def save(self, path: Path | str) -> None:
        """Write the entries as JSON lines; the index is rebuilt on loading."""
        live = [e for e in self._entries if e is not None]
        lines = [json.dumps({"format": _FORMAT})]
        lines += [json.dumps(asdict(e), ensure_ascii=False, default=str) for e in live]
        Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path | str) -> KnowledgeBase:
        """A knowledge base that was saved. Raises ValueError for another kind of file."""
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        try:
            if json.loads(lines[0])["format"] == _FORMAT:
                return cls([_entry(json.loads(line)) for line in lines[1:] if line])
        except (ValueError, KeyError, TypeError):
            pass
        raise ValueError(f"{path} was not saved by this version of Lectern")

    def candidates(self, query: str, limit: int) -> list[Scored]:
        """Like `search`, with the features behind each score."""
        tokens = [self._speller.correct(w) for w in words(without_markup(query))[:_MAX_QUERY]]
        content = [t for t in tokens if t not in FUNCTION_WORDS] or tokens
        if not content or not self._slots:
            return []
        counted = Counter(form for t in content for form in forms(t))
        bm25 = self._index.scores(counted)
        folded = " ".join(tokens)
        meaning = self._meaning(folded)
        idf = {t: self._index.idf(t) for t in counted}
        side = Side.of(folded, list(counted))
        ideal = self._index.ideal(counted)
        scored = []
        for slot in self._candidates(bm25, meaning):
            entry = self._entries[slot]
            if entry is not None:
                headings, text = _sides(entry)
                found = features.compare(
                    side,
                    headings,
                    text,
                    idf,
                    bm25=min(1.0, float(bm25[slot]) / ideal),
                    meaning=float(meaning[slot]),
                )
                scored.append(Scored(Hit(entry, round(features.score(found), 6)), found))
        scored.sort(key=lambda s: (-s.hit.score, s.hit.entry.id))
        return scored[:limit]

    def _meaning(self, folded: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        self._embed_new()
        similarity: np.ndarray[tuple[int], np.dtype[np.float32]] = (
            self._vectors @ embed([folded])[0]
        )
        return similarity

    def _embed_new(self) -> None:
        """Vectors are made for what came in since the last search, all at once."""
        if not self._unembedded:
            return
        texts = [_for_meaning(e) if (e := self._entries[slot]) else "" for slot in self._unembedded]
        grown = np.zeros((len(self._entries), DIMENSIONS), dtype=np.float32)
        grown[: len(self._vectors)] = self._vectors
        grown[self._unembedded] = embed(texts)
        self._vectors, self._unembedded = grown, []

    def _candidates(
        self,
        bm25: np.ndarray[tuple[int], np.dtype[np.float32]],
        meaning: np.ndarray[tuple[int], np.dtype[np.float32]],
    ) -> list[int]:
        """The likeliest slots by words and by meaning; everything where there is little."""
        if len(bm25) <= CANDIDATES:
            return list(range(len(bm25)))
        by_words = np.argpartition(-bm25, CANDIDATES)[:CANDIDATES]
        by_meaning = np.argpartition(-meaning, BY_MEANING)[:BY_MEANING]
        kept = by_words[bm25[by_words] > 0]
        return list(dict.fromkeys([*kept.tolist(), *by_meaning.tolist()]))


def _everything(entry: Entry) -> str:
    return "\n".join((entry.title, entry.text, *entry.aliases))


def _for_meaning(entry: Entry) -> str:
    return fold("\n".join((entry.title, *entry.aliases, entry.text[:_TEXT_FOR_MEANING])))


def _frequencies(entry: Entry) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text, weight in (
        (entry.text, 1.0),
        *((h, HEADING_WEIGHT) for h in (entry.title, *entry.aliases)),
    ):
        for word in words(text):
            for form in forms(word):
                counted[form] += weight  # type: ignore[assignment]
    return counted


@lru_cache(maxsize=50_000)
def _sides(entry: Entry) -> tuple[tuple[Side, ...], Side]:
    """Headings (title and aliases) and text of an entry, prepared for comparison."""
    headings = tuple(_side(h) for h in (entry.title, *entry.aliases) if h)
    return headings, _side(entry.text)


def _side(text: str) -> Side:
    found = words(text[:_MAX_TEXT])
    stems = [form for w in found if w not in FUNCTION_WORDS for form in forms(w)]
    return Side.of(" ".join(found)[:400], stems)


def _near_misses(found: Sequence[Scored]) -> tuple[NearMiss, ...]:
    quoted: dict[str, NearMiss] = {}
    for scored in found:
        entry = scored.hit.entry
        quoted.setdefault(entry.text, NearMiss(entry.id, entry.title, entry.text, scored.hit.score))
    return tuple(quoted.values())[:3]


def _entry(raw: dict[str, object]) -> Entry:
    source = raw.get("source")
    if isinstance(source, dict):
        day = source.get("date")
        source = Source(**{**source, "date": date.fromisoformat(str(day)) if day else None})
    aliases = raw.get("aliases")
    return Entry(
        id=str(raw["id"]),
        title=str(raw["title"]),
        text=str(raw["text"]),
        aliases=tuple(str(a) for a in aliases) if isinstance(aliases, list) else (),
        kind=AnswerKind(str(raw.get("kind", "quote"))),
        source=source if isinstance(source, Source) else None,
    )
