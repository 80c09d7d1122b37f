"""Polls that closed before first rounds kept their right answer back: it was shown, and stays so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert

from bot.services.polls.editing import PICTURE
from bot.services.polls.ports import CLOSED, OPEN, QUESTION, Poll, Settings
from bot.services.polls.telling import TOLD, keeps_back, kept_back
from bot.storage import open_storage
from bot.storage.database import make_engine, normalised
from bot.storage.outbox import add_all
from bot.storage.poll_rows import row_of
from bot.storage.poll_tables import polls
from bot.storage.schema import migrate
from tests.storage.poll_records import poll
from tests.storage.records import NOON

BEFORE = "0009"


@contextmanager
def old_database(url: str) -> Iterator[Connection]:
    """As the version before left it, to write into."""
    engine: Engine = make_engine(normalised(url))
    try:
        migrate(engine, BEFORE)
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            yield connection
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("COMMIT")
            connection.commit()
    finally:
        engine.dispose()


def closed(id: str, **changes: Any) -> Poll:  # noqa: A002
    given: dict[str, Any] = {"state": CLOSED, "settings": Settings(correct=("a",))}
    return poll(id, **(given | changes))


async def migrated(url: str, *stored: Poll, kept: Poll | None = None) -> dict[str, Poll]:
    """What a start of this version finds of these; `kept`: its maker was asked what to do with its answer."""
    with old_database(url) as connection:
        connection.execute(insert(polls), [row_of(each) for each in stored])
        add_all(connection, [kept_back(kept, NOON + timedelta(hours=1))] if kept else ())
    storage = await open_storage(url)
    try:
        found = [await storage.polls.get(each.workspace, each.id) for each in stored]
    finally:
        await storage.close()
    return {each.id: each for each in found if each is not None}


async def test_an_answer_that_closing_showed_counts_as_told_and_all_else_stays(
    empty_url: str,
) -> None:
    shown = closed("shown", notes={PICTURE: "F1"}, revision=4)
    found = await migrated(empty_url, shown)
    assert not keeps_back(found["shown"])
    assert found["shown"].notes == {PICTURE: "F1", TOLD: True}
    assert (found["shown"].revision, found["shown"].options) == (4, shown.options)


async def test_nothing_is_noted_where_no_answer_was_shown(empty_url: str) -> None:
    others = (
        closed("open", state=OPEN),
        closed("nothing right", settings=Settings()),
        closed("again", round_of="shown"),
        closed("weekly", settings=Settings(correct=("a",), repeats="weekly")),
        closed("asked in a quiz", kind=QUESTION),
    )
    found = await migrated(empty_url, *others)
    assert {name for name, each in found.items() if each.notes} == set()


async def test_one_whose_maker_was_asked_goes_on_keeping_its_answer_back(empty_url: str) -> None:
    kept = closed("kept")
    found = await migrated(
        empty_url, kept, closed("shown"), closed("kept", workspace="T2"), kept=kept
    )
    assert not keeps_back(found["shown"])
    storage = await open_storage(empty_url)
    stored = {place: await storage.polls.get(place, "kept") for place in ("T1", "T2")}
    await storage.close()
    assert {place: each and keeps_back(each) for place, each in stored.items()} == {
        "T1": True,
        "T2": False,
    }
