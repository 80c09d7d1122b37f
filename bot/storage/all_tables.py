"""Every table there is, known to one metadata: what migrations are held against."""

from __future__ import annotations

from bot.storage import deadline_tables, outbox_tables, poll_tables, quiz_tables, tables
from bot.storage.columns import metadata

__all__ = ["deadline_tables", "metadata", "outbox_tables", "poll_tables", "quiz_tables", "tables"]
