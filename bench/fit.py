"""Fits the weights and the calibration of knowledge/features.py and prints them.

`python -m bench.fit`: every second question of each development collection, clean and misspelt;
the other half is only reported on. Ranking weights by a softmax over each question's candidates,
the confidence by Platt scaling, questions whose answers are held out being the negatives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.data import Collection, collections, misspell
from knowledge import KnowledgeBase, features

Array = NDArray[np.float64]
SLIPS = (0, 0, 1, 2)
STEPS = 300


@dataclass(frozen=True)
class Case:
    """One question's candidates: features, shape (n, 9), and which of them are right."""

    candidates: Array
    right: NDArray[np.bool_]


def cases(collection: Collection, parity: int, *, held_out: bool) -> list[Case]:
    """Candidates of every second question; `held_out` takes the right entries away first."""
    kb = KnowledgeBase(collection.entries)
    found = []
    for n, (question, gold) in enumerate(collection.questions):
        if n % 2 != parity:
            continue
        for seed, slips in enumerate(SLIPS):
            scored = kb.candidates(misspell(question, slips, seed), 40)
            rows = [(s.features, s.hit.entry.id in gold) for s in scored]
            rows = [r for r in rows if not (held_out and r[1])]
            if rows:
                found.append(Case(np.array([r[0] for r in rows]), np.array([r[1] for r in rows])))
    return found


def fit_weights(found: list[Case]) -> Array:
    """Weights that put right candidates first (listwise softmax, Adam, kept non-negative)."""
    useful = [c for c in found if c.right.any() and not c.right.all()]
    weights = features.WEIGHTS.astype(float).copy()
    m, v = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = 0.01 * weights
        for case in useful:
            values = case.candidates @ weights
            p = np.exp(values - values.max())
            p /= p.sum()
            q = p * case.right
            q /= q.sum() or 1.0
            gradient += ((p - q) @ case.candidates) / len(useful)
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        weights -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
        weights = np.maximum(weights, 0.0)
    return weights


def fit_calibration(
    positive: list[Case], negative: list[Case], weights: Array, offset: float
) -> Array:
    """Platt scaling: is the best candidate right?"""
    rows, labels = [], []
    for case in (*positive, *negative):
        values = 1 / (1 + np.exp(-features.SLOPE * (case.candidates @ weights - offset)))
        order = np.argsort(-values)
        second = values[order[1]] if len(order) > 1 else 0.0
        best = order[0]
        rows.append(
            [
                1.0,
                values[best],
                values[best] - second,
                case.candidates[best][1],
                case.candidates[best][7],
            ]
        )
        labels.append(bool(case.right[best]))
    x, y = np.array(rows), np.array(labels, dtype=float)
    theta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ theta))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.02 * np.eye(x.shape[1])
        theta += np.linalg.solve(hessian, x.T @ (y - p) - 0.02 * theta)
    return theta


def first_right(found: list[Case], weights: Array) -> float:
    """The share of questions whose best candidate is right."""
    return float(np.mean([c.right[np.argmax(c.candidates @ weights)] for c in found]))


def main() -> None:
    """Print the fitted numbers, and how they do on the half they have not seen."""
    sets = collections()
    train = [c for s in sets for c in cases(s, 0, held_out=False)]
    negative = [c for s in sets for c in cases(s, 0, held_out=True)]
    weights = fit_weights(train)
    tops = [float((c.candidates @ weights).max()) for c in train]
    offset = float(np.median(tops)) * 0.8
    calibration = fit_calibration(train, negative, weights, offset)
    print("WEIGHTS", np.round(weights, 2).tolist())
    print("OFFSET", round(offset, 2))
    print("CALIBRATION", np.round(calibration, 2).tolist())
    for s in sets:
        unseen = cases(s, 1, held_out=False)
        print(s.name, "seen", round(first_right(cases(s, 0, held_out=False), weights), 3))
        print(
            s.name,
            "unseen",
            round(first_right(unseen, weights), 3),
            "before",
            round(first_right(unseen, features.WEIGHTS), 3),
        )


if __name__ == "__main__":
    main()
