"""Practising, as a student does it: in private, inline, over days."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.blocks.answers import Message
from bot.delivery.slack import ResponseRefused
from knowledge.exchange import Choice, Item, Kind, Pair, Text
from tests.decks import TIDES, pdf
from tests.slack import quiz_kit as kit
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.test_teaching import report_on
from tests.slack.workspace import Workspace

KVM = kit.choice("Which of these is a type-1 hypervisor?", "KVM", "VirtualBox", says="KVM is one.")
XEN = kit.choice("What does Xen run its guests in?", "domains", "containers")
TWO = f"/quiz lecture {kit.LECTURE}"


async def test_a_practice_from_the_first_question_to_the_summary(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    """Each step takes the place of the one before it, for Sara alone."""
    await kit.banked(workspace, KVM, XEN)
    await sara.types(TWO)
    first = await kit.reads(sara, "Question 1 of 2")
    assert "Which of these is a type-1 hypervisor?" in first.words
    assert {"KVM", "VirtualBox", "I don't know", "Stop"} == set(first.buttons)
    outcome = await kit.answers(sara, "VirtualBox", first)
    assert "Not quite. You were sure" in outcome.words.replace("*", "")
    assert "✓  KVM" in outcome.words
    assert "✗  VirtualBox  (your answer)" in outcome.words
    assert "KVM is one." in outcome.words
    assert "I'll ask you again tomorrow." in outcome.words
    assert f"Lecture {kit.LECTURE}, slide 1" in outcome.words
    await sara.presses("Next question", outcome)
    second = await kit.reads(sara, "Question 2 of 2")
    outcome = await kit.answers(sara, "domains", second, sure=False)
    assert "*Right*, though you were not sure." in outcome.words
    await sara.presses("See how it went", outcome)
    summary = await kit.reads(sara, "You answered 2 questions.")
    assert "1 was right" in summary.words
    assert "You were sure, and it is otherwise" in summary.words
    assert "Which of these is a type-1 hypervisor?" in summary.words
    assert "Next: 2 questions tomorrow." in summary.words
    assert len(await sara.private(MAIN)) == 1
    assert await tom.private(MAIN) == []
    assert workspace.posts == []


async def test_what_was_wrong_comes_again_the_next_day_and_home_says_so(
    workspace: Workspace, sara: Person
) -> None:
    await kit.banked(workspace, KVM)
    await sara.types(TWO)
    await kit.answers(sara, "VirtualBox", await kit.reads(sara, "Question 1 of 1"))
    await sara.types(TWO)
    assert (
        "You answered all there is about lecture 2 today. Next: 1 question tomorrow."
        in (await kit.reads(sara, "all there is")).words
    )
    await workspace.later(days=1)
    await sara.opens_app("home")

    async def due() -> bool | None:
        return "1 question due." in (await sara.sees_home()).words or None

    await sara.until(due, "what is due on the Home tab")
    await sara.presses("Practise", await sara.sees_home())
    asked = await sara.reads("Question 1 of")
    assert asked.channel == sara.dm
    assert "KVM" in asked.buttons


async def test_in_the_direct_message_a_question_is_a_message_that_stays(
    workspace: Workspace, sara: Person
) -> None:
    await kit.banked(workspace, KVM)
    await sara.types(TWO, channel=sara.dm)
    asked = await sara.reads("Question 1 of 1")
    await sara.presses("KVM", asked)

    async def chosen() -> bool | None:
        (message,) = await sara.timeline(sara.dm)
        return "✓ KVM" in message.buttons or None

    await sara.until(chosen, "KVM chosen")
    (message,) = await sara.timeline(sara.dm)
    await sara.presses("Sure", message)
    outcome = await sara.reads("*Right.*")
    assert outcome.ts == message.ts
    assert await sara.private(sara.dm) == []


async def test_asked_in_words_it_asks_in_the_thread(workspace: Workspace, sara: Person) -> None:
    await kit.banked(workspace, KVM, XEN)
    said = await sara.writes("Quiz me on xen please")
    asked = await sara.hears(said)
    assert "What does Xen run its guests in?" in asked.words
    await sara.presses("domains", asked)

    async def chosen() -> bool | None:
        return "✓ domains" in (await sara.hears(said)).buttons or None

    await sara.until(chosen, "domains chosen")
    await sara.presses("Sure", await sara.hears(said))

    async def told() -> bool | None:
        return "*Right.*" in (await sara.hears(said)).words or None

    await sara.until(told, "that it is right")
    assert len(await sara.answers(said)) == 1


async def test_of_two_clicks_one_counts_and_old_buttons_tell_what_came_of_it(
    workspace: Workspace, sara: Person
) -> None:
    await kit.banked(workspace, KVM, XEN)
    await sara.types(TWO)
    await kit.reads(sara, "Question 1 of 2")
    await sara.types(TWO)
    old, copy = await sara.told(), await kit.reads(sara, "Going on where you were.")
    await sara.presses("KVM", copy)
    chosen = await kit.chosen(sara, "KVM")
    await workspace.at_once(sara.presses("Sure", chosen), sara.presses("Not sure", chosen))
    await kit.reads(sara, "I'll ask you again")
    await workspace.settle()
    parts = workspace.bot.deps.quizzes.practising.parts
    given = await parts.practice.given(parts.workspace, parts.course, sara.id)
    assert len(given) == 1
    await sara.presses("VirtualBox", old)
    await workspace.settle()
    first, second = await sara.private(MAIN)
    assert first.words == second.words
    assert await parts.practice.given(parts.workspace, parts.course, sara.id) == given
    await sara.presses("Next question", second)
    await kit.reads(sara, "Question 2 of 2")


async def test_a_question_that_is_off_reaches_the_teachers(
    workspace: Workspace, sara: Person
) -> None:
    (question,) = await kit.banked(workspace, KVM)
    await sara.types(TWO)
    outcome = await kit.answers(sara, "KVM", await kit.reads(sara, "Question 1 of 1"))
    await sara.presses("This question is off", outcome)
    asks = await kit.reads(sara, "Would you say what is off?")
    bank = workspace.bot.storage.bank
    assert len(await bank.flags(question.workspace, question.id)) == 1
    await sara.presses("It is unclear", asks)
    await kit.reads(sara, "Noted, thank you.")
    (flag,) = await bank.flags(question.workspace, question.id)
    assert flag.reason == "unclear"


async def test_the_slide_is_shown_in_a_window(workspace: Workspace, sara: Person) -> None:
    slides = workspace.bot.deps.questions.course.build.slides
    slide = next(s for s in slides if "KVM" in s.title and s.bullets)
    item = kit.choice("Which zorkmid is in the kernel?", "KVM", "VirtualBox")
    await kit.banked(workspace, item, title=slide.title)
    await sara.types("/quiz zorkmid")
    asked = await kit.reads(sara, "Which zorkmid is in the kernel?")
    outcome = await kit.answers(sara, "KVM", asked)
    await sara.presses("Show slide", outcome)

    async def look() -> str | None:
        stack = await sara.windows()
        return stack[-1].words if stack else None

    assert slide.bullets[0].text[:20] in await sara.until(look, "the slide")


async def test_what_was_wrong_opens_its_slide_and_what_was_right_does_not(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    """The picture follows where it has to be drawn first; it is there at once the next time."""
    await report_on(elena, await elena.drops(("tides.pdf", pdf(TIDES))))
    neap = kit.choice("What are the weakest zorkmid tides called?", "neap tides", "spring tides")
    again = kit.choice("When do zorkmid tides occur?", "at right angles", "at full moon")
    await kit.banked(workspace, neap, again, title="Neap tides")
    await sara.types("/quiz zorkmid")

    async def pictured() -> Seen | None:
        found = [m for m in await sara.private(MAIN) if "image" in {b["type"] for b in m.blocks}]
        return found[0] if found else None

    first = await kit.reads(sara, "Question 1 of 2")
    label: str = next(each for each in ("spring tides", "at full moon") if each in first.buttons)
    outcome = await kit.answers(sara, label, first)
    outcome = await sara.until(pictured, "the slide's picture")
    await sara.presses("Next question", outcome)
    second = await kit.reads(sara, "Question 2 of 2")
    label = next(each for each in ("neap tides", "at right angles") if each in second.buttons)
    right = await kit.answers(sara, label, second)
    assert "image" not in {block["type"] for block in right.blocks}
    assert len(workspace.calls("files.completeUploadExternal")) == 1


async def test_an_edited_question_is_shown_anew_before_it_counts(
    workspace: Workspace, sara: Person
) -> None:
    (question,) = await kit.banked(workspace, KVM)
    await sara.types(TWO)
    await sara.presses("KVM", await kit.reads(sara, "Question 1 of 1"))
    chosen = await kit.chosen(sara, "KVM")
    bank = workspace.bot.storage.bank
    item = replace(KVM, stem=Text("Which of these is in the kernel?"))
    assert await bank.change(question, replace(question, item=item))
    await sara.presses("Sure", chosen)
    again = await kit.reads(sara, "Your teachers changed this question a moment ago.")
    assert "Which of these is in the kernel?" in again.words
    assert "*Right.*" in (await kit.answers(sara, "KVM", again)).words


async def test_words_and_pairs_are_answered_in_the_message(
    workspace: Workspace, sara: Person
) -> None:
    short = Item(Kind.SHORT, Text("What does KVM stand for?"), (Choice(Text("Kernel-based Virtual Machine"), 100.0),))  # fmt: skip
    pairs = (Pair(Text("KVM"), "type 1"), Pair(Text("VirtualBox"), "type 2"))
    matching = Item(Kind.MATCHING, Text("Put together what belongs together."), pairs=pairs)
    await kit.banked(workspace, short, matching)
    await sara.types(TWO)
    first = await kit.reads(sara, "What does KVM stand for?")
    await sara.presses("Sure", first)
    await kit.reads(sara, "Write your answer first.")
    await sara.presses("Sure", first, wrote="kernel based virtual machine")
    wrong = await kit.reads(sara, "I'll ask you again")
    assert "Not quite" in wrong.words
    assert "✓  Kernel-based Virtual Machine" in wrong.words
    await sara.presses("Next question", wrong)
    second = await kit.reads(sara, "Put together what belongs together.")
    fields = list(second.inputs)
    await sara.presses("Not sure", second, **dict.fromkeys(fields, "type 1"))
    outcome = await kit.reads(sara, "*Partly right:* 50 %.")
    assert "✓  KVM: type 1" in outcome.words
    assert "✗  VirtualBox: type 1; it is type 2" in outcome.words


async def test_who_does_not_know_is_told(workspace: Workspace, sara: Person) -> None:
    short = Item(Kind.SHORT, Text("What is KVM?"), (Choice(Text("a hypervisor"), 100.0),))
    await kit.banked(workspace, short, XEN)
    await sara.types(TWO)
    await sara.presses("I don't know", await kit.reads(sara, "What is KVM?"))
    outcome = await kit.reads(sara, "*Now you know.*")
    assert "✓  a hypervisor" in outcome.words
    assert "(your answer)" not in outcome.words
    await sara.presses("Next question", outcome)
    await sara.presses("I don't know", await kit.reads(sara, "What does Xen run its guests in?"))
    assert "✓  domains" in (await kit.reads(sara, "*Now you know.*")).words


async def test_several_right_ones_are_chosen_one_by_one(workspace: Workspace, sara: Person) -> None:
    item = Item(
        Kind.MULTIPLE,
        Text("Which are hypervisors?"),
        (Choice(Text("KVM"), 50.0), Choice(Text("Xen"), 50.0), Choice(Text("bash"), -100.0)),
    )
    await kit.banked(workspace, item)
    await sara.types(TWO)
    await sara.presses("KVM", await kit.reads(sara, "Which are hypervisors?"))
    await sara.presses("Xen", await kit.chosen(sara, "KVM"))
    both = await kit.chosen(sara, "Xen")
    assert "✓ KVM" in both.buttons
    await sara.presses("Sure", both)
    assert "*Right.*" in (await kit.reads(sara, "I'll ask you again")).words


async def test_a_topic_that_does_not_exist_gets_the_nearest_offered(
    workspace: Workspace, sara: Person
) -> None:
    await kit.banked(workspace, KVM, XEN)
    await sara.types("/quiz marmalade")
    said = await kit.reads(sara, "I have no question about “marmalade”. The closest I have:")
    assert said.buttons
    await sara.types("/quiz lecture 99")
    assert "I have nothing to ask about lecture 99." in (await kit.reads(sara, "lecture 99")).words


async def test_stats_of_an_empty_bank_offer_nothing_to_press(
    workspace: Workspace, sara: Person
) -> None:
    await sara.types("/quiz stats")
    assert "Practise" not in (await kit.reads(sara, "nothing to practise just now")).buttons


async def test_stats_limits_and_forgetting(workspace: Workspace, sara: Person) -> None:
    await kit.banked(workspace, KVM)
    await sara.types("/quiz stats")
    await kit.reads(sara, "You have not practised yet.")
    await sara.types(TWO)
    await kit.answers(sara, "VirtualBox", await kit.reads(sara, "Question 1 of 1"))
    await sara.types("/quiz stats")
    stats = await kit.reads(sara, "Nothing is due.")
    assert re.search(r"^2 +\| 1 of 1 +\| 0 %", stats.words, re.M)
    (image,) = [block for block in stats.blocks if block["type"] == "image"]
    assert "Today 0" in image["alt_text"]
    assert await sara.sees_file(image["slack_file"]["id"])
    await sara.presses("My limits", stats)
    limits = await kit.reads(sara, "At most 30 questions a day")
    await sara.picks("20 new ones a day", limits)
    await kit.reads(sara, "Changed. *At most 30 questions a day*, 20 of them new.")
    await sara.types("/quiz erase")
    asks = await kit.reads(sara, "Erase what I keep of you in quizzes?")
    await sara.presses("Erase all of it", asks, confirm="Erase it")
    await kit.reads(sara, "Nothing of your practice is kept any more.")
    await sara.types("/quiz stats")
    await kit.reads(sara, "You have not practised yet.")


async def test_stats_are_told_in_words_where_no_picture_can_be_made(
    workspace: Workspace, sara: Person
) -> None:
    await kit.banked(workspace, KVM)
    await sara.types(TWO)
    await kit.answers(sara, "VirtualBox", await kit.reads(sara, "Question 1 of 1"))
    workspace.fail_next("files.getUploadURLExternal", "internal_error")
    await sara.types("/quiz stats")
    stats = await kit.reads(sara, "Due in the next days:")
    assert [block for block in stats.blocks if block["type"] == "image"] == []


async def test_stats_whose_picture_slack_refuses_are_told_in_words_and_it_is_made_anew(
    workspace: Workspace, sara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the file was deleted since: Lectern keeps what it uploaded for the next time."""
    await kit.banked(workspace, KVM)
    await sara.types(TWO)
    await kit.answers(sara, "VirtualBox", await kit.reads(sara, "Question 1 of 1"))
    slack = workspace.bot.deps.slack
    answer = slack.respond

    async def refusing(url: str, message: Message, **how: Any) -> None:
        if any(block["type"] == "image" for block in message.blocks):
            raise ResponseRefused("the response URL answered 404")
        await answer(url, message, **how)

    with monkeypatch.context() as lost:
        lost.setattr(slack, "respond", refusing)
        await sara.types("/quiz stats")
        stats = await kit.reads(sara, "Due in the next days:")
    before = set(workspace.playground.world.files)
    await sara.presses("My limits", stats)
    await kit.reads(sara, "At most 30 questions a day")
    await sara.types("/quiz stats")
    await workspace.settle()
    (made,) = set(workspace.playground.world.files) - before
    assert await sara.sees_file(made)


async def test_a_restart_in_the_middle_goes_on_where_it_was(
    workspace: Workspace, sara: Person
) -> None:
    await kit.banked(workspace, KVM, XEN)
    await sara.types(TWO)
    await sara.presses("KVM", await kit.reads(sara, "Question 1 of 2"))
    chosen = await kit.chosen(sara, "KVM")
    await workspace.restart()
    await sara.presses("Sure", chosen)
    await sara.presses("Next question", await kit.reads(sara, "*Right.*"))
    await kit.reads(sara, "Question 2 of 2")
    await sara.types("/quiz")
    assert "Going on where you were." in (await kit.reads(sara, "Going on")).words
