"""Polls as rows, and what happens to what lies beside them, within the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update

from bot.services.polls.ports import OPEN, Option, Poll, Settings
from bot.services.polls.secrecy import KEY_BYTES, PollCipher, new_key
from bot.storage.inserting import insert_into
from bot.storage.poll_tables import ballots, poll_keys, poll_redraws, polls
from bot.storage.rows import Row, record_of
from bot.storage.text import storable

_PADDING = bytes(1_500)
"""Before a key on SQLite: the end of so long a row has a page of its own, which is never copied and is overwritten
when the row is deleted. Short rows are moved about within their pages, and leave copies behind."""
COLUMNS = [polls.c[field.name] for field in fields(Poll)]


def is_poll(workspace: str, poll_id: str) -> Any:
    """The condition for one row of polls."""
    return and_(polls.c.workspace == workspace, polls.c.id == poll_id)


def row_of(poll: Poll) -> dict[str, Any]:
    """A poll as its columns; `poll_of` gives it back."""
    row: dict[str, Any] = storable(asdict(poll))
    return row


def poll_of(row: Row) -> Poll:
    """Of a row with all columns, or those of the record."""
    stored = row["settings"]
    settings = Settings(**{**stored, "correct": tuple(stored.get("correct", ()))})
    options = tuple(Option(**option) for option in row["options"])
    found: Poll = record_of(Poll, row, options=options, settings=settings)
    return found


def found(
    connection: Connection, workspace: str, poll_id: str, *, locked: bool = False
) -> Poll | None:
    """A poll; a locked one takes no vote and no change by others until our transaction ends."""
    statement = select(*COLUMNS).where(is_poll(workspace, poll_id))
    if locked:
        statement = statement.with_for_update()
    row = connection.execute(statement).mappings().first()
    return poll_of(row) if row else None


def note_posted(
    connection: Connection, workspace: str, poll_id: str, channel: str | None, ts: str | None
) -> None:
    """Note where a poll's message stands, within the caller's transaction."""
    mine = update(polls).where(is_poll(workspace, poll_id))
    connection.execute(mine.values(posted_channel=channel, ts=ts))


def settle_key(connection: Connection, poll: Poll) -> None:
    """An anonymous poll has a key while it is open, and when it is not neither key nor ballots."""
    if poll.settings.anonymous and poll.state == OPEN:
        padding = _PADDING if connection.dialect.name == "sqlite" else b""
        row = {"workspace": poll.workspace, "poll_id": poll.id, "key": padding + new_key()}
        connection.execute(insert_into(connection, poll_keys).values(row).on_conflict_do_nothing())
    elif poll.settings.anonymous:
        forget_ballots(connection, poll)


def cipher_of(column: bytes | None) -> PollCipher | None:
    """With the key in what poll_keys holds."""
    return PollCipher(column[-KEY_BYTES:]) if column else None


def forget_ballots(connection: Connection, poll: Poll) -> None:
    """Throw away what was chosen, and the key that it was stored under."""
    for table in (ballots, poll_keys):
        mine = (table.c.workspace == poll.workspace, table.c.poll_id == poll.id)
        connection.execute(delete(table).where(*mine))


def want_redraws(connection: Connection, places: Collection[tuple[str, str]]) -> None:
    """What these polls' messages show is no longer so: (workspace, poll id) each."""
    if not places:
        return
    # In one order: two that want the same polls at once would wait for each other for ever.
    rows = [
        {"workspace": workspace, "poll_id": poll_id, "wanted": 1, "drawn": 0}
        for workspace, poll_id in sorted(set(places))
    ]
    new = insert_into(connection, poll_redraws)
    connection.execute(
        new.on_conflict_do_update(
            index_elements=["workspace", "poll_id"],
            set_={"wanted": poll_redraws.c.wanted + 1},
        ),
        rows,
    )
