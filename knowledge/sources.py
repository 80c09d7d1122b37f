"""Where a quotation stands, as JSON: as `lectern ask` prints it, and as it is kept to be shown again."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.model import Source


def source_json(source: Source | None) -> dict[str, Any] | None:
    """Where a quotation stands, with None for what is not known."""
    if source is None:
        return None
    return {
        "file": source.file,
        "lecture": source.lecture,
        "slide": source.slide,
        "page": source.page,
        "title": source.title,
        "date": source.date.isoformat() if source.date else None,
    }


def source_from(raw: object) -> Source | None:
    """What `source_json` wrote, read back; None for anything that is no source."""
    if not isinstance(raw, dict):
        return None
    day = raw.get("date")
    return Source(**{**raw, "date": date.fromisoformat(str(day)) if day else None})
