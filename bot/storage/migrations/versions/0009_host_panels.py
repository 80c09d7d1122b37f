"""Where the private panels of live quizzes' hosts stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "host_panels",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("quiz_id", sa.String(40), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("thread", sa.String(32)),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "quiz_id", "user", name="pk_host_panels"),
    )


def downgrade() -> None:
    op.drop_table("host_panels")
