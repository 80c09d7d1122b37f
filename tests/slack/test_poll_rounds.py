"""Vote, discuss, vote again: two rounds of a poll, and when its right answer is shown."""

from __future__ import annotations

import json
from datetime import timedelta

from bot.services.polls.ports import CLOSED, DRAFT, OPEN, SINGLE
from tests.slack import polls_kit as kit
from tests.slack.person import MAIN, Person
from tests.slack.poll_kit import polls, reads
from tests.slack.seen import Seen
from tests.slack.test_poll_managing import panel, voted
from tests.slack.workspace import Workspace


async def test_a_second_round_is_previewed_posted_and_compared(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", correct=("2",), anonymous=True)
    await voted(sara, poll, "KVM")
    await voted(tom, poll, "Xen")
    shown = await panel(elena, poll)
    await elena.presses("Close now", shown, confirm="Close it")
    shown = await reads(elena, "Closed. The result")
    assert "Open again" not in shown.buttons
    assert "Let the class discuss and press “Ask again…”" in shown.words
    await workspace.settle()
    assert_kept_back(await kit.shown(sara, poll))
    before = [m.ts for m in await sara.timeline(MAIN)]
    await elena.presses("Ask again…", shown)
    preview = await reads(elena, "Only you see this.")
    assert [m.ts for m in await sara.timeline(MAIN)] == before
    assert "A second round: when it closes" in preview.words
    (draft,) = await polls(workspace, DRAFT)
    assert draft.round_of == poll.id
    await elena.presses("Post", preview)
    await workspace.settle()
    (second,) = await polls(workspace, OPEN)
    await voted(sara, second, "Xen")
    await voted(tom, second, "Xen")
    await elena.presses("Close now", await panel(elena, second), confirm="Close it")
    await workspace.settle()
    card = await kit.shown(sara, second)
    assert "KVM:  50 % → 0 %  ▼ *−50*" in card.words
    assert "*Right:* 50 % → 100 %" in card.words
    assert "normalised gain 1.00" in card.words
    (image,) = [block for block in card.blocks if block["type"] == "image"]
    assert "Xen (correct): 50 % → 100 % (+50)" in image["alt_text"]
    first = await kit.shown(sara, poll)
    assert "Right: *Xen*, chosen by 1 (50 %)." in first.words
    assert "not shown yet" not in first.words
    assert {p.state for p in await polls(workspace, CLOSED)} == {CLOSED}


def assert_kept_back(card: Seen) -> None:
    """Nothing of it tells which answer is right: not its words, not its chart, not what is read aloud."""
    assert "The right answer is not shown yet." in card.words
    told = f"{card.words} {card.text} {json.dumps(card.blocks)}"
    assert not [mark for mark in ("Right:", "✓", "correct", ", right") if mark in told]


async def test_the_right_answer_shows_when_its_maker_says_so(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", correct=("2",))
    await voted(sara, poll, "KVM")
    await elena.presses("Close now", await panel(elena, poll))
    shown = await reads(elena, "Closed. The result")
    await workspace.settle()
    assert_kept_back(await kit.shown(sara, poll))
    await elena.presses("Show the right answer", shown)
    said = await reads(elena, "The right answer is in the channel")
    assert "Show the right answer" not in said.buttons
    await workspace.settle()
    assert "Right: *Xen*, chosen by 0 (0 %)." in (await kit.shown(sara, poll)).words


async def test_a_poll_can_be_closed_with_its_right_answer_at_once(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", correct=("2",))
    await voted(sara, poll, "Xen")
    await elena.presses("Close and show the answer", await panel(elena, poll))
    await reads(elena, "The result and the right answer")
    await workspace.settle()
    card = await kit.shown(sara, poll)
    assert "Right: *Xen*, chosen by 1 (100 %)." in card.words
    (image,) = [block for block in card.blocks if block["type"] == "image"]
    assert "Xen (correct): 1 · 100 %" in image["alt_text"]


async def test_whoever_made_a_poll_that_closes_by_itself_is_told_how_to_go_on(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    now = workspace.clock.now()
    poll = await kit.asked(
        workspace, SINGLE, "KVM", "Xen", correct=("2",), closes_at=now + timedelta(minutes=5)
    )
    await voted(sara, poll, "KVM")
    await workspace.later(minutes=6)
    assert_kept_back(await kit.shown(sara, poll))
    told = await elena.reads("has closed. The right answer is not shown yet")
    await elena.presses("Ask again…", told)
    await workspace.settle()
    assert "A second round" in (await elena.private(elena.dm))[-1].words
    await elena.presses("Show the right answer", told)
    await workspace.settle()
    assert "Right: *Xen*" in (await kit.shown(sara, poll)).words
    assert len([m for m in await elena.timeline(elena.dm) if "not shown yet" in m.words]) == 1
