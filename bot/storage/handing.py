"""Due reminders go into the outbox: five statements for any number of rows, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    and_,
    cast,
    func,
    literal,
    null,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy import exists as there_is

from bot.services.reminding.ports import (
    CANCELLED,
    FOLDED,
    HANDED,
    MISSED,
    POST,
    REMINDER,
    WAITING,
)
from bot.storage.inserting import insert_into
from bot.storage.outbox_tables import outbox, reminders

_LOCK = 0x1EC7E44
"""Of PostgreSQL's advisory locks: one replica hands over at a time, so that folding sees all rows."""
_HANDING = "handing"
"""The state of the rows that a hand-over is about, which no other transaction ever sees."""
_SHARED = ("workspace", "key", "course", "due_at")


def hand_over(connection: Connection, now: datetime, limit: int) -> int:
    """Move the `limit` oldest due rows on; returns how many left `waiting`, folded and missed ones included."""
    if connection.dialect.name == "postgresql":
        mine = text("SELECT pg_try_advisory_xact_lock(:lock)")
        if not connection.execute(mine, {"lock": _LOCK}).scalar_one():
            return 0
    due = _due(connection, now, limit)
    if connection.dialect.name == "postgresql":
        due = _taken(connection, due)
    settled = {"settled_at": now}
    too_late = update(reminders).where(due, reminders.c.target_at <= now)
    missed = connection.execute(too_late.values(state=MISSED, told=False, **settled)).rowcount
    older = update(reminders).where(due, tuple_(*_key(reminders)).in_(_all_but_the_newest(due)))
    folded = connection.execute(older.values(state=FOLDED, **settled)).rowcount
    _fold_unposted(connection, due, now)
    _post(connection, due)
    handed = connection.execute(update(reminders).where(due).values(state=HANDED)).rowcount
    return int(missed + folded + handed)


def _key(table: Any) -> tuple[Any, Any]:
    return table.c.workspace, table.c.key


def _due(connection: Connection, now: datetime, limit: int) -> Any:
    due = and_(reminders.c.state == WAITING, reminders.c.due_at <= now)
    nth = select(reminders.c.due_at).where(due).order_by(reminders.c.due_at)
    last = connection.execute(nth.offset(limit - 1).limit(1)).scalar_one_or_none()
    return and_(reminders.c.state == WAITING, reminders.c.due_at <= (last or now))


def _taken(connection: Connection, due: Any) -> Any:
    """The due rows, chosen once: each statement of PostgreSQL's also sees what was committed since the last."""
    free = select(*_key(reminders)).where(due).with_for_update(skip_locked=True)
    taking = update(reminders).where(tuple_(*_key(reminders)).in_(free))
    connection.execute(taking.values(state=_HANDING))
    return reminders.c.state == _HANDING


def _all_but_the_newest(due: Any) -> Any:
    """Keys of the due rows that have a newer one of the same item to the same audience."""
    same = (reminders.c.workspace, reminders.c.item_id, reminders.c.audience)
    newest_first = (reminders.c.due_at.desc(), reminders.c.lead, reminders.c.key)
    place = func.row_number().over(partition_by=same, order_by=newest_first).label("place")
    ranked = select(*_key(reminders), place).where(due).subquery()
    return select(ranked.c.workspace, ranked.c.key).where(ranked.c.place > 1)


def _fold_unposted(connection: Connection, due: Any, now: datetime) -> None:
    """What stands in the outbox, not begun yet, folds into the newer reminder as well."""
    newer = there_is().where(
        due,
        reminders.c.workspace == outbox.c.workspace,
        reminders.c.item_id == outbox.c.about,
        reminders.c.audience == outbox.c.channel,
    )
    unposted = and_(
        outbox.c.state == WAITING,
        outbox.c.kind == REMINDER,
        outbox.c.op == POST,
        outbox.c.first_attempt_at.is_(None),
    )
    folding = update(outbox).where(unposted, newer).values(state=FOLDED)
    for workspace, key in connection.execute(folding.returning(*_key(outbox))).all():
        mine = (reminders.c.workspace == workspace, reminders.c.key == key)
        folded = update(reminders).where(*mine, reminders.c.state == HANDED)
        connection.execute(folded.values(state=FOLDED, settled_at=now))


def _post(connection: Connection, due: Any) -> None:
    """A row of the outbox for each due reminder; one that was taken back before begins anew."""
    values: dict[str, Any] = {
        **{name: reminders.c[name] for name in _SHARED},
        "kind": literal(REMINDER),
        "op": literal(POST),
        "channel": reminders.c.audience,
        "about": reminders.c.item_id,
        "subject": _subject(connection),
        "not_before": reminders.c.due_at,
        "state": literal(WAITING),
        "attempts": literal(0),
        "shown_revision": literal(0),
        "error": literal("", Text),
    }
    rows = select(*values.values()).where(due)
    new = insert_into(connection, outbox).from_select(list(values), rows)
    anew = new.on_conflict_do_update(
        index_elements=["workspace", "key"],
        set_={
            "state": WAITING,
            "due_at": new.excluded.due_at,
            "not_before": new.excluded.due_at,
            "claimed_until": null(),
            "claimed_by": null(),
            "error": "",
        },
        where=outbox.c.state.in_((CANCELLED, FOLDED, MISSED)),
    )
    connection.execute(anew)


def _subject(connection: Connection) -> Any:
    """`{"lead": minutes, "target": unix seconds}`, in either dialect."""
    if connection.dialect.name == "postgresql":
        target = cast(func.extract("epoch", reminders.c.target_at), BigInteger)
        return func.jsonb_build_object("lead", reminders.c.lead, "target", target)
    target = cast(func.strftime("%s", reminders.c.target_at), BigInteger)
    return func.json_object("lead", reminders.c.lead, "target", target)
