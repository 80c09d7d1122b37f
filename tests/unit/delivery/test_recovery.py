"""What a crash left is taken up again, a few times, and forgotten when it is long done."""

from __future__ import annotations

from datetime import timedelta

from structlog.testing import capture_logs

from bot.delivery.recovery import KEEP, MAX_ATTEMPTS, Recovery
from bot.services.ports import InboxEvent
from tests.unit.fakes import NOON, FakeClock, FakeInbox

GRACE = timedelta(minutes=1)
LATER = timedelta(minutes=10)


def event(key: str, workspace: str = "T1") -> InboxEvent:
    return InboxEvent(workspace, key, "event", {}, NOON)


class Crashed:
    """A recovery over an inbox; `broken` events cannot be resumed."""

    def __init__(self, *keys: str, broken: frozenset[str] = frozenset()) -> None:
        self.inbox, self.clock = FakeInbox(), FakeClock()
        for key in keys:
            self.inbox.events["T1", key] = event(key)
        self.broken, self.resumed = broken, list[str]()
        self.recovery = Recovery(self.inbox, self.clock, self._resume, grace=GRACE)

    async def _resume(self, left: InboxEvent) -> bool:
        self.resumed.append(left.key)
        if left.key in self.broken:
            raise RuntimeError("still broken")
        return not left.key.startswith("long")

    async def tick_later(self) -> int:
        self.clock.move(LATER)
        return await self.recovery.tick()


async def test_what_was_left_is_resumed_once_and_then_finished() -> None:
    crashed = Crashed("a", "b")
    assert await crashed.tick_later() == 2
    assert crashed.resumed == ["a", "b"]
    assert set(crashed.inbox.finished) == {("T1", "a"), ("T1", "b")}
    assert await crashed.tick_later() == 0


async def test_what_is_within_its_grace_is_left_to_whoever_works_on_it() -> None:
    crashed = Crashed("a")
    crashed.clock.move(GRACE)
    assert await crashed.recovery.tick() == 0
    assert crashed.resumed == []


async def test_a_failure_is_not_finished_and_holds_nothing_else_up() -> None:
    crashed = Crashed("bad", "good", broken=frozenset({"bad"}))
    await crashed.tick_later()
    assert set(crashed.inbox.finished) == {("T1", "good")}
    crashed.broken = frozenset()
    await crashed.tick_later()
    assert set(crashed.inbox.finished) == {("T1", "good"), ("T1", "bad")}
    assert crashed.resumed == ["bad", "good", "bad"]


async def test_what_always_fails_is_given_up_after_some_attempts() -> None:
    crashed = Crashed("bad", broken=frozenset({"bad"}))
    with capture_logs() as logs:
        for _ in range(MAX_ATTEMPTS + 3):
            await crashed.tick_later()
    given_up = [entry for entry in logs if entry["event"] == "given_up"]
    assert [entry["workspace"] for entry in given_up] == ["T1"]
    for _ in range(2):
        await crashed.tick_later()
    assert crashed.resumed == ["bad"] * MAX_ATTEMPTS
    assert set(crashed.inbox.finished) == {("T1", "bad")}


async def test_two_replicas_do_not_resume_the_same() -> None:
    crashed = Crashed("a")
    crashed.clock.move(LATER)
    other = Recovery(crashed.inbox, crashed.clock, crashed._resume, grace=GRACE)
    assert [await crashed.recovery.tick(), await other.tick()] == [1, 0]


async def test_what_waits_its_turn_is_anybodys() -> None:
    """A slow one does not keep the rest from another replica, nor let it be done twice."""
    crashed = Crashed("a", "b", "c")
    crashed.clock.move(LATER)
    seen = list[int]()

    async def other_resumes(left: InboxEvent) -> bool:
        seen.append(await other.tick() if left.key == "a" else 0)
        crashed.clock.move(timedelta(minutes=10) if left.key == "a" else timedelta(0))
        return await crashed._resume(left)

    other = Recovery(crashed.inbox, crashed.clock, crashed._resume, grace=GRACE)
    slow = Recovery(crashed.inbox, crashed.clock, other_resumes, grace=GRACE)
    assert await slow.tick() == 1
    assert seen == [2]
    assert sorted(crashed.resumed) == ["a", "b", "c"]


async def test_only_what_was_finished_long_ago_is_forgotten() -> None:
    crashed = Crashed("old", "new", "open")
    await crashed.inbox.finish("T1", "old", NOON)
    await crashed.inbox.finish("T1", "new", NOON + timedelta(seconds=1))
    crashed.clock.move(KEEP + timedelta(seconds=1))
    assert await crashed.recovery.prune() == 1
    assert {key for _, key in crashed.inbox.events} == {"new", "open"}


async def test_what_goes_on_by_itself_is_not_finished_by_recovery() -> None:
    crashed = Crashed("long")
    await crashed.tick_later()
    assert crashed.resumed == ["long"]
    assert not crashed.inbox.finished
