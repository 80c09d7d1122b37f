"""The question bank, practice, and that a channel has one open quiz at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _polls()


def downgrade() -> None:
    op.drop_index("ix_polls_running", "polls")
    op.drop_index("ix_polls_about", "polls")


def _polls() -> None:
    running = sa.text("kind = 'quiz' AND state = 'open'")
    op.create_index("ix_polls_about", "polls", ["workspace", "about"])
    op.create_index(
        "ix_polls_running",
        "polls",
        ["workspace", "channel"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )
