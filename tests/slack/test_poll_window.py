"""The window in which a poll is made: it shows the poll while it is filled in, and asks before it posts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.services.polls.drafts import Draft
from bot.services.polls.ports import DRAFT, OPEN, SCHEDULED
from tests.slack.person import GENERAL, MAIN, STAFF, Person
from tests.slack.poll_kit import LINE, QUESTION, filled_in, form_saying, polls, previewed, reads
from tests.slack.seen import Window
from tests.slack.workspace import Workspace

FILLED = {"question.0": QUESTION, "options.0": "KVM\nVirtualBox"}


async def opened(person: Person, channel: str = MAIN) -> Window:
    await person.types("/poll", channel=channel)
    return await person.sees_window("Make a poll")


async def test_filled_in_looked_at_once_more_and_posted(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    window = await opened(elena)
    assert await elena.submits(window, **FILLED) == {}
    asked = await elena.sees_window("Post this poll?")
    assert f"Everybody in <#{MAIN}> will see it" in asked.markup
    assert "KVM" in asked.words
    assert await sara.timeline(MAIN) == []
    assert await polls(workspace, OPEN) == []
    workspace.made_public(QUESTION)
    workspace.made_public(FILLED["options.0"])
    assert await elena.submits(asked) == {}
    await form_saying(elena, "Posted in")
    await workspace.settle()
    assert await elena.private() == [], "the window has said it all"
    (poll,) = await polls(workspace, OPEN)
    assert (poll.question, poll.channel) == (QUESTION, MAIN)
    assert [option.text for option in poll.options] == ["KVM", "VirtualBox"]


async def test_the_preview_follows_what_is_filled_in(elena: Person) -> None:
    """And nothing is kept or posted by that."""
    window = await opened(elena)
    assert "Write a question to see" in window.words
    await elena.changes(window, "question.0", **{"question.0": QUESTION})
    await form_saying(elena, QUESTION)
    assert window.inputs["question.0"]["element"]["focus_on_load"]
    await elena.changes(window, "options.0", **FILLED)
    shown = await form_saying(elena, "VirtualBox")
    assert "focus_on_load" not in shown.inputs["question.0"]["element"]
    assert {"KVM", "VirtualBox"} <= set(shown.words.splitlines())


async def test_only_the_newest_of_quick_changes_is_drawn(
    workspace: Workspace, elena: Person
) -> None:
    window = await opened(elena)
    words = [QUESTION[:n] for n in range(1, len(QUESTION) + 1)]
    for word in words:
        await elena.changes(window, "question.0", **{"question.0": word})
    await form_saying(elena, QUESTION)
    await workspace.settle()
    assert len(workspace.calls("views.update")) < len(words)


@pytest.mark.parametrize(
    ("kind", "shown", "hidden"),
    [
        ("Several choices", "Choices at most", "1 means"),
        ("Yes or no", "Correct option", "Choices at most"),
        ("Scale from 1 to 10", "10 means", "Correct option"),
        ("Written answers", "Question", "Options"),
    ],
)
async def test_the_fields_are_those_of_the_kind(
    elena: Person, kind: str, shown: str, hidden: str
) -> None:
    window = await opened(elena)
    await elena.changes(window, "kind.0", **{"kind.0": kind, "question.0": "How is it?"})
    lines = (await form_saying(elena, "How is it?")).words.splitlines()
    assert shown in lines
    assert hidden not in lines


async def test_a_ready_made_poll_fills_the_form(workspace: Workspace, elena: Person) -> None:
    window = await opened(elena)
    await elena.changes(window, "template.0", **{"template.0": "pace: How is the pace?"})
    filled = await form_saying(elena, "1 means")
    assert filled_in(filled, "question") == "How is the pace?"
    assert filled_in(filled, "high") == "too fast"
    assert await elena.submits(filled) == {}
    await elena.submits(await elena.sees_window("Post this poll?"))
    await form_saying(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert (poll.kind, poll.settings.low, poll.settings.anonymous) == ("scale", "too slow", True)
    workspace.made_public("How is the pace?")


async def test_what_is_wrong_is_told_at_its_field(workspace: Workspace, elena: Person) -> None:
    window = await opened(elena)
    errors = await elena.submits(window, **{"question.0": "", "options.0": "KVM"})
    assert "no question" in errors["question.0"]
    assert "only one option" in errors["options.0"]
    errors = await elena.submits(window, **FILLED, **{"correct.0": "Xen"})
    assert "No option reads" in errors["correct.0"]
    assert await polls(workspace, DRAFT, OPEN) == []


async def test_what_is_wrong_in_the_form_is_put_right_without_quotes_and_flags(
    elena: Person,
) -> None:
    window = await opened(elena)
    for options, said in (
        ("only one", "Give at least two."),
        ("\n".join(map(str, range(41))), "let voters add"),
    ):
        errors = await elena.submits(window, **{"question.0": "Q?", "options.0": options})
        (told,) = errors.values()
        assert said in told
        assert "`" not in told
        assert "quotes" not in told


async def test_pickers_come_with_a_time_and_the_past_is_refused(
    workspace: Workspace, sara: Person
) -> None:
    """Sara's clock is Stockholm's: it is seven in the evening there."""
    window = await opened(sara)
    at = {"closes.0": "At a day and time…"}
    await sara.changes(window, "closes.0", **FILLED, **at)
    timed = await form_saying(sara, "Closes on")
    wrong = {"close_day.0": "2021-11-20", "close_time.0": "18:00"}
    errors = await sara.submits(timed, **FILLED, **wrong)
    assert "That is over: it is 19:" in errors["close_time.0"]
    gap = {"close_day.0": "2022-03-27", "close_time.0": "02:30"}
    assert "skip that time" in (await sara.submits(timed, **FILLED, **gap))["close_time.0"]
    right = {"close_day.0": "2021-11-20", "close_time.0": "20:00"}
    assert await sara.submits(timed, **FILLED, **right) == {}
    await sara.sees_window("Post this poll?")
    (draft,) = await polls(workspace, DRAFT)
    assert draft.closes_at == datetime(2021, 11, 20, 19, 0, tzinfo=UTC)


async def test_channels_that_one_of_us_is_not_in_are_told_at_the_field(
    workspace: Workspace, sara: Person
) -> None:
    window = await opened(sara)
    errors = await sara.submits(window, **FILLED, **{"channel.0": GENERAL})
    assert "I am not in that channel yet. Type `/invite @Lectern` there" in errors["channel.0"]
    errors = await sara.submits(window, **FILLED, **{"channel.0": STAFF})
    assert "You are not in that channel" in errors["channel.0"]
    assert await polls(workspace, DRAFT) == []


async def test_from_a_direct_message_the_class_is_chosen_already(
    workspace: Workspace, elena: Person
) -> None:
    window = await opened(elena, elena.dm)
    await elena.submits(window, **FILLED)
    await elena.submits(await elena.sees_window("Post this poll?"))
    await form_saying(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert poll.channel == MAIN
    for text in FILLED.values():
        workspace.made_public(text)


async def test_back_to_the_form_everything_is_still_there(
    workspace: Workspace, elena: Person
) -> None:
    window = await opened(elena)
    await elena.submits(window, **FILLED, **{"ticked.0": ["anonymous"]})
    asked = await elena.sees_window("Post this poll?")
    await elena.presses("Back to the form", on=asked)
    again = await elena.sees_window("Make a poll")
    assert filled_in(again, "question") == QUESTION
    assert filled_in(again, "options") == "KVM\nVirtualBox"
    await elena.submits(again)
    await elena.submits(await elena.sees_window("Post this poll?"))
    await form_saying(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert poll.settings.anonymous
    for text in FILLED.values():
        workspace.made_public(text)


async def test_edited_from_its_preview_which_gives_way_when_it_is_posted(
    workspace: Workspace, elena: Person
) -> None:
    shown = await previewed(elena, LINE)
    await elena.presses("Edit…", on=shown)
    window = await elena.sees_window("Make a poll")
    assert filled_in(window, "options") == "KVM\nVirtualBox"
    await elena.submits(window, **{"options.0": "KVM\nVirtualBox\nXen"})
    await elena.submits(await elena.sees_window("Post this poll?"))
    await reads(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert [option.text for option in poll.options] == ["KVM", "VirtualBox", "Xen"]
    assert await polls(workspace, DRAFT) == []
    assert not [m for m in await elena.private(MAIN) if "Only you see this" in m.words]
    for text in (LINE.removeprefix("/poll "), "KVM\nVirtualBox\nXen"):
        workspace.made_public(text)


async def test_a_form_that_is_not_posted_leaves_a_preview_of_what_it_says(
    workspace: Workspace, elena: Person
) -> None:
    """Also where the preview cannot be drawn anew: what is posted was shown."""
    shown = await previewed(elena, LINE)
    await elena.presses("Edit…", on=shown)
    window = await elena.sees_window("Make a poll")
    await elena.submits(window, **{"options.0": "KVM\nXen"})
    await elena.closes(await elena.sees_window("Post this poll?"))
    again = await reads(elena, "Xen")
    assert "VirtualBox" not in again.words
    await elena.presses("Post", on=again)
    await reads(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert [option.text for option in poll.options] == ["KVM", "Xen"]
    for text in (LINE.removeprefix("/poll "), "KVM\nXen"):
        workspace.made_public(text)


async def test_an_old_preview_shows_what_has_changed_before_it_posts(
    workspace: Workspace, elena: Person
) -> None:
    shown = await previewed(elena, LINE)
    (draft,) = await polls(workspace, DRAFT)
    drafting = workspace.bot.deps.polls.drafting
    await drafting.draft(Draft(question="Lunch?", options=("Pizza", "Sushi")), elena.id, MAIN, poll_id=draft.id)  # fmt: skip
    await elena.presses("Post", on=shown)
    again = await reads(elena, "This draft has changed since.")
    assert "Pizza" in again.words
    assert await polls(workspace, OPEN) == []
    await elena.presses("Post", on=again)
    await reads(elena, "Posted in")
    assert len(await polls(workspace, OPEN)) == 1


async def test_confirmed_twice_it_is_posted_once(workspace: Workspace, elena: Person) -> None:
    window = await opened(elena)
    await elena.submits(window, **FILLED)
    asked = await elena.sees_window("Post this poll?")
    await workspace.at_once(elena.submits(asked), elena.submits(asked))
    await workspace.settle()
    assert len(await polls(workspace, OPEN)) == 1
    for text in FILLED.values():
        workspace.made_public(text)


async def test_instructors_choose_when_it_opens_and_students_do_not(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    assert "Opens" not in (await opened(sara)).words.splitlines()
    window = await opened(elena)
    await elena.changes(window, "opens.0", **FILLED, **{"opens.0": "At a day and time…"})
    timed = await form_saying(elena, "Opens on")
    when = {"open_day.0": "2021-11-26", "open_time.0": "09:00", "repeats.0": "Every week"}
    assert await elena.submits(timed, **FILLED, **when) == {}
    asked = await elena.sees_window("Schedule this poll?")
    assert "then every week" in asked.words
    await elena.submits(asked)
    await form_saying(elena, "Scheduled for")
    (poll,) = await polls(workspace, SCHEDULED)
    assert poll.opens_at == datetime(2021, 11, 26, 17, 0, tzinfo=UTC)


async def test_long_texts_fit_into_the_form(workspace: Workspace, elena: Person) -> None:
    """More options than one field holds are in several, and come back whole."""
    options = [f"{n}{'x' * 180}" for n in range(40)]
    shown = await previewed(elena, "/poll Which?\n" + "\n".join(options))
    await elena.presses("Edit…", on=shown)
    window = await elena.sees_window("Make a poll")
    assert await elena.submits(window) == {}
    await elena.sees_window("Post this poll?")
    (draft,) = await polls(workspace, DRAFT)
    assert [option.text for option in draft.options] == options


# From a message


async def test_a_message_is_turned_into_a_poll(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    message = await sara.writes("Lunch on Friday?\n• Pizza\n• Sushi", channel=MAIN)
    await elena.uses_shortcut("make_poll", message)
    window = await elena.sees_window("Make a poll")
    assert filled_in(window, "question") == "Lunch on Friday?"
    assert filled_in(window, "options") == "Pizza\nSushi"
    await elena.submits(window)
    asked = await elena.sees_window("Post this poll?")
    assert f"<#{MAIN}>" in asked.markup


async def test_a_message_without_a_list_is_the_question(elena: Person, sara: Person) -> None:
    message = await sara.writes("I wonder what the cloud is made of", channel=MAIN)
    await elena.uses_shortcut("make_poll", message)
    window = await elena.sees_window("Make a poll")
    assert filled_in(window, "question") == "I wonder what the cloud is made of"


async def test_an_entity_in_a_message_is_read_as_people_see_it(elena: Person, sara: Person) -> None:
    message = await sara.writes("Is a < b && c > d? Yes, No", channel=MAIN)
    await elena.uses_shortcut("make_poll", message)
    window = await elena.sees_window("Make a poll")
    assert filled_in(window, "question") == "Is a < b && c > d?"
