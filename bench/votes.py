"""Votes: through the workspace and the real bot beside an app that does nothing, and into the databases alone.

What is wanted: at least 0.6 of that app's requests and at most 1.4 times its CPU; with 32 voters at once at least 10 times
the disk's flushes on SQLite, 5 times on PostgreSQL, no error, and the slowest hundredth within 6 flushes.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import votes_path, votes_storage
from bench.reading import RESULTS, machine
from bench.table import print_table

Numbers = dict[str, float]
_KINDS = {"named": False, "anonymous": True}


def run() -> None:
    """Print the tables and write them to `bench/results/`."""
    path, stored = _path(), _stored()
    rows = [row for kind, n in path.items() for row in path_rows(kind, n)]
    print_table(f"Clicks through the workspace, on {machine()}", ("", "a second", "CPU each"), rows)
    lines = [stored_row(name, n) for name, n in stored.items()]
    print_table("Into the database alone", stored_head("32 voters at once"), lines)
    RESULTS.mkdir(exist_ok=True)
    found = {"machine": machine(), "through the workspace": path, "into the database": stored}
    (RESULTS / "votes.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def path_rows(kind: str, found: Numbers, clicks: str = "votes") -> list[list[str]]:
    """Of what `votes_path` measured."""
    return [
        [f"{kind}: {name}", f"{found[f'{key}_a_second']:.0f}", f"{found[f'{key}_cpu_us']:.0f} µs"]
        for name, key in (
            ("an app that does nothing", "plain"),
            ("our buttons that do nothing", "idle"),
            (f"{clicks}, each answered", "votes"),
        )
    ]


def stored_head(name: str) -> tuple[str, ...]:
    return (name, "votes a second", "flushes", "times", "p99", "in flushes", "errors")


def stored_row(name: str, found: Numbers) -> list[str]:
    """Of what `votes_storage` measured."""
    return [
        name,
        f"{found['votes_a_second']:.0f}",
        f"{found['flushes_a_second']:.0f}",
        f"{found['times_flushes']:.1f}",
        f"{found['p99_ms']:.1f} ms",
        f"{found['p99_flushes']:.1f}",
        f"{found['errors']:.0f}",
    ]


def _path() -> dict[str, Numbers]:
    found = {}
    for kind, anonymous in _KINDS.items():
        with tempfile.TemporaryDirectory() as name:
            url = f"sqlite:///{name}/lectern.sqlite3"
            make = votes_path.voting(anonymous=anonymous)
            found[kind] = asyncio.run(votes_path.measured(url, Path(name), make))
    return found


def _stored() -> dict[str, Numbers]:
    found = {}
    for kind, anonymous in _KINDS.items():
        for name in ("SQLite", "PostgreSQL"):
            with database(name) as (url, folder):
                found[f"{name}, {kind}"] = asyncio.run(
                    votes_storage.measured(url, folder, anonymous=anonymous)
                )
    return found


@contextmanager
def database(name: str) -> Iterator[tuple[str, Path]]:
    """An empty one, and a folder on the same disk."""
    if name == "SQLite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/lectern.sqlite3", Path(folder)
        return
    from tests.storage.postgres import running_server  # noqa: PLC0415 - only where it is wanted

    with running_server(durable=True) as server:
        yield server.new_database(), server.folder
