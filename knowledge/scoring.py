"""The weights that join the features into a score, and the calibration into a confidence.

Fitted by `python -m bench.fit` on twelve development collections; plain numbers, the same tomorrow
as today.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from knowledge.features import NAMES, Features

WIDTH = len(NAMES)
WEIGHTS = np.array([3.47, 1.22, 3.95, 3.07, 3.28, 0.89, 3.0], dtype=np.float32)
OFFSET = 11.0
SLOPE = 0.4
"""A hit's score is the logistic of `SLOPE * (features @ WEIGHTS - OFFSET)`."""
CALIBRATION = (-4.2, 0.27, 0.23, 0.6, 3.14, 0.31)
ANSWER_FROM = 0.52
"""Where the best hit is given as the answer and not as the closest there is.

The lowest confidence from which on at least two of three answers are right, half of the questions
being such whose answers were taken out: the lower bound of Wilson's interval (one-sided, 95 %) on
held-out collections, not the share itself. `python -m bench.fit` prints it for other shares.
"""
DENSE = np.array([25.0, 12.0], dtype=np.float32)
"""What the transformer's likeness with the best passages and with the heading adds."""
DENSE_CALIBRATION = (-4.99, 0.17, 0.14, 0.78, 0.23, -0.65)
_DENSE_OFFSET = 25.0
_RIVALS = 8
_ABSOLUTE = np.array([not name.startswith("relative") for name in NAMES])
"""Features that say the same of an entry whatever the others are like."""
_MEANING = [NAMES.index("meaning"), NAMES.index("heading_meaning")]


def values(features: Features) -> Features:
    """The weighted sums."""
    summed: Features = features @ WEIGHTS
    return summed


def score(value: float) -> float:
    """0..1, rising with the weighted sum."""
    return _logistic(SLOPE * (value - OFFSET))


def evidence(features: Features, value: float, rivals: Sequence[float]) -> list[float]:
    """What tells whether the best hit answers: how good it is, and how far the rivals are.

    `features` and `value` are the best hit's; `rivals` are the sums of the hits that say something
    else, best first. All hits are good in proportion to the best, so that does not count here.
    """
    second = rivals[0] if rivals else 0.0
    several = sum(rivals[:_RIVALS]) / len(rivals[:_RIVALS]) if rivals else 0.0
    return [
        1.0,
        value - float(features[~_ABSOLUTE] @ WEIGHTS[~_ABSOLUTE]),
        min(value - second, 4.0),
        min(value / several, 3.0) if several else 2.0,
        *features[_MEANING].tolist(),
    ]


def confidence(found: Sequence[float]) -> float:
    """The calibrated probability that the best hit is right, of its `evidence`."""
    return _logistic(float(np.dot(found, CALIBRATION)))


def dense_score(value: float) -> float:
    """`score` of a sum that the transformer added to."""
    return _logistic(SLOPE / 2 * (value - _DENSE_OFFSET))


def dense_confidence(found: Sequence[float]) -> float:
    """`confidence`, of the `evidence` of sums that the transformer added to."""
    return _logistic(float(np.dot(found, DENSE_CALIBRATION)))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
