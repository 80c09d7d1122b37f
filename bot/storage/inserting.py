"""INSERT with ON CONFLICT, which SQLAlchemy has in each dialect and not in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(connection: Connection, table: Table) -> Any:
    """The dialect's INSERT: `on_conflict_do_nothing`, `on_conflict_do_update`, `returning`."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def put_into(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert, or change what is there under the same primary key."""
    key = [column.name for column in table.primary_key]
    changed = {name: value for name, value in row.items() if name not in key}
    new = insert_into(connection, table).values(row)
    connection.execute(new.on_conflict_do_update(index_elements=key, set_=changed))
