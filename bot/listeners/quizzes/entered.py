"""What stands in the fields of a message when one of its buttons is pressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def fields(body: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each field's block id with what is chosen or written in it; nothing for an empty one."""
    values = (body.get("state") or {}).get("values") or {}
    for block_id, entered in values.items():
        yield block_id, tuple(each for each in _given(next(iter(entered.values()), {}) or {}) if each.strip())  # fmt: skip


def _given(value: Mapping[str, Any]) -> list[str]:
    several = value.get("selected_options")
    if several is not None:
        return [str(option["value"]) for option in several]
    return [str((value.get("selected_option") or {}).get("value") or value.get("value") or "")]
