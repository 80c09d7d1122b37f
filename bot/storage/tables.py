"""The tables. Every one carries the workspace, as the first part of its key."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.storage.columns import Json, Utc, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("kind", String(64), nullable=False),
    Column("payload", Json, nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("claimed_until", Utc),
    Column("finished_at", Utc),
    Index("ix_inbox_unfinished", "finished_at", "received_at"),
)

questions = Table(
    "questions",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("user", String(32), nullable=False),
    Column("message_ts", String(32)),
    Column("thread_ts", String(32)),
    Column("surface", String(16), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("entry_id", String(80)),
    Column("confidence", Float, nullable=False),
    Column("result", Json, nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("reply_ts", String(32)),
    Index("ix_questions_thread", "workspace", "channel", "thread_ts"),
    Index("ix_questions_course", "workspace", "course", "asked_at"),
)

votes = Table(
    "votes",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("question_id", String(40), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("voted_at", Utc, nullable=False),
    ForeignKeyConstraint(
        ["workspace", "question_id"], ["questions.workspace", "questions.id"], ondelete="CASCADE"
    ),
)

materials = Table(
    "materials",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("teaching", String(40), nullable=False),
    Column("taught_by", String(32), nullable=False),
    Column("taught_at", Utc, nullable=False),
    Column("changed_by", String(40), nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("summary", Json, nullable=False),
    Index("ix_materials_course", "workspace", "course", "state"),
)

teachings = Table(
    "teachings",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("taught_by", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("thread_ts", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("report_ts", String(32)),
    Column("result", Json, nullable=False),
    Column("begun_at", Utc, nullable=False),
)

course_versions = Table(
    "course_versions",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
)

slide_pictures = Table(
    "slide_pictures",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("file_id", String(32), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("until", Utc, nullable=False),
)
