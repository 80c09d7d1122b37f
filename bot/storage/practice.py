"""People's practice: where they are, what they remember, what they answered (quizzes.practice.ports.Practice)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from bot.services.quizzes.practice.ports import Given, Memory, Session, Wishes
from bot.storage.database import Database
from bot.storage.inserting import insert_into, put_into
from bot.storage.quiz_tables import (
    practice_answers,
    practice_memories,
    practice_sessions,
    practice_wishes,
)
from bot.storage.rows import record_of
from bot.storage.text import storable

_SESSION = [practice_sessions.c[field.name] for field in fields(Session)]
_MEMORY = [practice_memories.c[field.name] for field in fields(Memory)]
_GIVEN = [practice_answers.c[field.name] for field in fields(Given)]
_IN_TURN = (practice_answers.c.at, practice_answers.c.id)
_TABLES = (practice_sessions, practice_memories, practice_answers, practice_wishes)
"""The sessions first: an answer that comes meanwhile waits for them, and is then refused or erased too."""


class StoredPractice:
    """The tables practice_sessions, practice_memories, practice_answers and practice_wishes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def session(self, workspace: str, course: str, user: str) -> Session | None:
        statement = select(*_SESSION).where(*_person(practice_sessions, workspace, course, user))
        found: Session | None = await self._one(Session, statement)
        return found

    async def keep(self, before: Session | None, after: Session) -> Session | None:
        return await self._database.write(lambda c: _keep(c, before, after))

    async def answer(
        self, before: Session, after: Session, memory: Memory, given: Given
    ) -> Session | None:
        def write(connection: Connection) -> Session | None:
            kept = _keep(connection, before, after)
            if kept is None:
                return None
            if not _add(connection, given):
                raise _GivenAlready
            put_into(connection, practice_memories, storable(asdict(memory)))
            return kept

        try:
            return await self._database.write(write)
        except _GivenAlready:
            return None

    async def memories(
        self, workspace: str, course: str, user: str, *, due_by: datetime | None = None
    ) -> Sequence[Memory]:
        mine = [*_person(practice_memories, workspace, course, user)]
        if due_by is not None:
            mine.append(practice_memories.c.due_at <= due_by)
        order = (practice_memories.c.due_at, practice_memories.c.question_id)
        return await self._several(Memory, select(*_MEMORY).where(*mine).order_by(*order))

    async def memory(self, workspace: str, user: str, question_id: str) -> Memory | None:
        mine = (
            practice_memories.c.workspace == workspace,
            practice_memories.c.user == user,
            practice_memories.c.question_id == question_id,
        )
        found: Memory | None = await self._one(Memory, select(*_MEMORY).where(*mine))
        return found

    async def given(
        self, workspace: str, course: str, user: str, *, since: date | None = None
    ) -> Sequence[Given]:
        wanted = [*_person(practice_answers, workspace, course, user)]
        if since is not None:
            wanted.append(practice_answers.c.day >= since)
        return await self._several(Given, select(*_GIVEN).where(*wanted).order_by(*_IN_TURN))

    async def days(self, workspace: str, course: str, user: str) -> Sequence[date]:
        mine = _person(practice_answers, workspace, course, user)
        day = practice_answers.c.day
        statement = select(day).where(*mine).distinct().order_by(day)
        return await self._database.read(lambda c: list(c.execute(statement).scalars()))

    async def wishes(self, workspace: str, course: str, user: str) -> Wishes:
        statement = select(practice_wishes).where(
            *_person(practice_wishes, workspace, course, user)
        )
        return await self._one(Wishes, statement) or Wishes()

    async def wish(self, workspace: str, course: str, user: str, wishes: Wishes) -> None:
        row = {"workspace": workspace, "course": course, "user": user, **asdict(wishes)}
        await self._database.write(lambda c: put_into(c, practice_wishes, row))

    async def erase(self, workspace: str, user: str) -> int:
        def write(connection: Connection) -> int:
            return sum(
                connection.execute(
                    delete(table).where(table.c.workspace == workspace, table.c.user == user)
                ).rowcount
                for table in _TABLES
            )

        erased = await self._database.write(write)
        if erased:
            await self._database.scrub(*_TABLES)
        return erased

    async def _one(self, record: Any, statement: Any) -> Any:
        found = await self._several(record, statement)
        return found[0] if found else None

    async def _several(self, record: Any, statement: Any) -> list[Any]:
        return await self._database.read(
            lambda c: [record_of(record, row) for row in c.execute(statement).mappings()]
        )


class _GivenAlready(Exception):
    """A new answer is there already."""


def _keep(connection: Connection, before: Session | None, after: Session) -> Session | None:
    """Write the next revision of a session that is as it was seen; None where it is not."""
    row = storable(asdict(after))
    statement: Any
    if before is None:
        new = insert_into(connection, practice_sessions).values({**row, "revision": 1})
        statement = new.on_conflict_do_nothing()
    else:
        mine = _person(practice_sessions, after.workspace, after.course, after.user)
        as_seen = practice_sessions.c.revision == before.revision
        values = {
            "state": row["state"],
            "changed_at": row["changed_at"],
            "revision": before.revision + 1,
        }
        statement = update(practice_sessions).where(*mine, as_seen).values(values)
    kept = connection.execute(statement.returning(*_SESSION)).mappings().first()
    return record_of(Session, kept) if kept else None


def _add(connection: Connection, given: Given) -> bool:
    """Keep a new answer; False where it was given already."""
    new = insert_into(connection, practice_answers).values(storable(asdict(given)))
    kept = new.on_conflict_do_nothing().returning(practice_answers.c.id)
    return connection.execute(kept).first() is not None


def _person(table: Table, workspace: str, course: str, user: str) -> tuple[Any, ...]:
    return table.c.workspace == workspace, table.c.course == course, table.c.user == user
