"""A copy holds the same, and nothing of it can be changed through the other."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.copies import copied

LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


def _empty(value: Any) -> None:
    """Take everything out of it, from the inside."""
    if isinstance(value, dict | list):
        for part in list(value.values()) if isinstance(value, dict) else value:
            _empty(part)
        value.clear()


@given(VALUES)
def test_a_copy_is_equal_and_apart(value: Any) -> None:
    before = json.dumps(value)
    copy = copied(value)
    assert json.dumps(copy) == before
    _empty(copy)
    assert json.dumps(value) == before


def test_what_is_no_json_is_copied_too() -> None:
    kept = {"within": ({"n": 1},), "some": {1}}
    copy: dict[str, Any] = copied(kept)
    copy["within"][0]["n"] = 2
    copy["some"].add(2)
    assert kept == {"within": ({"n": 1},), "some": {1}}
