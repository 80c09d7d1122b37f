"""Deliveries, questions and votes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "inbox",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("payload", json, nullable=False),
        sa.Column("received_at", moment, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claimed_until", moment),
        sa.Column("finished_at", moment),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_inbox"),
    )
    op.create_index("ix_inbox_unfinished", "inbox", ["finished_at", "received_at"])
    op.create_table(
        "questions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("message_ts", sa.String(32)),
        sa.Column("thread_ts", sa.String(32)),
        sa.Column("surface", sa.String(16), nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry_id", sa.String(80)),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("result", json, nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("reply_ts", sa.String(32)),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_questions"),
    )
    op.create_index("ix_questions_thread", "questions", ["workspace", "channel", "thread_ts"])
    op.create_index("ix_questions_course", "questions", ["workspace", "course", "asked_at"])
    op.create_table(
        "votes",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("question_id", sa.String(40), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("voted_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "question_id", "user", name="pk_votes"),
        sa.ForeignKeyConstraint(
            ["workspace", "question_id"],
            ["questions.workspace", "questions.id"],
            name="fk_votes_questions",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("votes")
    op.drop_table("questions")
    op.drop_table("inbox")
