"""Is the entry that answers ranked first, clean and misspelt, and how long does a question take?"""

from __future__ import annotations

import time
from dataclasses import dataclass

from bench.data import Collection, collections, misspell
from bench.peers import PEERS
from bench.table import print_table

SLIPS = (0, 1, 2)


@dataclass(frozen=True)
class Measured:
    """Shares of questions with the right entry first, one for each of SLIPS; milliseconds a question."""

    right: tuple[float, ...]
    milliseconds: float


def measure(collection: Collection, name: str) -> Measured:
    """One peer on one collection."""
    search = PEERS[name](collection.entries)
    shares = []
    begun = time.perf_counter()
    for slips in SLIPS:
        hits = [search(misspell(q, slips, 1)) in gold for q, gold in collection.questions]
        shares.append(sum(hits) / len(hits))
    asked = len(SLIPS) * len(collection.questions)
    return Measured(tuple(shares), (time.perf_counter() - begun) * 1000 / asked)


def run() -> None:
    """A table for each collection; ratios are Lectern's number to the peer's."""
    found = collections()
    if not found:
        print(
            "Matching: no labelled questions; set LECTERN_BENCH_DATA to a folder that has them.\n"
        )
    for collection in found:
        results = {name: measure(collection, name) for name in PEERS}
        ours = results["Lectern"]
        rows = [
            [
                name,
                *(f"{share:.1%}" for share in r.right),
                f"{sum(ours.right) / max(sum(r.right), 1e-9):.2f}",
                f"{r.milliseconds:.2f}",
                f"{ours.milliseconds / r.milliseconds:.2f}",
            ]
            for name, r in results.items()
        ]
        title = f"Matching, {collection.name}: {len(collection.entries)} entries, {len(collection.questions)} questions"
        head = ["", "right", "1 slip", "2 slips", "ours/theirs", "ms", "ours/theirs"]
        print_table(title, head, rows)
