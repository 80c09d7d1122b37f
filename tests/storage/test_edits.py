"""Direct reminders that were posted follow their reader's extension; those of others stay as they are."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.deadlines.ports import Extension
from bot.services.reminding.ports import Outgoing
from bot.storage import Storage
from tests.storage.records import NOON
from tests.storage.reminding_records import DAY, change, item, keep, reminder, wanting

DUE, AT = NOON + 9 * DAY, NOON + 8 * DAY
LATER, LATEST = DUE + 2 * DAY, DUE + 4 * DAY


async def claimed(storage: Storage) -> list[Outgoing]:
    found = await storage.outbox.claim(
        AT, lease=timedelta(minutes=1), limit=50, holder="me", pause=timedelta(0)
    )
    return list(found)


async def posted(storage: Storage, *audiences: str) -> None:
    """A reminder of the item to each of them, planned, handed over and sent."""
    await keep(storage, item())
    rows = [reminder(f"r:{audience}", audience=audience) for audience in audiences]
    await storage.reminders.plan("T1", "i1", wanting(*rows), NOON)
    await storage.reminders.hand_over(AT)
    for given in await claimed(storage):
        channel = given.channel.replace("U", "D")
        await storage.outbox.sent(given, channel=channel, ts=given.key, revision=1, at=AT)


async def has(storage: Storage, user: str, seen: datetime | None, until: datetime | None) -> None:
    to = Extension("T1", "i1", user, until, "U1", NOON) if until else None
    assert await storage.extensions.swap("T1", "i1", user, seen, to)
    await storage.reminders.plan("T1", "i1", wanting(), AT)


async def edits(storage: Storage) -> list[tuple[str, str]]:
    """The edits that wait, by channel and message; they are made."""
    found = await claimed(storage)
    for edit in found:
        await storage.outbox.sent(edit, channel=edit.channel, ts=edit.ts or "", revision=1, at=AT)
    return [(edit.channel, edit.ts or "") for edit in found if edit.op == "edit"]


async def test_each_change_of_an_extension_edits_what_its_owner_was_sent(storage: Storage) -> None:
    """Also back and forth between the same moments."""
    await posted(storage, "U2", "U3", "C1")
    seen: datetime | None = None
    for until in (LATER, LATEST, LATER, None, LATER, None):
        await has(storage, "U2", seen, until)
        seen = until
        assert await edits(storage) == [("D2", "r:U2")]
        await storage.reminders.plan("T1", "i1", wanting(), AT)
        assert await edits(storage) == []


async def test_the_edit_knows_what_was_said_at_first_and_to_whom(storage: Storage) -> None:
    await posted(storage, "U2")
    await has(storage, "U2", None, LATER)
    (edit,) = await claimed(storage)
    assert edit.subject["target"] == int(DUE.timestamp())
    assert (edit.subject["audience"], edit.subject["key"]) == ("U2", "r:U2")
    assert (edit.about, edit.kind) == ("i1", "reminder")


async def test_an_extension_to_the_moment_that_is_shown_changes_nothing(storage: Storage) -> None:
    await posted(storage, "U2")
    await has(storage, "U2", None, DUE)
    assert await edits(storage) == []


async def test_an_extension_given_while_its_reminder_was_posted_is_shown_after(
    storage: Storage,
) -> None:
    await keep(storage, item())
    await storage.reminders.plan("T1", "i1", wanting(reminder("r", audience="U2")), NOON)
    await storage.reminders.hand_over(AT)
    (given,) = await claimed(storage)
    await has(storage, "U2", None, LATER)
    assert await edits(storage) == []
    await storage.outbox.sent(given, channel="D2", ts="1.5", revision=1, at=AT)
    assert await edits(storage) == [("D2", "1.5")]


async def test_an_item_that_moves_edits_all_once_and_an_extension_after_it_again(
    storage: Storage,
) -> None:
    """An extension to the moment that the item had at first, too."""
    await posted(storage, "U2", "U3", "C1")
    await change(storage, revision=2, ends_at=LATER)
    await storage.reminders.plan("T1", "i1", wanting(), AT)
    assert sorted(await edits(storage)) == [("C1", "r:C1"), ("D2", "r:U2"), ("D3", "r:U3")]
    await has(storage, "U3", None, LATER)
    assert await edits(storage) == []
    await has(storage, "U2", None, DUE)
    assert await edits(storage) == [("D2", "r:U2")]
