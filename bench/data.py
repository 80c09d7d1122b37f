"""Labelled questions for measuring, and the slips people make in them."""

from __future__ import annotations

import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge import KnowledgeBase
from knowledge.model import Entry

FOLDERS = tuple(
    Path(p) for p in os.environ.get("LECTERN_BENCH_DATA", "../shared/data").split(os.pathsep)
)
"""Folders with `entries-NAME.jsonl` and `questions-NAME.jsonl`, and `misspellings.tsv` (wrong, right)."""
DATA = FOLDERS[0]
MOST_QUESTIONS = 120
NEIGHBOURS = {
    "a": "qsz", "b": "vghn", "c": "xdfv", "d": "serfcx", "e": "wsdr", "f": "drtgvc", "g": "ftyhbv",
    "h": "gyujnb", "i": "ujko", "j": "huikmn", "k": "jiolm", "l": "kop", "m": "njk", "n": "bhjm",
    "o": "iklp", "p": "ol", "q": "wa", "r": "edft", "s": "awedxz", "t": "rfgy", "u": "yhji",
    "v": "cfgb", "w": "qase", "x": "zsdc", "y": "tghu", "z": "asx",
}  # fmt: skip


@dataclass(frozen=True)
class Collection:
    """Entries and questions; `gold` holds the ids of the entries that answer."""

    name: str
    entries: tuple[Entry, ...]
    questions: tuple[tuple[str, frozenset[str]], ...]


def collections() -> list[Collection]:
    """What is in the folders, by name; at most 150 questions each, drawn evenly."""
    found = {
        path.stem.removeprefix("entries-"): folder
        for folder in FOLDERS
        for path in sorted(folder.glob("entries-*.jsonl"))
    }
    return [_collection(name, folder) for name, folder in sorted(found.items())]


def _collection(name: str, folder: Path) -> Collection:
    rows = _rows(folder / f"entries-{name}.jsonl")
    entries = tuple(Entry(id=r["id"], title=r["title"], text=r["text"][:10_000]) for r in rows)
    keyed: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        keyed[row["answers"]].add(row["id"])
    questions = []
    for row in _rows(folder / f"questions-{name}.jsonl"):
        gold = frozenset(i for key in row["gold"] for i in keyed.get(key, ()))
        if gold:
            questions.append((row["q"], gold))
    random.Random(name).shuffle(questions)
    return Collection(name, entries, tuple(questions[:MOST_QUESTIONS]))


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def slip(text: str, slips: int, seed: int) -> str:
    """`text` with that many slips of the keyboard: a swap, a drop, a double or a neighbour."""
    rng = random.Random(f"{seed}-{text}")
    letters = list(text)
    for _ in range(slips):
        places = [
            n for n in range(len(letters) - 1) if letters[n].isalpha() and letters[n + 1].isalpha()
        ]
        if not places:
            break
        at = rng.choice(places)
        match rng.randrange(4):
            case 0:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            case 1:
                del letters[at]
            case 2:
                letters.insert(at, letters[at])
            case _:
                letters[at] = rng.choice(NEIGHBOURS.get(letters[at].casefold(), letters[at]))
    return "".join(letters)


@cache
def _misspellings() -> dict[str, list[str]]:
    """Right word → how people really misspell it; empty where no folder has the list."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in (folder / "misspellings.tsv" for folder in FOLDERS):
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                wrong, _, right = line.partition("\t")
                found[right].append(wrong)
    return found


def misspell(text: str) -> str:
    """`text` with up to two of its longer words misspelt as people do."""
    known = _misspellings()
    rng = random.Random(text)
    parts = re.split(r"(\W+)", text)
    places = [n for n, part in enumerate(parts) if len(part) > 3 and part.casefold() in known]
    rng.shuffle(places)
    for n in places[:2]:
        parts[n] = rng.choice(known[parts[n].casefold()])
    return "".join(parts)


Change = Callable[[str], str]
CHANGES: dict[str, Change] = {
    "clean": lambda text: text,
    "1 typo": lambda text: slip(text, 1, 1),
    "2 typos": lambda text: slip(text, 2, 2),
    "misspelt": misspell,
}
"""The ways in which every question is asked."""


def held_out(collection: Collection, share: int = 2) -> list[tuple[str, frozenset[str]]]:
    """Every `share`-th question with the entries to take out before it is asked: its answers, no more."""
    return list(collection.questions[::share])


def of_others(collection: Collection, others: Sequence[Collection], each: int = 3) -> list[str]:
    """Questions about something else, none of which is an entry's title here too."""
    titles = {e.title for e in collection.entries}
    some = [q for c in others if c.name != collection.name for q, _ in c.questions[:each]]
    return [q for q in some if q not in titles]


@contextmanager
def taken_out(
    kb: KnowledgeBase, entries: Mapping[str, Entry], ids: frozenset[str]
) -> Iterator[None]:
    """The collection is without these entries inside the block."""
    for key in sorted(ids):
        kb.remove(key)
    yield
    for key in sorted(ids):
        kb.add(entries[key])
