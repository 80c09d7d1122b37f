"""Questions of the bank as rows, and in the course's order, within the caller's transaction."""

from __future__ import annotations

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
    .where(bank_flags.c.workspace == _IS.workspace, bank_flags.c.question_id == _IS.id)
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
    if wanted.file is not None:
        conditions.append(_IS.file == storable(wanted.file))
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
    source = None
    if row["file"] is not None:
        held_on = row["held_on"]
        source = record_of(Source, {**row, "date": held_on})
    made: BankQuestion = record_of(
        BankQuestion, {**row, "source": source}, item=item_from(row["item"])
    )
    return made


def row_of(question: BankQuestion) -> dict[str, Any]:
    """A question as its columns, but for its place among those that come with it."""
    source = question.source
    row: dict[str, Any] = storable(
        {
            "workspace": question.workspace,
            "id": question.id,
            "course": question.course,
            "item": item_json(question.item),
            "origin": question.origin,
            "state": question.state,
            "file": source.file if source else None,
            "title": source.title if source else None,
            "lecture": source.lecture if source else None,
            "slide": source.slide if source else None,
            "page": source.page if source else None,
            "held_on": source.date if source else None,
            "form": question.form,
            "language": question.language,
            "difficulty": question.difficulty,
            "quality": question.quality,
            "fingerprint": question.fingerprint,
            "gone": question.gone,
            "reason": question.reason,
            "made_by": question.made_by,
            "made_at": question.made_at,
            "changed_by": question.changed_by,
            "changed_at": question.changed_at,
            "revision": question.revision,
        }
    )
    return row
