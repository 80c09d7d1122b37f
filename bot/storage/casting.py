"""Votes, counted in by the handful: whatever came while the last was written goes into the next transaction together.

A class clicks within seconds. One statement for all of their ballots, where each click would have three of its own,
takes a third of the time, and the thread that writes does not have to take turns with the one that listens. Fixed
statements go straight to the driver, and a poll is parsed once a revision.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.errors import StorageError
from bot.services.polls.ports import OPEN, Cast, Choice, Decide, Poll
from bot.services.polls.secrecy import PollCipher
from bot.storage.ballot_rows import read_all, voter_of, written
from bot.storage.database import Database
from bot.storage.group_commit import driver_of
from bot.storage.poll_rows import cipher_of, found
from bot.storage.text import storable

_TRIES = 50
_PARSED = 200
_PACE_SECONDS = 0.005
_ENOUGH = 32
Place = tuple[str, str]


@dataclass(slots=True)
class _Click:
    """Who clicked where, what is to be made of it, and who waits for that."""

    place: Place
    user: str
    order: str
    decide: Decide
    future: asyncio.Future[Cast | None]
    outcome: Cast | BaseException | None = None

    def tell(self) -> None:
        if self.future.done():  # whoever asked gave up
            return
        if isinstance(self.outcome, BaseException):
            self.future.set_exception(self.outcome)
        else:
            self.future.set_result(self.outcome)


@dataclass(slots=True)
class _Held:
    """A ballot as it is, or as it is to be written: `said` is its choice as it is stored, None while it is unchanged."""

    choice: Choice
    clicked: str
    stands: bool
    said: Choice | None = None


@dataclass(frozen=True, slots=True)
class _Statements:
    """Those of one database. PostgreSQL's share the poll's row, which closing wants alone, and hold the ballots.

    Many ballots are one value, as JSON: the drivers take longer to make an array of it than the databases to read it.
    """

    poll: str
    key: str
    ballots: str
    put: str


_SQLITE = _Statements(
    "SELECT revision, posted_channel, ts FROM polls WHERE workspace = ? AND id = ?",
    "SELECT key FROM poll_keys WHERE workspace = ? AND poll_id = ?",
    "SELECT voter, choice, clicked FROM ballots WHERE workspace = ? AND poll_id = ?"
    " AND voter IN (SELECT value FROM json_each(?))",
    "INSERT INTO ballots (workspace, poll_id, voter, choice, clicked)"
    " SELECT ?, ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
    " json_extract(value, '$[2]') FROM json_each(?) WHERE true"
    " ON CONFLICT (workspace, poll_id, voter)"
    " DO UPDATE SET choice = excluded.choice, clicked = excluded.clicked",
)
_POSTGRESQL = _Statements(
    "SELECT revision, posted_channel, ts FROM polls WHERE workspace = %s AND id = %s FOR KEY SHARE",
    "SELECT key FROM poll_keys WHERE workspace = %s AND poll_id = %s",
    "SELECT voter, choice::text, clicked FROM ballots WHERE workspace = %s AND poll_id = %s"
    " AND voter = ANY(ARRAY(SELECT jsonb_array_elements_text(%s))) ORDER BY voter FOR UPDATE",
    "INSERT INTO ballots (workspace, poll_id, voter, choice, clicked)"
    " SELECT %s, %s, value ->> 0, value -> 1, value ->> 2 FROM jsonb_array_elements(%s) ORDER BY 3"
    " ON CONFLICT (workspace, poll_id, voter)"
    " DO UPDATE SET choice = excluded.choice, clicked = excluded.clicked"
    " WHERE ballots.voter = ANY(ARRAY(SELECT jsonb_array_elements_text(%s))) RETURNING voter",
)


class Casting:
    """Counts clicks in, on one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements = _SQLITE if database.is_sqlite else _POSTGRESQL
        self._parsed: dict[Place, Poll] = {}
        self._waiting: deque[_Click] = deque()
        self._scheduled, self._began = False, 0.0
        self._turn = asyncio.Lock()
        self._flushes: set[asyncio.Task[None]] = set()

    async def cast(self, place: Place, user: str, order: str, decide: Decide) -> Cast | None:
        """As polls.ports.Ballots.cast."""
        future: asyncio.Future[Cast | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Click(place, user, order, decide, future))
        if not self._scheduled:
            self._scheduled = True
            flush = asyncio.create_task(self._flush())
            self._flushes.add(flush)
            flush.add_done_callback(self._flushes.discard)
        return await future

    async def _flush(self) -> None:
        taken: list[_Click] = []
        async with self._turn:
            left = self._began + _PACE_SECONDS - time.monotonic()
            if left > 0 and len(self._waiting) < _ENOUGH:
                await asyncio.sleep(left)
            self._began = time.monotonic()
            try:
                await self._database.write(lambda connection: self._work(connection, taken))
            except Exception as error:
                # What was parsed may have been read from a transaction that never came to be.
                self._parsed.clear()
                self._take(taken)
                for click in taken:
                    click.outcome = error
        for click in taken:
            click.tell()

    def _take(self, taken: list[_Click]) -> None:
        """All that wait; whoever comes from now on asks for another flush."""
        self._scheduled = False
        while self._waiting:
            taken.append(self._waiting.popleft())

    def _work(self, connection: Connection, taken: list[_Click]) -> None:
        self._take(taken)
        by_poll: dict[Place, list[_Click]] = {}
        for click in taken:
            by_poll.setdefault(click.place, []).append(click)
        # In one order: two replicas that hold the same ballots would wait for each other for ever.
        for place in sorted(by_poll):
            clicks = by_poll[place]
            for _ in range(_TRIES):
                clicks = self._count_in(connection, place, clicks)
                if not clicks:
                    break
            for click in clicks:
                click.outcome = StorageError("a ballot was overtaken too often")

    def _count_in(
        self, connection: Connection, place: Place, clicks: Sequence[_Click]
    ) -> list[_Click]:
        """Decide and write the ballots of one poll; returns the clicks that another replica was quicker than."""
        poll, cipher = self._seen(connection, place)
        if poll is None:
            return []
        voters = [voter_of(poll, cipher, click.user) for click in clicks]
        held = self._held(connection, place, cipher, voters)
        for click, voter in zip(clicks, voters, strict=True):
            click.outcome = _decided(click, poll, cipher, held.get(voter))
        written_ones = self._put(connection, place, held)
        return [
            click
            for click, voter in zip(clicks, voters, strict=True)
            if voter in held and held[voter].said is not None and voter not in written_ones
        ]

    def _seen(self, connection: Connection, place: Place) -> tuple[Poll | None, PollCipher | None]:
        """A poll as it is, with its cipher, which is never kept."""
        driver = driver_of(connection)
        row = driver.execute(self._statements.poll, place).fetchone()
        if row is None:
            return None, None
        revision, channel, ts = row
        poll = self._parsed.get(place)
        if poll is None or poll.revision != revision:
            poll = found(connection, *place)
            if poll is None:
                return None, None
            if len(self._parsed) >= _PARSED:
                self._parsed.clear()
        if (poll.posted_channel, poll.ts) != (channel, ts):
            poll = replace(poll, posted_channel=channel, ts=ts)
        self._parsed[place] = poll
        if not poll.settings.anonymous:
            return poll, None
        stored = driver.execute(self._statements.key, place).fetchone()
        return poll, cipher_of(stored[0]) if stored else None

    def _held(
        self, connection: Connection, place: Place, cipher: PollCipher | None, voters: Sequence[str]
    ) -> dict[str, _Held]:
        """The ballots of these as they are, empty ones too; not of "", who cannot be told any more."""
        wanted = sorted({*voters} - {""})
        asked = (*place, json.dumps(wanted))
        rows = driver_of(connection).execute(self._statements.ballots, asked).fetchall()
        held = {voter: _Held({}, "", stands=False) for voter in wanted}
        stored = json.loads(f"[{','.join(choice for _, choice, _ in rows)}]")
        for (voter, _, clicked), choice in zip(rows, read_all(stored, cipher), strict=True):
            held[voter] = _Held(choice, clicked, stands=True)
        return held

    def _put(
        self, connection: Connection, place: Place, held: Mapping[str, _Held]
    ) -> frozenset[str]:
        """Write what has changed; returns whose ballots were written."""
        changed = {voter: ballot for voter, ballot in held.items() if ballot.said is not None}
        if not changed:
            return frozenset()
        driver, put = driver_of(connection), self._statements.put
        rows = json.dumps([(voter, b.said, b.clicked) for voter, b in changed.items()])
        if self._database.is_sqlite:
            driver.execute(put, (*place, rows))
            return frozenset(changed)
        standing = json.dumps([voter for voter, ballot in changed.items() if ballot.stands])
        written_ones = driver.execute(put, (*place, rows, standing)).fetchall()
        return frozenset(voter for (voter,) in written_ones)


def _decided(
    click: _Click, poll: Poll, cipher: PollCipher | None, ballot: _Held | None
) -> Cast | BaseException:
    """What a click came to; the ballot is changed with it."""
    try:
        before = ballot.choice if ballot else {}
        if ballot and ballot.clicked and not _is_newer(cipher, click, ballot.clicked):
            return Cast(poll, before, before, stale=True)
        after = click.decide(poll, before)
        if ballot is None or poll.state != OPEN:
            return Cast(poll, before, before, stale=True)
        said = written(storable(after), cipher)
    except Exception as error:
        return error
    ballot.choice, ballot.said = after, said
    ballot.clicked = cipher.sealed(click.user, click.order) if cipher else click.order
    return Cast(poll, before, after)


def _is_newer(cipher: PollCipher | None, click: _Click, than: str) -> bool:
    if cipher:
        return cipher.is_newer(click.user, click.order, than)
    return _moment(click.order) > _moment(than)


def _moment(order: str) -> tuple[int, str]:
    seconds, _, fraction = order.partition(".")
    return int(seconds), fraction.ljust(6, "0")
