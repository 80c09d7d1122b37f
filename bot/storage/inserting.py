"""INSERT with ON CONFLICT, which SQLAlchemy has in each dialect and not in common."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(connection: Connection, table: Table) -> Any:
    """The dialect's INSERT: `on_conflict_do_nothing`, `on_conflict_do_update`, `returning`."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
