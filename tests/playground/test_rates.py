"""Rate limits, each method by its tier, on a clock that the test turns."""

from __future__ import annotations

import math

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Failure, Playground
from bot.playground.limits import POST_BURST, RateLimiter
from bot.playground.webapi.dispatch import METHODS
from tests.playground.conftest import Clock
from tests.playground.person import MAIN, SARA, SARAS_DM
from tests.playground.refusals import error_of

TIERS = {
    2: "conversations.list users.list reactions.remove",
    3: """chat.update chat.delete chat.scheduleMessage chat.deleteScheduledMessage conversations.open
        conversations.replies conversations.history reactions.add""",
    4: """chat.postEphemeral views.open views.push views.update views.publish users.info
        conversations.members""",
    5: "chat.postMessage auth.test",
}


@pytest.mark.parametrize(
    ("method", "tier"), [(m, tier) for tier, methods in TIERS.items() for m in methods.split()]
)
def test_each_method_has_slacks_tier(method: str, tier: int) -> None:
    assert METHODS[method].tier == tier


@pytest.mark.parametrize(("tier", "a_minute"), [(2, 20), (3, 50), (4, 100)])
def test_a_tier_is_a_number_of_calls_a_minute(tier: int, a_minute: int) -> None:
    """Counted over the last minute; each method by itself."""
    clock = Clock()
    limiter = RateLimiter(clock)
    for _ in range(a_minute):
        assert limiter.wait_for_method("one", tier) is None
        clock.advance(0.125)
    wait = limiter.wait_for_method("one", tier)
    assert wait == math.ceil(60 - a_minute / 8)
    assert limiter.wait_for_method("other", tier) is None
    clock.advance(wait)
    assert limiter.wait_for_method("one", tier) is None


def test_a_channel_takes_a_burst_and_then_a_post_a_second() -> None:
    clock = Clock()
    limiter = RateLimiter(clock)
    for _ in range(POST_BURST):
        assert limiter.wait_for_channel(MAIN) is None
    assert limiter.wait_for_channel(MAIN) == 1
    assert limiter.wait_for_channel(SARAS_DM) is None
    clock.advance(1)
    assert limiter.wait_for_channel(MAIN) is None
    assert limiter.wait_for_channel(MAIN) == 1
    clock.advance(3_600)
    for _ in range(POST_BURST):
        assert limiter.wait_for_channel(MAIN) is None
    assert limiter.wait_for_channel(MAIN) == 1


async def limited(call: object) -> tuple[int, str, str]:
    """Status, error and Retry-After of a refused call."""
    with pytest.raises(SlackApiError) as caught:
        await call  # type: ignore[misc]
    response = caught.value.response
    return response.status_code, response["error"], response.headers.get("Retry-After", "")


async def test_a_limited_call_has_no_effect_and_says_how_long_to_wait(
    playground: Playground, slack: AsyncWebClient, clock: Clock
) -> None:
    playground.faults.rate_limits = True
    for _ in range(20):
        await slack.users_list()
    assert await limited(slack.users_list()) == (429, "ratelimited", "60")
    clock.advance(60)
    await slack.users_list()
    for _ in range(POST_BURST):
        await slack.chat_postMessage(channel=MAIN, text="x")
    assert await limited(slack.chat_postMessage(channel=MAIN, text="x")) == (
        429,
        "ratelimited",
        "1",
    )
    assert len(playground.world.channels[MAIN].messages) == POST_BURST


async def test_a_refused_message_costs_no_place_in_the_channel(
    playground: Playground, slack: AsyncWebClient
) -> None:
    playground.faults.rate_limits = True
    for _ in range(2 * POST_BURST):
        refused = slack.api_call("chat.postMessage", json={"channel": MAIN})
        assert await error_of(refused) == "no_text"
    await slack.chat_postMessage(channel=MAIN, text="x")


async def test_limits_can_be_switched_off_and_one_switched_on(
    playground: Playground, slack: AsyncWebClient
) -> None:
    for _ in range(3 * POST_BURST):
        await slack.chat_postMessage(channel=MAIN, text="x")
    playground.faults.fail_next("users.info", Failure(status=429, retry_after=7))
    assert await limited(slack.users_info(user=SARA)) == (429, "ratelimited", "7")
    await slack.users_info(user=SARA)
