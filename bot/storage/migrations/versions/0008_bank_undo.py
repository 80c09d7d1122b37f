"""What a decision about a question takes back: how it was, and what students said of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bank_flags", sa.Column("dealt", sa.Integer))
    op.create_table(
        "bank_befores",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("question_id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column(
            "before", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("workspace", "question_id", name="pk_bank_befores"),
        sa.ForeignKeyConstraint(
            ["workspace", "question_id"],
            ["bank_questions.workspace", "bank_questions.id"],
            name="fk_bank_befores_bank_questions_workspace",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("bank_befores")
    op.execute("DELETE FROM bank_flags WHERE dealt IS NOT NULL")
    op.drop_column("bank_flags", "dealt")
