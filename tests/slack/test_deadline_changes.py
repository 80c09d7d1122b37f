"""Instructors add, edit, move, cancel and take back deadlines; nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.deadlines.ports import CANCELLED, CONFIRMED, DatedItem
from tests.slack.dates_kit import CHECK_IN, REFUSED, SOON, kept, stands, told_anew
from tests.slack.person import MAIN, Person
from tests.slack.workspace import Workspace


@pytest.fixture
async def check_in(workspace: Workspace) -> DatedItem:
    return await stands(workspace, "Term Project Check-in")


async def test_what_was_understood_is_shown_before_it_is_saved(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await elena.types("/deadlines add Tutorial 7 due next Friday 5pm")
    told = await elena.told()
    assert "*Tutorial 7*" in told.words
    assert "Fri, November 26, 2021 at 17:00 PST" in told.words
    assert "Nothing is saved yet." in told.words
    assert await kept(workspace) == []
    await elena.presses("Save", on=told)
    saved = await told_anew(workspace, elena)
    assert saved.words.startswith("Saved.\n*Tutorial 7*")
    assert f"I will post in <#{MAIN}>" in saved.words
    assert "1 day before (Thu, November 25, 2021 at 17:00 PST)" in saved.words
    await sara.types("/deadlines tutorial 7")
    assert "Sat, November 27, 2021 at 02:00 CET" in (await sara.told()).words


async def test_saving_twice_keeps_one(workspace: Workspace, elena: Person) -> None:
    """Also when both clicks are on their way at the same time."""
    await elena.types("/deadlines add Tutorial 7 due next Friday 5pm")
    told = await elena.told()
    await workspace.at_once(*(elena.presses("Save", on=told) for _ in range(2)))
    await workspace.settle()
    assert len(await kept(workspace)) == 1


async def test_what_is_not_to_be_saved_is_not(workspace: Workspace, elena: Person) -> None:
    await elena.types("/deadlines add Tutorial 7 due next Friday 5pm")
    await elena.presses("Don't save", on=await elena.told())
    assert (await told_anew(workspace, elena)).words == "Nothing was saved."
    assert await kept(workspace) == []


async def test_what_was_misunderstood_is_put_right_in_a_window(
    workspace: Workspace, elena: Person
) -> None:
    await elena.types("/deadlines add Tutorial 7 due next Friday 5pm")
    await elena.presses("Edit…", on=await elena.told())
    window = await elena.sees_window("New deadline")
    assert window.inputs["day"]["element"]["initial_date"] == "2021-11-26"
    assert window.inputs["at"]["element"]["initial_time"] == "17:00"
    assert await elena.submits(window, day="2021-12-03", at="", link="https://example.org/t7") == {}
    assert "Fri, December 3, 2021" in (await elena.told()).words
    (item,) = await kept(workspace)
    assert item.all_day
    assert item.ends_at == datetime(2021, 12, 4, 7, 59, 59, tzinfo=UTC)
    assert item.link == "https://example.org/t7"


async def test_a_window_sent_twice_adds_one(workspace: Workspace, elena: Person) -> None:
    await elena.types("/deadlines add")
    window = await elena.sees_window("New deadline")
    await workspace.at_once(
        *(elena.submits(window, title="Quiz", kind="exam", day="2021-12-03") for _ in range(2))
    )
    await workspace.settle()
    (item,) = await kept(workspace)
    assert (item.title, item.kind, item.target) == (
        "Quiz",
        "exam",
        datetime(2021, 12, 4, 7, 59, tzinfo=UTC),
    )


async def test_words_without_a_date_lead_to_a_form(workspace: Workspace, elena: Person) -> None:
    await elena.types("/deadlines add read the book")
    told = await elena.told()
    assert "I found no date in that." in told.words
    await elena.presses("Fill in a form", on=told)
    window = await elena.sees_window("New deadline")
    assert await elena.submits(window) == {
        "title": "Give it a name.",
        "day": "Choose a day.",
    }


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("Essay due 11/1", "This is in the past: nobody will be reminded of it."),
        ("Essay due March 13 2:30am", "Clocks skip 02:30 on 2022-03-13: read as 03:30."),
        ("due tomorrow 5pm", "Give it a name with Edit, then save it."),
    ],
)
async def test_what_is_odd_is_explained(elena: Person, words: str, note: str) -> None:
    await elena.types(f"/deadlines add {words}")
    assert note in (await elena.told()).words.replace("*Edit*", "Edit")


async def test_a_window_says_beside_its_fields_what_cannot_be(
    workspace: Workspace, elena: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines edit check-in")
    window = await elena.sees_window("Edit deadline")
    gap = {"day": "2022-03-13", "at": "02:30"}
    assert await elena.submits(window, **gap) == {
        "at": "The clocks skip this time on that day. Choose another."
    }
    assert await elena.submits(window, kind="range", other_day="2021-12-05") == {
        "other_day": "It would be over before it begins."
    }
    assert await elena.submits(window, title="  ") == {"title": "Give it a name."}
    assert await kept(workspace) == [check_in]


async def test_editing_changes_what_everybody_sees(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines")
    await elena.picks("Edit or move…", on=await elena.told())
    window = await elena.sees_window("Edit deadline")
    workspace.made_public("Check-in & <demo>")
    assert await elena.submits(window, title="Check-in & <demo>", zone="Europe/Berlin") == {}
    told = await elena.told()
    assert told.words.startswith("Changed.\n*Check-in & <demo>*")
    (item,) = await kept(workspace)
    assert item.ends_at == datetime(2021, 12, 1, 22, 59, tzinfo=UTC), "23:59 in Berlin"
    await sara.types("/deadlines demo")
    assert "Wed, December 1, 2021 at 23:59 CET" in (await sara.told()).words


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("check-in to Friday Dec 3 5pm", datetime(2021, 12, 4, 1, 0, tzinfo=UTC)),
        ("the chekc-in to 12/3", datetime(2021, 12, 4, 7, 59, tzinfo=UTC)),
        ("check in to 6pm", datetime(2021, 12, 2, 2, 0, tzinfo=UTC)),
    ],
)
async def test_moving_in_words_asks_first(
    workspace: Workspace, elena: Person, check_in: DatedItem, words: str, at: datetime
) -> None:
    """A day alone keeps the time, a time alone the day."""
    await elena.types(f"/deadlines move {words}")
    told = await elena.told()
    assert await kept(workspace) == [check_in]
    await elena.presses("Move", on=told)
    assert (await told_anew(workspace, elena)).words.startswith("Moved.")
    (item,) = await kept(workspace)
    assert item.ends_at == at
    assert item.revision == 2


async def test_moving_without_a_time_opens_the_window(elena: Person, check_in: DatedItem) -> None:
    await elena.types("/deadlines move check-in")
    assert await elena.sees_window("Edit deadline")


async def test_of_several_that_fit_one_is_chosen(workspace: Workspace, elena: Person) -> None:
    for n in (1, 2):
        await stands(workspace, f"Tutorial {n}", SOON)
    await elena.types("/deadlines cancel tutorial")
    told = await elena.told()
    assert "Which one?" in told.words
    await elena.picks("Cancel it…", on=told, beside="Tutorial 2")
    await elena.presses("Cancel it", on=await elena.told())
    await workspace.settle()
    assert [i.title for i in await kept(workspace, CANCELLED)] == ["Tutorial 2"]


async def test_cancelling_can_be_taken_back(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines cancel check-in")
    await elena.presses("Cancel it", on=await elena.told())
    cancelled = await told_anew(workspace, elena)
    assert cancelled.words.startswith("Cancelled.\n~Term Project Check-in~")
    await sara.types("/deadlines")
    assert "Nothing is coming up." in (await sara.told()).words
    await elena.presses("Undo", on=cancelled)
    assert "stands again as before" in (await told_anew(workspace, elena)).words
    (item,) = await kept(workspace)
    assert (item.title, item.state, item.revision) == (check_in.title, CONFIRMED, 3)


async def test_undo_in_words_takes_back_ones_own_last_change(
    workspace: Workspace, elena: Person, mina: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines undo")
    assert "Taken back. What was new is cancelled:" in (await elena.told()).words
    assert [i.title for i in await kept(workspace, CANCELLED)] == [check_in.title]
    await elena.types("/deadlines undo")
    assert "nothing of yours to take back" in (await elena.told()).words


async def test_what_moved_on_meanwhile_is_not_overwritten(
    workspace: Workspace, elena: Person, check_in: DatedItem
) -> None:
    """Neither by a window opened before, nor by a button shown before."""
    await elena.types("/deadlines edit check-in")
    window = await elena.sees_window("Edit deadline")
    await elena.types("/deadlines move check-in to 12/3")
    move = await elena.told()
    await elena.presses("Move", on=move)
    await workspace.settle()
    (now,) = await kept(workspace)
    assert await elena.submits(window, title="Something else") == {}
    stale = await told_anew(workspace, elena)
    assert "Somebody has changed this deadline in the meantime." in stale.words
    assert "Fri, December 3, 2021 at 23:59 PST" in stale.words
    await elena.types("/deadlines cancel check-in")
    cancel = await told_anew(workspace, elena)
    await elena.presses("Edit…", on=stale)
    await elena.submits(await elena.sees_window("Edit deadline"), title="Renamed")
    await workspace.settle()
    await elena.presses("Cancel it", on=cancel)
    assert "in the meantime" in (await told_anew(workspace, elena)).words
    (still,) = await kept(workspace)
    assert (still.title, still.ends_at) == ("Renamed", now.ends_at)


@pytest.mark.parametrize(
    "typed",
    [
        "add Quiz due 12/1",
        "edit check-in",
        "move check-in to 12/3",
        "cancel check-in",
        "undo",
        "extend check-in",
        "extensions",
    ],
)
async def test_students_change_nothing(
    workspace: Workspace, sara: Person, check_in: DatedItem, typed: str
) -> None:
    await sara.types(f"/deadlines {typed}")
    assert (await sara.told()).words == REFUSED
    assert await kept(workspace) == [check_in]
    assert await sara.windows() == []


@pytest.mark.parametrize("name", ["save", "draft_edit", "form", "edit", "move", "cancel", "undo"])
async def test_a_students_forged_click_is_refused(
    workspace: Workspace, sara: Person, check_in: DatedItem, name: str
) -> None:
    await sara.types("/deadlines")
    await sara.picks("Mark as done", on=await sara.told())
    await sara.told()
    (click,) = workspace.playground.wire.deliveries("block_actions")
    value = f"{check_in.id}:1:{int(CHECK_IN.timestamp())}:0"
    action = {"type": "button", "block_id": "b", "action_id": f"deadline_{name}", "value": value}
    forged = {**click.request, "actions": [action], "trigger_id": "forged"}
    assert (await workspace.playground.hub.send("interactive", forged)).ok
    assert (await sara.told()).words == REFUSED
    assert await kept(workspace) == [check_in]


async def test_a_students_forged_window_is_refused(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines edit check-in")
    window = await elena.sees_window("Edit deadline")
    await elena.submits(window, title="Renamed")
    await workspace.settle()
    (sent,) = workspace.playground.wire.deliveries("view_submission")
    forged = {**sent.request, "user": {"id": sara.id}, "trigger_id": "forged"}
    answer = await workspace.playground.hub.send("interactive", forged)
    assert answer.ok
    assert REFUSED in str(answer)
    (item,) = await kept(workspace)
    assert item.title == "Renamed"
    assert item.revision == 2


async def test_a_long_right_to_left_title_goes_all_the_way(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    title = "שיעור " * 24
    await elena.types(f"/deadlines add {title} due 12/3 5pm")
    await elena.presses("Save", on=await elena.told())
    await workspace.settle()
    (item,) = await kept(workspace)
    assert len(item.title) <= 150
    await sara.types("/deadlines")
    assert "שיעור" in (await sara.told()).words


async def test_three_thousand_characters_are_no_trouble(
    workspace: Workspace, elena: Person
) -> None:
    await elena.types(f"/deadlines add {'<!channel> & ' * 200} due 12/3 5pm")
    told = await elena.told()
    assert "<!channel" not in told.markup
    await elena.presses("Save", on=told)
    await workspace.settle()
    assert len(await kept(workspace)) == 1


async def test_time_passes_between_the_list_and_the_click(
    workspace: Workspace, elena: Person, check_in: DatedItem
) -> None:
    """What is over can still be put right."""
    await elena.types("/deadlines past")
    assert "Nothing has passed yet." in (await elena.told()).words
    workspace.made_public("Check-in")
    workspace.clock.move_to(CHECK_IN + timedelta(days=1))
    await elena.types("/deadlines past")
    told = await elena.told()
    await elena.picks("Edit or move…", on=told)
    await elena.submits(await elena.sees_window("Edit deadline"), title="Check-in")
    assert "This is in the past" in (await elena.told()).words
