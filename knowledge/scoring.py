"""The weights that join the features into a score, and the calibration into a confidence.

Fitted by `python -m bench.fit` on twelve development collections; plain numbers, the same tomorrow
as today.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.features import NAMES, Features

Floats = NDArray[np.float32]

WIDTH = len(NAMES)
WEIGHTS = np.array([2.9, 0.71, 3.53, 0.0, 2.51, 8.16, 0.88, 2.99], dtype=np.float32)
OFFSET = 12.5
SLOPE = 0.35
"""A hit's score is the logistic of `SLOPE * (features @ WEIGHTS - OFFSET)`."""
CALIBRATION = (-4.49, 0.29, 0.21, 0.73, 1.72, 0.24)
ANSWER_FROM = 0.49
"""Where the best hit is given as the answer and not as the closest there is.

The lowest confidence from which on at least two of three answers are right, half of the questions
being such whose answers were taken out: the lower bound of Wilson's interval (one-sided, 95 %) on
held-out collections, not the share itself. `python -m bench.fit` prints it for other shares.
"""
DENSE = np.array([11.1, 4.4, 15.2], dtype=np.float32)
"""What the transformer's likeness with the best passages, the heading and the whole adds."""
DENSE_CALIBRATION = (-5.0, 0.12, 0.14, 0.41, 2.51, 1.25)
_DENSE_OFFSET = 25.0
WHOLE = 2
"""Which of the transformer's three likenesses is that with the whole."""
_RIVALS = 8
_LEAD, _DENSE_LEAD = 4.0, 10.0
"""A lead over the second that is larger says no more."""
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
    return [*_standing(features, value, rivals, _LEAD), *features[_MEANING].tolist()]


def dense_evidence(
    features: Features, value: float, rivals: Sequence[float], alike: Floats, others: Floats
) -> list[float]:
    """`evidence` of sums that a transformer added to, and of what it makes of the hits.

    `alike` is the best hit's row of `Reranker.alike`; `others` are the rivals', shape (rivals, 3).
    """
    lead = float(alike[WHOLE] - others[:, WHOLE].mean()) if len(others) else 0.0
    return [*_standing(features, value, rivals, _DENSE_LEAD), lead, float(alike.max())]


def _standing(
    features: Features, value: float, rivals: Sequence[float], most: float
) -> tuple[float, float, float, float]:
    second = rivals[0] if rivals else 0.0
    several = sum(rivals[:_RIVALS]) / len(rivals[:_RIVALS]) if rivals else 0.0
    return (
        1.0,
        value - float(features[~_ABSOLUTE] @ WEIGHTS[~_ABSOLUTE]),
        min(value - second, most),
        min(value / several, 3.0) if several else 2.0,
    )


def confidence(found: Sequence[float]) -> float:
    """The calibrated probability that the best hit is right, of its `evidence`."""
    return _logistic(float(np.dot(found, CALIBRATION)))


def dense_score(value: float) -> float:
    """`score` of a sum that the transformer added to."""
    return _logistic(SLOPE / 2 * (value - _DENSE_OFFSET))


def dense_confidence(found: Sequence[float]) -> float:
    """`confidence`, of the `dense_evidence`."""
    return _logistic(float(np.dot(found, DENSE_CALIBRATION)))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
