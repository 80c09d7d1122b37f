"""Who chose what; in an anonymous poll what was chosen, under keyed hashes (polls.ports.Ballots).

Casting is the hot path: fixed statements straight to the driver, a poll parsed once a revision, and no lock held
while Python decides. The one statement that writes does so only where poll and ballot are still as they were seen;
whoever was overtaken looks again. It shares the poll's row with other votes: closing, which wants it alone, waits
for it or comes before it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from bot.errors import StorageError
from bot.services.polls.ports import OPEN, Ballot, Cast, Choice, Decide, Poll
from bot.services.polls.secrecy import decrypted, encrypted, is_newer, sealed, token
from bot.storage.database import Database
from bot.storage.group_commit import driver_of
from bot.storage.poll_rows import found, key_in
from bot.storage.poll_tables import ballots, poll_keys
from bot.storage.text import storable

_TRIES = 100
_PARSED = 200
_HIDDEN = "hidden"
_AT_ONCE = 500
"""SQLite takes no more than some thousand parameters."""
_SEEN = (
    "SELECT p.revision, p.posted_channel, p.ts, k.key FROM polls p"
    " LEFT JOIN poll_keys k ON k.workspace = p.workspace AND k.poll_id = p.id"
    " WHERE p.workspace = ? AND p.id = ?"
)
_MINE = "SELECT choice, clicked FROM ballots WHERE workspace = ? AND poll_id = ? AND voter = ?"
_PUT = (
    "INSERT INTO ballots (workspace, poll_id, voter, choice, clicked)"
    " SELECT p.workspace, p.id, {text}, {json}, {text} FROM polls p"
    " WHERE p.workspace = ? AND p.id = ? AND p.revision = ? {shared}"
    " ON CONFLICT (workspace, poll_id, voter)"
    " DO UPDATE SET choice = excluded.choice, clicked = excluded.clicked WHERE ballots.clicked = ?"
)


@dataclass(frozen=True, slots=True)
class _Statements:
    """The three of casting, as a driver takes them."""

    seen: str
    mine: str
    put: str

    @classmethod
    def of(cls, *, sqlite: bool) -> _Statements:
        if sqlite:
            return cls(_SEEN, _MINE, _PUT.format(text="?", json="?", shared=""))
        put = _PUT.format(text="?::text", json="?::jsonb", shared="FOR KEY SHARE OF p")
        return cls(*(statement.replace("?", "%s") for statement in (_SEEN, _MINE, put)))


class StoredBallots:
    """The table ballots."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements = _Statements.of(sqlite=database.is_sqlite)
        self._parsed: dict[tuple[str, str], Poll] = {}

    async def cast(
        self, workspace: str, poll_id: str, user: str, *, order: str, decide: Decide
    ) -> Cast | None:
        def work(connection: Connection) -> Cast | None:
            for _ in range(_TRIES):
                seen = self._seen(connection, workspace, poll_id)
                if seen is None:
                    return None
                poll, key = seen
                done = poll and self._try(connection, poll, key, user, order, decide)
                if done:
                    return done
            raise StorageError("a ballot was overtaken too often")

        try:
            return await self._database.write_apart(work)
        except StorageError:
            # What was parsed may have been read from a batch that never came to be.
            self._parsed.clear()
            raise

    def _seen(
        self, connection: Connection, workspace: str, poll_id: str
    ) -> tuple[Poll | None, bytes | None] | None:
        """A poll as it is, with its key, which is never kept; None for the poll where it was changed meanwhile."""
        row = driver_of(connection).execute(self._statements.seen, (workspace, poll_id)).fetchone()
        if row is None:
            return None
        revision, channel, ts, padded = row
        poll = self._parsed.get((workspace, poll_id))
        if poll is None or poll.revision != revision:
            poll = found(connection, workspace, poll_id)
            if poll is None or poll.revision != revision:
                return None, None
            if len(self._parsed) >= _PARSED:
                self._parsed.clear()
        if (poll.posted_channel, poll.ts) != (channel, ts):
            poll = replace(poll, posted_channel=channel, ts=ts)
        self._parsed[workspace, poll_id] = poll
        return poll, key_in(padded)

    def _try(
        self,
        connection: Connection,
        poll: Poll,
        key: bytes | None,
        user: str,
        order: str,
        decide: Decide,
    ) -> Cast | None:
        """None where somebody was quicker."""
        voter = _voter(poll, key, user)
        before, clicked = self._mine(connection, poll, key, voter)
        if clicked and not _is_newer(key, user, order, clicked):
            return Cast(poll, before, before, stale=True)
        after = decide(poll, before)
        if not voter or poll.state != OPEN:
            return Cast(poll, before, before, stale=True)
        now = sealed(key, user, order) if key else order
        said = json.dumps(_written(storable(after), key))
        values = (voter, said, now, poll.workspace, poll.id, poll.revision, clicked)
        done = driver_of(connection).execute(self._statements.put, values)
        return Cast(poll, before, after) if done.rowcount else None

    def _mine(
        self, connection: Connection, poll: Poll, key: bytes | None, voter: str
    ) -> tuple[Choice, str]:
        """What somebody chose, and when as it is written; {} and "" for nothing."""
        values = (poll.workspace, poll.id, voter)
        row = driver_of(connection).execute(self._statements.mine, values).fetchone()
        if row is None:
            return {}, ""
        choice, clicked = row
        return _read(json.loads(choice) if isinstance(choice, str) else choice, key), clicked

    async def all(self, workspace: str, poll_id: str) -> Sequence[Ballot]:
        def look(connection: Connection) -> Sequence[Ballot]:
            poll = found(connection, workspace, poll_id)
            return all_ballots(connection, poll) if poll else []

        return await self._database.read(look)

    async def mine(self, workspace: str, poll_id: str, user: str) -> Choice:
        found_choices = await self._chosen(workspace, poll_id, [user])
        return found_choices.get(user, {})

    async def voted(self, workspace: str, poll_id: str, users: Collection[str]) -> frozenset[str]:
        return frozenset(await self._chosen(workspace, poll_id, users))

    async def _chosen(
        self, workspace: str, poll_id: str, users: Collection[str]
    ) -> Mapping[str, Choice]:
        """What these have chosen, those that did."""

        def look(connection: Connection) -> Mapping[str, Choice]:
            poll = found(connection, workspace, poll_id)
            if poll is None:
                return {}
            key = _key(connection, poll)
            people = {_voter(poll, key, user): user for user in users}
            people.pop("", None)
            rows = _choices_of(connection, workspace, poll_id, sorted(people))
            return {people[voter]: _read(choice, key) for voter, choice in rows if choice}

        return await self._database.read(look)


def all_ballots(connection: Connection, poll: Poll) -> list[Ballot]:
    """Those that choose something, by voter or keyed hash: neither tells when; within the caller's transaction."""
    key = _key(connection, poll)
    mine = (ballots.c.workspace == poll.workspace, ballots.c.poll_id == poll.id)
    statement = select(ballots.c.voter, ballots.c.choice).where(*mine).order_by(ballots.c.voter)
    rows = [(voter, _read(choice, key)) for voter, choice in connection.execute(statement)]
    secret = poll.settings.anonymous
    return [Ballot("" if secret else voter, choice) for voter, choice in rows if choice]


def _written(choice: Choice, key: bytes | None) -> Choice:
    """As it is stored: in cipher where the poll has a key. That it was taken back is no secret."""
    return {_HIDDEN: encrypted(key, json.dumps(choice))} if key and choice else choice


def _read(stored: Choice, key: bytes | None) -> Choice:
    if not key or not stored:
        return stored
    choice: Choice = json.loads(decrypted(key, stored[_HIDDEN]))
    return choice


def _choices_of(
    connection: Connection, workspace: str, poll_id: str, voters: Sequence[str]
) -> list[tuple[str, Choice]]:
    mine = (ballots.c.workspace == workspace, ballots.c.poll_id == poll_id)
    rows: list[tuple[str, Choice]] = []
    for start in range(0, len(voters), _AT_ONCE):
        some = ballots.c.voter.in_(voters[start : start + _AT_ONCE])
        chosen = select(ballots.c.voter, ballots.c.choice).where(*mine, some)
        rows += [(voter, choice) for voter, choice in connection.execute(chosen)]
    return rows


def _key(connection: Connection, poll: Poll) -> bytes | None:
    mine = (poll_keys.c.workspace == poll.workspace, poll_keys.c.poll_id == poll.id)
    return key_in(connection.execute(select(poll_keys.c.key).where(*mine)).scalar_one_or_none())


def _voter(poll: Poll, key: bytes | None, user: str) -> str:
    """What stands in a voter's place; "" where an anonymous poll has no key: nobody can tell any more."""
    if not poll.settings.anonymous:
        return user
    return token(key, user) if key else ""


def _is_newer(key: bytes | None, user: str, order: str, than: str) -> bool:
    return is_newer(key, user, order, than) if key else _moment(order) > _moment(than)


def _moment(order: str) -> tuple[int, str]:
    seconds, _, fraction = order.partition(".")
    return int(seconds), fraction.ljust(6, "0")
