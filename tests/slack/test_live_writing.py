"""Questions of a live quiz that a class answers by writing."""

from __future__ import annotations

from decimal import Decimal

from knowledge.exchange import Choice, Item, Kind, Number, Text
from tests.slack import live_kit as kit
from tests.slack.person import Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

TERM = Item(
    Kind.SHORT,
    Text("What turns Linux into a hypervisor?"),
    (Choice(Text("KVM"), 100.0), Choice(Text("Kernel-based Virtual Machine"), 100.0)),
    feedback=Text("KVM turns Linux into a hypervisor."),
)
RINGS = Item(
    Kind.NUMERICAL,
    Text("How many rings has x86?"),
    numbers=(Number(Decimal(4), Decimal("0.5")),),
)


async def _sends(person: Person, quiz: Seen, number: int, text: str) -> Seen:
    """Write into the field of a question and send it; what one is told."""
    question = (await kit.questions(person, quiz))[number - 1]
    await person.presses("Send", question, wrote=text)
    return await person.told(thread=quiz)


async def test_a_class_writes_and_sees_what_is_right_and_what_several_wrote(
    workspace: Workspace, elena: Person, sara: Person, tom: Person, aiko: Person, mina: Person
) -> None:
    await kit.approved(workspace, [TERM])
    preview = await kit.formed(elena, number="1")
    assert "✓ KVM; Kernel-based Virtual Machine" in preview.words
    await elena.presses("Open the lobby", preview)
    await workspace.settle()
    quiz = await kit.lobby(elena)
    await kit.goes_on(workspace, elena, "Start")
    said = await _sends(sara, quiz, 1, "Xen <!channel>")
    assert "You wrote “Xen <!channel>”" in said.words
    said = await _sends(sara, quiz, 1, " kvm. ")
    assert "You wrote “kvm.”" in said.words
    await sara.presses("Sure", said)
    for person, text in ((tom, "xen"), (aiko, "Xen"), (mina, "a secret of mine")):
        await _sends(person, quiz, 1, text)
    await workspace.settle()
    shown = (await kit.questions(sara, quiz))[0]
    assert "4 of 4 answered" in shown.words
    assert "✓" not in shown.words
    assert "Xen" not in shown.words
    await kit.goes_on(workspace, elena, "Show the answer")
    shown = (await kit.questions(sara, quiz))[0]
    assert "✓ *KVM*  ·  also right: “Kernel-based Virtual Machine”" in shown.words
    assert "“Xen”" in shown.words
    assert "And 1 other answer." in shown.words
    assert "*1 of 4* was right" in shown.words
    assert "Send" not in shown.buttons
    workspace.made_public("Xen")
    await mina.presses("My result", shown)
    mine = await mina.told(thread=quiz)
    assert "*Not right*: you wrote “a secret of mine”" in mine.words
    await kit.goes_on(workspace, elena, "Finish: show the podium")
    _, (question,) = await kit.kept(workspace)
    assert {user: answer.points for user, answer in question.answers.items()} == {
        sara.id: 1000,
        tom.id: 0,
        aiko.id: 0,
        mina.id: 0,
    }
    assert question.answers[sara.id].sure is True
    told = next(m for m in await elena.timeline(elena.dm) if "How it went" in m.words)
    assert "drew more than the right answer: “Xen” (2)" in told.words


async def test_what_is_no_number_or_late_is_refused_privately_and_a_restart_loses_nothing(
    workspace: Workspace, elena: Person, sara: Person, tom: Person, aiko: Person
) -> None:
    await kit.approved(workspace, [RINGS])
    parts = workspace.bot.deps.polls.parts  # Aiko has more time, so the question waits for her
    await workspace.bot.storage.bank.give_time(parts.workspace, parts.course, aiko.id, 200)
    _, quiz = await kit.opened(workspace, elena, number="1", seconds="20")
    await aiko.presses("Join", quiz)
    await kit.goes_on(workspace, elena, "Start")
    assert "in digits" in (await _sends(sara, quiz, 1, "four")).words
    assert "I saw no answer" in (await _sends(sara, quiz, 1, "")).words
    assert "You wrote “4 rings”" in (await _sends(sara, quiz, 1, "4 rings")).words
    await workspace.restart()
    await workspace.later(seconds=23)
    for person, told in ((sara, "and what you sent before counts"), (tom, "The next one is yours")):
        said = (await _sends(person, quiz, 1, "5")).words
        assert "Time is up for this question: your answer came too late" in said
        assert told in said
    await workspace.later(seconds=60)
    await kit.look(workspace)
    _, (question,) = await kit.kept(workspace)
    assert [(user, one.text, one.points) for user, one in question.answers.items()] == [
        (sara.id, "4 rings", 1000)
    ]
    shown = (await kit.questions(sara, quiz))[0]
    assert "✓ *4 ± 0.5*" in shown.words


async def test_a_rehearsal_has_invented_players_who_write(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace, [TERM])
    preview = await kit.formed(elena, number="1", seconds="20")
    await elena.presses("Rehearse", preview)
    await workspace.settle()
    lobby = await kit.lobby(elena, elena.dm)
    await elena.presses("Host controls", lobby)
    panel = await elena.told(channel=elena.dm)
    await elena.presses("Start", panel)
    await workspace.settle()
    await kit.look(workspace)
    await workspace.later(seconds=16)
    await kit.look(workspace)
    _, (question,) = await kit.kept(workspace)
    parts = workspace.bot.deps.polls.parts
    ballots = await parts.ballots.all(parts.workspace, question.poll.id)
    assert len(ballots) > 4
    assert all(ballot.choice["text"] for ballot in ballots)
