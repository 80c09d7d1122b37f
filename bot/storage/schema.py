"""Bring a database to the code's schema, once, however many processes start together."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import ConfigurationError, StorageError

_LOCK = 0x4C45_4354  # "LECT"
_MIGRATIONS = Path(__file__).with_name("migrations")


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file; `env.py` takes the connection from them."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@cache
def head() -> str:
    """The revision the code expects."""
    return str(ScriptDirectory.from_config(alembic_config()).get_current_head())


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade (or, with an older revision, downgrade) under a lock.

    Raises:
        ConfigurationError: the database was made by a newer version of Lectern.
        StorageError: the database cannot be reached or refused.
    """
    try:
        with engine.connect() as connection:
            _lock(connection)
            try:
                config = alembic_config(connection)
                if revision == "base" or revision.startswith("-"):
                    command.downgrade(config, revision)
                elif revision != "head" or not _is_at_head(connection):
                    command.upgrade(config, revision)
            except BaseException:
                _end(connection, "ROLLBACK")
                raise
            _end(connection, "COMMIT")
    except CommandError as error:
        raise ConfigurationError(
            "DATABASE_URL: this database was made by a newer version of Lectern; update Lectern first"
        ) from error
    except SQLAlchemyError as error:
        raise StorageError(f"cannot prepare the database ({type(error).__name__})") from error


def _is_at_head(connection: Connection) -> bool:
    """Is there nothing to do, as at nearly every start? Alembic would load every migration to see it."""
    return MigrationContext.configure(connection).get_current_revision() == head()


def _lock(connection: Connection) -> None:
    """One migrating process at a time; the others wait and find the work done."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _end(connection: Connection, how: str) -> None:
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql(how)
    if how == "COMMIT":
        connection.commit()
    else:
        connection.rollback()
