"""Messages of polls to be drawn again: the newest state wins, and a workspace has one budget (polls.ports.Redraws)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, nulls_first, or_, select, update

from bot.services.polls.ports import OPEN, Redraw
from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.poll_rows import want_redraws
from bot.storage.poll_tables import poll_redraws, polls, redraw_budgets

_FARTHEST = timedelta(hours=1)
"""No lease and no wait goes further: one that seems to was given by a clock that ran ahead."""


class StoredRedraws:
    """The tables poll_redraws and redraw_budgets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def want(self, polls: Collection[tuple[str, str]]) -> None:
        if polls:
            await self._database.write(lambda c: want_redraws(c, polls))

    async def claim(self, now: datetime, *, lease: timedelta, step: timedelta) -> Redraw | None:
        if await self._database.read(lambda c: c.execute(undrawn(now)).first()) is None:
            return None
        return await self._database.write(lambda c: _claim(c, now, now + lease, now + step))

    async def drawn(self, redraw: Redraw, at: datetime) -> None:
        def write(connection: Connection) -> None:
            newest = poll_redraws.c.drawn < redraw.wanted
            held = and_(_is(redraw), newest, poll_redraws.c.wanted >= redraw.wanted)
            values = {"drawn": redraw.wanted, "drawn_at": at, "claimed_until": None}
            connection.execute(update(poll_redraws).where(held).values(values))
            still = select(polls.c.id).where(
                polls.c.workspace == redraw.workspace,
                polls.c.id == redraw.poll_id,
                polls.c.state == OPEN,
            )
            over = and_(_is(redraw), poll_redraws.c.wanted == poll_redraws.c.drawn, ~still.exists())
            connection.execute(delete(poll_redraws).where(over))

        await self._database.write(write)

    async def later(
        self, redraw: Redraw, not_before: datetime, *, whole_workspace: bool = False
    ) -> None:
        def write(connection: Connection) -> None:
            values = {"not_before": not_before, "claimed_until": None}
            connection.execute(update(poll_redraws).where(_is(redraw)).values(values))
            if whole_workspace:
                mine = redraw_budgets.c.workspace == redraw.workspace
                connection.execute(update(redraw_budgets).where(mine).values(next_at=not_before))

        await self._database.write(write)

    async def want_open(self) -> int:
        def write(connection: Connection) -> int:
            standing = (polls.c.state == OPEN, polls.c.ts.is_not(None))
            found = connection.execute(select(polls.c.workspace, polls.c.id).where(*standing))
            places = [(workspace, poll_id) for workspace, poll_id in found]
            want_redraws(connection, places)
            return len(places)

        return await self._database.write(write)


def _claim(
    connection: Connection, now: datetime, until: datetime, next_at: datetime
) -> Redraw | None:
    """None also where somebody else was quicker with the workspace's budget."""
    chosen = undrawn(now).with_for_update(of=poll_redraws, skip_locked=True)
    row = connection.execute(chosen).first()
    if row is None:
        return None
    redraw = Redraw(*row)
    budget = insert_into(connection, redraw_budgets).values(
        workspace=redraw.workspace, next_at=next_at
    )
    spent = budget.on_conflict_do_update(
        index_elements=["workspace"],
        set_={"next_at": next_at},
        where=_passed(redraw_budgets.c.next_at, now),
    )
    if not connection.execute(spent.returning(redraw_budgets.c.workspace)).all():
        return None
    connection.execute(update(poll_redraws).where(_is(redraw)).values(claimed_until=until))
    return redraw


def undrawn(now: datetime) -> Select[Any]:
    """The longest undrawn that stands somewhere, waits for nothing, and whose workspace may draw."""
    there = and_(
        polls.c.workspace == poll_redraws.c.workspace, polls.c.id == poll_redraws.c.poll_id
    )
    return (
        select(poll_redraws.c.workspace, poll_redraws.c.poll_id, poll_redraws.c.wanted)
        .join(polls, there)
        .join(
            redraw_budgets,
            redraw_budgets.c.workspace == poll_redraws.c.workspace,
            isouter=True,
        )
        .where(
            poll_redraws.c.wanted > poll_redraws.c.drawn,
            polls.c.ts.is_not(None),
            _passed(poll_redraws.c.not_before, now),
            _passed(poll_redraws.c.claimed_until, now),
            _passed(redraw_budgets.c.next_at, now),
        )
        .order_by(
            nulls_first(poll_redraws.c.drawn_at.asc()),
            poll_redraws.c.workspace,
            poll_redraws.c.poll_id,
        )
        .limit(1)
    )


def _passed(moment: Any, now: datetime) -> Any:
    """Nothing to wait for."""
    return or_(moment.is_(None), moment <= now, moment > now + _FARTHEST)


def _is(redraw: Redraw) -> Any:
    return and_(
        poll_redraws.c.workspace == redraw.workspace, poll_redraws.c.poll_id == redraw.poll_id
    )
