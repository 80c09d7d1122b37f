"""Reminders, and the messages that nobody is waiting for."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from bot.storage.columns import Json, Utc, metadata

reminders = Table(
    "reminders",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("item_id", String(40), nullable=False),
    Column("audience", String(32), nullable=False),
    Column("lead", Integer, nullable=False),
    Column("target_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("state", String(16), nullable=False),
    Column("told", Boolean, nullable=False),
    Column("settled_at", Utc),
    Index("ix_reminders_due", "state", "due_at"),
    Index("ix_reminders_item", "workspace", "item_id", "audience"),
    Index("ix_reminders_course", "workspace", "course", "state", "due_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("op", String(8), nullable=False),
    Column("course", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("thread_ts", String(32)),
    Column("about", String(80), nullable=False),
    Column("subject", Json, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_attempt_at", Utc),
    Column("last_attempt_at", Utc),
    Column("claimed_until", Utc),
    Column("claimed_by", String(40)),
    Column("posted_channel", String(32)),
    Column("ts", String(32)),
    Column("shown_revision", Integer, nullable=False),
    Column("sent_at", Utc),
    Column("error", Text, nullable=False),
    Index("ix_outbox_waiting", "state", "not_before"),
    Index("ix_outbox_about", "workspace", "about"),
    Index("ix_outbox_channel", "workspace", "channel", "sent_at"),
)
