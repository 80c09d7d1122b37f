"""The weights that join the features, and the calibration."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.features import NAMES, Features

WIDTH = len(NAMES)
WEIGHTS = np.array([1.0, 0.5, 2.5, 0.8, 0.8, 1.0, 0.8, 1.5, 2.0, 0.5, 1.0, 1.5, 0.5], np.float32)
OFFSET = 6.0
SLOPE = 0.8


def scores(features: Features) -> Features:
    value = SLOPE * (features @ WEIGHTS - OFFSET)
    out: Features = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
    return out


def confidence(found: Sequence[Any]) -> float:
    top = found[0].hit.score
    second = found[1].hit.score if len(found) > 1 else 0.0
    z = -2.5 + 2.5 * top + 2.0 * (top - second) + found[0].features[2] * 1.5
    return 1 / (1 + math.exp(-z))
