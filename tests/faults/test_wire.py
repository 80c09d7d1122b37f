"""Bad weather between Lectern and Slack: every message stands there once when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.playground import Failure
from bot.services.reminding.ports import Outgoing
from tests.faults.conftest import SQLITE
from tests.faults.line import Line
from tests.slack.person import MAIN

pytestmark = SQLITE
HOUR = timedelta(hours=1)
POST, HISTORY = "chat.postMessage", "conversations.history"


ACCEPTED = [
    pytest.param(Failure(after_effect=True), id="the connection is reset"),
    pytest.param(Failure(after_effect=True, hangs=1.0), id="it hangs past the timeout"),
    pytest.param(Failure(after_effect=True, page=True, status=502), id="a page comes back"),
    pytest.param(Failure(after_effect=True, page=True), id="a page comes back as if all were well"),
    pytest.param(Failure(after_effect=True, cut=True), id="half an answer comes back"),
    pytest.param(
        Failure(after_effect=True, error="fatal_error", cut=False, hangs=0.01), id="error"
    ),
]


@pytest.mark.parametrize("failure", ACCEPTED)
@pytest.mark.parametrize("place", [MAIN, "U0RIVERA"], ids=["channel", "direct message"])
async def test_what_was_accepted_though_nobody_heard_is_not_posted_again(
    line: Line, failure: Failure, place: str
) -> None:
    line.fails(POST, failure)
    await line.puts(place)
    await line.goes_on()
    assert line.standing() == ["k0"]
    assert line.calls(POST) == 1


LOST = [
    pytest.param(Failure(error="internal_error"), id="an error of Slack's"),
    pytest.param(Failure(hangs=1.0), id="it hangs past the timeout"),
    pytest.param(Failure(page=True, status=503), id="a page comes back"),
    pytest.param(Failure(cut=True), id="half an answer comes back"),
]


@pytest.mark.parametrize("failure", LOST)
async def test_what_was_not_accepted_is_posted_again(line: Line, failure: Failure) -> None:
    line.fails(POST, failure)
    await line.puts(MAIN)
    await line.goes_on()
    assert line.standing() == ["k0"]
    assert line.calls(POST) == 2


async def test_lost_answers_one_after_another_double_nothing(line: Line) -> None:
    """The second attempt is accepted too late to matter: the first one is looked for since it began."""
    line.fails(POST, Failure(), Failure(), Failure(after_effect=True))
    line.fails(HISTORY, Failure(page=True), Failure(status=429, retry_after=1), Failure(cut=True))
    await line.puts(MAIN)
    await line.goes_on()
    assert line.standing() == ["k0"]
    assert line.calls(POST) == 3


async def test_a_storm_of_429_is_waited_out_and_history_is_not_asked(line: Line) -> None:
    storm = [Failure(status=429, error="ratelimited", retry_after=1)] * 4
    line.fails(POST, *storm)
    await line.puts(*[MAIN] * 5, "U0RIVERA", "U0OKAFOR")
    await line.goes_on()
    assert line.standing() == [f"k{n}" for n in range(7)]
    assert line.calls(HISTORY) == 0


async def test_within_slacks_real_limits_a_burst_arrives_whole(line: Line) -> None:
    line.playground.faults.rate_limits = True
    await line.puts(*[MAIN] * 12)
    await line.goes_on()
    assert line.standing() == sorted(f"k{n}" for n in range(12))


async def test_with_history_closed_nothing_is_lost_and_the_log_says_what_may_double(
    line: Line,
) -> None:
    line.fails(POST, Failure(after_effect=True))
    line.fails(HISTORY, Failure(error="missing_scope"))
    await line.puts(MAIN)
    with capture_logs() as logs:
        await line.goes_on()
    assert line.standing() == ["k0", "k0"]
    assert [e["event"] for e in logs].count("history_unreadable") == 1


@pytest.mark.parametrize("error", ["internal_error", "service_unavailable"])
async def test_trouble_of_slacks_when_it_is_asked_for_history_doubles_nothing(
    line: Line, error: str
) -> None:
    line.fails(POST, Failure(after_effect=True))
    line.fails(HISTORY, Failure(error=error), Failure(error=error))
    await line.puts(MAIN)
    await line.goes_on()
    assert line.standing() == ["k0"]
    assert line.calls(POST) == 1


async def test_when_nobody_answers_history_is_not_asked_for_what_was_never_sent(
    line: Line,
) -> None:
    """Slack cannot be reached at all: certainly nothing was posted."""
    client = line.dispatch.sender.slack._client
    there, client.base_url = client.base_url, "http://127.0.0.1:9/"
    await line.puts(MAIN)
    await line.dispatch.tick()
    await line.dispatch.tasks.drain()
    client.base_url = there
    await line.goes_on()
    assert line.standing() == ["k0"]
    assert line.calls(HISTORY) == 0


async def test_told_to_stop_it_lets_go_of_what_has_not_begun(line: Line) -> None:
    """The next to start need not wait for a lease."""
    slow = replace(line.dispatch.sender.pace.rates, channel=30.0)
    line.dispatch.sender.pace.rates = slow
    await line.puts(MAIN, MAIN)
    line.dispatch.sender.pace.turn(Outgoing("T0LECTERN", "x", "n", MAIN, line.dispatch.clock.now()))
    await line.dispatch.tick()
    line.dispatch.stop()
    await line.dispatch.tasks.drain()
    assert line.standing() == []
    free = await line.storage.outbox.claim(
        line.dispatch.clock.now(), lease=HOUR, limit=5, holder="next", pause=HOUR * 0
    )
    assert [m.key for m in free] == ["k0"]
