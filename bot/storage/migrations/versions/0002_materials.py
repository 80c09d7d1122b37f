"""What instructors teach, and the course's version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "materials",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("teaching", sa.String(40), nullable=False),
        sa.Column("taught_by", sa.String(32), nullable=False),
        sa.Column("taught_at", moment, nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("summary", json, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_materials"),
    )
    op.create_index("ix_materials_course", "materials", ["workspace", "course", "state"])
    op.create_table(
        "teachings",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("taught_by", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("thread_ts", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("report_ts", sa.String(32)),
        sa.Column("result", json, nullable=False),
        sa.Column("begun_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_teachings"),
    )
    op.create_table(
        "course_versions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", name="pk_course_versions"),
    )


def downgrade() -> None:
    op.drop_table("course_versions")
    op.drop_table("teachings")
    op.drop_table("materials")
