"""Homework: given by an instructor, done by each alone, closed by the clock; and what is told afterwards."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.services.quizzes.homework.model import Homework
from knowledge.exchange import Choice, Gap, Item, Kind, Pair, Text
from knowledge.exchange.model import Number
from tests.slack import live_kit as kit
from tests.slack.person import MAIN, STAFF, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace


@pytest.fixture(autouse=True)
def meant_for_all(workspace: Workspace) -> None:
    """Words of the form that the class reads."""
    for words in ("homework", "homework rings", "Reading check"):
        workspace.made_public(words)


async def drafted(elena: Person, **filled: str | bool | list[str]) -> Seen:
    """The private look at a homework, after the form was filled in."""
    await elena.types("/quiz homework")
    window = await elena.sees_window("Homework")
    assert await elena.submits(window, number="3", **filled) == {}
    return await elena.told()


async def given(workspace: Workspace, elena: Person, **filled: str | bool | list[str]) -> Seen:
    """A homework of three questions that stands in the channel."""
    await kit.approved(workspace)
    await elena.presses("Post", await drafted(elena, **filled))
    await workspace.settle()
    return await card(elena)


async def card(person: Person) -> Seen:
    """The homework's message, as it is now."""
    return [m for m in await person.timeline(MAIN) if "Homework:" in m.words][-1]


async def page(person: Person) -> Seen:
    """The person's own page, as it is now."""
    return (await person.private())[-1]


async def stored(workspace: Workspace) -> Homework:
    parts = workspace.bot.deps.polls.parts
    [poll] = await parts.polls.of_course(
        parts.workspace, parts.course, states=("open", "closed"), kinds=("homework",)
    )
    return Homework.of(poll)


async def letter(workspace: Workspace, person: Person, number: int, *, right: bool) -> str:
    """What stands on the button of a right or a wrong choice, in the person's own order."""
    options = (await stored(workspace)).asked(number, person.id).options
    place = next(n for n, option in enumerate(options) if (option.id == "a") == right)
    return chr(ord("A") + place)


async def answers(
    workspace: Workspace, person: Person, number: int, *, right: bool, sure: bool = True
) -> None:
    """Answer the question that the person is at."""
    seen = await page(person)
    assert f"question {number} of 3" in seen.words
    await person.presses(await letter(workspace, person, number, right=right), seen)
    await workspace.settle()
    await person.presses("Sure" if sure else "Not sure", await page(person))
    await workspace.settle()


async def does(workspace: Workspace, person: Person, rights: str, *, sure: bool = True) -> None:
    """Start, and answer all: "yyn" is right, right, wrong."""
    await person.presses("Start", await card(person))
    await workspace.settle()
    for number, right in enumerate(rights, 1):
        await answers(workspace, person, number, right=right == "y", sure=sure)


async def test_a_homework_is_given_done_alone_and_closed_by_the_clock(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await kit.approved(workspace)
    preview = await drafted(elena, title="Reading check")
    assert "Only you see this" in preview.words
    assert [m for m in await sara.timeline(MAIN) if "Homework" in m.words] == []
    await elena.presses("Post", preview)
    await workspace.settle()
    shown = await card(sara)
    assert "Homework: Reading check" in shown.words
    assert "Nobody has begun yet" in shown.words

    await does(workspace, sara, "yy")
    begun = (await card(elena)).words
    assert "1 under way" in begun
    assert "finished" not in begun
    await answers(workspace, sara, 3, right=False, sure=True)
    done = await page(sara)
    assert "All 3 answered. Done!" in done.words
    assert "what was right" in done.words
    assert "Right" not in done.words
    await does(workspace, tom, "y", sure=False)
    await workspace.settle()
    assert "1* finished, 1 under way" in (await card(elena)).words

    await workspace.later(days=8)
    await workspace.bot.deps.quizzes.homework.tick()
    await workspace.settle()
    closed = await card(sara)
    assert "is closed" in closed.words
    assert "2 took part, 1 finished; 75 % of the answers were right." in closed.words
    told = await elena.reads("How it went")
    assert "2 people, 3 questions; 75 % of the answers were right." in told.words
    assert "1 sure and wrong" in told.words
    await sara.presses("My result", closed)
    await workspace.settle()
    mine = await page(sara)
    assert "2 of 3 right. 1 wrong that you were sure of." in mine.words
    assert "How it went" not in await sara.everything()


async def test_somebody_stops_goes_on_and_changes_their_mind(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await given(workspace, elena)
    await does(workspace, sara, "n")
    await sara.presses("Start", await card(sara))
    await workspace.settle()
    assert "question 2 of 3" in (await page(sara)).words

    await sara.presses("‹ Back", await page(sara))
    await workspace.settle()
    assert "Answered, sure." in (await page(sara)).words
    await answers(workspace, sara, 1, right=True)
    await sara.presses("How far I am", await page(sara))
    await workspace.settle()
    far = await page(sara)
    assert "1 of 3 answered. Still without an answer: 2, 3." in far.words
    await sara.presses("Show my own name", far)
    await workspace.settle()
    assert "under your own name" in (await page(sara)).words

    await elena.presses("Manage", await card(elena))
    panel = await elena.told()
    await elena.presses("Close now", panel, confirm="Close it")
    await workspace.settle()
    told = await elena.reads("How it went")
    assert "1 changed their mind" in told.words
    await elena.presses("CSV", told)
    await workspace.settle()
    sent = [m for m in await elena.timeline(elena.dm) if m.raw.get("files")]
    assert [f["name"] for m in sent for f in m.raw["files"]] == ["quiz-what-we-had-so-far.csv"]


async def test_a_choice_counts_also_where_somebody_only_goes_on(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await given(workspace, elena)
    await sara.presses("Start", await card(sara))
    await workspace.settle()
    await sara.presses("Sure", await page(sara))
    await workspace.settle()
    asked = await page(sara)
    assert "Choose an answer first" in asked.words
    assert "question 1 of 3" in asked.words
    assert len(await sara.private()) == 1

    await sara.presses(await letter(workspace, sara, 1, right=True), asked)
    await workspace.settle()
    chosen = await page(sara)
    assert "Your answer is kept" in chosen.words
    await sara.presses("Next ›", chosen)
    await workspace.settle()
    await sara.presses("How far I am", await page(sara))
    await workspace.settle()
    assert "1 of 3 answered. Still without an answer: 2, 3." in (await page(sara)).words


async def test_where_it_is_told_at_once_what_was_right_an_answer_stays(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await given(workspace, elena, telling="at_once")
    await does(workspace, sara, "n")

    told = await page(sara)
    assert "Not right" in told.words
    assert "It says" in told.words
    assert "Show slide" in told.buttons
    await sara.presses("Next question", told)
    await workspace.settle()
    assert "question 2 of 3" in (await page(sara)).words


async def test_the_date_can_be_changed_and_students_manage_nothing(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await given(workspace, elena)
    await sara.presses("Manage", shown)
    assert "Only instructors" in (await sara.told()).words

    await elena.types("/quiz homework list")
    await workspace.settle()
    await elena.presses("Manage", await page(elena))
    await workspace.settle()
    assert "in 8 days" not in (await page(elena)).words
    await elena.presses("Change the date…", await page(elena))
    window = await elena.sees_window("Change the date")
    assert await elena.submits(window, day="2021-01-01") != {}
    sooner = f"{workspace.clock.now() + timedelta(days=2):%Y-%m-%d}"
    assert await elena.submits(window, day=sooner) == {}
    await workspace.settle()
    homework = await stored(workspace)
    assert homework.poll.closes_at is not None
    assert homework.poll.closes_at - workspace.clock.now() < timedelta(days=4)


async def test_a_button_for_another_date_from_before_it_closed_opens_no_form(
    workspace: Workspace, elena: Person
) -> None:
    shown = await given(workspace, elena)
    for _ in range(2):
        await elena.presses("Manage", shown)
        await workspace.settle()
    *_, first, second = await elena.private()
    await elena.presses("Close now", second, confirm="Close it")
    await workspace.settle()
    await elena.presses("Change the date…", first)
    await workspace.settle()
    *_, first, _ = await elena.private()
    assert "It is closed already" in first.words
    assert "How it went" in first.buttons


async def test_a_student_finds_what_is_open_for_them_and_goes_on_from_there(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await sara.types("/quiz homework")
    assert "No homework is open for you." in (await sara.told()).words
    await given(workspace, elena)
    await sara.types("/quiz homework", channel=sara.dm)
    listed = await sara.told(channel=sara.dm)
    assert "What we had so far" in listed.words
    await sara.presses("Start", listed)
    await workspace.settle()
    asked = (await sara.private(sara.dm))[-1]
    assert "question 1 of 3" in asked.words
    await sara.presses(await letter(workspace, sara, 1, right=True), asked)
    await workspace.settle()

    await sara.types("/quiz homework list")
    listed = await sara.told()
    assert "1 of 3 answered" in listed.words
    await sara.presses("Go on", listed)
    await workspace.settle()
    assert "question 2 of 3" in (await page(sara)).words


async def test_homework_in_a_channel_that_a_student_is_not_in_is_none_of_theirs(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    await elena.presses("Post", await drafted(elena, channel=STAFF))
    await workspace.settle()
    assert [m for m in await elena.timeline(STAFF) if "Homework:" in m.words]
    await sara.types("/quiz homework")
    assert "No homework is open for you." in (await sara.told()).words


async def test_what_is_wrong_stands_beside_its_field(workspace: Workspace, elena: Person) -> None:
    await kit.approved(workspace)
    await elena.types("/quiz homework")
    window = await elena.sees_window("Homework")

    assert list(await elena.submits(window, number="30")) == ["number"]
    assert list(await elena.submits(window, number="3", topic="quantum")) == ["topic"]
    assert list(await elena.submits(window, number="3", day="2021-01-01")) == ["day"]
    today = f"{workspace.clock.now():%Y-%m-%d}"
    assert list(await elena.submits(window, number="3", day=today, time="00:01")) == ["time"]


async def test_with_nothing_to_ask_there_is_a_way_on_instead_of_a_form(elena: Person) -> None:
    await elena.types("/quiz homework")
    told = (await elena.told()).words
    assert "no approved question that can be given as homework yet" in told
    assert "/quiz add" in told


async def test_a_draft_loses_a_question_is_edited_and_thrown_away(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    preview = await drafted(elena)
    await elena.presses("Leave out", preview)
    await workspace.settle()
    now = await page(elena)
    assert "2 questions" in now.words
    assert "Left out: " in now.words
    await elena.presses("Undo", now)
    await workspace.settle()
    now = await page(elena)
    assert "3 questions" in now.words
    assert "Left out: " not in now.words
    await elena.presses("Edit…", now)
    window = await elena.sees_window("Homework")
    assert await elena.submits(window, number="3", title="Reading check") == {}
    await workspace.settle()
    edited = await page(elena)
    assert "Reading check" in edited.words
    await elena.presses("Discard", edited)
    await workspace.settle()
    assert "Nothing was posted" in (await page(elena)).words
    assert [m for m in await elena.timeline(MAIN) if "Homework" in m.words] == []


async def test_of_two_homeworks_posted_at_once_the_second_is_told_what_the_first_asks(
    workspace: Workspace, elena: Person
) -> None:
    """Each of three of the four questions there are: the second is left with one of them, or with none."""
    await kit.approved(workspace)
    drafts = [await drafted(elena) for _ in range(2)]
    await asyncio.gather(*(elena.presses("Post", draft) for draft in drafts))
    await workspace.settle()
    assert len([m for m in await elena.timeline(MAIN) if "Homework:" in m.words]) == 1
    assert len(await workspace.bot.deps.quizzes.homework.running()) == 1
    words = "\n".join(m.words for m in await elena.private())
    assert "are asked in other homework by now, so they are left out" in words or (
        "Other homework that is open asks all of these questions by now" in words
    )


async def test_a_live_quiz_is_played_in_a_channel_that_has_homework(
    workspace: Workspace, elena: Person
) -> None:
    await given(workspace, elena)
    await elena.presses("Open the lobby", await kit.formed(elena, number="1"))
    await workspace.settle()

    assert "about to begin" in (await kit.lobby(elena)).words
    assert "Nobody has begun yet" in (await card(elena)).words


async def test_after_a_restart_it_closes_and_its_maker_is_told_once(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await given(workspace, elena)
    await does(workspace, sara, "y")
    await workspace.restart()
    await workspace.later(days=8)
    await workspace.bot.deps.quizzes.homework.tick()
    await workspace.restart()
    await workspace.bot.deps.quizzes.homework.tick()
    await workspace.settle()

    assert "is closed" in (await card(sara)).words
    told = [m for m in await elena.timeline(elena.dm) if "How it went" in m.words]
    assert len(told) == 1


async def test_a_question_that_is_written_is_answered_in_its_field(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    rings = Item(Kind.NUMERICAL, Text("How many rings has x86?"), numbers=(Number(Decimal(4)),))
    await kit.approved(workspace, [rings, kit.item("Which is older?", "Xen", "KVM")])
    await elena.types("/quiz homework rings")
    window = await elena.sees_window("Homework")
    assert await elena.submits(window, number="1") == {}
    await elena.presses("Post", await elena.told())
    await workspace.settle()

    await sara.presses("Start", await card(sara))
    await workspace.settle()
    await sara.presses("Sure", await page(sara), homework_text_1=" ")
    await workspace.settle()
    said = (await sara.private())[-1]
    assert "Write your answer into the field first" in said.words
    asked = next(m for m in await sara.private() if m.inputs)
    await sara.presses("Sure", asked, homework_text_1="4")
    await workspace.settle()
    assert any("Answered. Done!" in m.words for m in await sara.private())
    await elena.presses("Manage", await card(elena))
    await workspace.settle()
    await elena.presses("Close now", await page(elena), confirm="Close it")
    await workspace.settle()
    assert "100 % of the answers were right" in (await elena.reads("How it went")).words


async def test_what_is_answered_part_by_part_is_filled_in_in_the_message(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    pairs = (Pair(Text("RAM"), "volatile"), Pair(Text("Disk"), "lasting"))
    order = tuple(Choice(Text(each)) for each in ("Firmware", "Kernel", "Shell"))
    gaps = (Gap(Kind.SHORT, (Choice(Text("kernel"), 100.0),)),)
    await kit.approved(
        workspace,
        [
            Item(Kind.MATCHING, Text("What keeps what?"), pairs=pairs),
            Item(Kind.ORDERING, Text("From boot to shell"), order),
            Item(Kind.CLOZE, Text("The [[1]] schedules."), gaps=gaps),
        ],
    )
    preview = await drafted(elena)
    for words in ("RAM: volatile; Disk: lasting", "Place 1: Firmware", "The ▁▁▁ (1) schedules."):
        assert words in preview.words
    await elena.presses("Post", preview)
    await workspace.settle()

    await sara.presses("Start", await card(sara))
    await workspace.settle()
    await sara.presses("Sure", await page(sara))
    await workspace.settle()
    assert "Fill in what you know first" in (await page(sara)).words
    await sara.presses("Sure", await page(sara), homework_part_1_1="volatile", homework_part_1_2="lasting")  # fmt: skip
    await workspace.settle()
    second = await page(sara)
    await sara.presses("Next ›", second, homework_part_2_1="Firmware", homework_part_2_2="Shell")
    await workspace.settle()
    await sara.presses("Not sure", await page(sara), homework_part_3_1="kernel")
    await workspace.settle()
    assert "All 3 answered. Done!" in (await page(sara)).words

    await workspace.later(days=8)
    await workspace.bot.deps.quizzes.homework.tick()
    await workspace.settle()
    await sara.presses("My result", await card(sara))
    await workspace.settle()
    mine = (await page(sara)).words
    assert "2 of 3 right." in mine
    assert "You said: “Place 1: Firmware; Place 2: Shell”" in mine
    assert "Right: “Place 1: Firmware; Place 2: Kernel; Place 3: Shell”" in mine
    told = await elena.reads("How it went")
    assert "1 person, 3 questions; 67 % of the answers were right." in told.words
    await elena.presses("CSV", told)
    await workspace.settle()
