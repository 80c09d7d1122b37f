"""Where a person clicked, as far as an answer has to know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def thread_of(body: Mapping[str, Any]) -> str | None:
    """The thread that an interaction comes from: an answer has to name it, or it lands outside."""
    container, message = body.get("container") or {}, body.get("message") or {}
    found = body.get("thread_ts") or container.get("thread_ts") or message.get("thread_ts")
    return str(found) if found else None
