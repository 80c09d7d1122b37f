"""What was asked, what was answered, and what people thought of it (ports.Questions)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, select, update

from bot.services.ports import FeedbackCount, QuestionRecord
from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.tables import questions, votes
from bot.storage.text import storable

_COLUMNS = [questions.c[f.name] for f in fields(QuestionRecord)]


class StoredQuestions:
    """The tables questions and votes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, record: QuestionRecord) -> None:
        row = storable(asdict(record))

        def insert_new(connection: Connection) -> int:
            statement = insert_into(connection, questions).values(row).on_conflict_do_nothing()
            return connection.execute(statement).rowcount

        await self._database.write(insert_new)

    async def set_reply(self, workspace: str, question_id: str, reply_ts: str) -> None:
        statement = update(questions).where(*_is(workspace, question_id)).values(reply_ts=reply_ts)
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def get(self, workspace: str, question_id: str) -> QuestionRecord | None:
        return await self._one(select(*_COLUMNS).where(*_is(workspace, question_id)))

    async def latest_in_thread(
        self, workspace: str, channel: str, thread_ts: str
    ) -> QuestionRecord | None:
        in_thread = (
            questions.c.workspace == workspace,
            questions.c.channel == channel,
            questions.c.thread_ts == thread_ts,
        )
        newest = (
            select(*_COLUMNS)
            .where(*in_thread)
            .order_by(
                questions.c.answered.desc(), questions.c.asked_at.desc(), questions.c.id.desc()
            )
        )
        return await self._one(newest.limit(1))

    async def latest_of(
        self, workspace: str, channel: str, user: str, *, thread_ts: str | None
    ) -> QuestionRecord | None:
        asked = [
            questions.c.workspace == workspace,
            questions.c.channel == channel,
            questions.c.user == user,
        ]
        if thread_ts is not None:
            asked.append(questions.c.thread_ts == thread_ts)
        newest = select(*_COLUMNS).where(*asked)
        order = (questions.c.asked_at.desc(), questions.c.id.desc())
        return await self._one(newest.order_by(*order).limit(1))

    async def _one(self, statement: Any) -> QuestionRecord | None:
        def fetch(connection: Connection) -> QuestionRecord | None:
            row = connection.execute(statement).mappings().first()
            return QuestionRecord(**row) if row else None

        return await self._database.read(fetch)

    async def _several(self, statement: Any) -> list[QuestionRecord]:
        return await self._database.read(
            lambda connection: [
                QuestionRecord(**r) for r in connection.execute(statement).mappings()
            ]
        )

    async def vote(
        self, workspace: str, question_id: str, user: str, *, helpful: bool, at: datetime
    ) -> bool:
        def cast(connection: Connection) -> bool:
            new = insert_into(connection, votes).values(
                workspace=workspace,
                question_id=question_id,
                user=user,
                helpful=helpful,
                voted_at=at,
            )
            changed = new.on_conflict_do_update(
                index_elements=[votes.c.workspace, votes.c.question_id, votes.c.user],
                set_={"helpful": helpful, "voted_at": at},
                where=votes.c.helpful != helpful,
            ).returning(votes.c.user)
            return connection.execute(changed).first() is not None

        return await self._database.write(cast)

    async def feedback(self, workspace: str, question_id: str) -> FeedbackCount:
        mine = (votes.c.workspace == workspace, votes.c.question_id == question_id)

        def count(connection: Connection) -> FeedbackCount:
            helpful, total = connection.execute(
                select(
                    func.coalesce(func.sum(case((votes.c.helpful, 1), else_=0)), 0), func.count()
                ).where(*mine)
            ).one()
            return FeedbackCount(int(helpful), int(total) - int(helpful))

        return await self._database.read(count)

    async def unanswered(
        self, workspace: str, course: str, *, limit: int = 20
    ) -> Sequence[QuestionRecord]:
        declined = (
            questions.c.workspace == workspace,
            questions.c.course == course,
            questions.c.answered.is_(False),
        )
        statement = (
            select(*_COLUMNS).where(*declined).order_by(questions.c.asked_at.desc()).limit(limit)
        )
        return await self._several(statement)

    async def latest(
        self, workspace: str, course: str, *, limit: int = 500
    ) -> Sequence[QuestionRecord]:
        mine = (questions.c.workspace == workspace, questions.c.course == course)
        return await self._several(
            select(*_COLUMNS).where(*mine).order_by(questions.c.asked_at.desc()).limit(limit)
        )

    async def counts(self, workspace: str, course: str) -> Mapping[str, int]:
        def count(connection: Connection) -> Mapping[str, int]:
            mine = (questions.c.workspace == workspace, questions.c.course == course)
            asked, answered = connection.execute(
                select(
                    func.count(),
                    func.coalesce(func.sum(case((questions.c.answered, 1), else_=0)), 0),
                ).where(*mine)
            ).one()
            joined = votes.join(
                questions,
                (votes.c.workspace == questions.c.workspace)
                & (votes.c.question_id == questions.c.id),
            )
            helpful, voted = connection.execute(
                select(
                    func.coalesce(func.sum(case((votes.c.helpful, 1), else_=0)), 0), func.count()
                )
                .select_from(joined)
                .where(*mine)
            ).one()
            return {
                "asked": int(asked),
                "answered": int(answered),
                "declined": int(asked) - int(answered),
                "helpful": int(helpful),
                "not_helpful": int(voted) - int(helpful),
            }

        return await self._database.read(count)


def _is(workspace: str, question_id: str) -> tuple[Any, Any]:
    return questions.c.workspace == workspace, questions.c.id == question_id
