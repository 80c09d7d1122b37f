"""`/poll` as people type it: seen by its maker first, never posted unconfirmed, unclear lines answered and kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.polls.ports import DRAFT, OPEN, SCHEDULED
from tests.slack.person import GENERAL, MAIN, STAFF, Person
from tests.slack.poll_kit import LINE, QUESTION, filled_in, polls, previewed, reads
from tests.slack.workspace import Workspace

# A line, a preview, a poll


async def test_a_line_is_shown_to_its_maker_alone_and_posted_by_a_button(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await previewed(elena, LINE)
    assert "Only you see this" in shown.words
    assert "KVM" in shown.words
    assert await sara.timeline(MAIN) == []
    assert await sara.private() == []
    workspace.made_public(LINE.removeprefix("/poll "))
    await elena.presses("Post", on=shown)
    await reads(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert (poll.question, poll.channel, poll.creator) == (QUESTION, MAIN, elena.id)
    assert [option.text for option in poll.options] == ["KVM", "VirtualBox"]
    await workspace.settle()
    (standing,) = await sara.timeline(MAIN)
    assert {QUESTION, "KVM", "VirtualBox"} <= {line.strip() for line in standing.words.splitlines()}
    assert "Vote" in standing.buttons


async def test_pressed_twice_it_is_posted_once(workspace: Workspace, elena: Person) -> None:
    shown = await previewed(elena, LINE)
    await workspace.at_once(elena.presses("Post", on=shown), elena.presses("Post", on=shown))
    await reads(elena, "Posted in")
    await workspace.settle()
    assert len(await polls(workspace, OPEN)) == 1
    assert len(await elena.timeline(MAIN)) == 1
    workspace.made_public(LINE.removeprefix("/poll "))


async def test_what_is_discarded_is_never_posted(workspace: Workspace, sara: Person) -> None:
    """A student may make one, too; of what is thrown away no words are kept."""
    shown = await previewed(sara, LINE)
    await sara.presses("Discard", on=shown)
    await reads(sara, "Discarded. Nothing was posted.")
    assert await polls(workspace, DRAFT, OPEN) == []
    assert workspace.posts == []


async def test_a_preview_can_be_posted_after_a_restart(workspace: Workspace, elena: Person) -> None:
    shown = await previewed(elena, LINE)
    await workspace.restart()
    await elena.presses("Post", on=shown)
    await reads(elena, "Posted in")


async def test_the_closing_time_is_counted_from_the_post(
    workspace: Workspace, elena: Person
) -> None:
    """Not from the line: who looks at the preview for a while loses nothing of it."""
    shown = await previewed(elena, f"{LINE} --close 10m")
    await workspace.later(minutes=7)
    await elena.presses("Post", on=shown)
    await reads(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert poll.opened_at is not None
    assert poll.closes_at == (poll.opened_at + timedelta(minutes=10)).replace(microsecond=0)


async def test_a_closing_time_that_came_before_the_post_is_told(
    workspace: Workspace, elena: Person
) -> None:
    shown = await previewed(elena, f"{LINE} --close 10:30")
    await workspace.later(minutes=40)
    await elena.presses("Post", on=shown)
    assert "closing time is over" in (await elena.told()).words
    assert await polls(workspace, OPEN) == []


async def test_times_are_those_of_ones_own_clock(workspace: Workspace, sara: Person) -> None:
    """Sara is in Stockholm, where it is seven in the evening."""
    await previewed(sara, f"{LINE} --close at 20:30")
    (draft,) = await polls(workspace, DRAFT)
    assert draft.closes_at == datetime(2021, 11, 20, 19, 30, tzinfo=UTC)
    await sara.types(f"{LINE} --close at 18:30")
    assert "18:30 today is over. It is 19:" in (await sara.told()).words


# Where it goes


async def test_in_a_channel_without_lectern_it_says_how_to_invite_it(
    workspace: Workspace, sara: Person
) -> None:
    shown = await previewed(sara, LINE, GENERAL)
    await sara.presses("Post", on=shown)
    assert "Type `/invite @Lectern` there" in (await sara.told(channel=GENERAL)).words
    assert await polls(workspace, OPEN) == []
    workspace.invite_bot(GENERAL)
    await sara.presses("Post", on=shown)
    await reads(sara, "Posted in", GENERAL)
    (poll,) = await polls(workspace, OPEN)
    assert poll.channel == GENERAL


async def test_from_a_direct_message_it_goes_to_the_class_or_where_one_chooses(
    workspace: Workspace, elena: Person
) -> None:
    shown = await previewed(elena, LINE, elena.dm)
    assert f"posted in <#{MAIN}>" in shown.markup
    await elena.chooses_channel(STAFF, on=shown)
    moved = await reads(elena, f"posted in <#{STAFF}>", elena.dm)
    await elena.presses("Post", on=moved)
    await reads(elena, "Posted in", elena.dm)
    (poll,) = await polls(workspace, OPEN)
    assert poll.channel == STAFF


async def test_nobody_posts_where_they_are_not(workspace: Workspace, sara: Person) -> None:
    """The staff's channel cannot be chosen by a student, whatever the page sends."""
    shown = await previewed(sara, LINE, sara.dm)
    await sara.chooses_channel(STAFF, on=shown)
    assert "You are not in that channel" in (await sara.told(channel=sara.dm)).words
    (draft,) = await polls(workspace, DRAFT)
    assert draft.channel == MAIN


# Unclear


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Lunch? Pizza Sushi", "I see one option only: “Pizza Sushi”."),
        ("Lunch? Pizza, pizza", "Options 1 and 2 are the same"),
        ("Lunch? Pizza, Sushi --anonymus", "Did you mean `--anonymous`?"),
        ("Lunch? Pizza, Sushi --close soon", "I can't read the time in `--close soon`."),
        ("Lunch? Pizza, Sushi --close 2022-03-13 02:30", "skip that time"),
        ('"Lunch?" "Pizza" "Sushi', "A quote is opened and never closed"),
        ("Q? " + ", ".join(map(str, range(200))), "These are 200 options; a poll holds 40."),
        (f"{'why ' * 700}? a, b", "there is room for 2,000"),
        ("- Pizza\n- Sushi", "no question"),
    ],
)
async def test_an_unclear_line_is_answered_and_kept_in_a_form(
    workspace: Workspace, tom: Person, line: str, said: str
) -> None:
    await tom.types(f"/poll {line}")
    answer = await tom.told()
    assert said in answer.words
    assert "You typed:" in answer.words
    await tom.presses("Open in a form", on=answer)
    window = await tom.sees_window("Make a poll")
    for word in line.replace('"', " ").replace("\n", " ").split()[:5]:
        assert word.strip(",?-") in window.words + filled_in(window, "question")
    assert workspace.posts == []


async def test_what_was_understood_of_an_unclear_line_is_filled_in(tom: Person) -> None:
    await tom.types("/poll Lunch? Pizza, Sushi --anon --close soon")
    await tom.presses("Open in a form", on=await tom.told())
    window = await tom.sees_window("Make a poll")
    assert filled_in(window, "question") == "Lunch?"
    assert filled_in(window, "options") == "Pizza\nSushi"


# Hostile and odd text


@pytest.mark.parametrize(
    "text",
    [
        "<!channel>",
        "@channel",
        "*bold* _it_ `code`",
        "<@U0TOM> & <b>",
        "👍",
        "שלום",
        "\u202egnirts",
    ],
)
async def test_odd_text_is_shown_as_it_is_and_pings_nobody(
    workspace: Workspace, elena: Person, text: str
) -> None:
    """What was sent is held against pings when the test is over."""
    shown = await previewed(elena, f'/poll "{text}?" "{text}" "other"')
    await elena.presses("Post", on=shown)
    await reads(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert poll.options[0].text in {text, "@tom & <b>"}
    workspace.made_public(f'"{text}?" "{text}" "other"')


async def test_forty_long_options_are_all_in_the_preview(elena: Person) -> None:
    options = [f"{n}{'x' * 190}" for n in range(40)]
    shown = await previewed(elena, "/poll Which?\n" + "\n".join(options))
    for option in options:
        assert option in shown.words


# Subcommands, templates, later


async def test_help_list_and_templates(workspace: Workspace, elena: Person, sara: Person) -> None:
    workspace.made_public("templates")
    await sara.types("/poll help")
    usage = (await sara.told()).words
    assert "--anonymous" in usage
    assert "For instructors" not in usage
    await elena.types("/poll help")
    assert "--every friday 9am" in (await elena.told()).words
    await sara.types("/poll templates")
    assert "/poll pace" in (await sara.told()).words
    await sara.types("/poll list")
    assert "You have no open or scheduled polls" in (await sara.told()).words


async def test_an_instructor_finds_and_manages_what_others_opened(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    workspace.made_public(LINE.removeprefix("/poll "))
    await sara.presses("Post", on=await previewed(sara, LINE))
    await reads(sara, "Posted in")
    await sara.types("/poll list")
    own = await sara.told()
    assert "Your polls" in own.words
    assert "by " not in own.words
    await elena.types("/poll list")
    listed = await elena.told()
    assert "Open and scheduled polls" in listed.words
    assert f"by <@{sara.id}>" in listed.words
    await elena.presses("Manage", on=listed)
    assert "Close now" in (await elena.told()).buttons


async def test_a_misspelt_subcommand_or_template_is_guessed(sara: Person) -> None:
    await sara.types("/poll hlep")
    assert "Did you mean `/poll help`?" in (await sara.told()).words
    await sara.types("/poll difficulti")
    assert "Did you mean `/poll difficulty`?" in (await sara.told()).words


async def test_a_template_is_a_poll_with_ones_own_flags(
    workspace: Workspace, elena: Person
) -> None:
    await previewed(elena, "/poll pace --close 5m")
    (draft,) = await polls(workspace, DRAFT)
    assert draft.kind == "scale"
    assert (draft.settings.low, draft.settings.high) == ("too slow", "too fast")
    assert draft.settings.closes_after == 300


@pytest.mark.parametrize("word", ["close", "Delete", "results", "edit", "stop", "cancel"])
async def test_who_wants_to_do_something_with_a_poll_gets_the_list_of_theirs(
    elena: Person, word: str
) -> None:
    await elena.types(f"/poll {word}")
    assert "no open or scheduled polls" in (await elena.told()).words


@pytest.mark.parametrize("word", ["--help", "-h", "Hilfe", "ayuda", "how"])
async def test_help_is_found_by_other_names(sara: Person, word: str) -> None:
    await sara.types(f"/poll {word}")
    said = (await sara.told()).words
    assert said.startswith("*Make a poll with one line.*")


async def test_ones_own_flags_win_over_those_of_a_template(
    workspace: Workspace, elena: Person
) -> None:
    await previewed(elena, "/poll pace --scale 10 --named")
    (draft,) = await polls(workspace, DRAFT)
    assert len(draft.options) == 10
    assert (draft.settings.low, draft.settings.high) == ("too slow", "too fast")
    assert not draft.settings.anonymous


async def test_an_instructor_keeps_a_template_for_the_course(
    elena: Person, sara: Person, workspace: Workspace
) -> None:
    shown = await previewed(elena, LINE)
    await elena.presses("Save as template…", on=shown)
    window = await elena.sees_window("Save as template")
    assert "name" in (await elena.submits(window, name="   "))
    assert "does something else" in (await elena.submits(window, name="Help"))["name"]
    workspace.made_public("hypervisors")
    assert await elena.submits(window, name="hypervisors") == {}
    assert "Kept." in (await elena.told()).words
    assert "KVM" in (await previewed(sara, "/poll hypervisors")).words
    await elena.types("/poll templates")
    await elena.presses("Remove", on=await elena.told())
    await workspace.settle()
    await sara.types("/poll hypervisors")
    assert "no answers" in (await sara.told()).words


async def test_a_template_may_be_called_like_what_others_try(
    workspace: Workspace, elena: Person
) -> None:
    await elena.presses("Save as template…", on=await previewed(elena, LINE))
    window = await elena.sees_window("Save as template")
    assert await elena.submits(window, name="end") == {}
    assert "Kept." in (await elena.told()).words
    assert "KVM" in (await previewed(elena, "/poll end")).words


async def test_a_student_keeps_no_templates(sara: Person) -> None:
    assert "Save as template…" not in (await previewed(sara, LINE)).buttons


async def test_instructors_schedule_and_students_are_told(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await previewed(elena, f"{LINE} --every friday 9am --for 1h")
    assert "Schedule" in shown.buttons
    await elena.presses("Schedule", on=shown)
    await reads(elena, "Scheduled for")
    (poll,) = await polls(workspace, SCHEDULED)
    assert poll.opens_at == datetime(2021, 11, 26, 17, 0, tzinfo=UTC)
    assert poll.settings.repeats == "weekly"
    await elena.types("/poll list")
    assert "every week" in (await elena.told()).words
    await sara.types(f"{LINE} --at friday 9am")
    assert "Only instructors can schedule polls" in (await sara.told()).words
    assert len(await polls(workspace, SCHEDULED)) == 1
    workspace.made_public(f"{LINE} --every friday 9am --for 1h".removeprefix("/poll "))
    await workspace.move_to(datetime(2021, 11, 26, 17, 0, 1, tzinfo=UTC))
    (standing,) = await sara.timeline(MAIN)
    assert QUESTION in standing.words
    (poll,) = await polls(workspace, OPEN)
    assert poll.closes_at is not None
    assert poll.closes_at - datetime(2021, 11, 26, 18, 0, tzinfo=UTC) < timedelta(minutes=5)
    (following,) = await polls(workspace, SCHEDULED)
    assert following.opens_at == datetime(2021, 12, 3, 17, 0, tzinfo=UTC)


async def test_nobody_else_presses_the_buttons_of_a_preview(
    workspace: Workspace, elena: Person, tom: Person
) -> None:
    """A forged click on somebody else's draft."""
    await previewed(elena, LINE)
    (draft,) = await polls(workspace, DRAFT)
    shown = await previewed(tom, "/poll Lunch? Pizza, Sushi")
    await tom.presses("Discard", on=shown)
    await reads(tom, "Discarded")
    (click,) = workspace.playground.wire.deliveries("block_actions")
    press = {"type": "button", "block_id": "b", "action_id": "poll_post", "value": f"{draft.id}:1"}
    forged = {**click.request, "actions": [press], "trigger_id": "forged"}
    assert (await workspace.playground.hub.send("interactive", forged)).ok
    assert "no longer have that draft" in (await tom.told()).words
    assert await polls(workspace, OPEN) == []
