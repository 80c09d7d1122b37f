"""What is promised of an anonymous poll, held against everything that was stored, sent and logged.

Five people vote, change their minds and take back; the bot is restarted meanwhile. Then all tables and the raw bytes
of the database are read, everything that the bot sent, and its log: no member's id stands with a choice or beside one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import Connection, select

from bot.services.polls.ports import MULTI, RANKED, SCALE, SINGLE, TEXT, WORDS, Poll
from bot.services.polls.secrecy import PollCipher
from bot.storage.columns import metadata
from bot.storage.poll_tables import ballots, poll_keys
from tests.slack import polls_kit as kit
from tests.slack.person import Person
from tests.slack.seen import Json, Seen
from tests.slack.workspace import Workspace

OPTIONS = ("Quaternions", "Octonions", "Sedenions")
SAID = ("quaternions", "octonions and sedenions", "split-octonions")
KINDS = (SINGLE, MULTI, RANKED, SCALE, TEXT, WORDS)


@dataclass(frozen=True)
class Chosen:
    """How somebody makes the n-th of three choices."""

    kind: str

    async def make(self, person: Person, card: Seen, n: int) -> None:
        if self.kind == SCALE:
            await person.presses(str(2 + n), card)
        elif self.kind in (TEXT, WORDS):
            await person.presses("Send", card, wrote=SAID[n])
        else:
            label = "Rank" if self.kind == RANKED else "Vote"
            await person.presses(label, card, beside=OPTIONS[n])
        await person.told()


async def ask(workspace: Workspace, kind: str) -> Poll:
    options = OPTIONS if kind in (SINGLE, MULTI, RANKED) else ()
    return await kit.asked(workspace, kind, *options, anonymous=True, most=0)


def texts_of(kind: str) -> tuple[str, ...]:
    """What tells a choice in words; a number of a scale says nothing by itself."""
    return () if kind == SCALE else SAID if kind in (TEXT, WORDS) else OPTIONS


async def rows(workspace: Workspace) -> list[tuple[str, str]]:
    """Every row of every table, as text."""

    def read(connection: Connection) -> list[tuple[str, str]]:
        return [
            (table.name, json.dumps(dict(row), default=str))
            for table in metadata.sorted_tables
            for row in connection.execute(select(table)).mappings()
        ]

    return await workspace.bot.storage.database.read(read)


def raw(workspace: Workspace) -> bytes:
    """All bytes of the database, its log too."""
    return b"".join(path.read_bytes() for path in sorted(workspace.folder.glob("lectern.sqlite3*")))


def sent(workspace: Workspace) -> Iterator[Json]:
    """All that the bot sent, where it went too."""
    for entry in workspace.playground.wire.entries:
        if entry.direction == "from_bot":
            yield {"name": entry.name, **entry.request}


async def key_of(workspace: Workspace, poll: Poll) -> bytes:
    wanted = select(poll_keys.c.key).where(poll_keys.c.poll_id == poll.id)
    return bytes(
        await workspace.bot.storage.database.read(lambda c: c.execute(wanted).scalar_one())
    )


async def stored_ballots(workspace: Workspace) -> list[Json]:
    return await workspace.bot.storage.database.read(
        lambda c: [dict(r) for r in c.execute(select(ballots)).mappings()]
    )


@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_anywhere_tells_who_chose_what(workspace: Workspace, kind: str) -> None:
    voters = list(workspace.people.values())[:5]
    assert len(voters) == 5
    poll = await ask(workspace, kind)
    began = len(workspace.logs.text)
    chosen, card = Chosen(kind), await kit.shown(voters[0], poll)
    for n, person in enumerate(voters):
        await chosen.make(person, card, n % 3)
    await workspace.restart()
    await chosen.make(voters[0], card, 1)
    await voters[1].presses("Your vote", card)
    said = await voters[1].told()
    await voters[1].presses("Start over" if kind in (MULTI, RANKED) else "Take back", said)
    await workspace.settle()
    await chosen.make(voters[1], card, 2)
    await workspace.settle()
    key = await key_of(workspace, poll)

    await look(workspace, poll, kind, voters, began)
    assert len(await stored_ballots(workspace)) == 5
    await close(workspace, poll)
    await look(workspace, poll, kind, voters, began)
    assert await stored_ballots(workspace) == []
    everything = raw(workspace)
    assert key not in everything
    for person in voters:
        assert PollCipher(key).token(person.id).encode() not in everything
    for text in texts_of(kind):
        workspace.made_public(text)


async def close(workspace: Workspace, poll: Poll) -> None:
    parts = workspace.bot.deps.polls.parts
    now = await kit.stored(workspace, poll)
    assert await parts.polls.change(now, replace(now, closes_at=parts.clock.now()))
    await workspace.bot.poll_times.tick()
    await workspace.settle()
    assert (await kit.stored(workspace, poll)).result["voters"] == 5


async def look(
    workspace: Workspace, poll: Poll, kind: str, voters: list[Person], began: int
) -> None:
    """At what was stored, sent and logged by now."""
    quiet = [person.id for person in voters if person.id != poll.creator]
    ids = [person.id for person in voters]
    for name, row in await rows(workspace):
        assert not [user for user in quiet if user in row], f"a voter in {name}"
        if poll.creator in row:
            assert name in {"polls", "outbox"}
            assert not told(kind, row) or name == "polls", "the poll itself, with its options"
    everything = raw(workspace)
    assert not [user for user in quiet if user.encode() in everything]
    for request in sent(workspace):
        text = json.dumps(request, ensure_ascii=False)
        if told(kind, text) or poll.id in text:
            assert not [user for user in ids if user in text], f"a voter in {request['name']}"
    logged = workspace.logs.text[began:]
    assert not [user for user in ids if user in logged]
    assert not told(kind, logged)


def told(kind: str, text: str) -> bool:
    """Does a text say something of a choice?"""
    return any(word in text for word in texts_of(kind))


async def test_there_is_no_list_of_who_took_part(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    """Whoever asks who voted is told that nobody knows, and a vote is no more to be found after closing."""
    poll = await ask(workspace, SINGLE)
    card = await kit.shown(sara, poll)
    assert "Who voted" not in card.buttons
    await Chosen(SINGLE).make(sara, card, 0)
    parts = workspace.bot.deps.polls.parts
    assert await parts.ballots.voted(parts.workspace, poll.id, [sara.id, elena.id]) == {sara.id}
    now = await kit.stored(workspace, poll)
    await parts.polls.change(now, replace(now, closes_at=parts.clock.now()))
    await workspace.bot.poll_times.tick()
    await workspace.settle()
    assert await parts.ballots.voted(parts.workspace, poll.id, [sara.id, elena.id]) == frozenset()
    assert await parts.ballots.mine(parts.workspace, poll.id, sara.id) == {}
    _, voters = await workspace.bot.deps.polls.voting.who(poll.id)
    assert voters == ()
