"""Private calendar addresses: one a person and course, renewed, removed, found by their token alone."""

from __future__ import annotations

from typing import Any

from bot.services.calendars.ports import Feed
from bot.storage import Storage
from tests.storage.records import LATER, NOON


def feed(user: str = "U1", token: str = "first", **changes: Any) -> Feed:  # noqa: S107
    given: dict[str, Any] = {"workspace": "T1", "course": "tcss562", "made_at": NOON}
    return Feed(user=user, token=token, **(given | changes))


async def test_a_feed_is_made_once_whoever_asks_first(storage: Storage) -> None:
    assert await storage.feeds.make(feed()) == feed()
    assert await storage.feeds.make(feed(token="second", made_at=LATER)) == feed()
    assert await storage.feeds.of_person("T1", "tcss562", "U1") == feed()
    assert await storage.feeds.by_token("second") is None


async def test_a_token_opens_its_own_feed_and_no_other(storage: Storage) -> None:
    feeds = [
        feed(),
        feed("U2", "second"),
        feed(token="third", course="other"),
        feed(token="fourth", workspace="T2"),
    ]
    for each in feeds:
        await storage.feeds.make(each)
    assert [await storage.feeds.by_token(each.token) for each in feeds] == feeds
    for wrong in ("", "firs", "first ", "FIRST", "%"):
        assert await storage.feeds.by_token(wrong) is None


async def test_renewed_the_old_token_opens_nothing(storage: Storage) -> None:
    await storage.feeds.make(feed())
    await storage.feeds.make(feed("U2", "hers"))
    again = feed(token="again", made_at=LATER)
    await storage.feeds.renew(again)
    assert await storage.feeds.by_token("first") is None
    assert await storage.feeds.by_token("again") == again
    assert await storage.feeds.by_token("hers") == feed("U2", "hers")


async def test_a_feed_that_was_never_made_can_be_renewed(storage: Storage) -> None:
    await storage.feeds.renew(feed())
    assert await storage.feeds.by_token("first") == feed()


async def test_removed_it_is_gone_and_can_be_made_anew(storage: Storage) -> None:
    await storage.feeds.make(feed())
    assert await storage.feeds.remove("T1", "tcss562", "U1")
    assert not await storage.feeds.remove("T1", "tcss562", "U1")
    assert await storage.feeds.by_token("first") is None
    assert await storage.feeds.of_person("T1", "tcss562", "U1") is None
    assert await storage.feeds.make(feed(token="second")) == feed(token="second")
