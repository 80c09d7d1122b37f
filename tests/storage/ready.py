"""Databases for tests, empty or at the code's schema: one is migrated, all others are copies of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.storage.postgres import Server, migrate_at


@cache
def _migrated_file() -> bytes:
    """A SQLite database at the code's schema."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "migrated.sqlite3"
        migrate_at(f"sqlite:///{path}")
        return path.read_bytes()


def lay_migrated(path: Path) -> None:
    """Leave what a Lectern that started and stopped leaves at `path`, unless there is a database."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(_migrated_file())


@contextmanager
def database(
    request: pytest.FixtureRequest, kind: str, folder: Path, *, migrated: bool
) -> Iterator[str]:
    """The address of a database of this kind, `sqlite` or `postgresql`: empty or at the code's schema."""
    if kind == "sqlite":
        path = folder / "lectern.sqlite3"
        if migrated:
            lay_migrated(path)
        yield f"sqlite:///{path}"
    else:
        server: Server = request.getfixturevalue("postgres")
        with server.database(server.migrated if migrated else "template1") as url:
            yield url
