"""Rows to store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.ports import InboxEvent, Material, QuestionRecord, Teaching

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def event(key: str = "event:Ev1", workspace: str = "T1", **changes: Any) -> InboxEvent:
    fields: dict[str, Any] = {"kind": "event", "payload": {"text": "hello"}, "received_at": NOON}
    return InboxEvent(workspace=workspace, key=key, **(fields | changes))


def question(id: str = "q1", workspace: str = "T1", **changes: Any) -> QuestionRecord:  # noqa: A002
    fields: dict[str, Any] = {
        "course": "tcss562",
        "channel": "C1",
        "user": "U1",
        "message_ts": "1.000001",
        "thread_ts": "1.000001",
        "surface": "dm",
        "private": True,
        "text": "what is kvm",
        "answered": True,
        "kind": "quote",
        "entry_id": "slide-1",
        "confidence": 0.97,
        "result": {"answered": True, "quote": "KVM …"},
        "asked_at": NOON,
    }
    return QuestionRecord(id=id, workspace=workspace, **(fields | changes))


def material(id: str = "m1", workspace: str = "T1", **changes: Any) -> Material:  # noqa: A002
    fields: dict[str, Any] = {
        "course": "tcss562",
        "name": "deck.pdf",
        "digest": "d" * 64,
        "size": 4,
        "state": "proposed",
        "teaching": "t1",
        "taught_by": "U1",
        "taught_at": NOON,
        "changed_by": "t1",
        "changed_at": NOON,
        "summary": {"slides": 3},
    }
    return Material(workspace=workspace, id=id, **(fields | changes))


def teaching(id: str = "t1", workspace: str = "T1", **changes: Any) -> Teaching:  # noqa: A002
    fields: dict[str, Any] = {
        "course": "tcss562",
        "taught_by": "U1",
        "channel": "D1",
        "thread_ts": "1.000001",
        "state": "reading",
        "report_ts": None,
        "result": {},
        "begun_at": NOON,
    }
    return Teaching(workspace=workspace, id=id, **(fields | changes))
