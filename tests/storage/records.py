"""Rows to store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.ports import InboxEvent, QuestionRecord

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
