"""Turns: one a second a channel, a budget a workspace, pauses obeyed, by a clock of their own."""

from __future__ import annotations

from bot.delivery.pacing import Pace, Rates
from bot.services.reminding.ports import EDIT, Outgoing
from tests.unit.fakes import NOON


class Seconds:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def to(channel: str, workspace: str = "T1", op: str = "post") -> Outgoing:
    return Outgoing(workspace, "k", "notice", channel, NOON, op=op)


def paced(**rates: float) -> tuple[Pace, Seconds]:
    clock = Seconds()
    return Pace(Rates(**rates), clock), clock  # type: ignore[arg-type]


def test_a_channel_gets_one_a_second() -> None:
    pace, _ = paced()
    assert [pace.turn(to("C1")) for _ in range(3)] == [0.0, 1.0, 2.0]
    assert pace.turn(to("C2")) == 0.0


def test_after_a_rest_a_channel_need_not_wait() -> None:
    pace, clock = paced()
    pace.turn(to("C1"))
    clock.at += 0.75
    assert pace.turn(to("C1")) == 0.25
    clock.at += 60
    assert pace.turn(to("C1")) == 0.0


def test_a_workspace_has_a_burst_and_then_its_rate() -> None:
    pace, clock = paced(posts=0.5, burst=3)
    turns = [pace.turn(to(f"C{n}")) for n in range(6)]
    assert turns == [0.0, 0.0, 0.0, 0.0, 0.5, 1.0]
    assert pace.turn(to("C1", "T2")) == 0.0
    clock.at += 100
    assert pace.turn(to("C9")) == 0.0


def test_within_a_minute_a_workspace_gets_no_more_than_its_budget() -> None:
    pace, clock = paced()
    sent = 0
    while clock.at < 1_060:
        clock.at += pace.turn(to(f"C{sent}"))
        sent += 1
    assert sent <= 240 + Rates().burst + 1


def test_edits_have_a_budget_of_their_own() -> None:
    pace, _ = paced(posts=10.0, edits=1.0, burst=0)
    assert [pace.turn(to(f"C{n}", op=EDIT)) for n in range(3)] == [0.0, 1.0, 2.0]
    assert pace.turn(to("C9")) == 0.0


def test_a_pause_is_of_one_workspace_and_one_kind_of_call_and_ends() -> None:
    pace, clock = paced()
    pace.pause(to("C1"), 30.0)
    assert pace.paused(to("C2")) == 30.0
    assert pace.paused(to("C2", op=EDIT)) == pace.paused(to("C2", "T2")) == 0.0
    clock.at += 31
    assert pace.paused(to("C2")) == 0.0


def test_it_remembers_no_channel_for_ever() -> None:
    pace, clock = paced(posts=0.0)
    for n in range(25_000):
        pace.turn(to(f"U{n}"))
        clock.at += 1.0
    assert len(pace._channels) <= 10_000
