"""The bank of questions, and people's practice."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from bot.storage.columns import Json, Utc, metadata

_ByBytes = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that both databases put in the same order."""

bank_questions = Table(
    "bank_questions",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("item", Json, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    # The slide it is asked about; no file: none.
    Column("file", _ByBytes),
    Column("title", Text),
    Column("lecture", Integer),
    Column("slide", Integer),
    Column("page", Integer),
    Column("held_on", Date),
    Column("form", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("quality", Float, nullable=False),
    Column("fingerprint", String(80), nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", String(32), nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("place", Integer, nullable=False),  # among those that came with it
    Column("changed_by", String(32), nullable=False),
    Column("changed_at", Utc),
    Column("revision", Integer, nullable=False),
    Index("ix_bank_questions_course", "workspace", "course", "state"),
)
_known = bank_questions.c.fingerprint != ""
Index(
    "ix_bank_questions_fingerprint",
    bank_questions.c.workspace,
    bank_questions.c.course,
    bank_questions.c.fingerprint,
    unique=True,
    sqlite_where=_known,
    postgresql_where=_known,
)

bank_flags = Table(
    "bank_flags",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("question_id", String(64), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("dealt", Integer),  # the question's revision by which it was dealt with; none: not yet
    ForeignKeyConstraint(
        ["workspace", "question_id"],
        ["bank_questions.workspace", "bank_questions.id"],
        ondelete="CASCADE",
    ),
)

bank_befores = Table(
    "bank_befores",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("question_id", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),  # that the last decision about it made
    Column("before", Json, nullable=False),
    ForeignKeyConstraint(
        ["workspace", "question_id"],
        ["bank_questions.workspace", "bank_questions.id"],
        ondelete="CASCADE",
    ),
)

bank_versions = Table(
    "bank_versions",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("version", Text, nullable=False),
)

quiz_settings = Table(
    "quiz_settings",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("practise_drafts", Boolean, nullable=False),
    Column("changed_by", String(32), nullable=False),
    Column("changed_at", Utc),
)

quiz_extra_time = Table(
    "quiz_extra_time",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("percent", Integer, nullable=False),
)

host_panels = Table(
    "host_panels",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("quiz_id", String(40), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("thread", String(32)),
    Column("says", Text, nullable=False),
    Column("until", Utc, nullable=False),
    Column("left", Integer, nullable=False),
)

practice_sessions = Table(
    "practice_sessions",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("state", Json, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("revision", Integer, nullable=False),
)

practice_memories = Table(
    "practice_memories",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("question_id", String(64), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("card", Json, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("right", Integer, nullable=False),
    Column("wrong", Integer, nullable=False),
    Column("sure_wrong", Boolean, nullable=False),
    Index("ix_practice_memories_due", "workspace", "course", "user", "due_at"),
)

practice_answers = Table(
    "practice_answers",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("user", String(32), nullable=False),
    Column("question_id", String(64), nullable=False),
    Column("at", Utc, nullable=False),
    Column("day", Date, nullable=False),
    Column("share", Float, nullable=False),
    Column("sure", Boolean),
    Index("ix_practice_answers_user", "workspace", "user", "course", "day"),
)

practice_wishes = Table(
    "practice_wishes",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("daily_new", Integer, nullable=False),
    Column("daily_most", Integer, nullable=False),
)
