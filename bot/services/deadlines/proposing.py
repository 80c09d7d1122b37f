"""What sources say against what the course has: which items are proposed, which sources say otherwise now.

Pure: items and statements in, changed items out. The same statements again change nothing; so do
two replicas that read the same.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.services.deadlines.batches import asked_in
from bot.services.deadlines.found import Statement, statements_of
from bot.services.deadlines.likeness import Titles, same_moment, same_thing
from bot.services.deadlines.ports import (
    CANCELLED,
    CONFIRMED,
    DISMISSED,
    PROPOSED,
    SLIDES,
    DatedItem,
)

LECTERN = "lectern"
"""Who changed an item that nobody changed: its source did."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is proposed to: a course, at a moment."""

    workspace: str
    course: str
    now: datetime
    titles: Titles


@dataclass
class Reconciled:
    """What changes, as (before, after) pairs with None before new items; `passed` is over already."""

    changes: list[tuple[DatedItem | None, DatedItem]] = field(default_factory=list)
    passed: int = 0

    @property
    def asking(self) -> list[DatedItem]:
        """Those of them about which an instructor has something new to decide."""
        return [after for before, after in self.changes if _asks_anew(before, after)]


def as_statement(item: DatedItem) -> Statement:
    """What the item itself says, whoever made it say so."""
    return Statement(
        key=item.origin_key,
        origin=item.origin,
        title=item.title,
        kind=item.kind,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        all_day=item.all_day,
        timezone=item.timezone,
        quote=item.quote,
        file=item.file,
        page=item.page,
        link=item.link,
    )


def says_now(item: DatedItem) -> Statement | None:
    """What a source says of a confirmed item now, where that is something else than was confirmed."""
    raw = item.details.get("says")
    return Statement.from_json(raw) if raw else None


def alternatives(item: DatedItem) -> tuple[Statement, ...]:
    """What the sources of a proposal say where they disagree, one for each moment; else nothing."""
    apart: list[Statement] = []
    for one in statements_of(item):
        if not one.absent and not any(same_moment(one, other) for other in apart):
            apart.append(one)
    return tuple(apart) if len(apart) > 1 else ()


def is_waiting(item: DatedItem) -> bool:
    """Has an instructor something to decide?"""
    return item.state == PROPOSED or (item.state == CONFIRMED and says_now(item) is not None)


def doubts(item: DatedItem) -> tuple[str, ...]:
    """What is worth a second look before it is confirmed: a weekday that does not fit, and the like."""
    said = (w for one in statements_of(item) if not one.absent for w in one.warnings)
    return tuple(dict.fromkeys(said))


def reconcile(items: Sequence[DatedItem], found: Sequence[Statement], scene: Scene) -> Reconciled:
    """Hold what was found against the course's items, whatever their states."""
    result, desk = Reconciled(), _Desk(items, found, scene)
    for statement in sorted(found, key=lambda s: (s.target, s.title, s.key)):
        if not desk.put(statement):
            result.passed += 1
    before = {item.id: item for item in items}
    result.changes = [
        (before.get(item.id), item) for item in desk.items if item is not before.get(item.id)
    ]
    return _in_a_batch(result)


def missing(
    items: Sequence[DatedItem],
    found: Collection[Statement],
    now: datetime,
    *,
    calendar: str = "",
) -> list[Statement]:
    """What a source said before and does not say any more, though it is still to come.

    Of a followed calendar all of that; of the lectures what nobody has confirmed yet: a slide that is
    taken out cancels nothing.
    """
    listed = {one.key for one in found}
    return [
        replace(one, absent=True)
        for item in items
        for one in statements_of(item)
        if not one.absent and one.key not in listed and one.target > now
        if (one.calendar == calendar if calendar else one.origin == SLIDES)
        if calendar or item.state == PROPOSED
    ]


class _Desk:
    """The items while statements are put to them, one after another."""

    def __init__(
        self, items: Sequence[DatedItem], found: Sequence[Statement], scene: Scene
    ) -> None:
        self.items, self._scene = list(items), scene
        self._place = dict(_keys(items))
        titles = Counter((s.file, s.calendar, s.title) for s in found)
        self._repeated = {title for (_, _, title), n in titles.items() if n > 1}

    def put(self, statement: Statement) -> bool:
        """Let an item hear it, or make one; False where it is over already."""
        at = self._place.get(statement.key)
        if at is None:
            at = self._alike(statement)
        if at is not None:
            self.items[at] = hear(self.items[at], statement, self._scene.now)
            self._place[statement.key] = at
            return True
        if statement.absent:
            return True
        if statement.target <= self._scene.now:
            return False
        self._place[statement.key] = len(self.items)
        self.items.append(_new(statement, self._scene))
        return True

    def _alike(self, statement: Statement) -> int | None:
        """Where the same thing stands already, said by another source."""
        titles = self._scene.titles
        found = [
            (titles.likeness(item.title, statement.title), -abs(item.target - statement.target), n)
            for n, item in enumerate(self.items)
            if self._may_be(item, statement)
        ]
        return max(found)[2] if found else None

    def _may_be(self, item: DatedItem, statement: Statement) -> bool:
        own = as_statement(item)
        heard = statements_of(item)
        if any((one.file, one.calendar) == (statement.file, statement.calendar) for one in heard):
            return False  # a source that says it twice means two things
        if item.state in {DISMISSED, CANCELLED} and not same_moment(own, statement):
            return False
        return same_thing(own, statement, self._scene.titles, self._repeated)


def _keys(items: Sequence[DatedItem]) -> Iterable[tuple[str, int]]:
    for n, item in enumerate(items):
        yield from ((one.key, n) for one in statements_of(item))
        yield item.origin_key, n


def hear(item: DatedItem, statement: Statement, now: datetime) -> DatedItem:
    """The item after a source has said this of it; the very same item where that changes nothing.

    What was confirmed is never changed by a source: what it says now stands beside it.
    """
    before = {one.key: one for one in statements_of(item)}
    previous = before.get(statement.key)
    if previous == statement:
        return item
    heard = {**before, statement.key: statement}
    item = replace(item, details={**item.details, "sources": [s.to_json() for s in heard.values()]})
    told_otherwise = previous is None or not _agree(previous, statement)
    if item.state == CONFIRMED:
        return _beside(item, statement) if told_otherwise else item
    if item.state == PROPOSED:
        renamed = previous is not None and previous.title != statement.title
        return _proposal(item, list(heard.values()), now) if told_otherwise or renamed else item
    if previous is not None and told_otherwise and not statement.absent and statement.target > now:
        return _proposal(replace(item, state=PROPOSED), [statement], now)
    return item


def _agree(a: Statement, b: Statement) -> bool:
    return a.when == b.when and a.absent == b.absent


def _beside(item: DatedItem, statement: Statement) -> DatedItem:
    """A confirmed item with what its source says now, or without it where that is the same again."""
    details = dict(item.details)
    differs = statement.absent or not same_moment(as_statement(item), statement)
    if differs:
        details["says"] = statement.to_json()
    elif details.get("says", {}).get("key") == statement.key:
        del details["says"]
    return replace(item, details=details)


def _proposal(item: DatedItem, heard: Sequence[Statement], now: datetime) -> DatedItem:
    """A proposal as its sources have it: the most exact of those that agree, the first of those that don't."""
    present = [one for one in heard if not one.absent]
    details = {**item.details, "sources": [s.to_json() for s in heard]}
    if not present:
        return _changed(item, now, state=DISMISSED, details=details)
    agreeing = [one for one in present if same_moment(one, present[0])]
    best = max(agreeing, key=lambda s: (not s.all_day, s.confidence))
    return _changed(item, now, details=details, **_said(best))


def _said(statement: Statement) -> dict[str, Any]:
    return {
        "title": statement.title,
        "kind": statement.kind,
        "starts_at": statement.starts_at,
        "ends_at": statement.ends_at,
        "all_day": statement.all_day,
        "timezone": statement.timezone,
        "quote": statement.quote,
        "file": statement.file,
        "page": statement.page,
        "link": statement.link,
    }


def as_said(item: DatedItem, statement: Statement) -> dict[str, Any]:
    """The fields of an item that take the statement's moment and leave its title."""
    return {**_said(statement), "title": item.title, "kind": item.kind}


def _changed(item: DatedItem, now: datetime, **fields: Any) -> DatedItem:
    after = replace(item, **fields)
    return replace(after, revision=item.revision + 1, changed_by=LECTERN, changed_at=now)


def _new(statement: Statement, scene: Scene) -> DatedItem:
    return DatedItem(
        workspace=scene.workspace,
        course=scene.course,
        id=_digest(scene.workspace, scene.course, statement.key),
        state=PROPOSED,
        origin=statement.origin,
        origin_key=statement.key,
        made_by=LECTERN,
        made_at=scene.now,
        changed_by=LECTERN,
        changed_at=scene.now,
        details={"sources": [statement.to_json()]},
        **_said(statement),
    )


def _in_a_batch(result: Reconciled) -> Reconciled:
    """Mark what is asked together, by what is asked: replicas that find the same make one batch."""
    asking = {item.id for item in result.asking}
    if not asking:
        return result
    told = sorted(
        f"{item.id}:{before.revision if before else 0}:{_asked(item)}"
        for before, item in result.changes
        if item.id in asking
    )
    batch = _digest(*told)
    result.changes = [
        (before, asked_in(item, batch, result.passed) if item.id in asking else item)
        for before, item in result.changes
    ]
    return result


def _asks_anew(before: DatedItem | None, after: DatedItem) -> bool:
    if not is_waiting(after):
        return False
    return before is None or not is_waiting(before) or _asked(before) != _asked(after)


def _asked(item: DatedItem) -> str:
    """What an instructor is asked about an item, in a form to compare."""
    said = says_now(item)
    one_of = [*alternatives(item), *([said] if said else [])]
    times = [(item.starts_at, item.ends_at, item.all_day), *(s.when for s in one_of)]
    gone = said is not None and said.absent
    return f"{[(a.isoformat(), b.isoformat(), c) for a, b, c in times]}{gone}"


def _with(item: DatedItem, **details: Any) -> DatedItem:
    return replace(item, details={**item.details, **details})


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]
