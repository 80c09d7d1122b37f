"""Polls with several people: voting, changing one's mind, and what each is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.services.polls.ports import (
    CLOSED,
    MULTI,
    RANKED,
    SCALE,
    SINGLE,
    TEXT,
    WORDS,
    Poll,
)
from bot.services.polls.tally import Tally
from tests.slack import polls_kit as kit
from tests.slack.person import Person
from tests.slack.workspace import Workspace


async def close(workspace: Workspace, poll: Poll) -> Tally:
    """By the clock."""
    parts = workspace.bot.deps.polls.parts
    now = await kit.stored(workspace, poll)
    assert await parts.polls.change(now, replace(now, closes_at=parts.clock.now()))
    await workspace.bot.poll_times.tick()
    await workspace.settle()
    return Tally.from_json((await kit.stored(workspace, poll)).result)


async def test_a_click_is_a_vote_and_everybody_sees_the_count(
    workspace: Workspace, sara: Person, tom: Person, mina: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", "VirtualBox")
    card = await kit.shown(sara, poll)
    assert "Nobody has voted yet" in card.words
    await sara.presses("Vote", card, beside="Xen")
    said = await sara.told()
    assert "You chose *Xen*" in said.words
    assert said.private
    await tom.presses("Vote", card, beside="Xen")
    await mina.presses("Vote", card, beside="KVM")
    await workspace.settle()
    card = await kit.shown(tom, poll)
    assert "3 people voted" in card.words
    assert "*2*  (67 %)" in card.words
    assert "Xen: 2 votes, 67 %" in card.text
    tally = await close(workspace, poll)
    assert tally.counts == {"1": 1, "2": 2, "3": 0}
    card = await kit.shown(tom, poll)
    assert "*Xen* has the most votes: 2 of 3" in card.words
    assert "Vote" not in card.buttons


async def test_a_mind_may_be_changed_and_a_vote_taken_back(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    card = await kit.shown(sara, poll)
    await sara.presses("Vote", card, beside="KVM")
    await sara.told()
    await sara.presses("Vote", card, beside="Xen")
    said = await sara.told()
    await tom.presses("Vote", card, beside="KVM")
    await tom.told()
    await sara.presses("Your vote", card)
    assert "You chose *Xen*" in (await sara.told()).words
    await sara.presses("Take back", said)
    await workspace.settle()
    assert "1 person voted" in (await kit.shown(sara, poll)).words
    assert any("taken back" in m.words for m in await sara.private())
    tally = await close(workspace, poll)
    assert (tally.voters, tally.counts) == (1, {"1": 1, "2": 0})


async def test_of_several_choices_no_more_than_the_limit(
    workspace: Workspace, sara: Person
) -> None:
    poll = await kit.asked(workspace, MULTI, "KVM", "Xen", "Hyper-V", most=2)
    card = await kit.shown(sara, poll)
    await sara.presses("Vote", card, beside="KVM")
    assert "1 more if you like" in (await sara.told()).words
    await sara.presses("Vote", card, beside="Hyper-V")
    assert "*KVM* and *Hyper-V*" in (await sara.told()).words
    await sara.presses("Vote", card, beside="Xen")
    assert "You may choose 2" in (await sara.told()).words
    await sara.presses("Vote", card, beside="KVM")
    assert "You chose *Hyper-V*" in (await sara.told()).words
    tally = await close(workspace, poll)
    assert (tally.voters, tally.counts) == (1, {"1": 0, "2": 0, "3": 1})


async def test_a_ranking_grows_click_by_click_and_ends_in_rounds(
    workspace: Workspace, sara: Person, tom: Person, mina: Person, aiko: Person, elena: Person
) -> None:
    poll = await kit.asked(workspace, RANKED, "KVM", "Xen", "Hyper-V")
    card = await kit.shown(sara, poll)
    await sara.presses("Rank", card, beside="KVM")
    said = await sara.told()
    assert "1. KVM" in said.words
    await sara.presses("Xen", said)
    await workspace.settle()
    (said,) = await sara.private()
    assert "1. KVM\n2. Xen" in said.words
    for person, first in ((tom, "KVM"), (mina, "Xen"), (aiko, "Xen"), (elena, "Hyper-V")):
        await person.presses("Rank", card, beside=first)
        await person.told()
    await elena.presses("Rank", card, beside="Xen")
    assert "1. Hyper-V\n2. Xen" in (await elena.told()).words
    tally = await close(workspace, poll)
    assert tally.winners == ("2",)
    words = (await kit.shown(sara, poll)).words
    assert "*Xen* wins after 2 rounds" in words
    assert "1. KVM *2*, Xen *2*, Hyper-V *1*; Hyper-V leaves" in words


async def test_numbers_of_a_scale(workspace: Workspace, sara: Person, tom: Person) -> None:
    poll = await kit.asked(workspace, SCALE, low="too slow", high="too fast", question="Pace?")
    card = await kit.shown(sara, poll)
    assert "*1* too slow · *5* too fast" in card.words
    await sara.presses("2", card)
    assert "You chose *2* of 5" in (await sara.told()).words
    await tom.presses("5", card)
    await workspace.settle()
    assert "The mean is *3.5*, the median *3.5*." in (await kit.shown(sara, poll)).words
    assert (await close(workspace, poll)).mean == 3.5


async def test_answers_and_words_are_written_in_the_message(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, WORDS, question="What was today about?")
    card = await kit.shown(sara, poll)
    await sara.presses("Send", card, wrote="TLB, paging")
    assert "*TLB* and *paging*" in (await sara.told()).words
    await tom.presses("Send", card, wrote="tlb")
    await tom.told()
    await tom.presses("Send", card, wrote="")
    assert "I saw no answer" in (await tom.told()).words
    await workspace.settle()
    workspace.made_public("tlb")
    workspace.made_public("TLB, paging")
    assert "2  ·  *paging* 1" in (await kit.shown(tom, poll)).words
    assert (await close(workspace, poll)).counts == {}
    text = await kit.asked(workspace, TEXT, question="What is unclear?")
    card = await kit.shown(sara, text)
    await sara.presses("Send", card, wrote="How <!channel> paging works")
    assert "Your answer: “How <!channel> paging works”" in (await sara.told()).words
    workspace.made_public("How <!channel> paging works")
    await close(workspace, text)
    card = await kit.shown(tom, text)
    assert "• How &lt;!channel&gt; paging works" in card.markup


async def test_a_click_after_closing_changes_nothing_and_says_so(
    workspace: Workspace, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", closes_after=600)
    card = await kit.shown(sara, poll)
    workspace.clock.move_to(poll.made_at.replace(hour=20))  # no tick has closed it yet
    await sara.presses("Vote", card, beside="Xen")
    assert "This poll is closed" in (await sara.told()).words
    await workspace.later(seconds=5)
    found = await kit.stored(workspace, poll)
    assert (found.state, found.result["voters"]) == (CLOSED, 0)
    assert "Nobody voted" in (await kit.shown(sara, poll)).words


async def test_buttons_from_before_an_edit_and_a_restart(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", "Bochs")
    card = await kit.shown(sara, poll)
    await workspace.restart()
    await sara.presses("Vote", card, beside="Xen")
    assert "You chose *Xen*" in (await sara.told()).words
    parts = workspace.bot.deps.polls.parts
    now = await kit.stored(workspace, poll)
    gone = replace(now.options[1], removed=True)
    async with asyncio.TaskGroup() as doing:
        doing.create_task(tom.presses("Vote", card, beside="Xen"))
        async with workspace.on_its_way(1):
            changed = replace(now, options=(now.options[0], gone, now.options[2]))
            await parts.polls.change(now, changed)
    assert "taken out of the poll; choose again" in (await tom.told()).words
    await workspace.settle()
    card = await kit.shown(tom, poll)
    assert "Xen" not in card.words
    assert "Nobody has voted yet" in card.words
    await sara.presses("Your vote", card)
    assert "was taken out" in (await sara.told()).words


async def test_names_by_option_are_told_of_a_named_poll_only(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    card = await kit.shown(sara, poll)
    await sara.presses("Vote", card, beside="Xen")
    await sara.told()
    await tom.presses("Who voted", card)
    said = await tom.told()
    assert f"*Xen* (1)\n<@{sara.id}>" in said.words
    assert "*KVM* (0)\n_nobody_" in said.words
    secret = await kit.asked(workspace, SINGLE, "KVM", "Xen", anonymous=True)
    assert "Who voted" not in (await kit.shown(sara, secret)).buttons


@pytest.mark.parametrize(("kind", "options"), [(SINGLE, ("KVM", "Xen")), (TEXT, ())])
async def test_while_results_are_hidden_who_voted_names_people_and_no_choices(
    workspace: Workspace, sara: Person, tom: Person, elena: Person, kind: str, options: list[str]
) -> None:
    poll = await kit.asked(workspace, kind, *options, hidden=True)
    card = await kit.shown(sara, poll)
    assert "shows who chose what once it is closed" in card.words
    if options:
        await sara.presses("Vote", card, beside="Xen")
    else:
        await sara.presses("Send", card, wrote="Xen")
        workspace.made_public("Xen")
    await sara.told()
    for curious in (tom, elena):
        await curious.presses("Who voted", card)
        said = (await curious.told()).words
        assert f"<@{sara.id}>" in said
        assert "What they chose is shown when the poll closes." in said
        assert "Xen" not in said
    await close(workspace, poll)
    await tom.presses("Who voted", await kit.shown(tom, poll))
    assert "Xen" in (await tom.told()).words


async def test_voters_add_options_where_they_may(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", adding=True)
    card = await kit.shown(sara, poll)
    await sara.presses("Add an option", card)
    window = await sara.sees_window("Add an option")
    assert await sara.submits(window, option=" kvm") == {
        "option": "That option is there already. Vote for it in the poll."
    }
    assert not await sara.submits(window, option="<!channel> *Bochs*")
    assert "Added" in (await sara.told()).words
    await workspace.settle()
    workspace.made_public("<!channel> *Bochs*")
    card = await kit.shown(tom, poll)
    assert "&lt;!channel&gt;" in card.markup
    await tom.presses("Vote", card, beside="Bochs")
    assert "Bochs" in (await tom.told()).words
    found = await kit.stored(workspace, poll)
    assert [o.text for o in found.options] == ["KVM", "Xen", "<!channel> *Bochs*"]


async def test_who_is_not_in_the_channel_cannot_vote(workspace: Workspace, sara: Person) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    card = await kit.shown(sara, poll)
    workspace.playground.world.channels[kit.CLASS].members.remove(sara.id)
    await sara.presses("Vote", card, beside="Xen")
    assert "Only members of the channel can vote" in (await sara.told()).words


@pytest.mark.parametrize("voters", [4, 5])
async def test_few_voters_of_an_anonymous_poll_are_not_told_apart(
    workspace: Workspace, voters: int
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen", anonymous=True)
    people = list(workspace.people.values())[:voters]
    card = await kit.shown(people[0], poll)
    for person in people:
        await person.presses("Vote", card, beside="Xen")
        await person.told()
    await workspace.settle()
    words = (await kit.shown(people[0], poll)).words
    assert f"{voters} people voted" in words
    assert ("(100 %)" in words) == (voters == 5)
    await close(workspace, poll)
    assert "(100 %)" in (await kit.shown(people[0], poll)).words


async def test_a_poll_that_nobody_clicked_opens_and_closes_by_the_clock(
    workspace: Workspace, sara: Person
) -> None:
    now = workspace.clock.now()
    parts = workspace.bot.deps.polls.parts
    draft = await kit.kept(workspace, SINGLE, "KVM", "Xen", closes_after=600)
    at = now.replace(hour=19)
    assert await parts.polls.change(draft, replace(draft, state="scheduled", opens_at=at))
    assert len(workspace.posts) == 0
    await workspace.move_to(at)
    poll = await kit.stored(workspace, draft)
    card = await kit.shown(sara, poll)
    await sara.presses("Vote", card, beside="Xen")
    await workspace.later(minutes=11)
    assert "*Xen* has the most votes" in (await kit.shown(sara, poll)).words


async def test_a_deleted_message_is_told_to_its_maker_who_may_post_it_again(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "KVM", "Xen")
    card = await kit.shown(sara, poll)
    await sara.presses("Vote", card, beside="Xen")
    await workspace.settle()
    assert poll.ts is not None
    workspace.playground.hub.delete(workspace.playground.world.channels[kit.CLASS], poll.ts)
    workspace.foresee("chat.update", "message_not_found")
    workspace.bot.deps.polls.parts.redraw(poll.id)
    notice = await elena.reads("Somebody deleted the message of your poll")
    await elena.presses("Post it again", notice)
    await elena.presses("Post it again", notice)
    await workspace.settle()
    again = await kit.stored(workspace, poll)
    assert again.ts not in (None, poll.ts)
    card = await kit.shown(sara, again)
    assert "1 person voted" in card.words
    assert len([m for m in await sara.timeline(kit.CLASS) if "type-1" in m.words]) == 1


async def test_a_poll_that_slack_refuses_is_told_to_its_maker(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    workspace.fail_next("chat.postMessage", "not_in_channel")
    draft = await kit.kept(workspace, SINGLE, "KVM", "Xen")
    await kit.posted(workspace, draft)
    notice = await elena.reads("I could not post your poll")
    assert "/invite @Lectern" in notice.words
    await elena.presses("Post it again", notice)
    await workspace.settle()
    assert "KVM" in (await kit.shown(sara, await kit.stored(workspace, draft))).words


async def test_two_replicas_post_count_and_close_a_poll_once(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    if workspace.mode == "socket":
        await workspace.start()  # by HTTP only one of them is reached
    draft = await kit.kept(workspace, SINGLE, "KVM", "Xen", anonymous=True, closes_after=600)
    await kit.posted(workspace, draft)
    poll = await kit.stored(workspace, draft)
    card = await kit.shown(sara, poll)
    for person in (sara, tom, sara):
        await person.presses("Vote", card, beside="Xen")
        await person.told()
    await workspace.later(minutes=11)
    found = await kit.stored(workspace, poll)
    assert (found.state, found.result["voters"]) == (CLOSED, 2)
    posts = [post for post in workspace.posts if "type-1" in post.request["text"]]
    assert len(posts) == 1
    assert "*Xen* has the most votes: 2 of 2" in (await kit.shown(tom, poll)).words
