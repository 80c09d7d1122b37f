"""People's ids in live quizzes and homework, and taking them out (quizzes.erasing.ports.Traces)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, or_, select, update

from bot.services.polls.ports import HOMEWORK, QUESTION, QUIZ, Choice, Poll
from bot.services.quizzes.erasing.ports import Rewrite, Rewritten, Trace
from bot.storage.ballots import all_ballots
from bot.storage.database import Database
from bot.storage.outbox import edit_posted
from bot.storage.poll_rows import COLUMNS, found, is_poll, poll_of, row_of, want_redraws
from bot.storage.poll_tables import ballots, polls
from bot.storage.text import storable

_KINDS = (QUIZ, QUESTION, HOMEWORK)


class StoredTraces:
    """The tables polls and ballots, where they are a quiz's or a homework's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, workspace: str, user: str) -> Sequence[Trace]:
        def look(connection: Connection) -> list[Trace]:
            holders = _holders(connection, workspace, user)
            traces = (_trace(connection, workspace, each, user) for each in holders)
            return [trace for trace in traces if trace is not None]

        return await self._database.read(look)

    async def rewrite(
        self, workspace: str, poll_ids: Sequence[str], user: str, rewrite: Rewrite, now: datetime
    ) -> bool:
        def write(connection: Connection, poll_id: str) -> bool:
            trace = _trace(connection, workspace, poll_id, user, locked=True)
            if trace is None or not trace.is_over:
                return False
            return _kept(connection, trace, user, rewrite(trace), now)

        done = [await self._database.write(partial(write, poll_id=each)) for each in poll_ids]
        if any(done):
            await self._database.scrub(polls, ballots)
        return any(done)


def _holders(connection: Connection, workspace: str, user: str) -> list[str]:
    """Ids of the quizzes and homework with somebody in them, or in one of their questions."""
    cast_by = select(ballots.c.poll_id).where(
        ballots.c.workspace == workspace, ballots.c.voter == user
    )
    named = or_(polls.c.id.in_(cast_by), _says(user))
    mine = and_(polls.c.workspace == workspace, polls.c.kind.in_(_KINDS), named)
    rows = connection.execute(select(polls.c.id, polls.c.kind, polls.c.about).where(mine)).all()
    return sorted({about if kind == QUESTION else poll_id for poll_id, kind, about in rows})


def _says(user: str) -> ColumnElement[bool]:
    """Does its JSON name this member? Both databases write strings alike."""
    quoted = f'"{user}"'
    return or_(
        *(
            cast(column, Text).contains(quoted, autoescape=True)
            for column in (polls.c.notes, polls.c.result)
        )
    )


def _trace(
    connection: Connection, workspace: str, poll_id: str, user: str, *, locked: bool = False
) -> Trace | None:
    """A locked one is changed by nobody else until our transaction ends."""
    poll = found(connection, workspace, poll_id, locked=locked)
    if poll is None:
        return None
    asked = select(*COLUMNS).where(
        polls.c.workspace == workspace, polls.c.about == poll_id, polls.c.kind == QUESTION
    )
    statement = asked.order_by(polls.c.id)
    rows = connection.execute(statement.with_for_update() if locked else statement).mappings()
    questions = [poll_of(row) for row in rows]
    ids = [poll.id, *(each.id for each in questions)]
    chosen = _chosen(connection, workspace, ids, user)
    return Trace(poll, questions, all_ballots(connection, poll), chosen)


def _chosen(
    connection: Connection, workspace: str, ids: Sequence[str], user: str
) -> dict[str, Choice]:
    """Somebody's own ballots, by poll."""
    mine = select(ballots.c.poll_id, ballots.c.choice).where(
        ballots.c.workspace == workspace, ballots.c.poll_id.in_(ids), ballots.c.voter == user
    )
    return {row.poll_id: row.choice for row in connection.execute(mine)}


def _kept(connection: Connection, trace: Trace, user: str, after: Rewritten, now: datetime) -> bool:
    for poll in after.polls:
        _keep(connection, poll)
    for poll_id, choice in after.choices.items():
        mine = and_(
            ballots.c.workspace == trace.poll.workspace,
            ballots.c.poll_id == poll_id,
            ballots.c.voter == user,
        )
        values = {"voter": after.someone, "choice": storable(choice), "clicked": ""}
        connection.execute(update(ballots).where(mine).values(values))
    workspace = trace.poll.workspace
    want_redraws(connection, [(workspace, poll_id) for poll_id in after.redraw])
    for kind in after.edits:
        edit_posted(connection, workspace, trace.poll.id, kind, after.someone, now)
    return bool(after.polls or after.choices)


def _keep(connection: Connection, poll: Poll) -> None:
    """The next revision, so that whoever remembers it parsed reads it anew."""
    row = row_of(poll)
    values = {"notes": row["notes"], "result": row["result"], "revision": poll.revision + 1}
    connection.execute(update(polls).where(is_poll(poll.workspace, poll.id)).values(values))
