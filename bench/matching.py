"""Is the entry that answers ranked first, is a question without an answer declined, how long does it take?"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bench.data import CHANGES, Collection, collections, held_out, of_others
from bench.peers import FUSED, PEERS, Build, Ranked, Search, fused
from bench.table import print_table

RESULTS = Path(__file__).parent / "results"
PRECISION = 0.95
JUDGED = ("clean", "2 typos")


@dataclass(frozen=True)
class Measured:
    """One system on one collection; a value for each of CHANGES, or of JUDGED."""

    right: tuple[float, ...]
    mrr: tuple[float, ...]
    auroc: tuple[float, ...]
    coverage: tuple[float, ...]
    precision: tuple[float, ...]
    """What was reached where 95 % was meant: thresholds from every other question."""
    p50: float
    p99: float


def measure(collection: Collection, others: Sequence[Collection], build: Build) -> Measured:
    """Ask everything in every way; unanswerable are questions without their own answers, and far ones."""
    search = build(collection.entries)
    times: list[float] = []
    answers = {
        name: [(_timed(search, change(q), times), gold) for q, gold in collection.questions]
        for name, change in CHANGES.items()
    }
    far = [(q, frozenset[str]()) for q in of_others(collection, others)]
    asked = [*held_out(collection), *far]
    judged = [
        _judge(answers[name], [search(CHANGES[name](q), gone) for q, gone in asked])
        for name in JUDGED
    ]
    return Measured(
        right=tuple(_mean(_rank(found, gold) == 1 for found, gold in answers[n]) for n in CHANGES),
        mrr=tuple(_mean(_reciprocal(found, gold) for found, gold in answers[n]) for n in CHANGES),
        auroc=tuple(j[0] for j in judged),
        coverage=tuple(j[1] for j in judged),
        precision=tuple(j[2] for j in judged),
        p50=float(np.percentile(times, 50)),
        p99=float(np.percentile(times, 99)),
    )


def _timed(search: Search, question: str, times: list[float]) -> Ranked:
    begun = time.perf_counter()
    found = search(question)
    times.append((time.perf_counter() - begun) * 1000)
    return found


def _rank(found: Ranked, gold: frozenset[str]) -> int:
    """From 1; 0 where no right entry is among the first ten."""
    return next((n for n, (key, _) in enumerate(found, start=1) if key in gold), 0)


def _reciprocal(found: Ranked, gold: frozenset[str]) -> float:
    rank = _rank(found, gold)
    return 1 / rank if rank else 0.0


def _judge(
    answers: Sequence[tuple[Ranked, frozenset[str]]], unanswerable: Sequence[Ranked]
) -> tuple[float, float, float]:
    """AUROC of the first score, coverage at the threshold for 95 %, and the precision it reached."""
    rows = [(_top(found), _rank(found, gold) == 1, True) for found, gold in answers]
    rows += [(_top(found), False, False) for found in unanswerable]
    scores = np.array([r[0] for r in rows])
    right = np.array([r[1] for r in rows])
    real = np.array([r[2] for r in rows])
    chosen, kept = slice(0, None, 2), slice(1, None, 2)
    threshold = _threshold(scores[chosen], right[chosen])
    said = scores[kept] >= threshold
    coverage = float((said & right[kept]).sum() / max(real[kept].sum(), 1))
    reached = float(right[kept][said].mean()) if said.any() else 1.0
    return _area(scores, real), coverage, reached


def _top(found: Ranked) -> float:
    return found[0][1] if found else 0.0


def _threshold(
    scores: np.ndarray[tuple[int], np.dtype[np.float64]],
    right: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> float:
    """The lowest score from which on at least 95 % of the answers are right."""
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= PRECISION)
    return float(scores[order][enough[-1]]) if len(enough) else float("inf")


def _area(
    scores: np.ndarray[tuple[int], np.dtype[np.float64]],
    positive: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> float:
    """Area under the ROC curve, ties counting half."""
    yes, no = scores[positive], np.sort(scores[~positive])
    below = np.searchsorted(no, yes, "left") + np.searchsorted(no, yes, "right")
    return float(below.mean() / 2 / max(len(no), 1)) if len(yes) else 0.0


def _mean(values: object) -> float:
    return float(np.mean(list(values)))  # type: ignore[call-overload]


def systems() -> dict[str, Build]:
    """Ours, each peer, and the fusion of four of them."""

    def fusion(entries: Sequence[object]) -> Search:
        return fused([PEERS[name](entries) for name in FUSED])  # type: ignore[arg-type]

    return {**PEERS, "fusion of four": fusion}


def run() -> None:
    """Tables, averages and a plot; ratios are Lectern's number to the peer's."""
    sets = collections()
    if not sets:
        print("Matching: no labelled questions; LECTERN_BENCH_DATA may name folders with them.\n")
        return
    found: dict[str, dict[str, Measured]] = {}
    for name, build in systems().items():
        found[name] = {c.name: measure(c, sets, build) for c in sets}
        print(
            f"  {name}: {_average(found[name], lambda m: m.right[0]):.3f} right first", flush=True
        )
    _print(found, sets)
    _write(found)


def _average(results: dict[str, Measured], value: Callable[[Measured], float]) -> float:
    return float(np.mean([value(m) for m in results.values()]))


def _rows(found: dict[str, dict[str, Measured]]) -> list[list[str]]:
    def mean(results: dict[str, Measured], value: Callable[[Measured], float]) -> float:
        return _average(results, value)

    ours = mean(found["Lectern"], lambda m: m.right[0])
    rows = []
    for name, results in found.items():
        columns = [
            *(mean(results, lambda m, n=n: m.right[n]) for n in range(len(CHANGES))),  # type: ignore[misc]
            *(mean(results, lambda m, n=n: m.mrr[n]) for n in (0, 2)),  # type: ignore[misc]
            *(mean(results, lambda m, n=n: m.auroc[n]) for n in (0, 1)),  # type: ignore[misc]
            *(mean(results, lambda m, n=n: m.coverage[n]) for n in (0, 1)),  # type: ignore[misc]
            *(mean(results, lambda m, n=n: m.precision[n]) for n in (0, 1)),  # type: ignore[misc]
        ]
        speed = [mean(results, lambda m: m.p50), mean(results, lambda m: m.p99)]
        ratio = ours / max(columns[0], 1e-9)
        rows.append(
            [name, *(f"{c:.3f}" for c in columns), *(f"{s:.2f}" for s in speed), f"{ratio:.2f}"]
        )
    return rows


HEAD = [
    "", *(f"right, {c}" for c in CHANGES), "MRR", "MRR, 2 typos", "AUROC", "AUROC, 2 typos",
    "answered", "answered, 2 typos", "precision", "precision, 2 typos", "ms p50", "p99", "ours/theirs",
]  # fmt: skip


def _print(found: dict[str, dict[str, Measured]], sets: Sequence[Collection]) -> None:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print_table(f"Matching, mean of {len(sets)} collections ({machine})", HEAD, _rows(found))
    for c in sets:
        rows = [[n, *(f"{s:.3f}" for s in r[c.name].right)] for n, r in found.items()]
        title = f"{c.name}: {len(c.entries)} entries, {len(c.questions)} questions, right first"
        print_table(title, ["", *CHANGES], rows)


def _write(found: dict[str, dict[str, Measured]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    content = {name: {c: asdict(m) for c, m in results.items()} for name, results in found.items()}
    (RESULTS / "matching.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    lines += ["| " + " | ".join(row) + " |" for row in _rows(found)]
    (RESULTS / "matching.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _draw(found)


def _draw(found: dict[str, dict[str, Measured]]) -> None:
    """Right first, clean and with two typos, as bars."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    names = list(found)[::-1]
    figure, axes = plt.subplots(figsize=(8, 0.45 * len(names) + 1.2))
    for shift, (n, label) in zip((0.2, -0.2), ((0, "clean"), (2, "2 typos")), strict=True):
        shares = [_average(found[name], lambda m, n=n: m.right[n]) for name in names]  # type: ignore[misc]
        axes.barh([y + shift for y in range(len(names))], shares, height=0.38, label=label)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("right entry first, mean of the collections")
    axes.set_xlim(0, 1)
    axes.legend()
    figure.tight_layout()
    figure.savefig(RESULTS / "matching.png", dpi=110)
    plt.close(figure)
