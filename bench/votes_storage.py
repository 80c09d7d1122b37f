"""Votes into the database alone, by so many voters at once, beside what the disk can flush in the same moments.

A disk's rate changes from second to second where others use it too: votes and flushes take turns, and each turn of
votes is held against the flushes before and after it.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

from bot.errors import StorageError
from bot.services.polls.ports import OPEN, SINGLE, Decide, Option, Poll, Settings
from bot.storage import Storage, open_storage

AT_ONCE, TURNS = 32, 12
_VOTES_SECONDS, _FLUSH_SECONDS = 1.0, 0.5
_PAGE = 4_096
Numbers = dict[str, float]
Deciding = Callable[[str, str], Decide]


@dataclass(frozen=True)
class _Turn:
    """Seconds of each vote, how long it all took, and errors."""

    waits: Sequence[float]
    seconds: float
    errors: int


async def measured(url: str, folder: Path, *, anonymous: bool) -> Numbers:
    """Votes in a poll of two options."""
    options = (Option("a", "KVM"), Option("b", "VirtualBox"))
    now = datetime.now(UTC)
    poll = Poll(
        "T1", "p1", "c", "C1", "U1", SINGLE, "Which?", options,
        Settings(anonymous=anonymous), now, OPEN, opened_at=now,
    )  # fmt: skip

    def deciding(_user: str, _order: str) -> Decide:
        choice = {"picked": [secrets.choice("ab")]}
        return lambda _poll, _before: choice

    return await into(url, folder, poll, deciding)


async def into(url: str, folder: Path, poll: Poll, deciding: Deciding) -> Numbers:
    """Votes a second, how many times the disk's flushes that is, and the wait of the slowest hundredth in flushes.

    `deciding` makes a decision of a voter and the time of their click.
    """
    storage = await open_storage(url)
    await storage.polls.add(poll)
    await _votes(storage, poll, deciding, _VOTES_SECONDS / 4)
    flushes, turns = [_flushes(folder)], list[_Turn]()
    for _ in range(TURNS):
        turns.append(await _votes(storage, poll, deciding, _VOTES_SECONDS))
        flushes.append(await asyncio.to_thread(_flushes, folder))
    await storage.close()
    return _compared(turns, flushes)


def _compared(turns: Sequence[_Turn], flushes: Sequence[float]) -> Numbers:
    around = [(a + b) / 2 for a, b in pairwise(flushes)]
    rates = [len(turn.waits) / turn.seconds for turn in turns]
    slow = [sorted(turn.waits)[int(len(turn.waits) * 0.99)] for turn in turns]
    return {
        "votes_a_second": median(rates),
        "flushes_a_second": median(flushes),
        "times_flushes": median(v / f for v, f in zip(rates, around, strict=True)),
        "p99_ms": 1e3 * median(slow),
        "p99_flushes": median(s * f for s, f in zip(slow, around, strict=True)),
        "errors": sum(turn.errors for turn in turns),
    }


async def _votes(storage: Storage, poll: Poll, deciding: Deciding, seconds: float) -> _Turn:
    """Each voter votes as soon as the last vote is on disk, for another option each time."""
    waits, errors = list[float](), 0
    began = time.perf_counter()

    async def voter(user: str) -> None:
        nonlocal errors
        while (asked := time.perf_counter()) < began + seconds:
            order = f"{time.time():.6f}"
            decide = deciding(user, order)
            try:
                await storage.ballots.cast(
                    poll.workspace, poll.id, user, order=order, decide=decide
                )
            except StorageError:
                errors += 1
            waits.append(time.perf_counter() - asked)

    await asyncio.gather(*(voter(f"U{n}") for n in range(AT_ONCE)))
    return _Turn(waits, time.perf_counter() - began, errors)


def _flushes(folder: Path) -> float:
    """A page written at the end of a file and flushed, again and again: so many a second."""
    page, count, began = os.urandom(_PAGE), 0, time.perf_counter()
    with _scratch(folder) as file:
        while time.perf_counter() < began + _FLUSH_SECONDS:
            os.write(file, page)
            os.fsync(file)
            count += 1
    return count / (time.perf_counter() - began)


@contextmanager
def _scratch(folder: Path) -> Iterator[int]:
    with tempfile.TemporaryFile(dir=folder) as file:
        yield file.fileno()
