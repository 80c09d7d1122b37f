"""Dates of the lectures are proposed to the instructors, who confirm, dismiss, choose, and take back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.composing import Composed, Dropped
from bot.services.reminding.ports import PROPOSALS, Outgoing
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import DURING_THE_COURSE, Workspace

pytestmark = pytest.mark.proposing
LIST = "/deadlines proposals"


async def proposed(workspace: Workspace, person: Person) -> Seen:
    """What `/deadlines proposals` shows once the lectures were looked through."""
    await workspace.settle()
    await person.types(LIST)
    return await person.told()


async def again(person: Person, message: Seen, words: str) -> Seen:
    """Wait until a private list says something, in its place."""

    async def look() -> Seen | None:
        found = [m for m in await person.private(MAIN) if m.ts == message.ts and words in m.words]
        return found[0] if found else None

    return await person.until(look, f"the list with {words!r}")


async def test_what_the_lecture_names_is_proposed_and_announced_only_when_confirmed(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await proposed(workspace, elena)
    assert "Term Project Check-in" in shown.words
    assert "due Wed 12/1 @ 11:59p" in shown.words
    assert "sample-lecture.txt, lecture 13" in shown.words
    assert f"announced in <#{MAIN}>" in shown.words
    assert "I announce nothing that you don't confirm" in shown.words
    await sara.types("/deadlines")
    assert "No date is confirmed yet. Ask me “what's due?”" in (await sara.told()).words
    await elena.types("/deadlines")
    assert "2 dates that the lectures name wait for your word" in (await elena.told()).words
    await elena.presses("Confirm", on=only(shown, "Term Project Check-in"))
    done = await again(elena, shown, f"Confirmed by <@{elena.id}>")
    assert "Undo" in done.buttons
    await sara.types("/deadlines")
    assert "Term Project Check-in" in (await sara.told()).words
    await elena.types("/deadlines")
    listed = (await elena.told()).words
    assert "Term Project Check-in" in listed
    assert "1 date that the lectures name waits for your word" in listed


async def test_dates_that_are_ahead_again_when_the_clock_is_set_back_are_proposed(
    empty_workspace: Workspace,
) -> None:
    """As in the local workspace today: the sample lecture's dates have passed until its time is moved."""
    empty_workspace.clock.move_to(DURING_THE_COURSE + timedelta(days=400))
    await empty_workspace.start()
    await empty_workspace.settle()
    elena = empty_workspace.people["elena"]
    assert await elena.timeline(elena.dm) == []
    await empty_workspace.move_to(DURING_THE_COURSE)

    async def look() -> Seen | None:
        found = await elena.timeline(elena.dm)
        return found[0] if found else None

    assert "2 dates to confirm" in (await elena.until(look, "the proposals")).words


async def test_a_decision_can_be_taken_back(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await proposed(workspace, elena)
    await elena.presses("Dismiss", on=only(shown, "Term Project Check-in"))
    done = await again(elena, shown, f"Dismissed by <@{elena.id}>")
    await elena.presses("Undo", on=done)
    open_again = await again(elena, shown, "2 dates to confirm")
    assert "Dismissed" not in open_again.words


async def test_a_student_sees_no_proposals(workspace: Workspace, sara: Person) -> None:
    await sara.types(LIST)
    assert "Only instructors" in (await sara.told()).words


async def test_both_instructors_get_a_message_and_see_each_others_decisions(
    workspace: Workspace, elena: Person, mina: Person, sara: Person
) -> None:
    mine, hers = await elena.reads("to confirm"), await mina.reads("to confirm")
    assert mine.raw["metadata"]["event_type"] == "lectern_proposals"
    assert not [m for m in await sara.timeline(sara.dm) if m.from_bot]
    await elena.presses("Confirm", on=only(mine, "Term Project Check-in"))
    seen = await mina.reads(f"Confirmed by <@{elena.id}>")
    assert seen.ts == hers.ts
    await mina.presses("Dismiss", on=only(seen, "Group Presentation"))
    done = await elena.reads(f"Dismissed by <@{mina.id}>")
    assert "All dates here are decided" in done.words
    again_ = await mina.reads("All dates here are decided")
    await workspace.settle()
    assert len([m for m in await mina.timeline(mina.dm) if m.from_bot]) == 1
    assert list(again_.buttons) == ["Undo"]


async def test_all_are_confirmed_at_once_after_a_dialog_that_says_where_and_when(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    message = await elena.reads("to confirm")
    dialog = message.buttons["Confirm all 2"].element["confirm"]["text"]["text"]
    assert "in the channel named in this message, 1 week, 1 day and 2 hours before" in dialog
    assert "in the digest on Mondays at 08:00" in dialog
    await elena.presses("Confirm all 2", on=message, confirm="Confirm all")
    await elena.reads("All dates here are decided")
    await sara.types("/deadlines")
    assert "Term Project Check-in" in (await sara.told()).words


async def test_the_second_of_two_clicks_is_told_that_it_came_too_late(
    workspace: Workspace, elena: Person, mina: Person
) -> None:
    mine, hers = await elena.reads("to confirm"), await proposed(workspace, mina)
    await elena.presses("Confirm", on=only(mine, "Term Project Check-in"))
    await mina.reads(f"Confirmed by <@{elena.id}>")
    await mina.presses("Dismiss", on=only(hers, "Term Project Check-in"))
    assert "Somebody decided that meanwhile" in (await mina.told()).words
    assert "Confirmed by" in (await again(mina, hers, "Confirmed by")).words


async def test_a_restart_tells_nobody_a_second_time(workspace: Workspace, elena: Person) -> None:
    first = await elena.reads("to confirm")
    await workspace.settle()  # what is being delivered has nobody to go to in between
    await workspace.restart()
    await workspace.settle()
    told = [m for m in await elena.timeline(elena.dm) if m.from_bot]
    assert [m.ts for m in told] == [first.ts]


CALENDAR = b"""BEGIN:VCALENDAR
X-WR-CALNAME:Canvas
BEGIN:VEVENT
UID:event-assignment-1
SUMMARY:Term Project Check-in [TCSS 562]
DTSTART:20211204T075900Z
END:VEVENT
BEGIN:VEVENT
UID:event-assignment-2
SUMMARY:Tutorial 7 [TCSS 562]
DTSTART;VALUE=DATE:20211208
END:VEVENT
END:VCALENDAR
"""


async def test_a_dropped_calendar_is_proposed_and_where_it_disagrees_one_chooses(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await elena.reads("to confirm")
    drop = await elena.drops(("course.ics", CALENDAR))

    async def look() -> Seen | None:
        found = [m for m in await elena.answers(drop) if "I have read" in m.words]
        return found[-1] if found else None

    report = await elena.until(look, "a report")
    assert "course.ics (a calendar): 2 dates to come. 2 wait for you to confirm." in (
        report.words.replace("*", "")
    )
    await elena.presses("Review the 2 dates", on=report)
    shown = await elena.told(channel=elena.dm, thread=drop)
    assert "The sources disagree. Which is right?" in shown.words
    assert "Tutorial 7" in shown.words
    both = [f["text"] for b in shown.blocks for f in b.get("fields", [])]
    assert ["sample-lecture.txt" in both[0], "calendar Canvas" in both[1]] == [True, True]
    await elena.presses("Use B", on=shown)
    await elena.reads("Confirmed by")
    await sara.types("/deadlines")
    assert "December 3 at 23:59 PST, course time" in (await sara.told()).words


async def test_an_address_that_leads_into_a_private_network_is_not_followed(
    workspace: Workspace, elena: Person
) -> None:
    for typed in ("https://127.0.0.1/secret.ics", "webcal://10.0.0.1/secret.ics"):
        await elena.types(f"/deadlines calendar {typed}")
        assert "private network" in (await elena.told()).words
    await elena.types("/deadlines calendar http://school.example/secret.ics")
    assert "over https" in (await elena.told()).words
    await elena.types("/deadlines calendars")
    assert "follows no calendar yet" in (await elena.told()).words


async def test_the_home_tab_asks_instructors_and_follows_what_they_decide(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await elena.reads("to confirm")
    await elena.opens_app("home")
    home = await elena.sees_home()
    assert "2 dates wait for you to confirm" in home.words
    await elena.presses("Review", on=home)
    window = await elena.sees_window("Dates to confirm")
    await elena.presses("Confirm all 2", on=window, confirm="Confirm all")

    async def decided() -> bool | None:
        return "wait for you" not in (await elena.sees_home()).words or None

    await elena.until(decided, "a Home tab without anything to confirm")
    await sara.opens_app("home")
    mine = await sara.sees_home()
    assert "*Term Project Check-in*" in mine.words
    assert "confirm" not in mine.words
    await sara.presses("Done", on=mine)

    async def marked() -> bool | None:
        return "Not done" in (await sara.sees_home()).buttons or None

    await sara.until(marked, "a mark at what is done")


def only(message: Seen, title: str) -> Seen:
    """The message with the buttons of one date alone."""
    blocks = message.blocks
    at = next(n for n, b in enumerate(blocks) if title in str(b.get("text", "")))
    return Seen({**message.raw, "blocks": blocks[at : at + 2]})


async def test_what_is_decided_while_its_message_is_on_its_way_is_shown_there(
    empty_workspace: Workspace,
) -> None:
    """The message was worded before the decision, and posted after it."""
    elena = empty_workspace.people["elena"]
    app = await empty_workspace.build()
    compose = app.dispatch.sender.composers[PROPOSALS]
    decided: list[str] = []

    async def worded_before(message: Outgoing) -> Composed | Dropped:
        worded = await compose(message)
        if message.channel == elena.id and not decided:
            (first, *_) = await app.deps.proposals.waiting()
            decided.append(first.id)
            await app.deps.proposals.dismiss(first.id, first.revision, elena.id)
        return worded

    app.dispatch.sender.composers = {**app.dispatch.sender.composers, PROPOSALS: worded_before}
    await empty_workspace.connect(app)
    shown = await elena.reads(f"Dismissed by <@{elena.id}>")
    assert decided
    assert "1 date to confirm" in shown.words
