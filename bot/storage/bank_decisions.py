"""Decisions about questions and the way back, within the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update

from bot.services.quizzes.bank.ports import BankQuestion
from bot.storage.bank_rows import is_question, row_of
from bot.storage.inserting import put_into
from bot.storage.quiz_tables import bank_befores, bank_flags, bank_questions
from bot.storage.text import storable
from knowledge.exchange.codec import item_from, item_json
from knowledge.sources import source_from, source_json

_STAYS = {"workspace", "id", "course", "fingerprint", "gone"}


def written(connection: Connection, before: BankQuestion, after: BankQuestion) -> bool:
    """Whether `after` is kept: not where it is not as it was seen any more."""
    values = {name: value for name, value in row_of(after).items() if name not in _STAYS}
    values["revision"] = before.revision + 1
    as_seen = bank_questions.c.revision == before.revision
    mine = is_question(before.workspace, before.id)
    statement = update(bank_questions).where(mine, as_seen).values(values)
    return connection.execute(statement).rowcount > 0


def dealt(connection: Connection, before: BankQuestion) -> None:
    """What was said of it is dealt with, and how it was is kept, in place of what the decision before left."""
    revision = before.revision + 1
    mine = flags_of(before.workspace, before.id)
    connection.execute(delete(bank_flags).where(mine, bank_flags.c.dealt.is_not(None)))
    connection.execute(update(bank_flags).where(mine).values(dealt=revision))
    was = {
        "item": item_json(before.item),
        "state": before.state,
        "reason": before.reason,
        "source": source_json(before.source),
    }
    where = {"workspace": before.workspace, "question_id": before.id}
    put_into(connection, bank_befores, {**where, "revision": revision, "before": storable(was)})


def taken_back(connection: Connection, now: BankQuestion, by: str, at: datetime) -> bool:
    """Whether it is again what it was before the decision that made it what it is."""
    table = bank_befores.c
    mine = and_(table.workspace == now.workspace, table.question_id == now.id)
    kept = select(table.before).where(mine, table.revision == now.revision)
    was = connection.execute(kept).scalar_one_or_none()
    if was is None or not written(connection, now, _as_it_was(now, was, by, at)):
        return False
    connection.execute(delete(bank_befores).where(mine))
    theirs = and_(flags_of(now.workspace, now.id), bank_flags.c.dealt == now.revision)
    connection.execute(update(bank_flags).where(theirs).values(dealt=None))
    return True


def _as_it_was(now: BankQuestion, was: Mapping[str, Any], by: str, at: datetime) -> BankQuestion:
    return replace(
        now,
        item=item_from(was["item"]),
        state=was["state"],
        reason=was["reason"],
        source=source_from(was["source"]),
        changed_by=by,
        changed_at=at,
    )


def flags_of(workspace: str, question_id: str) -> Any:
    """The condition for all that was said of a question."""
    return and_(bank_flags.c.workspace == workspace, bank_flags.c.question_id == question_id)
