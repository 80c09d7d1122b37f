"""What all tests share: who runs where."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadGroupScheduling

from tests.scratch import prefer_memory
from tests.storage.postgres import Server, running_server

# How long an example takes says how busy the machine is.
settings.register_profile("lectern", deadline=None)
settings.load_profile("lectern")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="a hundred faults where a few are usual")


def pytest_configure() -> None:
    prefer_memory()


_WHOLE_HEAPS = 100
"""Collections of the middle generation between two of everything, where Python has ten."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, Any, Any]:
    """Nothing that is loaded meanwhile is garbage: looking for some was a quarter of it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking it through for garbage was a seventh of a conversation.

    What is loaded later, such as a course, is looked through, too, but not every ninth conversation.
    """
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _WHOLE_HEAPS)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the whole run: all tests on it are of one worker."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        started = tmp_path_factory.getbasetemp().parent / "postgres-started"
        assert not started.exists(), "two workers start PostgreSQL"
        started.touch()
    with running_server() as server:
        yield server


def group_of(nodeid: str) -> str | None:
    """The group of a test, whose tests all run in one worker: it starts what they share once."""
    if nodeid.startswith("tests/browser/"):
        return "browser"
    if nodeid.startswith(("tests/storage/", "tests/faults/")) and "PostgreSQL" in nodeid:
        return "postgres"
    return None


class ByGroup(LoadGroupScheduling):  # type: ignore[misc]
    """pytest-xdist 3.8 does not see its own `xdist_group` marks under pytest 9.2.

    See github.com/pytest-dev/pytest-xdist/issues/1386; goes once a release mends it.
    """

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByGroup | None:
    return ByGroup(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks and names must say the same, as long as names are what is looked at."""
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if (mark.args[0] if mark else None) != group_of(item.nodeid.partition("@")[0]):
            raise pytest.UsageError(f"{item.nodeid}: its group and its name do not agree")
