"""Fits the weights and the calibration of knowledge/scoring.py and prints them.

`python -m bench.fit`: all collections of LECTERN_BENCH_DATA, clean and misspelt, each counting the
same. Ranking weights by a softmax over each question's candidates, kept non-negative; the confidence
by logistic regression of two kinds, halved: is the first right, and is there an answer at all, with
questions whose answers are held out (near) and other collections' questions (far) as negatives. What is printed for a collection was fitted on the others only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.data import CHANGES, Collection, collections, held_out, of_others, taken_out
from knowledge import KnowledgeBase, scoring
from knowledge.features import NAMES

Array = NDArray[np.float64]
STEPS = 150
FURTHER = 50
"""Steps from the common weights to those without one collection."""
KEPT = 40
_DECAY = 0.0005
PRECISIONS = (1 / 2, 3 / 5, 2 / 3, 3 / 4, 4 / 5, 9 / 10)
_Z = 1.645
"""Of a one-sided bound that holds in 95 % of samples."""


Found = tuple[Array, bool] | None


@dataclass(frozen=True)
class Case:
    """One question's candidates: features, shape (n, features), which are right, who says the same."""

    candidates: NDArray[np.float32]
    right: NDArray[np.bool_]
    texts: NDArray[np.int64]


def case(kb: KnowledgeBase, question: str, gold: frozenset[str]) -> Case:
    """The likeliest candidates for a question."""
    found = kb.candidates(question, KEPT)
    return Case(
        np.array([s.features for s in found], dtype=np.float32).reshape(len(found), len(NAMES)),
        np.array([s.hit.entry.id in gold for s in found], dtype=np.bool_),
        np.array([hash(s.hit.entry.text) for s in found], dtype=np.int64),
    )


def answerable(collection: Collection) -> list[Case]:
    """Every question in every way it may be typed."""
    kb = KnowledgeBase(collection.entries)
    return [case(kb, change(q), g) for change in CHANGES.values() for q, g in collection.questions]


def unanswerable(collection: Collection, others: Sequence[Collection]) -> list[Case]:
    """Questions whose answers were taken out, and some of other collections."""
    kb, known = KnowledgeBase(collection.entries), {e.id: e for e in collection.entries}
    found = []
    for change in (CHANGES["clean"], CHANGES["2 typos"]):
        for question, gold in held_out(collection):
            with taken_out(kb, known, gold):
                found.append(case(kb, change(question), frozenset()))
        found += [case(kb, change(q), frozenset()) for q in of_others(collection, others)]
    return found


def fit_weights(sets: Sequence[Sequence[Case]], start: Array, steps: int) -> Array:
    """Weights that put right candidates first (listwise softmax, Adam); sets weigh the same."""
    useful = [[c for c in s if c.right.any() and not c.right.all()] for s in sets]
    cases = [c for s in useful for c in s]
    share = np.array([1 / len(s) / len(useful) for s in useful for _ in s])
    sizes = np.array([len(c.right) for c in cases])
    starts, row = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(cases)), sizes)
    x = np.concatenate([c.candidates for c in cases])
    right = np.concatenate([c.right for c in cases])
    weights, m, v = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        values = x @ weights
        e = np.exp(values - np.maximum.reduceat(values, starts)[row])
        p = e / np.add.reduceat(e, starts)[row]
        q = p * right / np.maximum(np.add.reduceat(p * right, starts), 1e-12)[row]
        gradient = ((p - q) * share[row]) @ x + _DECAY * weights
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        weights -= 0.1 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, 0.0)
    return weights


def evidence(found: Case, weights: Array) -> tuple[Array, bool]:
    """What the confidence is made of, and whether the best candidate is right."""
    values = found.candidates @ weights
    order = np.argsort(-values, kind="stable")
    best = order[0]
    rivals = values[order][found.texts[order] != found.texts[best]]
    row = scoring.evidence(found.candidates[best], float(values[best]), rivals.tolist())
    return np.array(row), bool(found.right[best])


def fit_calibration(rows: Array, right: NDArray[np.bool_], share: Array) -> Array:
    """Logistic regression by Newton's method; the first column is ones."""
    theta = np.zeros(rows.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(rows @ theta, -30, 30)))
        ridge = np.diag([0.0, *[3e-4] * (len(theta) - 1)])
        hessian = (rows * (share * p * (1 - p))[:, None]).T @ rows + ridge + 1e-9
        theta += np.linalg.solve(hessian, rows.T @ (share * (right - p)) - ridge @ theta)
    return theta


def lower_bound(right: int, of: int) -> float:
    """Of a share that was counted: Wilson's score interval (1927), one-sided, 95 %."""
    share, spread = right / of, _Z * _Z / of
    middle = share + spread / 2
    return (middle - _Z * float(np.sqrt(share * (1 - share) / of + spread / 4 / of))) / (1 + spread)


def answer_from(held: Sequence[tuple[float, bool]], wanted: float) -> float:
    """The lowest confidence from which on at least `wanted` of the answers are right, for certain.

    `held` are confidences, each from a fit that had not seen its collection, and whether the first
    hit was right. For certain: the lower confidence bound is meant, not the share that was counted.
    """
    right, threshold = 0, 1.0
    for n, (sure, good) in enumerate(sorted(held, reverse=True), start=1):
        right += good
        if lower_bound(right, n) >= wanted:
            threshold = sure
    return threshold


def area(scores: Array, positive: NDArray[np.bool_]) -> float:
    """Area under the ROC curve."""
    ranks = np.argsort(np.argsort(scores, kind="stable"), kind="stable") + 1
    n = int(positive.sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / max(n * (len(scores) - n), 1))


def main() -> None:
    """Print the fitted numbers, and how each collection fares with what the others taught."""
    sets = collections()
    asked = {c.name: answerable(c) for c in sets}
    not_there = {c.name: unanswerable(c, sets) for c in sets}
    start = np.asarray(scoring.WEIGHTS, dtype=np.float64)
    common = fit_weights(list(asked.values()), start, STEPS)
    table, shares = [], []
    for c in sets:
        others = [cases for name, cases in asked.items() if name != c.name]
        weights = fit_weights(others, common, FURTHER)
        first = [evidence(f, weights) if len(f.right) else None for f in asked[c.name]]
        missing = [evidence(f, weights) for f in not_there[c.name] if len(f.right)]
        rows = np.array([r[0] for r in [f for f in first if f] + missing])
        right = np.array([r[1] for r in [f for f in first if f] + missing])
        table.append((c.name, rows, right, len(rows) - len(missing)))
        shares.append(
            [sum(bool(f and f[1]) for f in part) / max(len(part), 1) for part in parts(first)]
        )
    held: list[tuple[float, bool]] = []
    for n, (name, *_) in enumerate(table):
        rest = table[:n] + table[n + 1 :]
        theta = calibrated(rest)
        _, rows, right, answered = table[n]
        sure = 1 / (1 + np.exp(-(rows @ theta)))
        held += zip(sure.tolist(), table[n][2].tolist(), strict=True)
        clean = answered // len(CHANGES)
        is_clean = np.r_[np.arange(clean), np.arange(answered, len(rows))]
        auc = area(sure[is_clean], np.arange(len(rows))[is_clean] < answered)
        print(f"{name:10}", " ".join(f"{s:.3f}" for s in shares[n]), f"AUROC {auc:.3f}")
    print("mean      ", " ".join(f"{s:.3f}" for s in np.mean(shares, axis=0)))
    print("WEIGHTS", dict(zip(NAMES, np.round(common, 2).tolist(), strict=True)))
    print("CALIBRATION", np.round(calibrated(table), 2).tolist())
    for wanted in PRECISIONS:
        threshold = answer_from(held, wanted)
        share = np.mean([sure >= threshold for sure, _ in held])
        print(f"ANSWER_FROM for {wanted:.0%} right: {threshold:.3f}, {share:.3f} of all answered")


def parts(first: Sequence[Found]) -> list[Sequence[Found]]:
    size = len(first) // len(CHANGES)
    return [first[n * size : (n + 1) * size] for n in range(len(CHANGES))]


def calibrated(table: Sequence[tuple[str, Array, NDArray[np.bool_], int]]) -> Array:
    """Points halfway between what tells a right answer and what tells an answerable question.

    The second alone ranks questions better, the first is what is wanted: a last regression of two
    numbers makes the sum the probability that the first is right.
    """
    share = np.concatenate([np.full(len(t[1]), 1 / len(t[1]) / len(table)) for t in table])
    rows, right = np.concatenate([t[1] for t in table]), np.concatenate([t[2] for t in table])
    real = np.concatenate([np.arange(len(t[1])) < t[3] for t in table])
    theta = fit_calibration(rows, right, share) + fit_calibration(rows, real, share)
    line = fit_calibration(np.stack([np.ones(len(rows)), rows @ theta], axis=1), right, share)
    scaled: Array = theta * line[1]
    scaled[0] += line[0]
    return scaled


if __name__ == "__main__":
    main()
