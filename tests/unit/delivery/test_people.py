"""Time zones are asked for once an hour, and a question never waits or fails for them."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.delivery import people
from bot.delivery.people import CachedPeople


class Slack:
    """What `users.info` says; `answers` are given in turn, the last one again and again."""

    def __init__(self, *answers: str | Exception | None) -> None:
        self.answers, self.asked, self.seconds = list(answers), list[str](), 0.0
        self.people = CachedPeople(self.look_up, lambda: self.seconds)

    async def look_up(self, user: str) -> str | None:
        self.asked.append(user)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_slack_is_asked_once_an_hour() -> None:
    slack = Slack("Asia/Tokyo", "Europe/Berlin")
    assert await slack.people.timezone("U1") == "Asia/Tokyo"
    slack.seconds = people.KEEP_SECONDS - 1
    assert await slack.people.timezone("U1") == "Asia/Tokyo"
    slack.seconds = people.KEEP_SECONDS
    assert await slack.people.timezone("U1") == "Europe/Berlin"
    assert slack.asked == ["U1", "U1"]


async def test_people_are_not_mixed_up() -> None:
    slack = Slack("Asia/Tokyo", "Europe/Berlin")
    zones = [await slack.people.timezone(user) for user in ("U1", "U2", "U1", "U2")]
    assert zones == ["Asia/Tokyo", "Europe/Berlin", "Asia/Tokyo", "Europe/Berlin"]


@pytest.mark.parametrize(
    "failure",
    [
        SlackApiError("no", {"ok": False, "error": "user_not_found"}),
        aiohttp.ClientError(),
        TimeoutError(),
        KeyError("user"),
        "Mars/Olympus",
        "../../etc/passwd",
        "",
        "America",
        None,
    ],
)
async def test_what_cannot_be_known_is_unknown(failure: str | Exception | None) -> None:
    assert await Slack(failure).people.timezone("U1") is None


async def test_a_failure_is_forgotten_sooner_than_an_answer() -> None:
    slack = Slack(TimeoutError(), "Asia/Tokyo")
    assert await slack.people.timezone("U1") is None
    assert await slack.people.timezone("U1") is None
    assert slack.asked == ["U1"]
    slack.seconds = people.KEEP_FAILURE_SECONDS
    assert await slack.people.timezone("U1") == "Asia/Tokyo"


async def test_an_answer_that_does_not_come_is_not_waited_for() -> None:
    """A question is answered within a second; its reader's zone can wait."""
    cancelled = asyncio.Event()

    async def never(_user: str) -> str | None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return None

    assert await CachedPeople(never, patience=0.01).timezone("U1") is None
    assert cancelled.is_set()


async def test_no_more_people_are_remembered_than_fit() -> None:
    slack = Slack("Asia/Tokyo")
    known = CachedPeople(slack.look_up, most=3)
    for user in ("U1", "U2", "U3", "U4", "U4", "U1"):
        assert await known.timezone(user) == "Asia/Tokyo"
    assert slack.asked == ["U1", "U2", "U3", "U4", "U1"]
