"""What happens to a poll that stands in a channel: who may, what it does, and what each is told."""

from __future__ import annotations

import asyncio
import csv
import io

from bot.playground import Failure
from bot.services.polls.ports import DELETED, MULTI, SINGLE, Poll
from tests.slack import polls_kit as kit
from tests.slack.person import MAIN, Person, Refused
from tests.slack.poll_kit import reads
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace


async def panel(person: Person, poll: Poll) -> Seen:
    """Press Manage, and see what can be done, or why nothing can."""
    before = {m.ts for m in await person.private()}
    await person.presses("Manage", await kit.shown(person, poll))

    async def look() -> Seen | None:
        new = [m for m in await person.private() if m.ts not in before]
        return new[-1] if new else None

    return await person.until(look, "the panel")


async def voted(person: Person, poll: Poll, option: str) -> None:
    await person.presses("Vote", await kit.shown(person, poll), beside=option)
    await person.told()


# Who may


async def test_a_student_may_not_manage_the_poll_of_somebody_else(
    workspace: Workspace, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    said = await panel(sara, poll)
    assert said.words == "Only whoever made this poll, or an instructor, can do that."


async def test_a_student_manages_a_poll_of_their_own_but_writes_to_nobody(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", creator=sara.id)
    said = await panel(sara, poll)
    assert list(said.buttons) == ["Close now", "Edit…", "Delete…"]
    assert "Who has not voted…" in (await panel(elena, poll)).buttons


# Closing and opening again


async def test_closed_by_hand_it_shows_the_result_with_a_chart_and_opens_again_with_its_votes(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", correct=("2",))
    await voted(sara, poll, "Xen")
    shown = await panel(elena, poll)
    assert "1 person has voted" in shown.words
    await elena.presses("Close now", shown)
    shown = await reads(elena, "Closed. The result is in the channel")
    await workspace.settle()
    card = await kit.shown(tom, poll)
    assert "Vote" not in card.buttons
    (image,) = [block for block in card.blocks if block["type"] == "image"]
    assert "Xen: 1 · 100 %" in image["alt_text"]
    data = await tom.sees_file(image["slack_file"]["id"])
    assert data is not None
    assert data.startswith(b"\x89PNG")
    await elena.presses("Open again", shown)
    await reads(elena, "Open again, with all the votes that it had.")
    await workspace.settle()
    card = await kit.shown(tom, poll)
    assert "1 person voted" in card.words
    assert not [block for block in card.blocks if block["type"] == "image"]
    await voted(tom, poll, "KVM")


async def test_two_who_close_at_once_close_it_once_and_the_second_is_told_by_whom(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", creator=sara.id)
    first, second = await panel(elena, poll), await panel(sara, poll)
    await elena.presses("Close now", first)
    await reads(elena, "Closed. The result")
    await sara.presses("Close now", second)
    said = await reads(sara, "closed already by")
    assert f"<@{elena.id}>" in said.markup


async def test_a_vote_that_comes_while_somebody_closes_counts_or_is_refused_and_never_both(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    shown, card = await panel(elena, poll), await kit.shown(sara, poll)

    async def votes(person: Person, option: str) -> str:
        try:
            await person.presses("Vote", card, beside=option)
        except Refused:  # it has been drawn as closed by then: there is no such button
            return "It came too late."
        return (await person.told()).words

    kvm, _, xen = await asyncio.gather(
        votes(sara, "KVM"), elena.presses("Close now", shown), votes(tom, "Xen")
    )
    await workspace.settle()
    counts = (await kit.stored(workspace, poll)).result["counts"]
    for said, option in ((kvm, "1"), (xen, "2")):
        assert ("You chose" in said) == (counts[option] == 1), said
        assert ("came too late" in said) == (counts[option] == 0), said


async def test_a_poll_without_votes_is_closed_without_a_chart(
    workspace: Workspace, elena: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    await elena.presses("Close now", await panel(elena, poll))
    await workspace.settle()
    card = await kit.shown(elena, poll)
    assert "Nobody voted" in card.words
    assert not [block for block in card.blocks if block["type"] == "image"]


async def test_an_upload_that_fails_leaves_the_result_in_words(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    await voted(sara, poll, "Xen")
    workspace.fail_next("files.getUploadURLExternal", "fatal_error")
    await elena.presses("Close now", await panel(elena, poll))
    await workspace.settle()
    card = await kit.shown(sara, poll)
    assert "*Xen* has the most votes" in card.words
    assert (await kit.stored(workspace, poll)).notes["picture"] == ""


# Editing


async def test_a_typo_is_put_right_and_a_button_from_before_still_votes(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KMV", "Xen")
    await voted(sara, poll, "KMV")
    await elena.presses("Edit…", await panel(elena, poll))
    window = await elena.sees_window("Edit poll")
    await workspace.settle()
    before = await kit.shown(sara, poll)
    workspace.fail_next("chat.update", "ratelimited", status=429, retry_after=1)
    assert await elena.submits(window, option_1="KVM", more="Bhyve\n  Hyper-V ") == {}
    said = await reads(elena, "Changed. Votes stay as they are.")
    await sara.presses("Vote", before, beside="KMV")
    assert "You chose *KVM*" in (await sara.told()).words
    await workspace.later(seconds=2)
    card = await kit.shown(sara, poll)
    assert all(word in card.words for word in ("KVM", "Bhyve", "Hyper-V"))
    assert "1 person voted" in card.words
    await elena.presses("Undo this edit", said)
    await reads(elena, "Taken back.")
    await workspace.settle()
    card = await kit.shown(sara, poll)
    assert "KMV" in card.words
    assert "Bhyve" not in card.words


async def test_taking_out_an_option_with_votes_is_asked_once_more_and_its_button_is_explained(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", "Docker")
    await voted(sara, poll, "Docker")
    await workspace.settle()
    before = await kit.shown(tom, poll)
    await elena.presses("Edit…", await panel(elena, poll))
    window = await elena.sees_window("Edit poll")
    assert await elena.submits(window, option_3="") == {}
    (asked,) = await elena.windows()
    assert "Docker*: 1 vote goes with it" in asked.words
    assert len((await kit.stored(workspace, poll)).shown) == 3
    workspace.fail_next("chat.update", "ratelimited", status=429, retry_after=1)
    assert await elena.submits(asked) == {}
    said = await reads(elena, "Votes for what you took out do not count any more")
    await tom.presses("Vote", before, beside="Docker")
    assert "was taken out" in (await tom.told()).words
    await workspace.later(seconds=2)
    assert "Nobody has voted yet" in (await kit.shown(tom, poll)).words
    await elena.presses("Undo this edit", said)
    await reads(elena, "votes too")
    await workspace.settle()
    assert "1 person voted" in (await kit.shown(tom, poll)).words


async def test_a_closed_poll_is_reworded_and_its_chart_follows(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KMV", "Xen")
    await voted(sara, poll, "KMV")
    await elena.presses("Close now", await panel(elena, poll))
    await workspace.settle()
    await elena.presses("Edit…", await reads(elena, "Closed. The result"))
    window = await elena.sees_window("Edit poll")
    assert set(window.inputs) == {"question", "option_1", "option_2"}
    errors = await elena.submits(window, option_2="")
    assert "only one option" in next(iter(errors.values()))
    workspace.made_public("KVM")
    assert await elena.submits(window, option_1="KVM") == {}
    await reads(elena, "Changed.")
    await workspace.settle()
    card = await kit.shown(sara, poll)
    assert "KMV" not in card.words
    (image,) = [block for block in card.blocks if block["type"] == "image"]
    assert "KVM: 1 · 100 %" in image["alt_text"]


async def test_what_cannot_be_kept_is_said_at_its_field(
    workspace: Workspace, elena: Person
) -> None:
    poll = await kit.asked(workspace, MULTI, "KVM", "Xen", most=2)
    await elena.presses("Edit…", await panel(elena, poll))
    window = await elena.sees_window("Edit poll")
    assert "a named poll" in window.words
    errors = await elena.submits(window, option_1="xen ")
    assert "the same" in errors["more"]
    errors = await elena.submits(window, option_1="", option_2="")
    assert "no options" in errors["more"]
    errors = await elena.submits(window, closes_day="2021-11-19", closes_at="10:00")
    assert "in the past" in errors["closes_at"]
    errors = await elena.submits(window, closes_day="2022-03-13", closes_at="02:30")
    assert "skip that time" in errors["closes_at"]
    errors = await elena.submits(window, closes_day="2021-12-01")
    assert "both a day and a time" in errors["closes_at"]
    assert await elena.submits(window) == {}
    await reads(elena, "Nothing was changed.")


async def test_who_saves_second_overwrites_nothing(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", creator=sara.id)
    for person in (elena, sara):
        await person.presses("Edit…", await panel(person, poll))
    first, second = await elena.sees_window("Edit poll"), await sara.sees_window("Edit poll")
    workspace.made_public("Which is it?")
    await elena.submits(first, question="Which is it?")
    await reads(elena, "Changed.")
    await sara.submits(second, question="Which of these?")
    (window,) = await sara.windows()
    assert "while you were editing it" in window.words
    assert (await kit.stored(workspace, poll)).question == "Which is it?"


# Deleting


async def test_a_deleted_poll_disappears_and_its_old_buttons_say_so(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    await voted(sara, poll, "Xen")
    shown = await panel(elena, poll)
    await elena.presses("Delete…", shown, confirm="Delete it")
    await reads(elena, "Deleted. Its votes are gone")
    await workspace.settle()
    assert poll.ts not in [m.ts for m in await sara.timeline(MAIN)]
    kept = await kit.stored(workspace, poll)
    assert (kept.state, kept.result, kept.ts) == (DELETED, {}, None)
    parts = workspace.bot.deps.polls.parts
    assert await parts.ballots.all(poll.workspace, poll.id) == []


async def test_clicks_that_come_before_it_is_gone_are_told_that_it_was_deleted(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    """Of a voter, and of somebody who has its panel open."""
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", creator=sara.id)
    shown, other = await panel(elena, poll), await panel(sara, poll)
    workspace.fail_next("chat.delete", "ratelimited", status=429, retry_after=600)
    await elena.presses("Delete…", shown, confirm="Delete it")
    await reads(elena, "Deleted.")
    await workspace.settle()
    await sara.presses("Vote", await kit.shown(sara, poll), beside="Xen")
    await reads(sara, "This poll was deleted.")
    await sara.presses("Close now", other)
    await reads(sara, "I no longer have that poll")
    await workspace.later(seconds=601)
    assert poll.ts not in [m.ts for m in await sara.timeline(MAIN)]


async def test_where_slack_does_not_let_it_disappear_the_message_says_that_it_was_deleted(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    refusal = "compliance_exports_prevent_deletion"
    for _ in range(3):  # it is tried again where the message is drawn again
        workspace.playground.faults.fail_next("chat.delete", Failure(error=refusal))
    workspace.tolerate("chat.delete", refusal)
    await elena.presses("Delete…", await panel(elena, poll), confirm="Delete it")
    await reads(elena, "Deleted.")
    await workspace.settle()
    assert "This poll was deleted" in (await kit.shown(sara, poll)).words


# Who has not voted


async def test_those_who_have_not_voted_get_one_message_after_a_confirmation(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    await voted(sara, poll, "Xen")
    shown, other = await panel(elena, poll), await panel(elena, poll)
    await elena.presses("Who has not voted…", shown)
    asked = await reads(elena, "have not voted")
    assert f"<@{tom.id}>" in asked.markup
    assert f"<@{sara.id}>" not in asked.markup
    assert not [m for m in await tom.timeline(tom.dm) if "have not voted" in m.words]
    (send,) = [label for label in asked.buttons if label.startswith("Send")]
    await elena.presses(send, asked)
    said = await reads(elena, "a direct message now")
    assert "Who has not voted…" not in said.buttons
    await workspace.settle()
    nudge = await tom.reads("that you have not voted in yet")
    (link,) = [
        each["url"]
        for block in nudge.blocks
        if block["type"] == "actions"
        for each in block["elements"]
    ]
    assert f"/archives/{poll.channel}/p{str(poll.ts).replace('.', '')}" in link
    assert not [m for m in await sara.timeline(sara.dm) if "not voted in yet" in m.words]
    await elena.presses("Who has not voted…", other)
    await reads(elena, "asked once already")
    await workspace.settle()
    assert len([m for m in await tom.timeline(tom.dm) if "not voted in yet" in m.words]) == 1


async def test_of_an_anonymous_poll_only_the_number_is_told(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", anonymous=True)
    await voted(sara, poll, "Xen")
    await elena.presses("Who has not voted…", await panel(elena, poll))
    asked = await reads(elena, "have not voted")
    assert "<@" not in asked.markup
    await elena.presses("Don't send", asked)
    await workspace.settle()
    assert "Who has not voted…" in (await elena.private())[-1].buttons


# A file


async def test_results_come_as_a_file_in_the_direct_message(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "=KVM()", "Xen")
    await voted(sara, poll, "=KVM()")
    await voted(tom, poll, "Xen")
    await elena.presses("Results as CSV", await panel(elena, poll))
    await reads(elena, "I have sent you the results")
    (message,) = [m for m in await elena.timeline(elena.dm) if m.raw.get("files")]
    (file,) = message.raw["files"]
    assert file["name"] == "poll-which-is-a-type-1-hypervisor.csv"
    data = await elena.sees_file(file["id"]) or b""
    assert await sara.sees_file(file["id"]) is None
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert {(row[1], row[2]) for row in rows[1:]} == {(sara.id, "'=KVM()"), (tom.id, "Xen")}


async def test_results_that_are_asked_for_twice_at_once_come_once_until_somebody_votes(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    await voted(sara, poll, "KVM")
    shown = await panel(elena, poll)
    await asyncio.gather(*(elena.presses("Results as CSV", shown) for _ in range(2)))
    await workspace.settle()
    said = "\n".join(m.words for m in await elena.private())
    assert "I have sent you the results" in said
    assert "You asked for this file a moment ago" in said
    assert len([m for m in await elena.timeline(elena.dm) if m.raw.get("files")]) == 1
    await voted(tom, poll, "Xen")
    await elena.presses("Results as CSV", shown)
    await workspace.settle()
    assert len([m for m in await elena.timeline(elena.dm) if m.raw.get("files")]) == 2
