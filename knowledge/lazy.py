"""Vectors that are made when they are first looked at."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import DTypeLike, NDArray

from knowledge.growing import Growing

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
_SCALE = 127.0
_AT_ONCE = 1_000


class LazyVectors:
    """One vector a number (0, 1, …), kept in a type that takes less memory."""

    def __init__(self, make: Callable[[Ids], Floats], width: int, dtype: DTypeLike) -> None:
        """`make` gives rows of `width` for some numbers; within -1..1 where `dtype` is int8."""
        self._make = make
        self._scale = _SCALE if dtype == np.int8 else 1.0
        self._rows = Growing(np.int32)
        """Of each number: one more than the row of its vector; 0 where it has none yet."""
        self._vectors = Growing(dtype, width)

    def of(self, numbers: Ids) -> Floats:
        """Vectors, shape (len(numbers), width)."""
        beyond = int(numbers.max(initial=-1)) + 1 - len(self._rows)
        if beyond > 0:
            self._rows.extend(np.zeros(beyond, np.int32))
        missing = numbers[self._rows.array[numbers] == 0]
        if len(missing):
            self._fill(np.unique(missing))
        found: Floats = self._vectors.array[self._rows.array[numbers] - 1].astype(np.float32)
        found /= np.float32(self._scale)
        return found

    def _fill(self, numbers: Ids) -> None:
        for first in range(0, len(numbers), _AT_ONCE):
            some = numbers[first : first + _AT_ONCE]
            made = self._make(some) * np.float32(self._scale)
            rows = np.rint(made) if self._scale != 1 else made
            self._vectors.extend(rows)
            self._rows.array[some] = np.arange(len(some)) + 1 + len(self._vectors) - len(some)
