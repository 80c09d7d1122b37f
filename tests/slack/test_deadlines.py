"""`/deadlines` for everybody: what is coming up, what is over, and finding one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.deadlines.ports import DatedItem
from tests.slack.dates_kit import CHECK_IN, SOON, stands
from tests.slack.person import MAIN, Person
from tests.slack.workspace import DURING_THE_COURSE, Workspace


@pytest.fixture
async def check_in(workspace: Workspace) -> DatedItem:
    return await stands(workspace, "Term Project Check-in")


async def test_what_is_coming_up_is_told_in_private_by_week_with_the_time_left(
    workspace: Workspace, sara: Person, tom: Person, check_in: DatedItem
) -> None:
    await stands(workspace, "Tutorial 6", SOON)
    await sara.types("/deadlines")
    told = await sara.told()
    lines = told.words.splitlines()
    assert lines[0].strip() == "*Upcoming deadlines*"
    assert lines[1] == "*Next week · November 22 – 28*", "Monday has begun in Stockholm"
    assert lines[2:4] == [
        "*Tutorial 6*",
        "Due Mon, November 22, 2021 at 01:00 CET (Sun, November 21 at 16:00 PST, course time)"
        " · *in 30 hours*",
    ]
    assert lines[4] == "*Week of November 29 – December 5*"
    assert (
        "Thu, December 2, 2021 at 08:59 CET (Wed, December 1 at 23:59 PST, course time)" in lines[6]
    )
    assert "*in 12 days*" in lines[6]
    assert "Times are yours (Europe/Stockholm)." in told.words
    assert f"<!date^{int(CHECK_IN.timestamp())}^" in told.markup
    assert await tom.private() == []
    assert await tom.timeline(MAIN) == []


async def test_in_the_courses_own_zone_no_second_time_is_told(
    tom: Person, check_in: DatedItem
) -> None:
    await tom.types("/deadlines")
    words = (await tom.told()).words
    assert "Wed, December 1, 2021 at 23:59 PST · *in 11 days*" in words
    assert "course time" not in words


async def test_nothing_coming_up_is_said_so(sara: Person, elena: Person) -> None:
    """An instructor is told how to add something."""
    await sara.types("/deadlines")
    words = (await sara.told()).words
    assert "Nothing is coming up." in words
    assert "/deadlines add" not in words
    await elena.types("/deadlines")
    assert "`/deadlines add" in (await elena.told()).words


async def test_what_is_over_is_listed_apart_the_latest_first(
    workspace: Workspace, tom: Person, check_in: DatedItem
) -> None:
    for n in (1, 2):
        await stands(workspace, f"Tutorial {n}", DURING_THE_COURSE - timedelta(days=20 - n))
    await tom.types("/deadlines past")
    words = (await tom.told()).words
    assert words.index("Tutorial 2") < words.index("Tutorial 1")
    assert "18 days ago" in words
    assert "Check-in" not in words
    await tom.types("/deadlines all")
    words = (await tom.told()).words
    assert words.index("Tutorial 1") < words.index("Tutorial 2") < words.index("Check-in")


@pytest.mark.parametrize(
    "asked",
    [
        "when is the check-in due",
        "check in",
        "whens the chekcin due??",
        "search term projct",
        "When is the “check‑in” due?",
    ],
)
async def test_one_is_found_by_words_misspelt_too(
    workspace: Workspace, sara: Person, check_in: DatedItem, asked: str
) -> None:
    await stands(workspace, "Tutorial 6", SOON)
    await stands(workspace, "Tutorial 7", SOON)
    await sara.types(f"/deadlines {asked}")
    words = (await sara.told()).words
    assert "*Term Project Check-in*" in words
    assert "Tutorial" not in words


async def test_numbers_are_taken_as_they_are(workspace: Workspace, sara: Person) -> None:
    for n in (6, 7):
        await stands(workspace, f"Tutorial {n}", SOON)
    await sara.types("/deadlines tutorail 7")
    words = (await sara.told()).words
    assert "*Tutorial 7*" in words
    assert "Tutorial 6" not in words


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("hlep", "help"),
        ("pst", "past"),
        ("serach", "search"),
        ("remnd underwater", "remind underwater"),
        ("mte <x> `y`", "mute &lt;x&gt; 'y'"),
    ],
)
async def test_a_malformed_subcommand_shows_the_usage_with_what_is_near(
    sara: Person, check_in: DatedItem, typed: str, guess: str
) -> None:
    await sara.types(f"/deadlines {typed}")
    told = await sara.told()
    words = told.words
    assert "I know no deadline and no command" in words
    assert f"Did you mean `/deadlines {guess}`" in told.markup
    assert "`/deadlines past`" in words
    assert "For instructors" not in words


async def test_what_nobody_knows_is_said_so_and_cannot_ping(
    sara: Person, check_in: DatedItem
) -> None:
    await sara.types("/deadlines <!channel> underwater basket weaving")
    told = await sara.told()
    assert "I know no deadline" in told.words
    assert "<!channel" not in told.markup


async def test_titles_cannot_ping_or_turn_the_line_around(
    workspace: Workspace, sara: Person
) -> None:
    await stands(workspace, "<!channel> *Tutorial* \u202egnp.exe & שיעור 3", SOON)
    await sara.types("/deadlines")
    told = await sara.told()
    assert "<!channel" not in f"{told.markup}{told.text}"
    assert "\u202e" not in told.markup
    assert "\u2068" in told.markup
    assert "<!channel> *Tutorial* gnp.exe & שיעור 3" in told.words.replace("\u2068", "")


async def test_a_hundred_deadlines_are_shown_page_by_page(
    workspace: Workspace, tom: Person
) -> None:
    for n in range(103):
        await stands(workspace, f"Quiz {n:03}", SOON + timedelta(days=n))
    await tom.types("/deadlines")
    told, seen = await tom.told(), list[str]()
    for page in range(1, 10):
        assert f"(103 in all, page {page} of 9)" in told.words
        seen += [line for line in told.words.splitlines() if line.startswith("*Quiz")]
        if page < 9:
            await tom.presses("More", on=told)
            await workspace.settle()
            (told,) = await tom.private()
    assert seen == [f"*Quiz {n:03}*" for n in range(103)]
    assert "More" not in told.buttons
    await tom.presses("Back", on=told)
    await workspace.settle()
    assert "page 8 of 9" in (await tom.private())[0].words
