"""Polls, ballots, redraws and templates in memory (polls.ports). `Stores()` makes the four over one memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    DRAFT,
    OPEN,
    QUIZ,
    SCHEDULED,
    Announce,
    Ballot,
    Beside,
    Cast,
    Choice,
    Count,
    Decide,
    Poll,
    Redraw,
    Template,
)
from bot.services.reminding.ports import Outgoing

Place = tuple[str, str]
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class Memory:
    """What the four share. `messages` is the outbox, by key; `votes` is by poll and voter: a choice and its click's time."""

    polls: dict[Place, Poll] = field(default_factory=dict)
    keys: set[Place] = field(default_factory=set)
    votes: dict[Place, dict[str, tuple[Choice, float]]] = field(default_factory=dict)
    messages: dict[str, Outgoing] = field(default_factory=dict)
    wanted: dict[Place, int] = field(default_factory=dict)

    def send(self, messages: Sequence[Outgoing]) -> None:
        for message in messages:
            self.messages.setdefault(message.key, message)

    def want(self, place: Place) -> None:
        self.wanted[place] = self.wanted.get(place, 0) + 1

    def settle_key(self, poll: Poll) -> None:
        """A key while an anonymous poll is open; no ballots of one that is closed or deleted."""
        place = poll.workspace, poll.id
        secret = poll.settings.anonymous
        if secret and poll.state == OPEN:
            self.keys.add(place)
        elif poll.state == DELETED or (secret and poll.state == CLOSED):
            self.keys.discard(place)
            self.votes.pop(place, None)


@dataclass
class FakePolls:
    """Polls by workspace and id."""

    memory: Memory

    async def add(self, poll: Poll, messages: Sequence[Outgoing] = ()) -> bool:
        place = poll.workspace, poll.id
        if place in self.memory.polls or self._in_the_way(poll):
            return False
        self.memory.polls[place] = poll
        self.memory.settle_key(poll)
        self.memory.send(messages)
        return True

    def _in_the_way(self, poll: Poll) -> bool:
        """Has its channel another open quiz?"""

        def place(one: Poll) -> tuple[str, str, str, str]:
            return one.workspace, one.channel, one.kind, one.state

        running = place(poll)[2:] == (QUIZ, OPEN)
        others = (each for each in self.memory.polls.values() if each.id != poll.id)
        return running and any(place(each) == place(poll) for each in others)

    async def get(self, workspace: str, poll_id: str) -> Poll | None:
        return self.memory.polls.get((workspace, poll_id))

    async def change(
        self,
        before: Poll,
        after: Poll,
        messages: Sequence[Outgoing] = (),
        adding: Sequence[Poll] = (),
        *,
        beside: Beside | None = None,
    ) -> Poll | None:
        if beside is not None and not beside.agrees(self._open_beside(before, beside.kinds)):
            return None
        place = before.workspace, before.id
        stored = self.memory.polls.get(place)
        if stored is None or stored.revision != before.revision:
            return None
        if any((new.workspace, new.id) in self.memory.polls for new in adding):
            return None
        if self._in_the_way(after):
            return None
        for new in adding:
            await self.add(new)
        kept = replace(
            after,
            revision=before.revision + 1,
            posted_channel=stored.posted_channel,
            ts=stored.ts,
        )
        self.memory.polls[place] = kept
        self.memory.settle_key(kept)
        if before.state not in (DRAFT, SCHEDULED):
            self.memory.want(place)
        self.memory.send(messages)
        return kept

    def _open_beside(self, poll: Poll, kinds: Collection[str]) -> list[Poll]:
        here = (poll.workspace, poll.course, OPEN)
        others = (p for p in self.memory.polls.values() if p.id != poll.id and p.kind in kinds)
        return [p for p in others if (p.workspace, p.course, p.state) == here]

    async def close(
        self,
        workspace: str,
        poll_id: str,
        *,
        by: str,
        at: datetime,
        count: Count,
        announce: Announce | None = None,
    ) -> Poll | None:
        poll = self.memory.polls.get((workspace, poll_id))
        if poll is None or poll.state != OPEN:
            return None
        result = count(poll, await FakeBallots(self.memory).all(workspace, poll_id))
        closing = replace(poll, state=CLOSED, closed_at=at, closed_by=by, result=result)
        kept = await self.change(poll, closing)
        self.memory.send(announce(kept) if kept and announce else ())
        return kept

    async def about(self, workspace: str, about: str, *, kind: str) -> Sequence[Poll]:
        found = [
            poll
            for poll in self.memory.polls.values()
            if (poll.workspace, poll.about, poll.kind) == (workspace, about, kind)
        ]
        return sorted(found, key=lambda poll: poll.id)

    async def posted(
        self, workspace: str, poll_id: str, *, channel: str | None, ts: str | None
    ) -> None:
        place = workspace, poll_id
        if place in self.memory.polls:
            self.memory.polls[place] = replace(
                self.memory.polls[place], posted_channel=channel, ts=ts
            )

    async def due(
        self,
        workspace: str,
        course: str,
        state: str,
        now: datetime,
        *,
        kinds: Collection[str],
        limit: int = 100,
    ) -> Sequence[Poll]:
        def moment(poll: Poll) -> datetime | None:
            return poll.opens_at if state == SCHEDULED else poll.closes_at

        mine = [
            p
            for p in self.memory.polls.values()
            if (p.workspace, p.course) == (workspace, course) and p.kind in kinds
        ]
        timed = [(at, p) for p in mine if (at := moment(p)) is not None]
        found = [(at, p.id, p) for at, p in timed if p.state == state and at <= now]
        return [poll for *_, poll in sorted(found, key=lambda each: each[:2])][:limit]

    async def of_course(
        self,
        workspace: str,
        course: str,
        *,
        states: Collection[str],
        kinds: Collection[str] = (),
        limit: int = 50,
    ) -> Sequence[Poll]:
        mine = [
            p
            for p in self.memory.polls.values()
            if (p.workspace, p.course) == (workspace, course)
            and p.state in states
            and (not kinds or p.kind in kinds)
        ]
        return sorted(mine, key=lambda p: (p.made_at, p.id), reverse=True)[:limit]

    async def prune(self, *, drafts_before: datetime) -> int:
        old = [
            place
            for place, p in self.memory.polls.items()
            if p.state == DRAFT and p.made_at < drafts_before
        ]
        for place in old:
            del self.memory.polls[place]
        return len(old)


@dataclass
class FakeBallots:
    """What was chosen, with the rules about repeated and late clicks."""

    memory: Memory

    async def cast(
        self, workspace: str, poll_id: str, user: str, *, order: str, decide: Decide
    ) -> Cast | None:
        place = workspace, poll_id
        poll = self.memory.polls.get(place)
        if poll is None:
            return None
        before, last = self.memory.votes.get(place, {}).get(user, ({}, -1.0))
        if float(order) <= last:
            return Cast(poll, before, before, stale=True)
        after = decide(poll, before)
        self.memory.votes.setdefault(place, {})[user] = (after, float(order))
        return Cast(poll, before, after)

    async def all(self, workspace: str, poll_id: str) -> Sequence[Ballot]:
        poll = self.memory.polls.get((workspace, poll_id))
        secret = poll is not None and poll.settings.anonymous
        votes = self.memory.votes.get((workspace, poll_id), {})
        return [
            Ballot("" if secret else voter, choice)
            for voter, (choice, _) in sorted(votes.items(), key=lambda each: each[0])
            if choice
        ]

    async def mine(self, workspace: str, poll_id: str, user: str) -> Choice:
        return self.memory.votes.get((workspace, poll_id), {}).get(user, ({}, -1.0))[0]

    async def voted(self, workspace: str, poll_id: str, users: Collection[str]) -> frozenset[str]:
        votes = self.memory.votes.get((workspace, poll_id), {})
        return frozenset(user for user in users if votes.get(user, ({}, -1.0))[0])


@dataclass
class FakeRedraws:
    """Wanted and drawn, by poll; only what stands somewhere can be claimed."""

    memory: Memory
    drawn_at: dict[Place, datetime] = field(default_factory=dict)
    drawn_as: dict[Place, int] = field(default_factory=dict)
    not_before: dict[Place, datetime] = field(default_factory=dict)
    next_at: dict[str, datetime] = field(default_factory=dict)

    async def want(self, polls: Collection[tuple[str, str]]) -> None:
        for place in polls:
            self.memory.want(place)

    async def claim(self, now: datetime, *, lease: timedelta, step: timedelta) -> Redraw | None:
        free = [
            place
            for place, wanted in self.memory.wanted.items()
            if wanted > self.drawn_as.get(place, 0)
            and self.not_before.get(place, now) <= now
            and self.next_at.get(place[0], now) <= now
            and (poll := self.memory.polls.get(place)) is not None
            and poll.ts is not None
        ]
        if not free:
            return None
        place = min(free, key=lambda p: (self.drawn_at.get(p, _NEVER), p))
        self.next_at[place[0]] = now + step
        self.not_before[place] = now + lease
        return Redraw(*place, self.memory.wanted[place])

    async def drawn(self, redraw: Redraw, at: datetime) -> None:
        place = redraw.workspace, redraw.poll_id
        self.drawn_as[place] = max(redraw.wanted, self.drawn_as.get(place, 0))
        self.drawn_at[place] = at
        self.not_before.pop(place, None)

    async def later(
        self, redraw: Redraw, not_before: datetime, *, whole_workspace: bool = False
    ) -> None:
        self.not_before[redraw.workspace, redraw.poll_id] = not_before
        if whole_workspace:
            self.next_at[redraw.workspace] = not_before

    async def want_open(self) -> int:
        stand = [
            place for place, p in self.memory.polls.items() if p.state == OPEN and p.ts is not None
        ]
        await self.want(stand)
        return len(stand)


@dataclass
class FakeTemplates:
    """Templates by workspace, course and name."""

    templates: dict[tuple[str, str, str], Template] = field(default_factory=dict)

    async def put(self, template: Template) -> None:
        self.templates[template.workspace, template.course, template.name] = template

    async def all(self, workspace: str, course: str) -> Sequence[Template]:
        mine = [
            t for t in self.templates.values() if (t.workspace, t.course) == (workspace, course)
        ]
        return sorted(mine, key=lambda t: t.name)

    async def remove(self, workspace: str, course: str, name: str) -> bool:
        return self.templates.pop((workspace, course, name), None) is not None


class Stores:
    """All four over one memory."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.polls = FakePolls(self.memory)
        self.ballots = FakeBallots(self.memory)
        self.redraws = FakeRedraws(self.memory)
        self.templates = FakeTemplates()
