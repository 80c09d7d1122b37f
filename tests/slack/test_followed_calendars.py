"""A course follows a calendar: its dates are proposed, its changes asked about, its address told to nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web

from bot.delivery.fetching import Rules
from tests.slack.person import Person
from tests.slack.workspace import DURING_THE_COURSE, Workspace

SECRET = "token-7f3a"


def ics(at: str) -> bytes:
    return (
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Canvas\r\nBEGIN:VEVENT\r\nUID:event-assignment-7\r\n"
        f"SUMMARY:Tutorial 7 [TCSS 562]\r\nDTSTART:{at}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


class School:
    """A server with one calendar."""

    def __init__(self) -> None:
        self.calendar, self.address = ics("20211208T075900Z"), ""

    async def serve(self, _: web.Request) -> web.Response:
        return web.Response(body=self.calendar)


@pytest.fixture
async def school() -> AsyncIterator[School]:
    found, app = School(), web.Application()
    app.router.add_get("/{rest:.*}", found.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.address = f"http://127.0.0.1:{runner.addresses[0][1]}/{SECRET}.ics"
    yield found
    await runner.cleanup()


@pytest.fixture
async def workspace(empty_workspace: Workspace) -> Workspace:
    """A workspace whose Lectern may read a calendar on this machine."""
    empty_workspace.calendars = Rules("http", None, lambda address: address.is_loopback)
    await empty_workspace.start()
    return empty_workspace


async def test_a_calendar_is_followed_and_a_date_that_changes_there_is_asked_about(
    workspace: Workspace, school: School, elena: Person, sara: Person
) -> None:
    await elena.types(f"/deadlines calendar {school.address}")
    told = await elena.told()
    assert (
        "I follow *Canvas* from now on: 1 date to come. 1 waits for you to confirm." in told.words
    )
    await elena.presses("Confirm", on=await elena.reads("1 date to confirm"))
    await elena.reads("All dates here are decided")
    school.calendar = ics("20211210T075900Z")
    await workspace.move_to(DURING_THE_COURSE + timedelta(minutes=31))
    asked = await elena.reads("Its source says something else now")
    was, now = asked.blocks[2]["fields"]
    assert "December 7" in was["text"]
    assert "December 9" in now["text"]
    await sara.types("/deadlines")
    assert "December 7 at 23:59 PST" in (await sara.told()).words
    await elena.presses("Move it", on=asked)
    await elena.reads("December 9, 2021 at 23:59 PST\n_Confirmed by")
    await sara.types("/deadlines")
    assert "December 9 at 23:59 PST" in (await sara.told()).words


@pytest.mark.parametrize("decided", [False, True])
async def test_a_message_whose_date_is_asked_about_anew_says_so_and_has_no_buttons(
    workspace: Workspace, school: School, elena: Person, mina: Person, decided: bool
) -> None:
    """Whether it was decided there or waited still; what is pressed on the old message decides nothing."""
    await elena.types(f"/deadlines calendar {school.address}")
    await elena.told()
    first, hers = await elena.reads("1 date to confirm"), await mina.reads("1 date to confirm")
    if decided:
        await elena.presses("Confirm", on=first)
        first, hers = await elena.reads("are decided"), await mina.reads("are decided")
    school.calendar = ics("20211210T075900Z")
    await workspace.move_to(DURING_THE_COURSE + timedelta(minutes=31))
    for person, old in ((elena, first), (mina, hers)):
        shown = await person.reads("A newer message asks about this.")
        assert shown.ts == old.ts
        assert "Tutorial 7" in shown.words
        assert "Its source has changed since. A newer message asks about it." in shown.words
        assert not shown.buttons
        assert shown.raw["metadata"] == old.raw["metadata"]
    new = await elena.reads("December 9")
    assert new.ts != first.ts
    if decided:
        click = workspace.playground.wire.deliveries("block_actions")[-1]
        late = {**click.request["actions"][0], **first.buttons["Undo"].element}
        sent = {**click.request, "actions": [late], "trigger_id": "late"}
        del sent["response_url"]  # it is too old by now
        assert (await workspace.playground.hub.send("interactive", sent)).ok
        await elena.reads("so I left it as it is")
    await elena.presses("Move it" if decided else "Confirm", on=new)
    await elena.reads("December 9, 2021 at 23:59 PST\n_Confirmed by")
    await workspace.settle()
    (old_,) = [m for m in await mina.timeline(mina.dm) if m.ts == hers.ts]
    assert "Confirmed by" in old_.words
    assert not old_.buttons


async def test_the_list_names_the_host_and_never_the_address(
    workspace: Workspace, school: School, elena: Person, mina: Person
) -> None:
    await elena.types(f"/deadlines calendar {school.address}")
    await elena.told()
    workspace.made_public("calendars")  # the word, which Lectern says too
    await mina.types("/deadlines calendars")
    shown = await mina.told()
    assert "127.0.0.1" in shown.words
    assert f"added by <@{elena.id}>" in shown.words
    assert SECRET not in await mina.everything()
    assert SECRET not in workspace.logs.text
    await mina.presses("Stop following", on=shown, confirm="Stop following")
    await workspace.settle()
    assert await workspace.bot.deps.following.all() == []


async def test_what_lies_there_and_is_no_calendar_gets_one_sentence(
    workspace: Workspace, school: School, elena: Person
) -> None:
    school.calendar = b"<!DOCTYPE html><html>Sign in</html>"
    await elena.types(f"/deadlines calendar {school.address}")
    assert "This is a web page, not a calendar" in (await elena.told()).words
    await elena.types("/deadlines calendars")
    assert "follows no calendar yet" in (await elena.told()).words
