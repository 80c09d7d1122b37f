"""Pictures of slides that lie in Slack: known by their key, replaced, forgotten."""

from __future__ import annotations

from bot.storage import Storage


async def test_a_picture_is_found_by_its_key_in_its_workspace(storage: Storage) -> None:
    await storage.pictures.put("T1", "abc:3", "F1")
    assert await storage.pictures.get("T1", "abc:3") == "F1"
    assert await storage.pictures.get("T1", "abc:4") is None
    assert await storage.pictures.get("T2", "abc:3") is None


async def test_the_newest_upload_counts_and_can_be_forgotten(storage: Storage) -> None:
    await storage.pictures.put("T1", "abc:3", "F1")
    await storage.pictures.put("T1", "abc:3", "F2")
    assert await storage.pictures.get("T1", "abc:3") == "F2"
    await storage.pictures.forget("T1", "abc:3")
    assert await storage.pictures.get("T1", "abc:3") is None
