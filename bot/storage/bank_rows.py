"""Questions of the bank as rows, and in the course's order, within the caller's transaction."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from bot.services.quizzes.bank.ports import BankQuestion, Wanted
from bot.storage.quiz_tables import bank_flags, bank_questions
from bot.storage.rows import Row, record_of
from bot.storage.text import storable
from knowledge.exchange.codec import item_from, item_json
from knowledge.model import Source

_IS = bank_questions.c
_flags = (
    select(func.count())
    .select_from(bank_flags)
    .where(
        bank_flags.c.workspace == _IS.workspace,
        bank_flags.c.question_id == _IS.id,
        bank_flags.c.dealt.is_(None),
    )
    .correlate(bank_questions)
    .scalar_subquery()
)
IN_ORDER = (
    _IS.file.is_(None),
    _IS.lecture.nulls_last(),
    _IS.file,
    _IS.slide.nulls_last(),
    _IS.page.nulls_last(),
    _IS.made_at,
    _IS.place,
    _IS.id,
)
"""By lecture, file and slide, each unknown one last; then as they were made."""
_AS_THEY_ARE = [f.name for f in fields(BankQuestion) if f.name not in {"item", "source", "flags"}]
"""Fields that are columns; the others are of JSON, of several columns, and counted."""
_SOURCE = {f.name: f.name for f in fields(Source)} | {"date": "held_on"}
"""The columns of a source, by its fields."""


def is_question(workspace: str, question_id: str) -> Any:
    """The condition for one row of bank_questions."""
    return and_(_IS.workspace == workspace, _IS.id == question_id)


def is_of(workspace: str, course: str) -> Any:
    """The condition for a course's rows of bank_questions."""
    return and_(_IS.workspace == workspace, _IS.course == course)


def is_wanted(wanted: Wanted) -> Any:
    """The condition for those that are asked for."""
    conditions: list[Any] = [_IS.state.in_(wanted.states)]
    if wanted.lecture is not None:
        conditions.append(_IS.lecture == wanted.lecture)
    if wanted.flagged:
        conditions.append(_flags > 0)
    if not wanted.gone:
        conditions.append(_IS.gone.is_(False))
    return and_(*conditions)


def select_questions(*conditions: Any) -> Select[Any]:
    """Rows that `question_of` reads."""
    return select(bank_questions, _flags.label("flags")).where(*conditions)


def found(connection: Connection, workspace: str, question_id: str) -> BankQuestion | None:
    """A question as it is now."""
    statement = select_questions(is_question(workspace, question_id))
    row = connection.execute(statement).mappings().first()
    return question_of(row) if row else None


def question_of(row: Row) -> BankQuestion:
    """Of a row of `select_questions`."""
    there = row["file"] is not None
    source = Source(**{name: row[column] for name, column in _SOURCE.items()}) if there else None
    made: BankQuestion = record_of(
        BankQuestion, {**row, "source": source}, item=item_from(row["item"])
    )
    return made


def row_of(question: BankQuestion) -> dict[str, Any]:
    """A question as its columns, but for its place among those that come with it."""
    row = {name: getattr(question, name) for name in _AS_THEY_ARE}
    row |= {"item": item_json(question.item), **_columns_of(question.source)}
    kept: dict[str, Any] = storable(row)
    return kept


def _columns_of(source: Source | None) -> dict[str, Any]:
    return {column: getattr(source, name, None) for name, column in _SOURCE.items()}
