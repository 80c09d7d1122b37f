"""From a row to a record of our own."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

Row = Any
"""A mapping of columns; SQLAlchemy's own names them by more than text."""


def record_of(record: Any, row: Row, **changes: Any) -> Any:
    """A record of the row's columns that have its fields' names."""
    return record(**{field.name: row[field.name] for field in fields(record)} | changes)
