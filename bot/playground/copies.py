"""Copies of what is JSON, in a third of the time of `copy.deepcopy`, which also looks for what is in it twice."""

from __future__ import annotations

import copy
from typing import TypeVar

T = TypeVar("T")
_PLAIN = (str, int, float, type(None))


def copied(value: T) -> T:
    """Nothing that can be changed is in both."""
    found: object = value
    kind = type(found)
    if kind in _PLAIN:
        return value
    if isinstance(found, dict) and kind is dict:
        return {key: copied(part) for key, part in found.items()}  # type: ignore[return-value]
    if isinstance(found, list) and kind is list:
        return [copied(part) for part in found]  # type: ignore[return-value]
    return copy.deepcopy(value)
