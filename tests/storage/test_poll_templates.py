"""A course's own polls to start from."""

from __future__ import annotations

from typing import Any

from bot.services.polls.ports import Template
from bot.storage import Storage
from tests.storage.records import LATER, NOON


def template(name: str = "pace", **changes: Any) -> Template:
    fields: dict[str, Any] = {
        "workspace": "T1",
        "course": "tcss562",
        "poll": {"kind": "scale", "question": "How was the pace?"},
        "made_by": "U1",
        "made_at": NOON,
    }
    return Template(name=name, **(fields | changes))


async def test_templates_are_a_courses_own_and_come_by_name(storage: Storage) -> None:
    for each in (
        template(),
        template("difficulty"),
        template(course="other"),
        template("x", workspace="T2"),
    ):
        await storage.templates.put(each)
    assert await storage.templates.all("T1", "tcss562") == [template("difficulty"), template()]


async def test_one_of_the_same_name_takes_its_place(storage: Storage) -> None:
    await storage.templates.put(template())
    newer = template(poll={"kind": "single"}, made_by="U2", made_at=LATER)
    await storage.templates.put(newer)
    assert await storage.templates.all("T1", "tcss562") == [newer]


async def test_a_template_is_removed_once(storage: Storage) -> None:
    await storage.templates.put(template())
    assert not await storage.templates.remove("T1", "other", "pace")
    assert await storage.templates.remove("T1", "tcss562", "pace")
    assert not await storage.templates.remove("T1", "tcss562", "pace")
    assert await storage.templates.all("T1", "tcss562") == []
