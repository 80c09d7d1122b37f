"""Reminders as the class gets them: on time, once, and right when something changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.services.deadlines.ports import CANCELLED, Mark, Personal
from tests.slack.person import MAIN, Person
from tests.slack.reminding import (
    DAY,
    HOUR,
    WORKSPACE,
    confirm,
    item,
    keys_in,
    notice,
    put,
    save,
    states,
)
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

pytestmark = pytest.mark.parametrize("mode", ["socket"])
REMINDING = {"lectern_reminder", "lectern_notice"}


async def wants(workspace: Workspace, user: str, *leads: int) -> None:
    """Somebody asks for reminders of their own, for the whole course."""
    personal = Personal(WORKSPACE, workspace.config.course.id, user, leads)
    await workspace.bot.storage.wishes.put_person(personal, workspace.clock.now())


async def seen_in(person: Person, channel: str) -> list[Seen]:
    """The reminders and notices there, without digests and proposals."""
    return [m for m in await person.timeline(channel) if _kind(m) in REMINDING]


def _kind(message: Seen) -> str:
    return str((message.raw.get("metadata") or {}).get("event_type"))


async def test_a_reminder_comes_to_the_channel_when_it_is_due(
    workspace: Workspace, tom: Person
) -> None:
    await confirm(workspace, item(workspace, quote="Tutorial 7 - due Nov 30 @ 10a", file="a.pdf"))
    assert await seen_in(tom, MAIN) == []
    await workspace.later(days=3)
    (week,) = await seen_in(tom, MAIN)
    assert "Tutorial 7 is due in 7 days" in week.words.replace("*", "")
    assert "Tue, November 30, 2021 at 10:00 PST" in week.words
    assert "Tutorial 7 - due Nov 30 @ 10a" in week.words
    assert list(week.buttons) == ["Remind me"]
    await workspace.later(days=6)
    await workspace.later(hours=22)
    latest = (await seen_in(tom, MAIN))[-1]
    assert "is due in 2 hours" in latest.words
    await workspace.later(days=2)
    assert len(await seen_in(tom, MAIN)) == 3
    assert set((await states(workspace)).values()) == {"sent"}


async def test_nobody_hears_of_what_was_never_confirmed(workspace: Workspace, tom: Person) -> None:
    await confirm(workspace, item(workspace, state="proposed"))
    await workspace.later(days=9, hours=23)
    assert await seen_in(tom, MAIN) == []


async def test_who_asked_for_it_is_told_in_their_direct_message(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    """In their own zone, and the course's where that is another one; nobody else sees it."""
    await wants(workspace, sara.id, 3 * 60)
    await confirm(workspace, item(workspace))
    await workspace.later(days=9, hours=21)
    mine = (await seen_in(sara, sara.dm))[-1]
    assert "is due in 3 hours" in mine.words
    assert "Tue, November 30, 2021 at 19:00 CET" in mine.words
    assert "(Tue, November 30 at 10:00 PST, course time)" in mine.words
    assert list(mine.buttons) == ["Done", "Snooze 1 hour", "Mute"]
    assert await seen_in(tom, tom.dm) == []


async def test_what_somebody_is_done_with_is_not_sent_even_if_it_was_on_its_way(
    workspace: Workspace, sara: Person
) -> None:
    await wants(workspace, sara.id, 180)
    await confirm(workspace, item(workspace))
    mark = Mark(WORKSPACE, workspace.config.course.id, "i1", sara.id, done_at=workspace.clock.now())
    await workspace.bot.storage.wishes.put_mark(mark, workspace.clock.now())
    await workspace.later(days=9, hours=22)
    assert await seen_in(sara, sara.dm) == []


async def test_a_snoozed_reminder_comes_back_when_it_was_told_to(
    workspace: Workspace, sara: Person
) -> None:
    await confirm(workspace, item(workspace))
    until = workspace.clock.now() + 4 * HOUR
    mark = Mark(WORKSPACE, workspace.config.course.id, "i1", sara.id, snoozed_until=until)
    await workspace.bot.storage.wishes.put_mark(mark, workspace.clock.now())
    await workspace.later(hours=3)
    assert await seen_in(sara, sara.dm) == []
    await workspace.later(hours=2)
    (back,) = await seen_in(sara, sara.dm)
    assert "Tutorial 7" in back.words


async def test_after_days_away_one_late_reminder_comes_and_not_three(
    workspace: Workspace, tom: Person
) -> None:
    await confirm(workspace, item(workspace))
    await workspace.stop(workspace.bot)
    workspace.clock.move_to(workspace.clock.now() + 9 * DAY + 12 * HOUR)
    await workspace.start()
    await workspace.later(seconds=1)
    (only,) = await seen_in(tom, MAIN)
    assert "is due in 12 hours" in only.words
    assert "This comes late" in only.words
    assert sorted((await states(workspace)).values()) == ["folded", "sent", "waiting"]


async def test_what_passed_while_it_was_away_is_told_to_the_instructors_in_one_message(
    workspace: Workspace, tom: Person, elena: Person, mina: Person
) -> None:
    await confirm(workspace, item(workspace), item(workspace, "i2", title="Quiz 3"))
    await workspace.stop(workspace.bot)
    workspace.clock.move_to(workspace.clock.now() + 11 * DAY)
    await workspace.start()
    await workspace.later(seconds=1)
    await workspace.later(hours=1)
    assert await seen_in(tom, MAIN) == []
    for instructor in (elena, mina):
        (told,) = await seen_in(instructor, instructor.dm)
        assert "Tutorial 7" in told.words
        assert "Quiz 3" in told.words
    assert set((await states(workspace)).values()) == {"missed"}


async def test_a_moved_date_changes_what_was_posted_and_what_is_to_come(
    workspace: Workspace, tom: Person
) -> None:
    before = item(workspace)
    await confirm(workspace, before)
    await workspace.later(days=3)
    later = before.ends_at + 5 * DAY
    now = workspace.clock.now()
    after = replace(before, starts_at=later, ends_at=later, revision=2, changed_at=now)
    await save(workspace, before, after)
    (old,) = await seen_in(tom, MAIN)
    assert "has moved" in old.words
    assert "~Tue, November 30, 2021 at 10:00 PST" in old.words
    assert "*Sun, December 5, 2021 at 10:00 PST" in old.words
    await workspace.later(days=5, hours=1)
    assert "is due in 7 days" in (await seen_in(tom, MAIN))[-1].words
    assert len(await seen_in(tom, MAIN)) == 2


async def test_a_cancelled_item_is_struck_through_and_heard_of_no_more(
    workspace: Workspace, tom: Person
) -> None:
    before = item(workspace)
    await confirm(workspace, before)
    await workspace.later(days=3)
    now = workspace.clock.now()
    await save(workspace, before, replace(before, state=CANCELLED, revision=2, changed_at=now))
    await workspace.later(days=8)
    (old,) = await seen_in(tom, MAIN)
    assert "Cancelled" in old.words
    assert "~Tutorial 7~" in old.words
    assert list(old.buttons) == []


async def test_undone_before_it_was_due_it_is_announced_as_before(
    workspace: Workspace, tom: Person
) -> None:
    before = item(workspace)
    await confirm(workspace, before)
    now = workspace.clock.now()
    gone = replace(before, state=CANCELLED, revision=2, changed_at=now)
    await save(workspace, before, gone)
    await save(workspace, gone, replace(before, revision=3, changed_at=now))
    await workspace.later(days=3)
    assert len(await seen_in(tom, MAIN)) == 1


def _archived(workspace: Workspace) -> None:
    workspace.playground.world.channels[MAIN].is_archived = True


def _removed(workspace: Workspace) -> None:
    workspace.playground.world.channels[MAIN].members.remove("U0LECTERN")


def _deleted(workspace: Workspace) -> None:
    del workspace.playground.world.channels[MAIN]


@pytest.mark.parametrize(
    ("happens", "reason", "said"),
    [
        (_archived, "is_archived", "archived"),
        (_removed, "not_in_channel", "/invite"),
        (_deleted, "channel_not_found", "it is gone"),
    ],
)
async def test_a_channel_that_is_closed_to_it_is_told_once_and_holds_nobody_up(
    workspace: Workspace,
    sara: Person,
    elena: Person,
    happens: Callable[[Workspace], None],
    reason: str,
    said: str,
) -> None:
    await wants(workspace, sara.id, 7 * 24 * 60)
    await confirm(workspace, item(workspace), item(workspace, "i2", title="Quiz 3"))
    happens(workspace)
    workspace.tolerate("chat.postMessage", reason)
    await workspace.later(days=3)
    (told,) = await seen_in(elena, elena.dm)
    assert said in told.words
    assert len(await seen_in(sara, sara.dm)) == 2
    found = await states(workspace)
    assert (found[MAIN, 7 * 24 * 60], found[sara.id, 7 * 24 * 60]) == ("failed", "sent")


async def test_a_revoked_token_fails_what_was_due_and_is_told_when_there_is_one_again(
    workspace: Workspace, tom: Person, elena: Person
) -> None:
    await confirm(workspace, item(workspace))
    workspace.playground.web_api.revoked = True
    workspace.tolerate("chat.postMessage", "account_inactive")
    await workspace.later(days=3)
    assert (await states(workspace))[MAIN, 7 * 24 * 60] == "failed"
    workspace.playground.web_api.revoked = False
    await workspace.later(hours=1)
    (told,) = await seen_in(elena, elena.dm)
    assert "account_inactive" in told.words
    await workspace.later(days=6)
    assert len(await seen_in(tom, MAIN)) == 1


async def test_what_is_put_into_the_outbox_goes_at_once(workspace: Workspace, mina: Person) -> None:
    """Whoever puts it there wakes the dispatch: no clock has to come by."""
    await workspace.bot.wakeups.stop()
    await put(workspace, notice(workspace, "n1", mina.id))
    await workspace.settle()
    assert keys_in(workspace, mina.dm) == ["n1"]
