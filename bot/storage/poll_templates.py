"""A course's own polls to start from (polls.ports.Templates)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import delete, select

from bot.services.polls.ports import Template
from bot.storage.database import Database
from bot.storage.inserting import put_into
from bot.storage.poll_tables import poll_templates
from bot.storage.text import storable

_COLUMNS = [poll_templates.c[field.name] for field in fields(Template)]


class StoredTemplates:
    """The table poll_templates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, template: Template) -> None:
        row = storable(asdict(template))
        await self._database.write(lambda c: put_into(c, poll_templates, row))

    async def all(self, workspace: str, course: str) -> Sequence[Template]:
        mine = (poll_templates.c.workspace == workspace, poll_templates.c.course == course)
        statement = select(*_COLUMNS).where(*mine).order_by(poll_templates.c.name)
        return await self._database.read(
            lambda c: [Template(**row) for row in c.execute(statement).mappings()]
        )

    async def remove(self, workspace: str, course: str, name: str) -> bool:
        statement = delete(poll_templates).where(
            poll_templates.c.workspace == workspace,
            poll_templates.c.course == course,
            poll_templates.c.name == name,
        )
        return await self._database.write(lambda c: c.execute(statement).rowcount > 0)
