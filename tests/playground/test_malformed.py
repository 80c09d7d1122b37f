"""Whatever is sent, the server never breaks: it says no."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground import Playground
from bot.playground.client.given import MAX_BODY
from bot.playground.webapi.dispatch import METHODS
from tests.playground.conftest import START, manifest
from tests.playground.kit import actions, button, form
from tests.playground.person import MAIN, SARA, SARAS_DM

DEEDS = """post edit delete react open_im join read dismiss command action options view_submit view_close
    shortcut message_shortcut open_app""".split()
LOOKS = "boot history thread home views wire stream".split()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"5",
        b"null",
        b'"x"',
        b"\xff",
        b"[" * 100_000,
        b'{"user": ["U0SARA"]}',
        b'{"user": {"id": "U0SARA"}}',
        b'{"user": "U0SARA", "channel": "C0TCSS562", "text": "\\ud800"}',
        b'{"user": "U0SARA", "channel": ["C0TCSS562"], "text": "x"}',
        b'{"user": "U0SARA", "channel": "C0TCSS562", "text": {"a": 1}}',
        b'{"user": "U0SARA", "channel": "C0TCSS562", "text": "x", "thread_ts": 5}',
    ],
)
async def test_a_malformed_body_is_a_bad_request(
    playground: Playground, session: aiohttp.ClientSession, raw: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{playground.url}/client/post", data=raw, headers=headers) as response:
        assert response.status == 400
    assert not playground.world.channels[MAIN].messages


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("post", {"channel": MAIN}),
        ("post", {"text": "x"}),
        ("open_im", {"with": None}),
        ("open_im", {"with": ["U0TOM"]}),
        ("command", {"channel": MAIN}),
        ("react", {"channel": MAIN, "ts": "1", "name": 5}),
        ("view_submit", {}),
        ("view_submit", {"view_id": 5}),
        ("action", {}),
        ("action", {"container": "view", "block_id": "row", "action": {}}),
        ("action", {"container": {"type": "view"}, "block_id": "row", "action": {}}),
        ("action", {"container": {}, "block_id": 5, "action": {}}),
        ("action", {"container": {}, "block_id": "row", "action": []}),
        ("options", {"container": {}, "block_id": "row"}),
    ],
)
async def test_a_deed_with_something_missing_is_refused(
    playground: Playground, session: aiohttp.ClientSession, what: str, body: dict[str, Any]
) -> None:
    """As a bad request, or in words where a person could have done it."""
    body = {"user": SARA, **body}
    async with session.post(f"{playground.url}/client/{what}", json=body) as response:
        assert response.status in {200, 400}
        assert response.status == 400 or not (await response.json())["ok"]
    assert not playground.world.channels[MAIN].messages


@pytest.mark.parametrize(
    "state", [5, "x", [], {"values": []}, {"values": {"b": 5}}, {"values": {"b": {"a": 5}}}]
)
async def test_a_state_has_slacks_form(
    playground: Playground, session: aiohttp.ClientSession, state: Any
) -> None:
    """Values by block and action; an empty one is none."""
    views = playground.web_api._context.views
    view = views.open(SARA, form())
    body = {"user": SARA, "view_id": view["id"], "state": state}
    async with session.post(f"{playground.url}/client/view_submit", json=body) as response:
        assert response.status == (400 if state else 200)
    assert views.stack(SARA) == [view]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_a_form_of_another_page_is_no_deed(
    playground: Playground, session: aiohttp.ClientSession, kind: str
) -> None:
    """Kinds that a browser sends elsewhere without asking."""
    body = b'{"user": "U0SARA", "channel": "C0TCSS562", "text": "x"}'
    async with session.post(
        f"{playground.url}/client/post", data=body, headers={"Content-Type": kind}
    ) as response:
        assert response.status == 415


async def test_a_body_may_have_a_megabyte(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    """Announced or not."""

    async def chunks() -> Any:
        for _ in range(MAX_BODY // 65_536 + 2):
            yield b" " * 65_536

    headers = {"Content-Type": "application/json"}
    url = f"{playground.url}/client/post"
    for data in (io.BytesIO(b" " * (MAX_BODY + 1)), chunks()):
        async with session.post(url, data=data, headers=headers) as response:
            assert response.status == 413


@pytest.mark.parametrize("what", ["nothing", "upload", "__init__", "_post", "..%2f.."])
async def test_there_is_nothing_else(
    playground: Playground, session: aiohttp.ClientSession, what: str
) -> None:
    async with session.get(f"{playground.url}/client/{what}?user={SARA}") as response:
        assert response.status == 404
    if what != "upload":
        async with session.post(f"{playground.url}/client/{what}", json={}) as response:
            assert response.status == 404


@pytest.mark.parametrize(
    "query",
    [
        "history?channel=C0TCSS562&limit=many",
        "history?channel=C0TCSS562&limit=-1",
        "history?channel=C0TCSS562&limit=0",
        "history?channel=C0TCSS562&limit=9999999999",
        "wire?since=noon",
    ],
)
async def test_a_malformed_query_is_a_bad_request(
    playground: Playground, session: aiohttp.ClientSession, query: str
) -> None:
    async with session.get(f"{playground.url}/client/{query}&user={SARA}") as response:
        assert response.status == 400


async def test_a_text_may_have_forty_thousand_characters(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    for length, ok in ((40_000, True), (40_001, False)):
        body = {"user": SARA, "channel": MAIN, "text": "x" * length}
        async with session.post(f"{playground.url}/client/post", json=body) as response:
            assert (response.status, (await response.json())["ok"]) == (200, ok)


# Anything at all


SMALL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [SARA, "U0LECTERN", MAIN, SARAS_DM, "1700000000.000000", "row", "press", "value", "V0", ""]
    ),
    st.text(max_size=12),
)
ANYTHING = st.recursive(
    SMALL,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from("type text values blocks view_id channel ts id action_id".split()),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)
KEYS = """channel text ts thread_ts user with name command callback_id view_id state container block_id
    action action_id value tab ephemeral_id remove all blocks metadata attachments view trigger_id hash
    cursor limit oldest latest types users files channel_id prompts status loading_messages title post_at
    filename length timestamp inclusive external_id user_id email file scheduled_message_id""".split()
BODIES = st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=6)


class Target:
    """One workspace for all examples, in a loop of its own: Hypothesis calls plain functions."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.playground = Playground(manifest(), clock=lambda: START)
        self.loop.run_until_complete(self._start())

    async def _start(self) -> None:
        await self.playground.start()
        self.playground.faults.rate_limits = False
        self.playground.faults.ack_timeout = 0.001
        self.playground.faults.retry_delays = ()
        self.session = aiohttp.ClientSession()
        hub, views = self.playground.hub, self.playground.web_api._context.views
        blocks = [actions(button(), block_id="row")]
        hub.post(self.playground.world.channels[MAIN], hub.by_bot({"text": "x", "blocks": blocks}))
        views.open(SARA, form())

    def close(self) -> None:
        self.loop.run_until_complete(self.session.close())
        self.loop.run_until_complete(self.playground.stop())
        self.loop.close()

    def status(self, method: str, path: str, **request: Any) -> int:
        async def ask() -> int:
            url = f"{self.playground.url}{path}"
            async with self.session.request(
                method, url, allow_redirects=False, **request
            ) as response:
                await response.read()
                return response.status

        return self.loop.run_until_complete(ask())


@pytest.fixture(scope="module")
def target() -> Any:
    made = Target()
    yield made
    made.close()


FEW = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(what=st.sampled_from(DEEDS), body=BODIES)
def test_no_deed_breaks_the_page_api(target: Target, what: str, body: dict[str, Any]) -> None:
    status = target.status("POST", f"/client/{what}", json={"user": SARA, **body})
    assert status in {200, 400}


@FEW
@given(
    what=st.sampled_from(LOOKS),
    query=st.dictionaries(st.sampled_from(KEYS), st.text(max_size=12), max_size=4),
)
def test_no_look_breaks_the_page_api(target: Target, what: str, query: dict[str, str]) -> None:
    assert target.status("GET", f"/client/{what}", params={"user": SARA, **query}) in {200, 400}


@FEW
@given(method=st.sampled_from(sorted(METHODS)), body=BODIES, form=st.booleans())
def test_no_call_breaks_the_web_api(
    target: Target, method: str, body: dict[str, Any], form: bool
) -> None:
    """Slack answers 200 and says no in the body."""
    playground = target.playground
    token = playground.app_token if method.startswith("apps.") else playground.bot_token
    headers = {"Authorization": f"Bearer {token}"}
    plain = {k: str(v) for k, v in body.items()}
    request: dict[str, Any] = {"data": plain} if form else {"json": body}
    assert target.status("POST", f"/api/{method}", headers=headers, **request) == 200


@FEW
@given(body=ANYTHING)
def test_no_answer_breaks_a_response_url(target: Target, body: Any) -> None:
    responses = target.playground.world
    channel = responses.channels[MAIN]
    made = target.playground.responses.new(SARA, channel)
    path = made.removeprefix(target.playground.url)
    assert target.status("POST", path, json=body) in {200, 400, 404}
