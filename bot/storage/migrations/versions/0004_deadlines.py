"""Dated items, reminders, the outbox, calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _deadlines()
    _outbox()


def downgrade() -> None:
    op.drop_table("outbox")
    op.drop_table("reminders")
    op.drop_table("feeds")
    op.drop_table("followed_calendars")
    op.drop_table("item_marks")
    op.drop_table("personal_wishes")
    op.drop_table("announcing")
    op.drop_table("extensions")
    op.drop_table("item_changes")
    op.drop_table("dated_items")


def _deadlines() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "dated_items",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("all_day", sa.Boolean, nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("origin_key", sa.String(200), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("planned", sa.Boolean, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("details", json, nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("changed_by", sa.String(32), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_dated_items"),
    )
    op.create_index(
        "ix_dated_items_course", "dated_items", ["workspace", "course", "state", "ends_at"]
    )
    op.create_index("ix_dated_items_planned", "dated_items", ["planned"])
    op.create_index(
        "ix_dated_items_origin_key",
        "dated_items",
        ["workspace", "course", "origin_key"],
        unique=True,
    )
    op.create_table(
        "item_changes",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("before", json),
        sa.Column("after", json, nullable=False),
        sa.Column("changed_by", sa.String(32), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("undone_at", moment),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_item_changes"),
    )
    op.create_index("ix_item_changes_item", "item_changes", ["workspace", "item_id", "changed_at"])
    op.create_table(
        "extensions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "item_id", "user", name="pk_extensions"),
    )
    op.create_index("ix_extensions_user", "extensions", ["workspace", "user"])
    op.create_table(
        "announcing",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("settings", json, nullable=False),
        sa.Column("changed_by", sa.String(32), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", name="pk_announcing"),
    )
    op.create_table(
        "personal_wishes",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("leads", json, nullable=False),
        sa.Column("muted", sa.Boolean, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", "user", name="pk_personal_wishes"),
    )
    op.create_table(
        "item_marks",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("leads", json),
        sa.Column("muted", sa.Boolean, nullable=False),
        sa.Column("done_at", moment),
        sa.Column("snoozed_until", moment),
        sa.Column("changed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "item_id", "user", name="pk_item_marks"),
    )
    op.create_index("ix_item_marks_user", "item_marks", ["workspace", "course", "user"])
    op.create_table(
        "followed_calendars",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("added_by", sa.String(32), nullable=False),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("next_at", moment, nullable=False),
        sa.Column("claimed_until", moment),
        sa.Column("fetched_at", moment),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_followed_calendars"),
    )
    op.create_index("ix_followed_calendars_next", "followed_calendars", ["next_at"])
    op.create_table(
        "feeds",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "course", "user", name="pk_feeds"),
    )
    op.create_index("ix_feeds_token", "feeds", ["token"], unique=True)


def _outbox() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "reminders",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("lead", sa.Integer, nullable=False),
        sa.Column("target_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("settled_at", moment),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_reminders"),
    )
    op.create_index("ix_reminders_due", "reminders", ["state", "due_at"])
    op.create_index("ix_reminders_item", "reminders", ["workspace", "item_id", "audience"])
    op.create_index("ix_reminders_course", "reminders", ["workspace", "course", "state", "due_at"])
    op.create_table(
        "outbox",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("op", sa.String(8), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("thread_ts", sa.String(32)),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("subject", json, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("not_before", moment, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_attempt_at", moment),
        sa.Column("last_attempt_at", moment),
        sa.Column("claimed_until", moment),
        sa.Column("claimed_by", sa.String(40)),
        sa.Column("posted_channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
        sa.Column("shown_revision", sa.Integer, nullable=False),
        sa.Column("sent_at", moment),
        sa.Column("error", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_outbox"),
    )
    op.create_index("ix_outbox_waiting", "outbox", ["state", "not_before"])
    op.create_index("ix_outbox_about", "outbox", ["workspace", "about"])
    op.create_index("ix_outbox_channel", "outbox", ["workspace", "channel", "sent_at"])
