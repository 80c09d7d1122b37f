"""Pictures of slides that were uploaded to Slack."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slide_pictures",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("file_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_slide_pictures"),
    )


def downgrade() -> None:
    op.drop_table("slide_pictures")
