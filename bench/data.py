"""Labelled questions for measuring, and the slips people make in them."""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

from knowledge.model import Entry

DATA = Path(os.environ.get("LECTERN_BENCH_DATA", "../shared/data"))
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
    """What is in LECTERN_BENCH_DATA (default ../shared/data); empty where there is nothing."""
    return [
        _collection(name) for name in ("os", "service") if (DATA / f"entries-{name}.jsonl").exists()
    ]


def _collection(name: str) -> Collection:
    rows = _rows(DATA / f"entries-{name}.jsonl")
    entries = tuple(Entry(id=r["id"], title=r["title"], text=r["text"][:10_000]) for r in rows)
    keyed: dict[str, set[str]] = {}
    for row in rows:
        keyed.setdefault(row["answers"], set()).add(row["id"])
    questions = []
    for row in _rows(DATA / f"questions-{name}.jsonl"):
        gold = frozenset(i for key in row["gold"] for i in keyed.get(key, ()))
        if gold:
            questions.append((row["q"], gold))
    return Collection(name, entries, tuple(questions))


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def misspell(text: str, slips: int, seed: int) -> str:
    """`text` with that many slips of the keyboard: a swap, a drop, a double or a neighbour."""
    rng = random.Random(f"{seed}-{text}")
    letters = list(text)
    for _ in range(slips):
        places = [
            n
            for n in range(1, len(letters) - 1)
            if letters[n].isalpha() and letters[n - 1].isalpha()
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
