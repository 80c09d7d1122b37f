"""Which messages of the outbox are whose turn: one a channel, workspaces in turn, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, tuple_, update
from sqlalchemy import exists as there_is

from bot.services.reminding.ports import SENT, WAITING
from bot.storage.outbox_tables import outbox

_FARTHEST = timedelta(hours=1)
"""No lease and no wait goes further: one that seems to was given by a clock that ran ahead."""
_KEY = (outbox.c.workspace, outbox.c.key)


def is_free(now: datetime) -> Any:
    """Due, waiting, and held by nobody."""
    far = now + _FARTHEST
    waited = or_(outbox.c.not_before <= now, and_(outbox.c.attempts > 0, outbox.c.not_before > far))
    unheld = or_(
        outbox.c.claimed_until.is_(None),
        outbox.c.claimed_until <= now,
        outbox.c.claimed_until > far,
    )
    return and_(outbox.c.state == WAITING, waited, unheld)


def claim(
    connection: Connection,
    now: datetime,
    *,
    until: datetime,
    limit: int,
    holder: str,
    pause: timedelta,
) -> Sequence[Mapping[str, Any]]:
    """Rows that are `holder`'s until then. Whoever claims at the same time gets others or none."""
    chosen = _in_turn(now, pause, limit)
    keys = [tuple(row) for row in connection.execute(chosen)]
    if not keys:
        return []
    free = select(outbox).where(tuple_(*_KEY).in_(keys), is_free(now))
    rows = connection.execute(free.with_for_update(skip_locked=True)).mappings().all()
    mine = [(row["workspace"], row["key"]) for row in rows]
    held = {"claimed_until": until, "claimed_by": holder}
    connection.execute(update(outbox).where(tuple_(*_KEY).in_(mine)).values(held))
    place = {key: n for n, key in enumerate(keys)}
    found = [{**row, **held} for row in rows]
    return sorted(found, key=lambda row: place[row["workspace"], row["key"]])


def _in_turn(now: datetime, pause: timedelta, limit: int) -> Any:
    """Keys of the oldest free message of each channel that is not busy, a workspace at a time."""
    oldest = (outbox.c.due_at, outbox.c.key)
    channel = (outbox.c.workspace, outbox.c.channel)
    nth = func.row_number().over(partition_by=channel, order_by=oldest).label("nth")
    free = select(*channel, outbox.c.key, outbox.c.due_at, nth).where(is_free(now)).subquery()
    other = outbox.alias()
    here = and_(other.c.workspace == free.c.workspace, other.c.channel == free.c.channel)
    held = and_(
        other.c.state == WAITING,
        other.c.claimed_until > now,
        other.c.claimed_until <= now + _FARTHEST,
    )
    just_sent = and_(other.c.state == SENT, other.c.sent_at > now - pause, other.c.sent_at <= now)
    busy = there_is().where(here, or_(held, just_sent))
    turn = func.row_number().over(
        partition_by=free.c.workspace, order_by=(free.c.due_at, free.c.key)
    )
    return (
        select(free.c.workspace, free.c.key)
        .where(free.c.nth == 1, ~busy)
        .order_by(turn, free.c.due_at, free.c.key)
        .limit(limit)
    )
