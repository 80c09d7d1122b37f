"""Answers already given, by the entry they rest on: for those who have no workspace at hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, func, select

from bot.storage.database import Database, make_engine, normalised
from bot.storage.tables import questions

_AT_ONCE = 500
"""SQLite takes no more than some thousand parameters."""


async def answers_on(url: str, entry_ids: Collection[str]) -> Mapping[str, int]:
    """How many answers in the database at `url` rest on each of these entries, if any do.

    Raises:
        StorageError: the database does not answer, or has no such table.
        ConfigurationError: the address cannot be used.
    """
    wanted = sorted(entry_ids)
    database = Database(make_engine(normalised(url)))

    def count(connection: Connection) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = questions.c.entry_id.in_(wanted[start : start + _AT_ONCE])
            rows = connection.execute(
                select(questions.c.entry_id, func.count())
                .where(some, questions.c.answered)
                .group_by(questions.c.entry_id)
            )
            found |= {str(key): int(times) for key, times in rows}
        return found

    try:
        return await database.read(count)
    finally:
        await database.close()
