"""How alike a question and an entry are, as bounded numbers; the weights that join them.

The weights and the calibration were fitted by `python -m bench.fit` on half of the shared
development questions, clean and misspelt; they are plain numbers, the same tomorrow as today.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

Features = NDArray[np.float64]
NAMES = (
    "bm25",
    "coverage",
    "title_coverage",
    "title_covered",
    "fuzzy_title",
    "fuzzy_text",
    "trigrams",
    "meaning",
    "exact",
)
WEIGHTS: Features = np.array([1.5, 2.6, 0.9, 1.1, 1.2, 1.1, 2.4, 4.1, 1.0])
"""A hit's score is the logistic of `SLOPE * (features @ WEIGHTS - OFFSET)`."""
OFFSET = 4.5
SLOPE = 0.8
CALIBRATION: tuple[float, ...] = (-2.9, 0.5, 1.5, 1.0, 2.6)
"""Bias, then score, margin, coverage and meaning of the best hit."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: folded text, stems, and character trigrams."""

    folded: str
    stems: frozenset[str]
    grams: frozenset[str]

    @classmethod
    def of(cls, folded: str, stems: Sequence[str]) -> Side:
        return cls(folded, frozenset(stems), trigrams(folded))


def trigrams(folded: str) -> frozenset[str]:
    padded = f"  {folded} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Sørensen-Dice coefficient of two sets."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def share(wanted: frozenset[str], had: frozenset[str], idf: Mapping[str, float]) -> float:
    """The idf-weighted share of `wanted` that is in `had`."""
    total = sum(idf.get(t, 1.0) for t in wanted)
    return sum(idf.get(t, 1.0) for t in wanted & had) / total if total else 0.0


def compare(
    query: Side,
    headings: Sequence[Side],
    text: Side,
    idf: Mapping[str, float],
    *,
    bm25: float,
    meaning: float,
) -> Features:
    """The features of one candidate, in the order of `NAMES`, each in 0..1."""
    everything = text.stems.union(*(h.stems for h in headings))
    return np.array(
        [
            bm25,
            share(query.stems, everything, idf),
            max((share(query.stems, h.stems, idf) for h in headings), default=0.0),
            max((share(h.stems, query.stems, idf) for h in headings), default=0.0),
            max((fuzz.token_sort_ratio(query.folded, h.folded) for h in headings), default=0.0)
            / 100,
            fuzz.ratio(query.folded, text.folded[:400]) / 100,
            max([dice(query.grams, h.grams) for h in headings] + [dice(query.grams, text.grams)]),
            max(0.0, meaning),
            float(any(query.folded == h.folded for h in (*headings, text))),
        ]
    )


def score(features: Features) -> float:
    """0..1, monotone in the weighted sum."""
    return _logistic(SLOPE * (float(features @ WEIGHTS) - OFFSET))


def confidence(best: Features, top: float, second: float) -> float:
    """The calibrated probability that the best hit is right (Platt scaling)."""
    bias, on_score, on_margin, on_coverage, on_meaning = CALIBRATION
    value = (
        bias
        + on_score * top
        + on_margin * (top - second)
        + on_coverage * best[1]
        + on_meaning * best[7]
    )
    return _logistic(float(value))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
