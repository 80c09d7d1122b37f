"""Arrays that grow at their end, for an index that entries are added to one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Growing:
    """Rows of one type in one block of memory; appending is constant time on average."""

    def __init__(self, dtype: DTypeLike, width: int = 0) -> None:
        self._block = np.zeros((64, width) if width else 64, dtype=dtype)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def array(self) -> NDArray[Any]:
        """What was appended so far: a view, to be read before the next `extend` only."""
        return self._block[: self._size]

    def extend(self, values: Sequence[float] | Sequence[Sequence[float]] | NDArray[Any]) -> None:
        """Append values (or rows) at the end."""
        needed = self._size + len(values)
        if needed > len(self._block):
            grown = np.zeros(
                (max(needed, 2 * len(self._block)), *self._block.shape[1:]), self._block.dtype
            )
            grown[: self._size] = self._block[: self._size]
            self._block = grown
        self._block[self._size : needed] = values
        self._size = needed
