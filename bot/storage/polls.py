"""Polls, changed only as they were seen (polls.ports.Polls)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, delete, select, text, update
from sqlalchemy.exc import IntegrityError

from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    DRAFT,
    OPEN,
    SCHEDULED,
    Announce,
    Beside,
    Count,
    Poll,
)
from bot.services.reminding.ports import Outgoing
from bot.storage.ballots import all_ballots
from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.outbox import add_all
from bot.storage.poll_rows import (
    COLUMNS,
    forget_ballots,
    found,
    is_poll,
    note_posted,
    poll_of,
    row_of,
    settle_key,
    want_redraws,
)
from bot.storage.poll_tables import ballots, poll_keys, polls

_BESIDE = 0x1EC7E45
"""Of PostgreSQL's advisory locks, with a course: one change that looks at a course's other polls is kept at a time."""
_NOT_CHANGED = {"workspace", "id", "posted_channel", "ts"}


class StoredPolls:
    """The table polls, with the keys of anonymous ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, poll: Poll, messages: Sequence[Outgoing] = ()) -> bool:
        def write(connection: Connection) -> bool:
            if not _put(connection, poll):
                return False
            add_all(connection, messages)
            return True

        return await self._database.write(write)

    async def get(self, workspace: str, poll_id: str) -> Poll | None:
        return await self._database.read(lambda c: found(c, workspace, poll_id))

    async def change(
        self,
        before: Poll,
        after: Poll,
        messages: Sequence[Outgoing] = (),
        adding: Sequence[Poll] = (),
        *,
        beside: Beside | None = None,
    ) -> Poll | None:
        if before.state == OPEN and before.settings.anonymous != after.settings.anonymous:
            raise ValueError("an open poll stays as secret as it was")

        def write(connection: Connection) -> Poll | None:
            if beside is not None and not _agrees(connection, before, beside):
                return None
            stored = found(connection, before.workspace, before.id, locked=True)
            if stored is None or stored.revision != before.revision:
                return None
            try:
                kept = _keep(connection, stored, after)
            except IntegrityError as error:  # its channel has another open quiz
                raise _Taken from error
            if not all(_put(connection, poll) for poll in adding):
                raise _Taken
            add_all(connection, messages)
            return kept

        try:
            kept = await self._database.write(write)
        except _Taken:
            return None
        if kept is not None and _threw_away(before, kept):
            await self._database.scrub(poll_keys, ballots)
        return kept

    async def close(
        self,
        workspace: str,
        poll_id: str,
        *,
        by: str,
        at: datetime,
        count: Count,
        announce: Announce | None = None,
    ) -> Poll | None:
        def write(connection: Connection) -> Poll | None:
            poll = found(connection, workspace, poll_id, locked=True)
            if poll is None or poll.state != OPEN:
                return None
            result = count(poll, all_ballots(connection, poll))
            closed = replace(poll, state=CLOSED, closed_at=at, closed_by=by, result=result)
            kept = _keep(connection, poll, closed)
            add_all(connection, announce(kept) if announce else ())
            return kept

        kept = await self._database.write(write)
        if kept is not None and kept.settings.anonymous:
            await self._database.scrub(poll_keys, ballots)
        return kept

    async def posted(
        self, workspace: str, poll_id: str, *, channel: str | None, ts: str | None
    ) -> None:
        await self._database.write(lambda c: note_posted(c, workspace, poll_id, channel, ts))

    async def due(
        self,
        workspace: str,
        course: str,
        state: str,
        now: datetime,
        *,
        kinds: Collection[str],
        limit: int = 100,
    ) -> Sequence[Poll]:
        moment = polls.c.opens_at if state == SCHEDULED else polls.c.closes_at
        return await self._several(
            select(*COLUMNS)
            .where(
                polls.c.workspace == workspace,
                polls.c.course == course,
                polls.c.kind.in_(kinds),
                polls.c.state == state,
                moment <= now,
            )
            .order_by(moment, polls.c.id)
            .limit(limit)
        )

    async def of_course(
        self,
        workspace: str,
        course: str,
        *,
        states: Collection[str],
        kinds: Collection[str] = (),
        limit: int = 50,
    ) -> Sequence[Poll]:
        wanted = [
            polls.c.workspace == workspace,
            polls.c.course == course,
            polls.c.state.in_(states),
        ]
        if kinds:
            wanted.append(polls.c.kind.in_(kinds))
        newest = (polls.c.made_at.desc(), polls.c.id.desc())
        return await self._several(select(*COLUMNS).where(*wanted).order_by(*newest).limit(limit))

    async def about(self, workspace: str, about: str, *, kind: str) -> Sequence[Poll]:
        return await self._several(
            select(*COLUMNS)
            .where(polls.c.workspace == workspace, polls.c.about == about, polls.c.kind == kind)
            .order_by(polls.c.id)
        )

    async def _several(self, statement: Any) -> list[Poll]:
        return await self._database.read(
            lambda c: [poll_of(row) for row in c.execute(statement).mappings()]
        )

    async def prune(self, *, drafts_before: datetime) -> int:
        statement = delete(polls).where(polls.c.state == DRAFT, polls.c.made_at < drafts_before)
        return await self._database.write(lambda c: c.execute(statement).rowcount)


class _Taken(Exception):
    """A new poll is there already."""


def _agrees(connection: Connection, poll: Poll, beside: Beside) -> bool:
    """Asked of the others as they are until our transaction ends. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        course = crc32(f"{poll.workspace}/{poll.course}".encode()) - 2**31
        lock = text("SELECT pg_advisory_xact_lock(:ours, :course)")
        connection.execute(lock, {"ours": _BESIDE, "course": course})
    others = select(*COLUMNS).where(
        polls.c.workspace == poll.workspace,
        polls.c.course == poll.course,
        polls.c.state == OPEN,
        polls.c.kind.in_(beside.kinds),
        polls.c.id != poll.id,
    )
    return beside.agrees([poll_of(row) for row in connection.execute(others).mappings()])


def _put(connection: Connection, poll: Poll) -> bool:
    """Keep a new one; False where it, or an open quiz in its channel, is there already."""
    new = insert_into(connection, polls).values(row_of(poll)).on_conflict_do_nothing()
    if connection.execute(new.returning(polls.c.id)).first() is None:
        return False
    settle_key(connection, poll)
    return True


def _keep(connection: Connection, before: Poll, after: Poll) -> Poll:
    """Write the next revision of a poll that is locked; where it stands is noted by others meanwhile, and stays."""
    row = row_of(replace(after, revision=before.revision + 1))
    values = {name: value for name, value in row.items() if name not in _NOT_CHANGED}
    mine = update(polls).where(is_poll(before.workspace, before.id)).values(values)
    kept = poll_of(connection.execute(mine.returning(*COLUMNS)).mappings().one())
    settle_key(connection, kept)
    if kept.state == DELETED:
        forget_ballots(connection, kept)
    if before.state not in (DRAFT, SCHEDULED):
        want_redraws(connection, [(kept.workspace, kept.id)])
    return kept


def _threw_away(before: Poll, after: Poll) -> bool:
    """Was it the end of ballots?"""
    secret = before.settings.anonymous and before.state == OPEN and after.state != OPEN
    return secret or (after.state == DELETED and before.state != DELETED)
