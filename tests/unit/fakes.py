"""Our own ports, in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.errors import StorageError
from bot.services.ports import FeedbackCount, InboxEvent, QuestionRecord

NOON = datetime(2021, 11, 16, 12, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


@dataclass
class FakePeople:
    """Time zones by person."""

    zones: Mapping[str, str] = field(default_factory=dict)

    async def timezone(self, user: str) -> str | None:
        return self.zones.get(user)


@dataclass
class FakeClaims:
    """Claims in a dictionary: until when, by workspace and key."""

    until: dict[tuple[str, str], datetime] = field(default_factory=dict)
    down: bool = False
    """Nothing can be written any more."""

    async def take(self, workspace: str, key: str, now: datetime, until: datetime) -> bool:
        self.until = {place: at for place, at in self.until.items() if at > now}
        return self.until.setdefault((workspace, key), until) is until

    async def keep(self, workspace: str, key: str, had: datetime, until: datetime) -> None:
        if self.down:
            raise StorageError
        if self.until.get((workspace, key)) == had:
            self.until[workspace, key] = until

    async def free(self, workspace: str, key: str, had: datetime) -> None:
        if self.down:
            raise StorageError
        if self.until.get((workspace, key)) == had:
            del self.until[workspace, key]


@dataclass
class FakeInbox:
    """Deliveries in a dictionary, with leases."""

    events: dict[tuple[str, str], InboxEvent] = field(default_factory=dict)
    finished: dict[tuple[str, str], datetime] = field(default_factory=dict)
    leases: dict[tuple[str, str], datetime] = field(default_factory=dict)

    async def accept(self, event: InboxEvent) -> bool:
        return self.events.setdefault((event.workspace, event.key), event) is event

    async def finish(self, workspace: str, key: str, at: datetime) -> None:
        self.finished[workspace, key] = at

    async def release(self, workspace: str, key: str) -> None:
        self.events.pop((workspace, key))

    async def unfinished(
        self,
        *,
        older_than: datetime,
        now: datetime,
        lease: timedelta = timedelta(minutes=2),
        limit: int = 100,
    ) -> Sequence[InboxEvent]:
        free = [
            (place, event)
            for place, event in self.events.items()
            if place not in self.finished
            and event.received_at < older_than
            and self.leases.get(place, now) <= now
        ][:limit]
        for place, event in free:
            self.leases[place] = now + lease
            self.events[place] = replace(event, attempts=event.attempts + 1)
        return [self.events[place] for place, _ in free]

    async def hold(self, workspace: str, key: str, until: datetime) -> None:
        self.leases[workspace, key] = until

    async def ahead(self, workspace: str, kind: str, key: str) -> int:
        mine = self.events[workspace, key]
        return sum(
            place not in self.finished
            and (e.workspace, e.kind) == (workspace, kind)
            and (e.received_at, e.key) < (mine.received_at, mine.key)
            for place, e in self.events.items()
        )

    async def prune(self, *, finished_before: datetime) -> int:
        old = [place for place, at in self.finished.items() if at < finished_before]
        for place in old:
            del self.finished[place], self.events[place]
        return len(old)


@dataclass
class FakeQuestions:
    """Questions and votes in dictionaries."""

    records: dict[tuple[str, str], QuestionRecord] = field(default_factory=dict)
    votes: dict[tuple[str, str, str], bool] = field(default_factory=dict)

    async def add(self, record: QuestionRecord) -> None:
        self.records.setdefault((record.workspace, record.id), record)

    async def set_reply(self, workspace: str, question_id: str, reply_ts: str) -> None:
        place = workspace, question_id
        self.records[place] = replace(self.records[place], reply_ts=reply_ts)

    async def get(self, workspace: str, question_id: str) -> QuestionRecord | None:
        return self.records.get((workspace, question_id))

    async def latest_in_thread(
        self, workspace: str, channel: str, thread_ts: str
    ) -> QuestionRecord | None:
        there = [
            r
            for r in self.records.values()
            if (r.workspace, r.channel, r.thread_ts) == (workspace, channel, thread_ts)
        ]
        return max(there, key=lambda r: (r.answered, r.asked_at), default=None)

    async def latest_of(
        self, workspace: str, channel: str, user: str, *, thread_ts: str | None
    ) -> QuestionRecord | None:
        theirs = [
            r
            for r in self.records.values()
            if (r.workspace, r.channel, r.user) == (workspace, channel, user)
            and thread_ts in (None, r.thread_ts)
        ]
        return max(theirs, key=lambda r: (r.asked_at, r.id), default=None)

    async def vote(
        self, workspace: str, question_id: str, user: str, *, helpful: bool, at: datetime
    ) -> bool:
        place = workspace, question_id, user
        changed = self.votes.get(place) is not helpful
        self.votes[place] = helpful
        return changed

    async def feedback(self, workspace: str, question_id: str) -> FeedbackCount:
        mine = [v for (w, q, _), v in self.votes.items() if (w, q) == (workspace, question_id)]
        return FeedbackCount(mine.count(True), mine.count(False))

    async def unanswered(
        self, workspace: str, course: str, *, limit: int = 20
    ) -> Sequence[QuestionRecord]:
        return [r for r in self.records.values() if not r.answered][:limit]

    async def latest(
        self, workspace: str, course: str, *, limit: int = 500
    ) -> Sequence[QuestionRecord]:
        mine = [r for r in self.records.values() if (r.workspace, r.course) == (workspace, course)]
        return sorted(mine, key=lambda r: r.asked_at, reverse=True)[:limit]

    async def counts(self, workspace: str, course: str) -> Mapping[str, int]:
        return {"asked": len(self.records)}
