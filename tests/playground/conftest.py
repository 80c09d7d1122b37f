"""A workspace with an app that may do everything, and people in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.manifest import Manifest
from tests.playground.app import App, Connection
from tests.playground.person import AIKO, MINA, SARA, TOM, Person

SCOPES = frozenset(
    """app_mentions:read assistant:write channels:history channels:join channels:read chat:write commands
    files:read files:write groups:history groups:read im:history im:read im:write reactions:read
    reactions:write users:read users:read.email""".split()
)
EVENTS = frozenset(
    """app_home_opened app_mention app_uninstalled file_shared member_joined_channel message.channels
    message.groups message.im reaction_added reaction_removed tokens_revoked""".split()
)
COMMANDS = (
    {"command": "/ask", "description": "Ask", "usage_hint": "anything", "should_escape": True},
    {"command": "/raw", "description": "As typed"},
)
SHORTCUTS = (
    {"name": "Anywhere", "type": "global", "callback_id": "anywhere"},
    {"name": "This", "type": "message", "callback_id": "this"},
)
START = 1_700_000_000.0


class Clock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


MakeManifest = Callable[..., Manifest]


def manifest(
    *,
    scopes: frozenset[str] = SCOPES,
    events: frozenset[str] = EVENTS,
    home_tab: bool = True,
    agent_view: bool = True,
) -> Manifest:
    """An app that may do and hear everything, unless told otherwise."""
    return Manifest("Lectern", scopes, events, COMMANDS, SHORTCUTS, home_tab, agent_view)


def client_of(playground: Playground, session: aiohttp.ClientSession, token: str) -> AsyncWebClient:
    client = AsyncWebClient(
        token=token, base_url=playground.api_url, session=session, retry_handlers=[]
    )
    client.proxy = None
    return client


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as found:
        yield found


@pytest.fixture
def app_manifest() -> Manifest:
    """What the workspace's app may do; a test may ask for less with a parameter."""
    return manifest()


@pytest.fixture
async def playground(clock: Clock, app_manifest: Manifest) -> AsyncIterator[Playground]:
    async with Playground(app_manifest, clock=clock) as started:
        started.faults.rate_limits = False
        started.faults.retry_delays = (0.0, 0.0, 0.0)
        yield started


@pytest.fixture
def slack(playground: Playground, session: aiohttp.ClientSession) -> AsyncWebClient:
    """The SDK's own client, with the bot's token."""
    return client_of(playground, session, playground.bot_token)


@pytest.fixture
async def app(playground: Playground, session: aiohttp.ClientSession) -> AsyncIterator[App]:
    """An app that is connected and acknowledges everything."""
    connected = App(await Connection.open(playground, session))
    yield connected
    await connected.hang_up()


@pytest.fixture
def sara(playground: Playground, session: aiohttp.ClientSession) -> Person:
    return Person(SARA, playground, session)


@pytest.fixture
def tom(playground: Playground, session: aiohttp.ClientSession) -> Person:
    return Person(TOM, playground, session)


@pytest.fixture
def aiko(playground: Playground, session: aiohttp.ClientSession) -> Person:
    return Person(AIKO, playground, session)


@pytest.fixture
def mina(playground: Playground, session: aiohttp.ClientSession) -> Person:
    """A teaching assistant."""
    return Person(MINA, playground, session)
