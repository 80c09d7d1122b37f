"""Polls, their ballots, and their messages to be drawn again.

What belongs to an anonymous ballot lies apart from everything that has a time, in the order of its keyed hash: SQLite's
hidden row numbers would tell the order in which people voted.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

from bot.storage.columns import Json, Utc, metadata

polls = Table(
    "polls",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("course", String(64), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("creator", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("question", Text, nullable=False),
    Column("options", Json, nullable=False),
    Column("settings", Json, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("state", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("opens_at", Utc),
    Column("opened_at", Utc),
    Column("closes_at", Utc),
    Column("closed_at", Utc),
    Column("closed_by", String(32), nullable=False),
    Column("posted_channel", String(32)),
    Column("ts", String(32)),
    Column("round_of", String(40), nullable=False),
    Column("about", String(80), nullable=False),
    Column("result", Json, nullable=False),
    Column("notes", Json, nullable=False),
    Index("ix_polls_opening", "state", "opens_at"),
    Index("ix_polls_closing", "state", "closes_at"),
    Index("ix_polls_course", "workspace", "course", "made_at"),
    Index("ix_polls_kind", "workspace", "course", "state", "kind", "made_at", "id"),
    Index("ix_polls_about", "workspace", "about", "id"),
)
_running = (polls.c.kind == "quiz") & (polls.c.state == "open")
Index(
    "ix_polls_running",  # a channel has one quiz at a time
    polls.c.workspace,
    polls.c.channel,
    unique=True,
    sqlite_where=_running,
    postgresql_where=_running,
)

ballots = Table(
    "ballots",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("poll_id", String(40), primary_key=True),
    Column("voter", String(64), primary_key=True),
    Column("choice", Json, nullable=False),
    Column("clicked", String(64), nullable=False),
    sqlite_with_rowid=False,
)

poll_keys = Table(
    "poll_keys",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("poll_id", String(40), primary_key=True),
    Column("key", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

poll_redraws = Table(
    "poll_redraws",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("poll_id", String(40), primary_key=True),
    Column("wanted", BigInteger, nullable=False),
    Column("drawn", BigInteger, nullable=False),
    Column("drawn_at", Utc),
    Column("not_before", Utc),
    Column("claimed_until", Utc),
)

redraw_budgets = Table(
    "redraw_budgets",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("next_at", Utc, nullable=False),
)

poll_templates = Table(
    "poll_templates",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("poll", Json, nullable=False),
    Column("made_by", String(32), nullable=False),
    Column("made_at", Utc, nullable=False),
)

paper_wishes = Table(
    "paper_wishes",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("user", String(32), primary_key=True),
    Column("made_at", Utc, nullable=False),
)

paper_settings = Table(
    "paper_settings",
    metadata,
    Column("workspace", String(32), primary_key=True),
    Column("course", String(64), primary_key=True),
    Column("on", Boolean, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("changed_by", String(32), nullable=False),
    Column("changed_at", Utc, nullable=False),
)
