"""The workspace and its people. Every conversation is held over Socket Mode and over signed HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.person import Person
from tests.slack.workspace import Mode, Workspace


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """How Slack reaches Lectern."""
    chosen: Mode = request.param
    return chosen


@pytest.fixture
async def empty_workspace(
    request: pytest.FixtureRequest, mode: Mode, tmp_path: Path
) -> AsyncIterator[Workspace]:
    """A workspace without Lectern; audited when the test is over."""
    async with Workspace(mode, tmp_path) as found:
        found.proposing = request.node.get_closest_marker("proposing") is not None
        yield found
        await found.audit()


@pytest.fixture
async def workspace(empty_workspace: Workspace) -> Workspace:
    """A workspace with Lectern connected."""
    await empty_workspace.start()
    return empty_workspace


@pytest.fixture
def sara(workspace: Workspace) -> Person:
    """A student in Stockholm."""
    return workspace.people["sara"]


@pytest.fixture
def tom(workspace: Workspace) -> Person:
    """A student in Seattle's time zone."""
    return workspace.people["tom"]


@pytest.fixture
def aiko(workspace: Workspace) -> Person:
    """A student in Tokyo."""
    return workspace.people["aiko"]


@pytest.fixture
def mina(workspace: Workspace) -> Person:
    """A teaching assistant."""
    return workspace.people["mina"]


@pytest.fixture
def elena(workspace: Workspace) -> Person:
    """The instructor."""
    return workspace.people["elena"]
