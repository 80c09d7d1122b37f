"""Polls, ballots, messages to be drawn again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _polls()
    _ballots()
    _redraws()
    _wishes()


def downgrade() -> None:
    for table in (
        "paper_wishes",
        "poll_templates",
        "redraw_budgets",
        "poll_redraws",
        "poll_keys",
        "ballots",
        "polls",
    ):
        op.drop_table(table)


def _polls() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "polls",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("creator", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("options", json, nullable=False),
        sa.Column("settings", json, nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("opens_at", moment),
        sa.Column("opened_at", moment),
        sa.Column("closes_at", moment),
        sa.Column("closed_at", moment),
        sa.Column("closed_by", sa.String(32), nullable=False),
        sa.Column("posted_channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
        sa.Column("round_of", sa.String(40), nullable=False),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("result", json, nullable=False),
        sa.Column("notes", json, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_polls"),
    )
    op.create_index("ix_polls_opening", "polls", ["state", "opens_at"])
    op.create_index("ix_polls_closing", "polls", ["state", "closes_at"])
    op.create_index("ix_polls_course", "polls", ["workspace", "course", "made_at"])


def _ballots() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "ballots",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("poll_id", sa.String(40), nullable=False),
        sa.Column("voter", sa.String(64), nullable=False),
        sa.Column("choice", json, nullable=False),
        sa.Column("clicked", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "poll_id", "voter", name="pk_ballots"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_keys",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("poll_id", sa.String(40), nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "poll_id", name="pk_poll_keys"),
        sqlite_with_rowid=False,
    )


def _redraws() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "poll_redraws",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("poll_id", sa.String(40), nullable=False),
        sa.Column("wanted", sa.BigInteger, nullable=False),
        sa.Column("drawn", sa.BigInteger, nullable=False),
        sa.Column("drawn_at", moment),
        sa.Column("not_before", moment),
        sa.Column("claimed_until", moment),
        sa.PrimaryKeyConstraint("workspace", "poll_id", name="pk_poll_redraws"),
    )
    op.create_table(
        "redraw_budgets",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_redraw_budgets"),
    )


def _wishes() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "poll_templates",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("poll", json, nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", "name", name="pk_poll_templates"),
    )
    op.create_table(
        "paper_wishes",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", "user", name="pk_paper_wishes"),
    )
