"""The questions of courses, what students say of them, and what courses chose (quizzes.bank.ports.Bank)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, select, update

from bot.services.quizzes.bank.ports import (
    DRAFTED,
    BankQuestion,
    Flag,
    QuizSettings,
    Wanted,
)
from bot.services.quizzes.erasing.ports import random_id
from bot.storage.bank_decisions import dealt, flags_of, taken_back, written
from bot.storage.bank_rows import (
    IN_ORDER,
    found,
    is_of,
    is_question,
    is_wanted,
    question_of,
    row_of,
    select_questions,
)
from bot.storage.database import Database
from bot.storage.inserting import insert_into, put_into
from bot.storage.quiz_tables import (
    bank_flags,
    bank_questions,
    bank_versions,
    quiz_extra_time,
    quiz_settings,
)
from bot.storage.rows import record_of
from bot.storage.text import storable


class StoredBank:
    """The tables bank_questions, bank_flags, bank_befores, bank_versions, quiz_settings and quiz_extra_time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, questions: Sequence[BankQuestion]) -> int:
        rows = [{**row_of(each), "place": n} for n, each in enumerate(questions)]
        # In one order: two replicas that add the same at once would wait for each other for ever.
        rows.sort(key=lambda row: (row["workspace"], row["course"], row["fingerprint"], row["id"]))

        def write(connection: Connection) -> int:
            new = insert_into(connection, bank_questions).on_conflict_do_nothing()
            kept = new.returning(bank_questions.c.id)
            return len(connection.execute(kept, rows).all()) if rows else 0

        return await self._database.write(write)

    async def get(self, workspace: str, question_id: str) -> BankQuestion | None:
        return await self._database.read(lambda c: found(c, workspace, question_id))

    async def several(self, workspace: str, ids: Collection[str]) -> Sequence[BankQuestion]:
        mine = (bank_questions.c.workspace == workspace, bank_questions.c.id.in_(ids))
        by_id = {each.id: each for each in await self._several(select_questions(*mine))}
        return [by_id[each] for each in ids if each in by_id]

    async def change(self, before: BankQuestion, after: BankQuestion) -> BankQuestion | None:
        def write(connection: Connection) -> BankQuestion | None:
            kept = written(connection, before, after)
            return found(connection, before.workspace, before.id) if kept else None

        return await self._database.write(write)

    async def decide(self, before: BankQuestion, after: BankQuestion) -> BankQuestion | None:
        def write(connection: Connection) -> BankQuestion | None:
            if not written(connection, before, after):
                return None
            dealt(connection, before)
            return found(connection, before.workspace, before.id)

        return await self._database.write(write)

    async def take_back(
        self, workspace: str, question_id: str, revision: int, *, by: str, at: datetime
    ) -> BankQuestion | None:
        def write(connection: Connection) -> BankQuestion | None:
            now = found(connection, workspace, question_id)
            if now is None or now.revision != revision or not taken_back(connection, now, by, at):
                return None
            return found(connection, workspace, question_id)

        return await self._database.write(write)

    async def change_all(
        self, workspace: str, ids: Collection[str], *, state: str, was: str, by: str, at: datetime
    ) -> Sequence[str]:
        table = bank_questions.c
        mine = (table.workspace == workspace, table.id.in_(ids), table.state == was)
        values = {
            "state": state,
            "changed_by": by,
            "changed_at": at,
            "revision": table.revision + 1,
        }

        def write(connection: Connection) -> list[str]:
            # Locked in one order, so that two who approve the same at once do not wait for each other for ever.
            ours = select(table.id).where(*mine).order_by(table.id).with_for_update()
            changed = set(connection.execute(ours).scalars())
            which = (table.workspace == workspace, table.id.in_(changed))
            connection.execute(update(bank_questions).where(*which).values(values))
            return [each for each in dict.fromkeys(ids) if each in changed]

        return await self._database.write(write)

    async def remove(self, workspace: str, question_id: str) -> bool:
        statement = delete(bank_questions).where(is_question(workspace, question_id))
        return await self._database.write(lambda c: c.execute(statement).rowcount > 0)

    async def find(
        self,
        workspace: str,
        course: str,
        wanted: Wanted,
        *,
        limit: int = 10_000,
    ) -> Sequence[BankQuestion]:
        mine = select_questions(is_of(workspace, course), is_wanted(wanted))
        return await self._several(mine.order_by(*IN_ORDER).limit(limit))

    async def _several(self, statement: Any) -> list[BankQuestion]:
        return await self._database.read(
            lambda c: [question_of(row) for row in c.execute(statement).mappings()]
        )

    async def counts(self, workspace: str, course: str) -> Mapping[tuple[int | None, str], int]:
        by = (bank_questions.c.lecture, bank_questions.c.state)
        mine = (is_of(workspace, course), bank_questions.c.gone.is_(False))
        statement = select(*by, func.count()).where(*mine).group_by(*by)
        return await self._database.read(
            lambda c: {(lecture, state): n for lecture, state, n in c.execute(statement)}
        )

    async def settle(
        self, workspace: str, course: str, version: str, standing: Collection[str]
    ) -> None:
        settled = {"workspace": workspace, "course": course, "version": storable(version)}
        there = frozenset(standing)

        def write(connection: Connection) -> None:
            put_into(connection, bank_versions, settled)  # first: replicas settle one after another
            _settle(connection, workspace, course, there)

        await self._database.write(write)

    async def settled(self, workspace: str, course: str) -> str:
        mine = (bank_versions.c.workspace == workspace, bank_versions.c.course == course)
        statement = select(bank_versions.c.version).where(*mine)
        return await self._database.read(lambda c: c.execute(statement).scalar_one_or_none() or "")

    async def flag(self, workspace: str, question_id: str, flag: Flag) -> bool:
        row = storable({"workspace": workspace, "question_id": question_id, **asdict(flag)})

        def write(connection: Connection) -> bool:
            if found(connection, workspace, question_id) is None:
                return False
            mine = flags_of(workspace, question_id)
            theirs = and_(mine, bank_flags.c.user == flag.user, bank_flags.c.dealt.is_not(None))
            connection.execute(delete(bank_flags).where(theirs))
            new = insert_into(connection, bank_flags).values(row).on_conflict_do_nothing()
            if connection.execute(new.returning(bank_flags.c.user)).first() is not None:
                return True
            put_into(connection, bank_flags, row)
            return False

        return await self._database.write(write)

    async def flags(self, workspace: str, question_id: str) -> Sequence[Flag]:
        order = (bank_flags.c.at, bank_flags.c.user)
        waiting = and_(flags_of(workspace, question_id), bank_flags.c.dealt.is_(None))
        statement = select(bank_flags).where(waiting).order_by(*order)
        return await self._database.read(
            lambda c: [record_of(Flag, row) for row in c.execute(statement).mappings()]
        )

    async def flagged_by(self, workspace: str, user: str) -> frozenset[str]:
        mine = and_(bank_flags.c.workspace == workspace, bank_flags.c.user == user)
        waiting = and_(mine, bank_flags.c.dealt.is_(None))
        statement = select(bank_flags.c.question_id).where(waiting)
        return await self._database.read(lambda c: frozenset(c.execute(statement).scalars()))

    async def forget(self, workspace: str, user: str) -> int:
        theirs = (bank_flags.c.workspace == workspace, bank_flags.c.user == user)

        def write(connection: Connection) -> int:
            found = connection.scalars(select(bank_flags.c.question_id).where(*theirs)).all()
            # A name of its own for each: they are not one person's any more.
            for question_id in found:
                one = update(bank_flags).where(*theirs, bank_flags.c.question_id == question_id)
                connection.execute(one.values(user=random_id()))
            return len(found)

        named = await self._database.write(write)
        if named:
            await self._database.scrub(bank_flags)
        return named

    async def settings(self, workspace: str, course: str) -> QuizSettings:
        statement = select(quiz_settings).where(*_in_course(quiz_settings, workspace, course))

        def find(connection: Connection) -> QuizSettings:
            row = connection.execute(statement).mappings().first()
            return record_of(QuizSettings, row) if row else QuizSettings()

        return await self._database.read(find)

    async def set(self, workspace: str, course: str, settings: QuizSettings) -> None:
        row = {"workspace": workspace, "course": course, **asdict(settings)}
        await self._database.write(lambda c: put_into(c, quiz_settings, row))

    async def extra_time(self, workspace: str, course: str) -> Mapping[str, int]:
        columns = (quiz_extra_time.c.user, quiz_extra_time.c.percent)
        mine = _in_course(quiz_extra_time, workspace, course)
        statement = select(*columns).where(*mine).order_by(quiz_extra_time.c.user)
        return await self._database.read(
            lambda c: {row.user: row.percent for row in c.execute(statement)}
        )

    async def give_time(self, workspace: str, course: str, user: str, percent: int) -> None:
        row = {"workspace": workspace, "course": course, "user": user, "percent": percent}
        mine = (*_in_course(quiz_extra_time, workspace, course), quiz_extra_time.c.user == user)

        def write(connection: Connection) -> None:
            if percent:
                put_into(connection, quiz_extra_time, row)
            else:
                connection.execute(delete(quiz_extra_time).where(*mine))

        await self._database.write(write)


def _settle(connection: Connection, workspace: str, course: str, standing: frozenset[str]) -> None:
    """Drafted questions are gone unless they are among the standing."""
    table = bank_questions.c
    columns = (table.id, table.fingerprint, table.gone)
    drafted = select(*columns).where(is_of(workspace, course), table.origin == DRAFTED)
    other = {
        question_id: not gone
        for question_id, fingerprint, gone in connection.execute(drafted)
        if gone != (fingerprint not in standing)
    }
    for gone in (True, False):
        ids = sorted(question_id for question_id, is_gone in other.items() if is_gone == gone)
        if ids:
            mine = (table.workspace == workspace, table.id.in_(ids))
            connection.execute(update(bank_questions).where(*mine).values(gone=gone))


def _in_course(table: Table, workspace: str, course: str) -> tuple[Any, Any]:
    return table.c.workspace == workspace, table.c.course == course
