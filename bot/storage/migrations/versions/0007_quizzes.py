"""The question bank, practice, and that a channel has one open quiz at a time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _polls()
    _bank()
    _choices_of_courses()
    _practice()


def downgrade() -> None:
    op.drop_table("practice_wishes")
    op.drop_table("practice_answers")
    op.drop_table("practice_memories")
    op.drop_table("practice_sessions")
    op.drop_table("quiz_extra_time")
    op.drop_table("quiz_settings")
    op.drop_table("bank_versions")
    op.drop_table("bank_flags")
    op.drop_table("bank_questions")
    op.drop_index("ix_polls_running", "polls")
    op.drop_index("ix_polls_about", "polls")
    op.drop_index("ix_polls_kind", "polls")


def _polls() -> None:
    running = sa.text("kind = 'quiz' AND state = 'open'")
    newest = ["workspace", "course", "state", "kind", "made_at", "id"]
    op.create_index("ix_polls_kind", "polls", newest)
    op.create_index("ix_polls_about", "polls", ["workspace", "about", "id"])
    op.create_index(
        "ix_polls_running",
        "polls",
        ["workspace", "channel"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )


def _json() -> Any:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _bank() -> None:
    op.create_table(
        "bank_questions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("item", _json(), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("file", sa.Text().with_variant(sa.Text(collation="C"), "postgresql")),
        sa.Column("title", sa.Text),
        sa.Column("lecture", sa.Integer),
        sa.Column("slide", sa.Integer),
        sa.Column("page", sa.Integer),
        sa.Column("held_on", sa.Date),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("difficulty", sa.Float, nullable=False),
        sa.Column("quality", sa.Float, nullable=False),
        sa.Column("fingerprint", sa.String(80), nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", _moment(), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("changed_by", sa.String(32), nullable=False),
        sa.Column("changed_at", _moment()),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_bank_questions"),
    )
    op.create_index("ix_bank_questions_course", "bank_questions", ["workspace", "course", "state"])
    known = sa.text("fingerprint != ''")
    op.create_index(
        "ix_bank_questions_fingerprint",
        "bank_questions",
        ["workspace", "course", "fingerprint"],
        unique=True,
        sqlite_where=known,
        postgresql_where=known,
    )
    op.create_table(
        "bank_flags",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", _moment(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "question_id", "user", name="pk_bank_flags"),
        sa.ForeignKeyConstraint(
            ["workspace", "question_id"],
            ["bank_questions.workspace", "bank_questions.id"],
            name="fk_bank_flags_bank_questions_workspace",
            ondelete="CASCADE",
        ),
    )


def _choices_of_courses() -> None:
    op.create_table(
        "bank_versions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", name="pk_bank_versions"),
    )
    op.create_table(
        "quiz_settings",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("practise_drafts", sa.Boolean, nullable=False),
        sa.Column("changed_by", sa.String(32), nullable=False),
        sa.Column("changed_at", _moment()),
        sa.PrimaryKeyConstraint("workspace", "course", name="pk_quiz_settings"),
    )
    op.create_table(
        "quiz_extra_time",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("percent", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", "user", name="pk_quiz_extra_time"),
    )


def _practice() -> None:
    op.create_table(
        "practice_sessions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("state", _json(), nullable=False),
        sa.Column("changed_at", _moment(), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", "user", name="pk_practice_sessions"),
    )
    op.create_table(
        "practice_memories",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("card", _json(), nullable=False),
        sa.Column("due_at", _moment(), nullable=False),
        sa.Column("last_at", _moment(), nullable=False),
        sa.Column("right", sa.Integer, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("sure_wrong", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", "question_id", name="pk_practice_memories"),
    )
    due = ["workspace", "course", "user", "due_at"]
    op.create_index("ix_practice_memories_due", "practice_memories", due)
    _practice_answers()
    op.create_table(
        "practice_wishes",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("daily_new", sa.Integer, nullable=False),
        sa.Column("daily_most", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", "user", name="pk_practice_wishes"),
    )


def _practice_answers() -> None:
    op.create_table(
        "practice_answers",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("at", _moment(), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("sure", sa.Boolean),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_practice_answers"),
    )
    theirs = ["workspace", "user", "course", "day"]
    op.create_index("ix_practice_answers_user", "practice_answers", theirs)
