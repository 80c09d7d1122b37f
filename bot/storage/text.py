"""Text as both databases take it."""

from __future__ import annotations

from typing import Any


def storable(value: Any) -> Any:
    """`value` without NUL characters and lone surrogates, which PostgreSQL refuses; nothing else is lost."""
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        # By way of UTF-16 the halves of a character find each other again, and a lone one becomes one �.
        halves = value.replace("\x00", "").encode("utf-16-le", "surrogatepass")
        return halves.decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {storable(k): storable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [storable(v) for v in value]
    return value
