"""Dated items and what hangs on them, to store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.services.deadlines.ports import (
    CONFIRMED,
    PERSON,
    Change,
    DatedItem,
    Extension,
    Mark,
    Personal,
)
from tests.storage.records import NOON

DUE = NOON + timedelta(days=7)


def item(id: str = "i1", workspace: str = "T1", **changes: Any) -> DatedItem:  # noqa: A002
    fields: dict[str, Any] = {
        "course": "tcss562",
        "title": "Tutorial 7",
        "kind": "due",
        "starts_at": DUE,
        "ends_at": DUE,
        "all_day": False,
        "timezone": "America/Los_Angeles",
        "state": CONFIRMED,
        "origin": PERSON,
        "origin_key": f"person:{id}",
        "made_by": "U1",
        "made_at": NOON,
        "changed_by": "U1",
        "changed_at": NOON,
        "details": {"warnings": ["the text names another weekday"]},
    }
    return DatedItem(workspace=workspace, id=id, **(fields | changes))


def added(new: DatedItem, id: str = "", **changes: Any) -> Change:  # noqa: A002
    """The change that brings a new item."""
    fields: dict[str, Any] = {"by": new.made_by, "at": new.made_at}
    name = id or f"add-{new.id}"
    return Change(new.workspace, new.course, name, new.id, None, new, **(fields | changes))


def changed(before: DatedItem, id: str = "c1", **fields: Any) -> Change:  # noqa: A002
    """The change of an item's fields, made a minute later."""
    at = before.changed_at + timedelta(minutes=1)
    after = replace(before, **{"revision": before.revision + 1, "changed_at": at, **fields})
    return Change(
        before.workspace, before.course, id, before.id, before, after, after.changed_by, at
    )


def extension(user: str = "U2", item_id: str = "i1", **changes: Any) -> Extension:
    fields: dict[str, Any] = {
        "workspace": "T1",
        "due_at": DUE + timedelta(days=2),
        "made_by": "U1",
        "made_at": NOON,
    }
    return Extension(item_id=item_id, user=user, **(fields | changes))


def personal(user: str = "U2", **changes: Any) -> Personal:
    fields: dict[str, Any] = {"workspace": "T1", "course": "tcss562", "leads": (1440, 60)}
    return Personal(user=user, **(fields | changes))


def mark(user: str = "U2", item_id: str = "i1", **changes: Any) -> Mark:
    return Mark(
        **({"workspace": "T1", "course": "tcss562", "item_id": item_id, "user": user} | changes)
    )
