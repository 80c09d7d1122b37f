"""What instructors taught, with its bytes, so that every replica can read it (ports.Materials)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, select, update

from bot.services.ports import Material
from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.tables import course_versions, materials
from bot.storage.text import storable

_COLUMNS = [materials.c[f.name] for f in fields(Material)]
PROPOSED, USED, REPLACED, REMOVED = "proposed", "used", "replaced", "removed"


class StoredMaterials:
    """The tables materials and course_versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, material: Material, data: bytes) -> None:
        row = {**storable(asdict(material)), "data": data}

        def insert_new(connection: Connection) -> int:
            statement = insert_into(connection, materials).values(row).on_conflict_do_nothing()
            return connection.execute(statement).rowcount

        await self._database.write(insert_new)

    async def get(self, workspace: str, material_id: str) -> Material | None:
        found = await self._several(_is(workspace, material_id))
        return found[0] if found else None

    async def data(self, workspace: str, material_id: str) -> bytes | None:
        statement = select(materials.c.data).where(_is(workspace, material_id))
        return await self._database.read(
            lambda connection: connection.execute(statement).scalar_one_or_none()
        )

    async def used(self, workspace: str, course: str) -> Sequence[Material]:
        return await self._several(_in_course(workspace, course), materials.c.state == USED)

    async def brought(self, workspace: str, teaching: str) -> Sequence[Material]:
        return await self._several(
            materials.c.workspace == workspace, materials.c.teaching == teaching
        )

    async def _several(self, *wanted: Any) -> list[Material]:
        statement = select(*_COLUMNS).where(*wanted).order_by(materials.c.name, materials.c.id)
        return await self._database.read(
            lambda connection: [Material(**r) for r in connection.execute(statement).mappings()]
        )

    async def use(self, workspace: str, course: str, teaching: str, at: datetime) -> bool:
        def change(connection: Connection) -> bool:
            _count_up(connection, workspace, course)
            proposed = and_(
                _in_course(workspace, course),
                materials.c.teaching == teaching,
                materials.c.state == PROPOSED,
            )
            names = connection.execute(select(materials.c.name).where(proposed)).scalars().all()
            if not names:
                return False
            before = and_(
                _in_course(workspace, course),
                materials.c.state == USED,
                materials.c.name.in_(names),
            )
            _set(connection, before, REPLACED, teaching, at)
            _set(connection, proposed, USED, teaching, at)
            return True

        return await self._database.write(change)

    async def discard(self, workspace: str, teaching: str) -> bool:
        statement = delete(materials).where(
            materials.c.workspace == workspace,
            materials.c.teaching == teaching,
            materials.c.state == PROPOSED,
        )
        gone = await self._database.write(lambda connection: connection.execute(statement).rowcount)
        return gone > 0

    async def remove(
        self, workspace: str, course: str, material_id: str, change: str, at: datetime
    ) -> bool:
        def take(connection: Connection) -> bool:
            _count_up(connection, workspace, course)
            mine = and_(_is(workspace, material_id), materials.c.state == USED)
            return _set(connection, mine, REMOVED, change, at) > 0

        return await self._database.write(take)

    async def undo(self, workspace: str, course: str, change: str, at: datetime) -> bool:
        def take_back(connection: Connection) -> bool:
            _count_up(connection, workspace, course)
            mine = and_(_in_course(workspace, course), materials.c.changed_by == change)
            if not _can_be_undone(connection, mine, workspace, course, change):
                return False
            back = and_(mine, materials.c.state.in_((REPLACED, REMOVED)))
            ids = connection.execute(select(materials.c.id).where(back)).scalars().all()
            _set(connection, and_(mine, materials.c.state == USED), REMOVED, f"undo:{change}", at)
            returning = and_(materials.c.workspace == workspace, materials.c.id.in_(ids))
            _set(connection, returning, USED, f"undo:{change}", at)
            return True

        return await self._database.write(take_back)

    async def version(self, workspace: str, course: str) -> int:
        statement = select(course_versions.c.version).where(
            course_versions.c.workspace == workspace, course_versions.c.course == course
        )
        return await self._database.read(
            lambda connection: connection.execute(statement).scalar_one_or_none() or 0
        )

    async def prune(self, *, changed_before: datetime) -> int:
        statement = delete(materials).where(
            materials.c.state != USED, materials.c.changed_at < changed_before
        )
        return await self._database.write(lambda connection: connection.execute(statement).rowcount)


def _is(workspace: str, material_id: str) -> Any:
    return and_(materials.c.workspace == workspace, materials.c.id == material_id)


def _in_course(workspace: str, course: str) -> Any:
    return and_(materials.c.workspace == workspace, materials.c.course == course)


def _count_up(connection: Connection, workspace: str, course: str) -> None:
    """A newer version; first in each change, so that changes of one course wait for each other."""
    new = insert_into(connection, course_versions).values(
        workspace=workspace, course=course, version=1
    )
    connection.execute(
        new.on_conflict_do_update(
            index_elements=[course_versions.c.workspace, course_versions.c.course],
            set_={"version": course_versions.c.version + 1},
        )
    )


def _set(connection: Connection, which: Any, state: str, change: str, at: datetime) -> int:
    return connection.execute(
        update(materials).where(which).values(state=state, changed_by=change, changed_at=at)
    ).rowcount


def _can_be_undone(
    connection: Connection, mine: Any, workspace: str, course: str, change: str
) -> bool:
    """All that the change brought is still used, and nothing of a name that would come back is."""
    states = connection.execute(select(materials.c.state).where(mine)).scalars().all()
    brought = and_(_in_course(workspace, course), materials.c.teaching == change)
    moved_on = select(exists().where(brought, materials.c.changed_by != change))
    other = materials.alias()
    taken = (
        select(materials.c.id)
        .join(
            other,
            and_(
                other.c.workspace == materials.c.workspace,
                other.c.course == materials.c.course,
                other.c.name == materials.c.name,
                other.c.state == USED,
                other.c.changed_by != change,
            ),
        )
        .where(mine, materials.c.state.in_((REPLACED, REMOVED)))
    )
    return (
        bool(states)
        and not connection.execute(moved_on).scalar_one()
        and connection.execute(taken).first() is None
    )
