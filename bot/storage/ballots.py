"""Who chose what; in an anonymous poll what was chosen, under keyed hashes (polls.ports.Ballots)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select

from bot.services.polls.ports import Ballot, Cast, Choice, Decide, Poll
from bot.services.polls.secrecy import PollCipher
from bot.storage.ballot_rows import read_all, voter_of
from bot.storage.casting import Casting
from bot.storage.database import Database
from bot.storage.poll_rows import cipher_of, found
from bot.storage.poll_tables import ballots, poll_keys

_AT_ONCE = 500
"""SQLite takes no more than some thousand parameters."""


class StoredBallots:
    """The table ballots."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._casting = Casting(database)

    async def cast(
        self, workspace: str, poll_id: str, user: str, *, order: str, decide: Decide
    ) -> Cast | None:
        return await self._casting.cast((workspace, poll_id), user, order, decide)

    async def all(self, workspace: str, poll_id: str) -> Sequence[Ballot]:
        def look(connection: Connection) -> Sequence[Ballot]:
            poll = found(connection, workspace, poll_id)
            return all_ballots(connection, poll) if poll else []

        return await self._database.read(look)

    async def mine(self, workspace: str, poll_id: str, user: str) -> Choice:
        return (await self._chosen(workspace, poll_id, [user])).get(user, {})

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
            cipher = _cipher(connection, poll)
            people = {voter_of(poll, cipher, user): user for user in users}
            people.pop("", None)
            rows = _choices_of(connection, poll, sorted(people))
            read = read_all([choice for _, choice in rows], cipher)
            choices = zip((voter for voter, _ in rows), read, strict=True)
            return {people[voter]: choice for voter, choice in choices if choice}

        return await self._database.read(look)


def all_ballots(connection: Connection, poll: Poll) -> list[Ballot]:
    """Those that choose something, by voter or keyed hash: neither tells when; within the caller's transaction."""
    cipher = _cipher(connection, poll)
    mine = (ballots.c.workspace == poll.workspace, ballots.c.poll_id == poll.id)
    statement = select(ballots.c.voter, ballots.c.choice).where(*mine).order_by(ballots.c.voter)
    rows = connection.execute(statement).all()
    choices = read_all([choice for _, choice in rows], cipher)
    secret = poll.settings.anonymous
    return [
        Ballot("" if secret else voter, choice)
        for (voter, _), choice in zip(rows, choices, strict=True)
        if choice
    ]


def _choices_of(
    connection: Connection, poll: Poll, voters: Sequence[str]
) -> list[tuple[str, Choice]]:
    mine = (ballots.c.workspace == poll.workspace, ballots.c.poll_id == poll.id)
    rows: list[tuple[str, Choice]] = []
    for start in range(0, len(voters), _AT_ONCE):
        some = ballots.c.voter.in_(voters[start : start + _AT_ONCE])
        chosen = select(ballots.c.voter, ballots.c.choice).where(*mine, some)
        rows += [(voter, choice) for voter, choice in connection.execute(chosen)]
    return rows


def _cipher(connection: Connection, poll: Poll) -> PollCipher | None:
    mine = (poll_keys.c.workspace == poll.workspace, poll_keys.c.poll_id == poll.id)
    return cipher_of(connection.execute(select(poll_keys.c.key).where(*mine)).scalar_one_or_none())
