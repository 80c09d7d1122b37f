"""Edits of reminders that were posted, where what they say is no longer so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, and_, cast, or_, select, update

from bot.services.deadlines.ports import DatedItem, Extension
from bot.services.reminding.ports import EDIT, POST, REMINDER, SENT, Outgoing, is_person
from bot.storage.deadline_tables import dated_items, extensions
from bot.storage.inserting import insert_into
from bot.storage.outbox_tables import outbox
from bot.storage.rows import record_of
from bot.storage.text import storable

_COLUMNS = [outbox.c[f.name] for f in fields(Outgoing)]
_SHOWN, _EDITS = "shown", "edits"
"""In a direct reminder's subject: the moment that it shows since it was edited, and how often that changed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of an item now. `later` are the moments of those who have an extension."""

    item: DatedItem
    later: Mapping[str, datetime] = field(default_factory=dict)

    @classmethod
    def of(cls, item: DatedItem, given: Iterable[Extension]) -> Standing:
        return cls(item, {one.user: one.due_at for one in given})

    def target(self, audience: str) -> int:
        """What somebody, or a channel, counts down to, in Unix time."""
        return int(self.later.get(audience, self.item.target).timestamp())


def standing_of(connection: Connection, workspace: str, item_id: str) -> Standing | None:
    """What is stored of an item; nobody changes it before our transaction ends."""
    mine = (dated_items.c.workspace == workspace, dated_items.c.id == item_id)
    row = connection.execute(select(dated_items).where(*mine).with_for_update(read=True))
    found = row.mappings().first()
    if found is None:
        return None
    here = (extensions.c.workspace == workspace, extensions.c.item_id == item_id)
    given = connection.execute(select(extensions).where(*here)).mappings()
    return Standing.of(record_of(DatedItem, found), [record_of(Extension, row) for row in given])


def add_edits(connection: Connection, standing: Standing, now: datetime) -> None:
    """Edits of all posted reminders whose readers see an older revision of the item, or another moment."""
    rows = connection.execute(select(*_COLUMNS).where(_may_be_outdated(standing)))
    for row in rows.mappings().all():
        shown: Outgoing = record_of(Outgoing, row)
        if _is_outdated(shown, standing):
            _edit(connection, shown, standing, now)


def _may_be_outdated(standing: Standing) -> Any:
    """Of the item's reminders all that can be: most are not, and are not read."""
    item = standing.item
    return and_(
        outbox.c.workspace == item.workspace,
        outbox.c.about == item.id,
        outbox.c.kind == REMINDER,
        outbox.c.op == POST,
        outbox.c.state == SENT,
        or_(
            outbox.c.shown_revision < item.revision,
            outbox.c.channel.in_(list(standing.later)),
            cast(outbox.c.subject, Text).contains(f'"{_SHOWN}"'),
        ),
    )


def _is_outdated(shown: Outgoing, standing: Standing) -> bool:
    if shown.shown_revision < standing.item.revision:
        return True
    says = shown.subject.get(_SHOWN, shown.subject.get("target"))
    return is_person(shown.channel) and says != standing.target(shown.channel)


def _edit(connection: Connection, shown: Outgoing, standing: Standing, now: datetime) -> None:
    """Put the edit into the outbox, and note what its readers see then."""
    item, subject = standing.item, dict(shown.subject)
    key = f"edit:{shown.key}:{item.revision}"
    if shown.shown_revision >= item.revision:
        subject[_EDITS] = subject.get(_EDITS, 0) + 1
        key = f"{key}:{subject[_EDITS]}"
    target = standing.target(shown.channel)
    if is_person(shown.channel) and target != subject.get(_SHOWN, subject.get("target")):
        subject[_SHOWN] = target
    edit = Outgoing(
        item.workspace,
        key,
        REMINDER,
        shown.posted_channel or shown.channel,
        now,
        course=shown.course,
        op=EDIT,
        about=item.id,
        subject={**subject, "key": shown.key, "ts": shown.ts, "audience": shown.channel},
        ts=shown.ts,
        not_before=now,
    )
    row: dict[str, Any] = storable(asdict(edit))
    connection.execute(insert_into(connection, outbox).values(row).on_conflict_do_nothing())
    mine = and_(outbox.c.workspace == shown.workspace, outbox.c.key == shown.key)
    seen = {"shown_revision": item.revision, "subject": subject}
    connection.execute(update(outbox).where(mine).values(seen))
