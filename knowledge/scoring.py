"""The weights that join the features into a score, and the calibration into a confidence.

Fitted by `python -m bench.fit` on a dozen development collections; plain numbers, the same tomorrow
as today.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from knowledge.features import NAMES, Features

WIDTH = len(NAMES)
WEIGHTS = np.array(
    [2.1, 1.9, 0.2, 0.1, 0.1, 0.1, 0.2, 3.6, 2.8, 5.2, 1.2, 2.7, 0.2], dtype=np.float32
)
OFFSET = 9.0
SLOPE = 0.4
"""A hit's score is the logistic of `SLOPE * (features @ WEIGHTS - OFFSET)`."""
CALIBRATION = (-5.0, 0.35, 1.0, 0.2, 1.5, 0.5, 0.5, 0.5, 0.5, 0.5)
_RIVALS = 8


def values(features: Features) -> Features:
    """The weighted sums."""
    summed: Features = features @ WEIGHTS
    return summed


def score(value: float) -> float:
    """0..1, rising with the weighted sum."""
    return _logistic(SLOPE * (value - OFFSET))


def evidence(best: Features, value: float, rivals: Sequence[float]) -> list[float]:
    """What tells whether the best hit answers: its sum and features, and how far the rivals are.

    `rivals` are the sums of the hits that say something else, best first.
    """
    second = rivals[0] if rivals else 0.0
    several = sum(rivals[:_RIVALS]) / len(rivals[:_RIVALS]) if rivals else 0.0
    named = dict(zip(NAMES, best.tolist(), strict=True))
    heading = max(named["heading_meaning"], named["meaning"])
    return [
        1.0,
        value,
        min(value - second, 4.0),
        min(value - several, 8.0),
        named["coverage"],
        named["soft"],
        max(named["heading_dice"], named["passage_dice"]),
        heading,
        max(named["heading"], named["passage"]),
        named["bm25"],
    ]


def confidence(found: Sequence[float]) -> float:
    """The calibrated probability that the best hit is right, of its `evidence`."""
    return _logistic(float(np.dot(found, CALIBRATION)))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
