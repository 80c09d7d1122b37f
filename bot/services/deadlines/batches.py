"""Batches: what instructors are asked together. A date that is asked anew moves on to a newer one."""

from __future__ import annotations

from dataclasses import replace

from bot.services.deadlines.ports import DatedItem

_MOST_EARLIER = 5


def asked_in(item: DatedItem, batch: str, passed: int) -> DatedItem:
    """The item with its new batch, and the last few that asked about it before."""
    earlier = [one for one in batches_of(item) if one != batch][-_MOST_EARLIER:]
    details = {**item.details, "batch": batch, "passed": passed, "earlier": earlier}
    return replace(item, details=details)


def batches_of(item: DatedItem) -> list[str]:
    """The batches that asked about the item, the newest last."""
    return [*item.details.get("earlier", ()), *filter(None, [item.details.get("batch")])]


def has_moved_on(item: DatedItem, batch: str) -> bool:
    """Does a newer batch ask about it than this?"""
    return bool(batch) and item.details.get("batch") != batch
