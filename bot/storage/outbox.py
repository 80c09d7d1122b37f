"""Messages that nobody is waiting for (reminding.ports.Outbox)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from bot.services.polls.ports import POLL
from bot.services.reminding.ports import (
    EDIT,
    POST,
    REMINDER,
    SENT,
    WAITING,
    Outgoing,
)
from bot.storage.claiming import claim, is_free
from bot.storage.database import Database
from bot.storage.deadline_tables import dated_items
from bot.storage.inserting import insert_into
from bot.storage.outbox_tables import outbox, reminders
from bot.storage.poll_rows import note_posted
from bot.storage.text import storable

_COLUMNS = [outbox.c[f.name] for f in fields(Outgoing)]


class StoredOutbox:
    """The table outbox, and what becomes of the reminders in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, messages: Sequence[Outgoing]) -> int:
        return await self._database.write(lambda c: add_all(c, messages))

    async def claim(
        self, now: datetime, *, lease: timedelta, limit: int, holder: str, pause: timedelta
    ) -> Sequence[Outgoing]:
        if await self._database.read(lambda c: _nothing_free(c, now)):
            return []
        rows = await self._database.write(
            lambda c: claim(c, now, until=now + lease, limit=limit, holder=holder, pause=pause)
        )
        return [_outgoing(row) for row in rows]

    async def attempting(
        self, message: Outgoing, *, at: datetime, since: datetime, until: datetime, revision: int
    ) -> bool:
        held = _held(message)
        first = message.first_attempt_at or since
        values = {
            "attempts": message.attempts + 1,
            "first_attempt_at": first,
            "last_attempt_at": at,
            "claimed_until": until,
            "shown_revision": revision,
        }
        statement = update(outbox).where(held, outbox.c.state == WAITING).values(values)
        return await self._database.write(lambda c: c.execute(statement).rowcount > 0)

    async def sent(
        self, message: Outgoing, *, channel: str, ts: str, revision: int, at: datetime
    ) -> None:
        values = {
            "state": SENT,
            "posted_channel": channel,
            "ts": ts,
            "shown_revision": revision,
            "sent_at": at,
            "error": "",
        }

        def write(connection: Connection) -> None:
            connection.execute(update(outbox).where(_is(message)).values(values | _LET_GO))
            _settle(connection, message, SENT, at)
            if message.kind == POLL and message.op == POST and message.about:
                note_posted(connection, message.workspace, message.about, channel, ts)
            if message.about and message.kind == REMINDER:
                newer = _revision(connection, message.workspace, message.about)
                add_edits(connection, message.workspace, message.about, newer, at)

        await self._database.write(write)

    async def later(
        self, message: Outgoing, *, not_before: datetime, error: str = "", refused: bool = False
    ) -> None:
        values: dict[str, Any] = {"not_before": not_before, "error": error, **_LET_GO}
        if refused:
            values["first_attempt_at"] = message.first_attempt_at
        statement = update(outbox).where(_held(message), outbox.c.state == WAITING).values(values)
        await self._database.write(lambda c: c.execute(statement).rowcount)

    async def close(
        self,
        message: Outgoing,
        *,
        state: str,
        error: str,
        at: datetime,
        notices: Sequence[Outgoing] = (),
    ) -> None:
        def write(connection: Connection) -> None:
            closing = update(outbox).where(_is(message), outbox.c.state == WAITING)
            if connection.execute(
                closing.values(state=state, error=error, sent_at=at, **_LET_GO)
            ).rowcount:
                _settle(connection, message, state, at)
                add_all(connection, notices)

        await self._database.write(write)

    async def posted(self, workspace: str, about: str, *, kind: str = "") -> Sequence[Outgoing]:
        mine = select(*_COLUMNS).where(*_posted(workspace, about, kind))
        statement = mine.order_by(outbox.c.sent_at, outbox.c.key)
        return await self._database.read(
            lambda c: [_outgoing(row) for row in c.execute(statement).mappings()]
        )

    async def prune(self, *, sent_before: datetime) -> int:
        statement = delete(outbox).where(outbox.c.state != WAITING, outbox.c.sent_at < sent_before)
        return await self._database.write(lambda c: c.execute(statement).rowcount)


_LET_GO = {"claimed_until": None, "claimed_by": None}


def add_all(connection: Connection, messages: Sequence[Outgoing]) -> int:
    """Insert those whose keys are new, within the caller's transaction; returns how many."""
    return sum(_add(connection, _row(message)) for message in messages)


def _add(connection: Connection, row: Mapping[str, Any]) -> int:
    statement = insert_into(connection, outbox).values(row).on_conflict_do_nothing()
    return len(connection.execute(statement.returning(outbox.c.key)).all())


def add_edits(
    connection: Connection, workspace: str, item_id: str, revision: int, now: datetime
) -> None:
    """Edits of all posted reminders whose readers see an older revision of the item than this."""
    outdated = (*_posted(workspace, item_id, REMINDER), outbox.c.shown_revision < revision)
    for row in connection.execute(select(*_COLUMNS).where(*outdated)).mappings().all():
        shown = _outgoing(row)
        _add(connection, _row(_edit(shown, str(revision), now)))
        mine = update(outbox).where(_is(shown))
        connection.execute(mine.values(shown_revision=revision))


def edit_posted(
    connection: Connection, workspace: str, about: str, kind: str, mark: str, now: datetime
) -> None:
    """Edits of all posted messages of a kind about this, within the caller's transaction; `mark` tells one time from another."""
    posted = select(*_COLUMNS).where(*_posted(workspace, about, kind))
    for row in connection.execute(posted).mappings().all():
        _add(connection, _row(_edit(_outgoing(row), mark, now)))


def _posted(workspace: str, about: str, kind: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions for messages about this that were posted, of a kind; "" is any."""
    mine = (
        outbox.c.workspace == workspace,
        outbox.c.about == about,
        outbox.c.op == POST,
        outbox.c.state == SENT,
    )
    return (*mine, outbox.c.kind == kind) if kind else mine


def _edit(shown: Outgoing, mark: str, now: datetime) -> Outgoing:
    """Of a message that stands in its channel; its composer is asked what it says now."""
    return Outgoing(
        shown.workspace,
        f"edit:{shown.key}:{mark}",
        shown.kind,
        shown.posted_channel or shown.channel,
        now,
        course=shown.course,
        op=EDIT,
        about=shown.about,
        subject={**shown.subject, "key": shown.key, "ts": shown.ts, "audience": shown.channel},
        ts=shown.ts,
    )


def _revision(connection: Connection, workspace: str, item_id: str) -> int:
    """The item's revision; nobody changes it before our transaction ends."""
    mine = (dated_items.c.workspace == workspace, dated_items.c.id == item_id)
    statement = select(dated_items.c.revision).where(*mine).with_for_update(read=True)
    return connection.execute(statement).scalar_one_or_none() or 0


def _settle(connection: Connection, message: Outgoing, state: str, at: datetime) -> None:
    """Note what became of the reminder that a message was."""
    if message.kind != REMINDER or message.op != POST:
        return
    mine = (reminders.c.workspace == message.workspace, reminders.c.key == message.key)
    values = {"state": state, "settled_at": at, "told": False}
    connection.execute(update(reminders).where(*mine).values(values))


def _nothing_free(connection: Connection, now: datetime) -> bool:
    return connection.execute(select(outbox.c.key).where(is_free(now)).limit(1)).first() is None


def _is(message: Outgoing) -> Any:
    return and_(outbox.c.workspace == message.workspace, outbox.c.key == message.key)


def _held(message: Outgoing) -> Any:
    """The message, as long as whoever claimed it still holds it."""
    return and_(_is(message), outbox.c.claimed_by == message.claimed_by)


def _outgoing(row: Any) -> Outgoing:
    return Outgoing(**{f.name: row[f.name] for f in fields(Outgoing)})


def _row(message: Outgoing) -> dict[str, Any]:
    row: dict[str, Any] = storable(asdict(message))
    return {**row, "not_before": message.not_before or message.due_at}
