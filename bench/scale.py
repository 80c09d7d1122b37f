"""How long do building and asking take where there are very many entries, beside bm25s alone?

Made of the words of the labelled collections, or of invented ones where there are none; the same
each time. `LECTERN_BENCH_ENTRIES` says how many entries (default 100,000).
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Sequence

import numpy as np

from bench.data import collections, slip
from bench.peers import Build, bm25s_stemmed, lectern
from bench.table import print_table
from knowledge import Entry

ENTRIES = int(os.environ.get("LECTERN_BENCH_ENTRIES", "100000"))
QUESTIONS = 300
_LONGEST = 24
_LETTERS = "etaoinshrdlu"


def sentences(rng: random.Random) -> list[str]:
    """Sentences to combine: of the labelled collections, or of invented words."""
    texts = [f"{e.title}. {e.text}" for c in collections() for e in c.entries]
    found = [s.split() for text in texts for s in text.replace("\n", " ").split(". ")]
    if found:
        return [" ".join(words[:_LONGEST]) for words in found if len(words) > 3]
    known = ["".join(rng.choices(_LETTERS, k=rng.randrange(2, 9))) for _ in range(20_000)]
    weights = [1 / n for n in range(1, len(known) + 1)]
    return [" ".join(rng.choices(known, weights, k=12)) for _ in range(5_000)]


def entries(count: int, rng: random.Random) -> list[Entry]:
    """Short entries: some words of a sentence as the title, a further sentence and a number as text."""
    some = sentences(rng)
    return [
        Entry(
            id=str(n),
            title=" ".join(rng.choice(some).split()[: rng.randrange(3, 9)]),
            text=f"{rng.choice(some)} {rng.randrange(10**6)}",
        )
        for n in range(count)
    ]


def question(entry: Entry, rng: random.Random) -> str:
    """Some of an entry's words in any order, with up to two slips."""
    words = f"{entry.title} {entry.text}".split()
    chosen = rng.sample(words, min(len(words), rng.randrange(4, 9)))
    return slip(" ".join(chosen), rng.randrange(3), len(words))


def measure(build: Build, held: Sequence[Entry], asked: Sequence[tuple[str, str]]) -> list[str]:
    """Seconds to build, megabytes added at most, milliseconds a new question, and right ones first."""
    before, begun = _peak(), time.process_time()
    search = build(held)
    built, added = time.process_time() - begun, _peak() - before
    times, right = [], 0
    for query, wanted in asked:
        begun = time.perf_counter()
        found = search(query)
        times.append((time.perf_counter() - begun) * 1000)
        right += bool(found) and found[0][0] == wanted
    p50, p99 = np.percentile(times, 50), np.percentile(times, 99)
    share = right / len(asked)
    return [f"{built:.0f}", f"{added:.0f}", f"{p50:.2f}", f"{p99:.2f}", f"{share:.3f}"]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run() -> None:
    rng = random.Random(1)
    held = entries(ENTRIES, rng)
    asked = [(question(e, rng), e.id) for e in rng.sample(held, QUESTIONS)]
    systems = {"Lectern": lectern, "bm25s, stemmed": bm25s_stemmed}
    rows = [[name, *measure(build, held, asked)] for name, build in systems.items()]
    head = ["", "build s", "peak MB added", "ms p50", "p99", "right first"]
    print_table(f"{ENTRIES:,} short entries, every question new", head, rows)
