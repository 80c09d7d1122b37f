"""Who wants the minute paper by direct message, and how a course asks it."""

from __future__ import annotations

from dataclasses import replace

from bot.services.papers.ports import PaperSettings
from bot.storage import Storage
from tests.storage.records import LATER, NOON

SETTINGS = PaperSettings(on=True, channel="C1", changed_by="U1", changed_at=NOON)


async def test_nobody_is_asked_anything_until_somebody_says_so(storage: Storage) -> None:
    assert await storage.paper_wishes.settings("T1", "tcss562") is None
    assert await storage.paper_wishes.wanting("T1", "tcss562") == []
    assert not await storage.paper_wishes.wants("T1", "tcss562", "U2")


async def test_a_course_asks_as_it_was_told_last(storage: Storage) -> None:
    for settings in (SETTINGS, replace(SETTINGS, on=False, channel="", changed_at=LATER)):
        await storage.paper_wishes.set("T1", "tcss562", settings)
        assert await storage.paper_wishes.settings("T1", "tcss562") == settings
    assert await storage.paper_wishes.settings("T1", "other") is None
    assert await storage.paper_wishes.settings("T2", "tcss562") is None


async def test_a_wish_is_one_persons_in_one_course_until_they_take_it_back(
    storage: Storage,
) -> None:
    wishes = storage.paper_wishes
    for user in ("U3", "U2"):
        assert await wishes.opt_in("T1", "tcss562", user, NOON)
    assert not await wishes.opt_in("T1", "tcss562", "U2", LATER)
    await wishes.opt_in("T1", "other", "U4", NOON)
    assert await wishes.wanting("T1", "tcss562") == ["U2", "U3"]
    assert await wishes.opt_out("T1", "tcss562", "U2")
    assert not await wishes.opt_out("T1", "tcss562", "U2")
    assert await wishes.wanting("T1", "tcss562") == ["U3"]
    assert not await wishes.wants("T1", "tcss562", "U2")
    assert await wishes.wants("T1", "other", "U4")
