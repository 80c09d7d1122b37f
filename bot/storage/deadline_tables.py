"""Dated items of a course, who wants what of them, and the calendars they come from and go to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from bot.storage.columns import Json, Utc, metadata

dated_items = Table(
    "dated_items",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("starts_at", Utc, nullable=False),
    Column("ends_at", Utc, nullable=False),
    Column("all_day", Boolean, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("origin_key", String(200), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("quote", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("page", Integer),
    Column("link", Text, nullable=False),
    Column("details", Json, nullable=False),
    Column("made_by", String(32), nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("changed_by", String(32), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Index("ix_dated_items_course", "workspace", "course", "state", "ends_at"),
    Index("ix_dated_items_planned", "planned"),
    Index("ix_dated_items_origin_key", "workspace", "course", "origin_key", unique=True),
)

item_changes = Table(
    "item_changes",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("item_id", String(40), nullable=False),
    Column("before", Json),
    Column("after", Json, nullable=False),
    Column("changed_by", String(32), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("undone_at", Utc),
    Index("ix_item_changes_item", "workspace", "item_id", "changed_at"),
)

extensions = Table(
    "extensions",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("item_id", String(40), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("due_at", Utc, nullable=False),
    Column("made_by", String(32), nullable=False),
    Column("made_at", Utc, nullable=False),
    Index("ix_extensions_user", "workspace", "user"),
)

announcing = Table(
    "announcing",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("settings", Json, nullable=False),
    Column("changed_by", String(32), nullable=False),
    Column("changed_at", Utc, nullable=False),
)

personal_wishes = Table(
    "personal_wishes",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("leads", Json, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("changed_at", Utc, nullable=False),
)

item_marks = Table(
    "item_marks",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("item_id", String(40), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("leads", Json),
    Column("muted", Boolean, nullable=False),
    Column("done_at", Utc),
    Column("snoozed_until", Utc),
    Column("changed_at", Utc, nullable=False),
    Index("ix_item_marks_user", "workspace", "course", "user"),
)

followed_calendars = Table(
    "followed_calendars",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("added_by", String(32), nullable=False),
    Column("added_at", Utc, nullable=False),
    Column("next_at", Utc, nullable=False),
    Column("claimed_until", Utc),
    Column("fetched_at", Utc),
    Column("etag", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Index("ix_followed_calendars_next", "next_at"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("token", String(64), nullable=False),
    Column("made_at", Utc, nullable=False),
    Index("ix_feeds_token", "token", unique=True),
)
