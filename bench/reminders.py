"""Many reminders due at once, and very many stored, beside APScheduler with a job a reminder.

Ours are rows: a tick a second hands what is due over to the outbox. APScheduler keeps a job for each,
in memory or in its SQLAlchemy store, as its guide shows it (`misfire_grace_time` as it comes, and
without a limit). Every measurement is a process of its own; databases are SQLite files.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.events import EVENT_JOB_MISSED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event, insert

from bench.table import print_table
from bot.delivery.clock import Wakeups
from bot.storage import Storage, open_storage
from bot.storage.outbox_tables import reminders

DUE, STORED = 10_000, 100_000
TICK = 1.0
_FUTURE = timedelta(days=365)
_PATIENCE = 90.0
"""Seconds after which what has not come is given up."""
Numbers = dict[str, float]


def run() -> None:
    """Print both tables and write them to `bench/results/`."""
    # Not above: the children, whose memory is measured, have no use for the readers' plots.
    from bench.reading import RESULTS, machine  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        due = {name: _child("due", name, folder) for name in _PEERS}
        stored = {name: _child("stored", name, folder) for name in _PEERS}
    head: tuple[str, ...] = (
        "10,000 due at once",
        "came",
        "dropped",
        "late p50",
        "late p99",
        "last",
    )
    rows = [
        [name, f"{n['came']:.0f}", f"{n['dropped']:.0f}", *(_seconds(n, k) for k in _LATE)]
        for name, n in due.items()
    ]
    print_table(f"Reminders due at once, on {machine()}", head, rows)
    head = ("100,000 stored", "to start", "start adds", "memory adds")
    rows = [
        [name, f"{n['seconds']:.2f} s", f"{n['more_seconds']:.2f} s", f"{n['more_mib']:.1f} MiB"]
        for name, n in stored.items()
    ]
    print_table("A start with very many in store, beside one with none", head, rows)
    RESULTS.mkdir(exist_ok=True)
    found = {"machine": machine(), "tick": TICK, "due at once": due, "stored": stored}
    (RESULTS / "reminders.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


_LATE = ("p50", "p99", "last")


def _seconds(found: Numbers, what: str) -> str:
    return f"{found[what]:.2f} s" if what in found else "never"


def _child(what: str, name: str, folder: str) -> Numbers:
    """One measurement in a process of its own; of a start, less what one with nothing in store takes."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        if what == "due":
            return _measured(what, name, own, DUE)
        empty = _measured(what, name, own, 0)
        full = _measured(what, name, own, STORED)
    return {
        "seconds": full["seconds"],
        "more_seconds": full["seconds"] - empty["seconds"],
        "more_mib": full["mib"] - empty["mib"],
    }


def _measured(what: str, name: str, folder: str, count: int) -> Numbers:
    path = str(Path(folder) / f"{what}-{count}.sqlite3")
    if what == "stored":
        _run("fill", name, path, count)
    return _run(what, name, path, count)


def _run(what: str, name: str, path: str, count: int) -> Numbers:
    words = [sys.executable, "-m", "bench.reminders", what, name, path, str(count)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    found: Numbers = json.loads(done.stdout)
    return found


def _rows(count: int, due: datetime) -> list[dict[str, Any]]:
    """A reminder for each of so many people."""
    shared = {"workspace": "T1", "course": "c", "lead": 60, "state": "waiting", "told": False}
    return [
        {
            **shared,
            "key": f"reminder:i{n % 50}:U{n}:60:1",
            "item_id": f"i{n % 50}",
            "audience": f"U{n}",
            "due_at": due,
            "target_at": due + timedelta(hours=1),
        }
        for n in range(count)
    ]


async def _kept(path: str, count: int, due: datetime) -> Storage:
    storage = await open_storage(f"sqlite:///{path}")
    if count:
        rows = _rows(count, due)
        await storage.database.write(lambda c: c.execute(insert(reminders), rows).rowcount)
    return storage


async def _our_due(path: str, count: int) -> Numbers:
    due = datetime.now(UTC) + timedelta(seconds=5)
    storage = await _kept(path, count, due)
    late = list[float]()

    async def tick() -> None:
        handed = await storage.reminders.hand_over(datetime.now(UTC))
        late.extend([(datetime.now(UTC) - due).total_seconds()] * handed)

    wakeups = Wakeups()
    wakeups.every(TICK, "reminders", tick)
    wakeups.start()
    await _until(lambda: len(late) >= count)
    await wakeups.stop()
    await storage.close()
    return _lateness(late, count)


async def _our_stored(path: str, _count: int) -> Numbers:
    before, began = _resident(), time.perf_counter()
    storage = await open_storage(f"sqlite:///{path}")
    await storage.items.unplanned()
    await storage.reminders.hand_over(datetime.now(UTC))
    await storage.reminders.untold_misses()
    found = {"seconds": time.perf_counter() - began, "mib": _resident() - before}
    await storage.close()
    return found


async def _our_fill(path: str, count: int) -> Numbers:
    await (await _kept(path, count, datetime.now(UTC) + _FUTURE)).close()
    return {}


_came = list[float]()


def job(due: float) -> None:
    """What a peer's job does: no more than to note that it was run."""
    _came.append(time.time() - due)


def _store(path: str, *, careless: bool = False) -> SQLAlchemyJobStore:
    """On a file; careless about power cuts only to be filled within minutes."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    if careless:
        event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
    return SQLAlchemyJobStore(engine=engine)


def _scheduler(name: str, path: str, *, careless: bool = False) -> AsyncIOScheduler:
    defaults = {"misfire_grace_time": None} if "no limit" in name else {}
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
    if "SQLAlchemy" in name:
        scheduler.add_jobstore(_store(path, careless=careless))
    return scheduler


def _add(scheduler: AsyncIOScheduler, count: int, due: datetime) -> None:
    for _ in range(count):
        scheduler.add_job(job, "date", run_date=due, args=[due.timestamp()])


async def _peers_due(name: str, path: str, count: int) -> Numbers:
    scheduler = _scheduler(name, path, careless=True)
    missed = list[object]()
    scheduler.add_listener(missed.append, EVENT_JOB_MISSED)
    scheduler.start(paused=True)
    began = time.perf_counter()
    _add(scheduler, 200, datetime.now(UTC) + _FUTURE)
    each = (time.perf_counter() - began) / 200
    scheduler.remove_all_jobs()
    due = datetime.now(UTC) + timedelta(seconds=5 + 1.5 * each * count)
    _add(scheduler, count, due)
    scheduler.resume()
    wait = (due - datetime.now(UTC)).total_seconds()
    await asyncio.sleep(max(0.0, wait))
    await _until(lambda: len(_came) + len(missed) >= count, pause=0.5)
    scheduler.shutdown(wait=False)
    return _lateness(_came, count)


async def _peers_stored(name: str, path: str, count: int) -> Numbers:
    before, began = _resident(), time.perf_counter()
    scheduler = _scheduler(name, path)
    if "SQLAlchemy" not in name:
        _add(scheduler, count, datetime.now(UTC) + _FUTURE)
    scheduler.start()
    await asyncio.sleep(0)
    found = {"seconds": time.perf_counter() - began, "mib": _resident() - before}
    scheduler.shutdown(wait=False)
    return found


async def _peers_fill(name: str, path: str, count: int) -> Numbers:
    if "SQLAlchemy" in name:
        scheduler = _scheduler(name, path, careless=True)
        scheduler.start(paused=True)
        _add(scheduler, count, datetime.now(UTC) + _FUTURE)
        scheduler.shutdown(wait=False)
    return {}


async def _until(done: Callable[[], bool], pause: float = 0.05) -> None:
    end = time.monotonic() + _PATIENCE
    while not done() and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(pause)


def _lateness(late: list[float], count: int) -> Numbers:
    ordered = sorted(late)
    at = {"p50": 0.5, "p99": 0.99, "last": 1.0} if ordered else {}
    places = {k: ordered[min(len(ordered) - 1, int(q * len(ordered)))] for k, q in at.items()}
    return {"came": len(late), "dropped": count - len(late), **places}


def _resident() -> float:
    """Memory of this process, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


_PEERS = (
    "Lectern",
    "APScheduler in memory",
    "APScheduler in memory, no limit",
    "APScheduler, SQLAlchemy store",
    "APScheduler, SQLAlchemy store, no limit",
)
_OURS: dict[str, Callable[[str, int], Coroutine[Any, Any, Numbers]]] = {
    "due": _our_due,
    "stored": _our_stored,
    "fill": _our_fill,
}
_THEIRS: dict[str, Callable[[str, str, int], Coroutine[Any, Any, Numbers]]] = {
    "due": _peers_due,
    "stored": _peers_stored,
    "fill": _peers_fill,
}


def main(what: str, name: str, path: str, count: int) -> None:
    """A child's work: numbers as JSON on standard output."""
    logging.disable(logging.CRITICAL)  # a line for each job that is missed
    work = _OURS[what](path, count) if name == "Lectern" else _THEIRS[what](name, path, count)
    print(json.dumps(asyncio.run(work)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
