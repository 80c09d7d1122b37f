"""A live quiz as a class plays it: lobby, questions, answers, scoreboard, podium; and what is told to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.listeners.quizzes import playing
from bot.services.quizzes.live.clicks import PlayRefused
from bot.services.quizzes.live.model import ENDED, REVEALED, Question, Quiz
from knowledge.entries import source_of
from knowledge.exchange.markup import as_plain
from tests.slack import live_kit as kit
from tests.slack.person import MAIN, Person
from tests.slack.workspace import Workspace

STAFF_ONLY = "Only instructors of this course can do that."


def _right(question: Question) -> str:
    option = question.poll.option(question.correct[0])
    assert option is not None
    return option.text


def _wrong(question: Question) -> str:
    return next(o.text for o in question.poll.options if o.id not in question.correct)


async def _current(workspace: Workspace) -> Question:
    return (await kit.kept(workspace))[1][-1]


async def test_a_quiz_is_played_from_lobby_to_podium_by_five(
    workspace: Workspace, elena: Person, sara: Person, tom: Person, aiko: Person, mina: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena)
    assert "A live quiz is about to begin" in quiz.words
    names = {}
    for person in (sara, tom, aiko):
        await person.presses("Join", quiz)
        said = await person.told()
        assert "You are in" in said.words
        names[person.name] = said.words.partition("You play as *")[2].partition("*")[0]
    await aiko.presses("Stay off the board", said)
    await workspace.settle()
    assert "3 players" in (await kit.lobby(sara)).words
    await kit.goes_on(workspace, elena, "Start")
    for number in (1, 2, 3):
        question = await _current(workspace)
        said = await kit.answers(sara, quiz, number, _right(question))
        assert f"You chose *{kit.letter_of(question, _right(question))}*" in said.words
        await sara.presses("Sure", said)
        await kit.answers(tom, quiz, number, _wrong(question))
        await kit.answers(aiko, quiz, number, _right(question))
        if number > 1:
            await kit.answers(mina, quiz, number, _right(question))
        await workspace.settle()
        shown = (await kit.questions(sara, quiz))[-1]
        assert f"{'3 of 3' if number == 1 else '4 of 4'} answered" in shown.words
        assert "█" not in shown.words
        await kit.goes_on(workspace, elena, "Show the answer")
        shown = (await kit.questions(sara, quiz))[-1]
        assert f"✓ *{kit.letter_of(question, _right(question))}*" in shown.words
        assert f"It says: {_right(question)}." in shown.words
        assert "*2 of 3* were right" in shown.words or number > 1
        await kit.goes_on(workspace, elena, "Next question" if number < 3 else "Finish: show the podium")  # fmt: skip
    stored, asked = await kit.kept(workspace)
    assert stored.state == ENDED
    totals = {one["user"]: one["points"] for one in stored.poll.result["extra"]["standings"]}
    assert totals == {sara.id: 3000, aiko.id: 3000, mina.id: 2000, tom.id: 0}
    assert [question.answers[sara.id].sure for question in asked] == [True, True, True]
    board = (await kit.lobby(tom)).words
    assert f"1st  *{names['sara']}*  3,000" in board
    assert names["aiko"] not in board
    assert "2nd" in board
    last = (await sara.replies(quiz))[-1]
    assert "The quiz is over" in last.words
    assert len(await sara.replies(quiz)) == 4
    await aiko.presses("My result", last)
    mine = await aiko.told(thread=quiz)
    assert "*3,000 points*, place 1 · 3 of 3 right" in mine.words


async def test_nothing_is_seen_before_the_lobby_is_opened_and_questions_are_dropped_and_swapped(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    before = len(workspace.posts)
    preview = await kit.formed(elena)
    assert "Nobody else sees this yet" in preview.words
    left_out = next(stem for stem, *_ in kit.QUESTIONS if stem not in preview.words)
    await elena.presses("Swap", preview, beside="")
    await workspace.settle()
    preview = (await elena.private())[-1]
    assert left_out in preview.words
    await elena.presses("Drop", preview)
    await workspace.settle()
    preview = (await elena.private())[-1]
    assert preview.words.count("✓ ") == 2
    await elena.presses("Undo", preview)
    await workspace.settle()
    preview = (await elena.private())[-1]
    assert preview.words.count("✓ ") == 3
    assert "Left out: " not in preview.words
    assert len(workspace.posts) == before
    await elena.presses("Discard", preview)
    await workspace.settle()
    assert "Nothing was posted" in (await elena.private())[-1].words
    assert len(workspace.posts) == before
    assert not [m for m in await sara.timeline(MAIN) if m.words.startswith("Live quiz")]


async def test_too_few_questions_says_how_many_there_are_and_how_to_get_more(
    workspace: Workspace, elena: Person
) -> None:
    await elena.types("/quiz live")
    nothing = await elena.told()
    assert "no approved question that can be asked live yet" in nothing.words
    assert "/quiz review" in nothing.words
    await kit.approved(workspace)
    await elena.types("/quiz live")
    window = await elena.sees_window("Live quiz")
    errors = await elena.submits(window, number="10")
    assert "only 4 approved questions" in errors["number"]
    assert "/quiz review" in errors["number"]
    errors = await elena.submits(window, number="3", topic="virtualisation of horses")
    assert "no approved question about virtualisation of horses" in errors["topic"]
    assert await elena.submits(window, number="3", topic="virtualization") == {}
    assert "virtualization" in (await elena.told()).words


async def test_time_ends_a_question_by_itself_and_a_late_click_is_refused_privately(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena, more=["speed"], seconds="20")
    await kit.goes_on(workspace, elena, "Start")
    question = await _current(workspace)
    await kit.answers(sara, quiz, 1, _wrong(question))
    await workspace.later(seconds=5)
    said = await kit.answers(sara, quiz, 1, _right(question))
    assert kit.letter_of(question, _right(question)) in said.words
    await workspace.later(seconds=19)
    await kit.look(workspace)
    stored, (question,) = await kit.kept(workspace)
    assert stored.state == REVEALED
    answer = question.answers[sara.id]
    assert (answer.right, answer.changed, 5 <= answer.took < 15) == (True, True, True)
    assert answer.points == round(500 + 500 * (1 - answer.took / 20))
    panel = await kit.panel(elena)
    assert "question 1 of 3 is answered" in panel.words
    assert "Next question" in panel.buttons


async def test_extra_time_is_for_who_has_it_and_others_who_click_then_are_told_privately(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await kit.approved(workspace)
    parts = workspace.bot.deps.polls.parts
    await workspace.bot.storage.bank.give_time(parts.workspace, parts.course, sara.id, 50)
    _, quiz = await kit.opened(workspace, elena, seconds="20")
    await sara.presses("Join", quiz)
    await kit.goes_on(workspace, elena, "Start")
    await kit.look(workspace)
    question = await _current(workspace)
    await workspace.later(seconds=24)
    late = await kit.answers(tom, quiz, 1, _right(question))
    assert "your click came too late" in late.words
    said = await kit.answers(sara, quiz, 1, _right(question))
    assert "You chose" in said.words
    await kit.look(workspace)
    stored, (question,) = await kit.kept(workspace)
    assert stored.state == REVEALED
    assert list(question.answers) == [sara.id]
    everybody = await elena.everything() + await tom.everything()
    assert "extra" not in everybody.casefold()


async def test_students_cannot_host_and_are_told_so_privately(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    await sara.types("/quiz live")
    assert (await sara.told()).words == STAFF_ONLY
    _, quiz = await kit.opened(workspace, elena)
    await sara.presses("Host controls", quiz)
    assert (await sara.told()).words == STAFF_ONLY
    assert await sara.windows() == []


async def test_a_second_quiz_in_the_channel_is_not_begun_the_panel_of_the_first_comes_back(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    early = await kit.formed(elena)
    await kit.opened(workspace, elena)
    await elena.presses("Open the lobby", early)
    refused = await elena.told()
    assert "There is a quiz in this channel already" in refused.words
    assert "any other instructor can end it" in refused.words
    await elena.types("/quiz live")
    again = await elena.told()
    assert "lobby · 0 players" in again.words
    await elena.presses("End", again, confirm="End it")
    await workspace.settle()
    await elena.types("/quiz live")
    await elena.sees_window("Live quiz")
    await elena.types("/quiz live", channel=elena.dm)
    assert "in the channel of the class" in (await elena.told(channel=elena.dm)).words


async def test_two_clicks_at_once_open_one_lobby_and_one_rehearsal(
    workspace: Workspace, elena: Person
) -> None:
    """The second one was told that a quiz of their own is in the way, and how to end it."""
    await kit.approved(workspace)
    preview = await kit.formed(elena)
    for label in ("Rehearse", "Open the lobby"):
        await workspace.at_once(elena.presses(label, preview), elena.presses(label, preview))
        await workspace.settle()
    assert not [m for m in await elena.private() if "already" in m.words]
    running = await workspace.bot.deps.quizzes.live.hosting.running()
    assert sorted(quiz.rehearsal for quiz in running) == [False, True]
    for where in (MAIN, elena.dm):
        assert len([m for m in await elena.timeline(where) if "Live quiz" in m.words]) == 1


async def test_a_quiz_is_paused_skipped_and_ended_and_what_was_played_is_kept(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena, seconds="20")
    await kit.goes_on(workspace, elena, "Start")
    question = await _current(workspace)
    await kit.answers(sara, quiz, 1, _right(question))
    await kit.goes_on(workspace, elena, "Pause")
    assert "Paused" in (await kit.questions(sara, quiz))[0].words
    assert "is paused" in (await kit.panel(elena)).words
    await workspace.later(seconds=60)
    said = await kit.answers(sara, quiz, 1, _wrong(question))
    assert "paused" in said.words
    await kit.goes_on(workspace, elena, "Go on")
    await kit.goes_on(workspace, elena, "Show the answer")
    await kit.goes_on(workspace, elena, "Next question")
    second = await _current(workspace)
    await kit.answers(sara, quiz, 2, _right(second))
    await kit.goes_on(workspace, elena, "Skip", confirm="Skip it")
    assert "Skipped" in (await kit.questions(sara, quiz))[1].words
    assert len(await kit.questions(sara, quiz)) == 3
    await kit.goes_on(workspace, elena, "End", confirm="End it")
    stored, asked = await kit.kept(workspace)
    assert stored.state == ENDED
    assert stored.poll.result["extra"]["standings"] == [{"user": sara.id, "points": 1000, "right": 1, "answered": 1}]  # fmt: skip
    assert [one.skipped for one in asked] == [False, True, True]
    assert "1 question of 3 played" in (await kit.lobby(sara)).words


async def test_a_quiz_goes_on_where_it_was_after_a_restart(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena, going="itself", number="3", seconds="20")
    await sara.presses("Join", quiz)
    name = (await sara.told()).words.partition("You play as *")[2].partition("*")[0]
    await kit.goes_on(workspace, elena, "Start")
    await kit.answers(sara, quiz, 1, _right(await _current(workspace)))
    await workspace.restart()
    await kit.answers(tom, quiz, 1, _right(await _current(workspace)))
    for _ in range(3):
        await workspace.later(seconds=25)
        await workspace.restart()
        await workspace.later(seconds=16)
        await workspace.time.wake()
        await workspace.settle()
    stored, asked = await kit.kept(workspace)
    assert (stored.state, len(asked)) == (ENDED, 3)
    assert sorted(asked[0].answers) == sorted([sara.id, tom.id])
    thread = await sara.replies(quiz)
    assert [m.words.splitlines()[0] for m in thread[:3]] == [f"*Question {n} of 3*" for n in (1, 2, 3)]  # fmt: skip
    assert len(thread) == 4
    assert f"*{name}*  1,000" in (await kit.lobby(sara)).words


async def test_the_hosts_panel_goes_on_where_it_stands_after_a_restart(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    await kit.opened(workspace, elena, seconds="20")
    await kit.goes_on(workspace, elena, "Start")
    await kit.look(workspace)
    before = await elena.private()
    await workspace.settle()
    await workspace.restart()
    await workspace.later(seconds=25)
    await kit.look(workspace)
    panel = await kit.panel(elena)
    assert "question 1 of 3 is answered" in panel.words
    assert "Next question" in panel.buttons
    assert len(await elena.private()) == len(before)
    await kit.goes_on(workspace, elena, "Next question")
    await workspace.settle()
    await workspace.restart()
    await workspace.settle()
    await workspace.start()
    await workspace.later(seconds=25)
    await kit.look(workspace)
    assert "question 2 of 3 is answered" in (await kit.panel(elena)).words


async def test_short_answers_stand_on_the_buttons_and_several_may_be_right(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    both = kit.item("Which are hypervisors?", "KVM", "Xen", "Docker", right=2)
    await kit.approved(workspace, [both, both, both])
    _, quiz = await kit.opened(workspace, elena)
    await kit.goes_on(workspace, elena, "Start")
    question = (await kit.questions(sara, quiz))[0]
    assert sorted(label.split()[-1] for label in question.buttons) == ["Docker", "KVM", "Xen"]
    await kit.answers(sara, quiz, 1, "KVM")
    await kit.answers(sara, quiz, 1, "Docker")
    await kit.answers(sara, quiz, 1, "Docker")
    said = await kit.answers(sara, quiz, 1, "Xen")
    assert "KVM" in said.words
    assert "Xen" in said.words
    await sara.presses("Not sure", said)
    await kit.goes_on(workspace, elena, "Show the answer")
    answer = (await _current(workspace)).answers[sara.id]
    assert (answer.points, answer.sure) == (1000, False)


async def test_another_instructor_takes_over_and_ends_it(
    workspace: Workspace, elena: Person, mina: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena)
    await kit.goes_on(workspace, elena, "Start")
    await kit.answers(sara, quiz, 1, _right(await _current(workspace)))
    await mina.types("/quiz live")
    panel = await mina.told()
    assert f"Hosted by <@{elena.id}>" in panel.words
    await mina.presses("Take over", panel)
    await workspace.settle()
    await kit.look(workspace)
    assert "You host it" in (await kit.panel(mina)).words
    assert f"Hosted by <@{mina.id}>" in (await kit.panel(elena)).words
    await kit.goes_on(workspace, mina, "Show the answer")
    await kit.goes_on(workspace, mina, "End", confirm="End it")
    stored, _ = await kit.kept(workspace)
    assert (stored.state, stored.poll.closed_by) == (ENDED, mina.id)
    assert stored.poll.result["extra"]["played"] == 1


async def test_in_the_channel_itself_questions_stand_one_below_the_other(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena, where="channel", number="2")
    await kit.goes_on(workspace, elena, "Start")
    asked = (await sara.timeline(MAIN))[-1]
    assert asked.words.startswith("*Question 1 of 2*")
    right = _right(await _current(workspace))
    await sara.presses(kit.letter(asked, right), asked)
    assert right in (await sara.told()).words
    await kit.goes_on(workspace, elena, "Show the answer")
    await kit.goes_on(workspace, elena, "Next question")
    await kit.goes_on(workspace, elena, "Show the answer")
    await kit.goes_on(workspace, elena, "Finish: show the podium")
    assert "The quiz is over" in (await sara.timeline(MAIN))[-1].words
    assert await sara.replies(quiz) == []


async def test_an_answer_shows_the_slide_that_it_comes_from_or_says_that_it_is_gone(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    slides = workspace.bot.deps.questions.course.known.slides.values()
    there = source_of(next(slide for slide in slides if slide.title and slide.bullets))
    await kit.approved(workspace, [kit.item("What runs?", "This", "That")], there)
    _, quiz = await kit.opened(workspace, elena, number="1")
    await kit.goes_on(workspace, elena, "Start")
    early = {"actions": [{"value": (await _current(workspace)).poll.id}], "trigger_id": "1.2"}
    with pytest.raises(PlayRefused):  # no button leads there before: the slide has the answer
        await playing.slide(workspace.bot.deps, early)
    await kit.goes_on(workspace, elena, "Show the answer")
    await sara.presses("Show slide", (await kit.questions(sara, quiz))[0])
    window = await sara.sees_window(f"Slide {there.slide}" if there.slide is not None else "Slide")
    assert there.title in window.words


async def test_two_lecterns_beside_each_other_play_one_quiz_once(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena, going="itself", seconds="20")
    await workspace.start()
    await sara.presses("Join", quiz)
    await tom.presses("Join", quiz)
    await workspace.settle()
    await kit.goes_on(workspace, elena, "Start")
    for number in (1, 2, 3):
        await kit.answers(sara, quiz, number, _right(await _current(workspace)))
        await workspace.later(seconds=23)
        await workspace.later(seconds=16)
        await workspace.time.wake()
        await workspace.settle()
    stored, asked = await kit.kept(workspace)
    assert (stored.state, len(asked)) == (ENDED, 3)
    totals = {one["user"]: one["points"] for one in stored.poll.result["extra"]["standings"]}
    assert totals == {sara.id: 3000, tom.id: 0}
    said = [m.words.splitlines()[0] for m in await sara.replies(quiz)]
    assert said[:3] == [f"*Question {n} of 3*" for n in (1, 2, 3)]
    assert len(said) == 4


async def test_a_question_that_was_rejected_since_the_quiz_was_drafted_does_not_reach_the_class(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    preview = await kit.formed(elena, number="3")
    bank, parts = workspace.bot.storage.bank, workspace.bot.deps.polls.parts
    (draft,) = await parts.polls.of_course(
        parts.workspace, parts.course, states=("draft",), kinds=("quiz",)
    )
    (bad,) = await bank.several(parts.workspace, [Quiz.of(draft).questions[0].bank_id])
    await bank.change(bad, replace(bad, state="rejected"))
    await elena.presses("Open the lobby", preview)
    await workspace.settle()
    shown = (await elena.private())[-1]
    assert "look at it once more" in shown.words
    assert as_plain(bad.item.stem) not in shown.words
    await elena.presses("Open the lobby", shown)
    await workspace.settle()
    assert "2 questions" in (await kit.lobby(sara)).words
