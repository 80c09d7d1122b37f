"""Reading decks: how much of each slide is read right and how fast, beside other PDF readers."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure

from bench.data import DATA
from bench.reading_peers import READERS, Reader, pypdfium2_text
from bench.reading_scores import Score, score
from bench.reading_truth import Page, Pair, pairs
from bench.table import print_table

RESULTS = Path(__file__).parent / "results"
_HEAD = (
    "reader", "titles", "words found", "words true", "nesting", "footers gone", "body lost", "speed",
)  # fmt: skip
_ROUNDS = 5


def run() -> None:
    """Print the table; write it with a plot to `bench/results/`."""
    decks = list(pairs(DATA / "decks"))
    if not decks:
        print(f"reading: no deck as PDF and PPTX below {DATA}, so nothing is measured\n")
        return
    rows = {name: _measure(reader, decks) for name, reader in READERS.items()}
    slides = sum(len(deck.truth) for deck in decks)
    title = f"Reading {len(decks)} decks, {slides} slides, on {machine()}"
    print_table(title, _HEAD, [[name, *_cells(*row)] for name, row in rows.items()])
    print("  speed: pages a second of processor time as a share of pypdfium2's bare text\n")
    _write(title, rows)


def machine() -> str:
    """What the numbers were taken on, without its name."""
    return f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"


def _measure(reader: Reader, decks: Sequence[Pair]) -> tuple[Score, float]:
    total = Score()
    ours = bare = 0.0
    for deck in decks:
        texts = pypdfium2_text(deck.data)
        read = _padded(reader(deck.data), len(texts))
        total += score(deck.truth, read, texts)
        mine, base = _times(reader, deck.data)
        ours, bare = ours + mine, bare + base
    return total, bare / ours


def _padded(pages: list[Page], count: int) -> list[Page]:
    return (pages + [Page("", ())] * count)[:count]


def _times(reader: Reader, data: bytes) -> tuple[float, float]:
    """The least processor time of some rounds in seconds, in turns: the reader, and the bare text."""
    best = [float("inf"), float("inf")]
    rounds = _ROUNDS
    while rounds:
        for n, call in enumerate((reader, pypdfium2_text)):
            start = time.process_time()
            call(data)
            best[n] = min(best[n], time.process_time() - start)
        rounds = rounds - 1 if best[0] < 1.0 else 0
    return best[0], best[1]


def shares(result: Score) -> dict[str, float]:
    """The score's counts as shares of what they count."""
    return {
        "titles": result.titles / max(result.slides, 1),
        "words found": result.found / max(result.wanted, 1),
        "words true": result.true / max(result.said, 1),
        "nesting": result.nested / max(result.bullets, 1),
        "footers gone": result.removed / max(result.footers, 1),
        "body lost": result.lost / max(result.wanted, 1),
    }


def _cells(result: Score, speed: float) -> list[str]:
    percent = [f"{100 * share:.2f} %" for share in shares(result).values()]
    return [*percent, f"{speed:.2f}"]


def _write(title: str, rows: dict[str, tuple[Score, float]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    table = {name: {**shares(result), "speed": speed} for name, (result, speed) in rows.items()}
    rounded = {name: {k: round(v, 4) for k, v in row.items()} for name, row in table.items()}
    text = json.dumps({"title": title, "rows": rounded}, indent=1)
    (RESULTS / "reading.json").write_text(text + "\n", encoding="utf-8")
    _plot(title, rounded)


def _plot(title: str, rows: dict[str, dict[str, float]]) -> None:
    kinds = ("titles", "words found", "words true", "nesting", "footers gone", "speed")
    figure = Figure(figsize=(10, 4.5), layout="constrained")
    axes = figure.subplots()
    width = 0.8 / len(rows)
    for n, (name, row) in enumerate(rows.items()):
        places = [k + n * width for k in range(len(kinds))]
        axes.bar(places, [row[kind] for kind in kinds], width, label=name)
    axes.set_xticks([k + 0.4 - width / 2 for k in range(len(kinds))], kinds)
    axes.set_ylim(0, 1.05)
    axes.set_title(title, fontsize=10)
    figure.legend(ncols=len(rows), fontsize=8, loc="outside lower center")
    figure.savefig(RESULTS / "reading.png", dpi=110)
