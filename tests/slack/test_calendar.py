"""A private calendar: its address, what stands there, who can read it, and the file to download."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from icalendar import Calendar

from bot.services.deadlines.ports import Extension
from tests.slack.dates_kit import CHECK_IN, SOON, stands
from tests.slack.person import Person
from tests.slack.process import start_process
from tests.slack.seen import Blocks
from tests.slack.workspace import DURING_THE_COURSE, Workspace


class App:
    """A calendar app: it remembers what it was told of each address, as apps do."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._tags: dict[str, str] = {}
        self.status = 0

    async def reads(self, address: str) -> Any:
        """The calendar, or None where nothing is new or nothing is there; `status` says which."""
        known = {"If-None-Match": self._tags[address]} if address in self._tags else {}
        async with self._session.get(address, headers=known) as answer:
            self.status = answer.status
            if answer.status != 200:
                return None
            self._tags[address] = answer.headers["ETag"]
            return Calendar.from_ical(await answer.read())

    async def events(self, address: str) -> dict[str, Any]:
        """When each event starts, by its title."""
        calendar = await self.reads(address)
        assert calendar is not None, self.status
        return {str(e["SUMMARY"]): e["DTSTART"].dt for e in calendar.events}


@pytest.fixture
async def app() -> AsyncIterator[App]:
    async with aiohttp.ClientSession() as session:
        yield App(session)


@pytest.fixture(autouse=True)
def _a_subcommand_is_no_secret(empty_workspace: Workspace) -> None:
    empty_workspace.made_public("calendar")


def address_in(told: Blocks) -> str:
    (found,) = [line for line in told.words.splitlines() if line.startswith("http")]
    return found


async def address_of(person: Person) -> str:
    """What `/deadlines calendar` tells."""
    await person.types("/deadlines calendar")
    return address_in(await person.told())


async def test_a_calendar_app_reads_what_was_confirmed_and_hears_of_changes(
    workspace: Workspace, sara: Person, elena: Person, app: App
) -> None:
    check_in = await stands(workspace, "Term Project Check-in")
    address = await address_of(sara)
    assert address.startswith("http://127.0.0.1:")
    assert await app.events(address) == {"Due: Term Project Check-in": CHECK_IN}
    assert await app.reads(address) is None
    assert app.status == 304
    await stands(workspace, "Tutorial 6", SOON)
    assert (await app.events(address))["Due: Tutorial 6"] == SOON
    await workspace.bot.deps.deadlines.changing.cancel(check_in.id, check_in.revision, elena.id)
    calendar = await app.reads(address)
    assert {str(e["SUMMARY"]): str(e["STATUS"]) for e in calendar.events} == {
        "Due: Term Project Check-in": "CANCELLED",
        "Due: Tutorial 6": "CONFIRMED",
    }


async def test_an_address_stays_the_same_and_is_ones_own(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    assert await address_of(sara) == await address_of(sara) != await address_of(tom)
    await workspace.restart()
    before = workspace.bot.deps.calendars.base
    assert (await address_of(sara)).startswith(before)


async def test_an_extension_stands_in_its_owners_calendar_and_in_no_other(
    workspace: Workspace, sara: Person, tom: Person, elena: Person, app: App
) -> None:
    item = await stands(workspace, "Term Project Check-in")
    later = CHECK_IN + timedelta(days=3)
    extension = Extension(item.workspace, item.id, sara.id, later, elena.id, DURING_THE_COURSE)
    await workspace.bot.storage.extensions.put(extension)
    assert await app.events(await address_of(sara)) == {"Due: Term Project Check-in": later}
    for other in (tom, elena):
        told = await app.events(await address_of(other))
        assert told == {"Due: Term Project Check-in": CHECK_IN}


async def test_renewed_the_old_address_opens_nothing(
    workspace: Workspace, sara: Person, app: App
) -> None:
    await sara.types("/deadlines calendar")
    told = await sara.told()
    old = address_in(told)
    await sara.presses("Renew", on=told, confirm="Renew")
    await workspace.settle()
    (now,) = await sara.private()
    assert "The old one opens nothing" in now.words
    assert address_in(now) != old
    assert await app.reads(address_in(now)) is not None
    assert await app.reads(old) is None
    assert app.status == 404


async def test_removed_the_address_opens_nothing_until_there_is_a_new_one(
    workspace: Workspace, sara: Person, app: App
) -> None:
    await sara.types("/deadlines calendar")
    told = await sara.told()
    await sara.presses("Remove", on=told, confirm="Remove")
    await workspace.settle()
    (now,) = await sara.private()
    assert now.words.startswith("Removed")
    assert await app.reads(address_in(told)) is None
    assert app.status == 404
    again = await address_of(sara)
    assert again != address_in(told)
    assert await app.reads(again) is not None


async def test_the_button_under_the_list_shows_it(sara: Person) -> None:
    await sara.types("/deadlines")
    await sara.presses("Calendar", on=await sara.told())
    assert address_in(await sara.told()).endswith(".ics")


async def test_the_file_comes_by_direct_message(workspace: Workspace, tom: Person) -> None:
    await stands(workspace, "Term Project Check-in")
    await tom.types("/deadlines calendar")
    await tom.presses("Download .ics", on=await tom.told())
    assert "direct message" in (await tom.told()).words
    (message,) = [m for m in await tom.timeline(tom.dm) if m.raw.get("files")]
    (file,) = message.raw["files"]
    assert file["name"] == "tcss-562-deadlines.ics"
    data = await tom.sees_file(file["id"])
    assert data is not None
    events: Any = Calendar.from_ical(data).events
    assert [event["DTSTART"].dt for event in events] == [CHECK_IN]
    for other in ("sara", "elena"):
        assert await workspace.people[other].sees_file(file["id"]) is None


async def test_from_the_home_tab_all_of_it_happens_in_a_window(
    workspace: Workspace, sara: Person, app: App
) -> None:
    await sara.opens_app("home")
    home = await sara.sees_home()
    await sara.presses("My calendar address", on=home)
    window = await sara.sees_window("Your calendar")
    await sara.presses("Download .ics", on=window)
    await workspace.settle()
    (window,) = await sara.windows()
    assert window.words.startswith("I sent you the file")
    await sara.presses("Renew", on=window, confirm="Renew")
    await workspace.settle()
    (now,) = await sara.windows()
    assert address_in(now) != address_in(window)
    assert await app.reads(address_in(now)) is not None
    assert await app.reads(address_in(window)) is None
    await sara.presses("Remove", on=now, confirm="Remove")
    await workspace.settle()
    assert "opens nothing any more" in (await sara.windows())[0].words
    assert await app.reads(address_in(now)) is None


async def test_without_an_address_of_its_own_students_get_the_file_and_instructors_a_hint(
    workspace: Workspace, tom: Person, elena: Person
) -> None:
    workspace.bot.deps.calendars.base = ""
    for person, hinted in ((tom, False), (elena, True)):
        await person.types("/deadlines calendar")
        told = await person.told()
        assert "can't subscribe" in told.words
        assert ("LECTERN_PUBLIC_URL" in told.words) == hinted
        assert list(told.buttons) == ["Download .ics"]


async def test_addresses_are_in_no_log(workspace: Workspace, sara: Person, app: App) -> None:
    address = await address_of(sara)
    await app.reads(address)
    await app.reads(address[:-6] + "xx.ics")
    await workspace.settle()
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert token not in workspace.logs.text


async def test_read_while_the_clock_goes_on_nothing_is_new(
    workspace: Workspace, sara: Person, app: App
) -> None:
    await stands(workspace, "Term Project Check-in")
    address = await address_of(sara)
    await app.reads(address)
    await workspace.move_to(datetime(2022, 1, 10, tzinfo=UTC))
    assert await app.reads(address) is None
    assert app.status == 304


async def test_many_may_read_at_once(workspace: Workspace, sara: Person, app: App) -> None:
    address = await address_of(sara)
    found = await asyncio.gather(*(app.events(address) for _ in range(10)))
    assert found == [{}] * 10


@pytest.mark.parametrize("mode", ["socket"])
async def test_beside_socket_mode_a_process_serves_calendars_where_it_has_an_address(
    empty_workspace: Workspace, app: App
) -> None:
    """`lectern run` with LECTERN_PUBLIC_URL, behind a proxy that is left out here."""
    public = "https://lectern.example.edu"
    process = await start_process(empty_workspace, "--port", "0", LECTERN_PUBLIC_URL=public)
    try:
        assert process.stdout is not None
        said = (await process.stdout.readline()).decode()
        here = said.split()[-1].removesuffix("/calendar/")
        sara = empty_workspace.people["sara"]
        address = await address_of(sara)
        assert address.startswith(f"{public}/calendar/")
        assert await app.reads(address.replace(public, here)) is not None
        assert await app.reads(f"{here}/slack/events") is None
        assert app.status == 404
    finally:
        process.terminate()
        await process.wait()
