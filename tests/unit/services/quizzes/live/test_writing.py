"""Questions of a live quiz that are answered by writing: which answers count, what they are worth, how they are grouped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.services.polls.ports import CLOSED
from bot.services.quizzes.live.clicks import PlayRefused
from bot.services.quizzes.live.model import LONGEST, Answer
from bot.services.quizzes.live.outcome import of_quiz
from bot.services.quizzes.live.rehearsal import NAMES, intents
from bot.services.quizzes.live.table import to_csv
from bot.services.quizzes.live.written import Wrote, written
from knowledge.exchange import Choice, Item, Kind, Number, Text
from tests.unit.services.polls.made import WORKSPACE
from tests.unit.services.quizzes.live.room import Room, banked

KVM = Item(
    Kind.SHORT,
    Text("What runs Linux guests?"),
    (
        Choice(Text("KVM"), 100.0),
        Choice(Text("Kernel*machine"), 100.0),
        Choice(Text("Linux"), 50.0),
        Choice(Text("Xen"), 0.0),
    ),
)
BITS = Item(Kind.NUMERICAL, Text("How many bits?"), numbers=(Number(Decimal(64), Decimal(1)),))


def room(*items: Item) -> Room:
    return Room([banked(n, one) for n, one in enumerate(items or (KVM,), 1)])


async def _mine(class_: Room, poll_id: str, user: str) -> Answer:
    return Answer.of(await class_.stores.ballots.mine(WORKSPACE, poll_id, user))


async def test_a_written_answer_is_kept_timed_and_marked_as_in_practice() -> None:
    class_ = room()
    quiz = await class_.start(1)
    said = {"U1": " kvm ", "U2": "Kernel-based virtual machine", "U3": "linux", "U4": "VMware"}
    for second, (user, text) in enumerate(said.items(), 1):
        await class_.write(quiz, user, text, after=second)
    await class_.hosting.reveal(quiz, "U0ELENA")
    (question,) = await class_.asked(quiz)
    assert {user: answer.share for user, answer in question.answers.items()} == {
        "U1": 1.0,
        "U2": 1.0,
        "U3": 0.5,
        "U4": 0.0,
    }
    assert await class_.points(quiz) == {"U1": 1000, "U2": 1000, "U3": 500, "U4": 0}
    assert question.answers["U1"].text == "kvm"
    assert round(question.answers["U3"].took) == 3
    assert (question.poll.state, question.poll.result["voters"]) == (CLOSED, 4)


async def test_numbers_take_tolerance_units_and_signs_and_words_for_them_are_asked_for_again() -> (
    None
):
    class_ = room(BITS)
    quiz = await class_.start(1)
    for user, text in {"U1": "64 bits", "U2": "65", "U3": "66,0"}.items():
        await class_.write(quiz, user, text, after=1)
    with pytest.raises(PlayRefused, match="in digits"):
        await class_.write(quiz, "U4", "sixty-four", after=1)
    await class_.hosting.reveal(quiz, "U0ELENA")
    assert await class_.points(quiz) == {"U1": 1000, "U2": 1000, "U3": 0}


async def test_speed_counts_for_written_answers_as_for_chosen_ones() -> None:
    class_ = room()
    quiz = await class_.start(1, speed=True)
    await class_.write(quiz, "U1", "KVM", after=0)
    await class_.write(quiz, "U2", "KVM", after=10)
    await class_.hosting.reveal(quiz, "U0ELENA")
    assert await class_.points(quiz) == {"U1": pytest.approx(1000, abs=1), "U2": 750}


async def test_the_last_text_counts_and_the_same_again_changes_nothing() -> None:
    class_ = room()
    quiz = await class_.start(1)
    await class_.write(quiz, "U1", "Xen", after=2)
    await class_.playing.sure(class_.click("U1", quiz.current, 3), sure=True)
    before = await _mine(class_, quiz.current, "U1")
    await class_.write(quiz, "U1", "Xen", after=4)
    assert await _mine(class_, quiz.current, "U1") == before
    await class_.write(quiz, "U1", "KVM", after=5)
    last = await _mine(class_, quiz.current, "U1")
    assert (last.text, last.sure, round(last.took), last.changed) == ("KVM", None, 5, True)


async def test_a_text_that_is_sent_twice_counts_once_and_a_restart_forgets_none() -> None:
    class_ = room()
    quiz = await class_.start(1)
    click = class_.click("U1", quiz.current, 1)
    await class_.playing.write(click, "KVM", click.order)
    class_.restart()
    again = await class_.playing.write(click, "Xen", click.order)
    assert again.stale
    assert (await _mine(class_, quiz.current, "U1")).text == "KVM"


async def test_texts_that_come_late_or_are_empty_or_endless_are_refused_and_change_nothing() -> (
    None
):
    class_ = room()
    quiz = await class_.start(1)
    await class_.write(quiz, "U1", "KVM", after=21.9)
    with pytest.raises(PlayRefused, match=r"too late, and what you sent before counts"):
        await class_.write(quiz, "U1", "Xen", after=22.1)
    with pytest.raises(PlayRefused, match=r"your answer came too late\. The next one is yours"):
        await class_.write(quiz, "U2", "KVM", after=22.1)
    with pytest.raises(PlayRefused, match="Write your answer"):
        await class_.write(quiz, "U3", " \n ", after=3)
    with pytest.raises(PlayRefused, match="longer than"):
        await class_.write(quiz, "U3", "x" * (LONGEST + 1), after=3)
    assert (await _mine(class_, quiz.current, "U1")).text == "KVM"


async def test_choices_are_not_written_and_texts_not_chosen() -> None:
    class_ = Room()
    quiz = await class_.start(1)
    with pytest.raises(PlayRefused, match="does not belong"):
        await class_.write(quiz, "U1", "Right")
    class_ = room()
    quiz = await class_.start(1)
    with pytest.raises(PlayRefused, match="does not belong"):
        await class_.answer(quiz, "U1", "a")


def test_answers_that_say_the_same_are_one_the_most_frequent_first_and_right_ones_apart() -> None:
    given = [("Xen", 0.0), ("xen ", 0.0), ("xen.", 0.0), ("kvm", 1.0), ("KVM", 1.0), ("KVM", 1.0)]
    given += [("Linux", 0.5), ("qemu", 0.0), ("QEMU", 0.0), ("no idea", 0.0)]
    assert written(Kind.SHORT, given) == (
        Wrote("KVM", 3, 1.0),
        Wrote("Xen", 3, 0.0),
        Wrote("QEMU", 2, 0.0),
        Wrote("Linux", 1, 0.5),
        Wrote("no idea", 1, 0.0),
    )
    numbers = [("64", 1.0), ("64 bits", 1.0), ("64.0", 1.0), ("32", 0.0)]
    assert written(Kind.NUMERICAL, numbers) == (Wrote("64", 3, 1.0), Wrote("32", 1, 0.0))
    two_ways = [("1,024", 0.0), ("1.024", 0.0)]
    assert {one.text for one in written(Kind.NUMERICAL, two_ways)} == {"1,024", "1.024"}


async def test_texts_are_in_the_analysis_and_in_the_table() -> None:
    class_ = room()
    quiz = await class_.start(1)
    for user, text in {"U1": "=1+1", "U2": "Xen", "U3": "xen", "U4": "KVM"}.items():
        await class_.write(quiz, user, text, after=1)
    await class_.hosting.reveal(quiz, "U0ELENA")
    outcome = of_quiz(quiz, await class_.asked(quiz), await class_.playing.players(quiz.id))
    (item,) = outcome.items()
    assert (item.answered, item.right) == (4, 1)
    assert [(one.text, one.taken) for one in item.wrote] == [("Xen", 2), ("=1+1", 1)]
    assert [one.text for one in item.drawing] == ["Xen"]
    table = to_csv(outcome, {}).decode()
    assert ",KVM," in table
    assert ",=1+1," not in table


async def test_invented_players_write_too() -> None:
    for asked in (KVM, BITS):
        class_ = room(asked)
        quiz = await class_.start(1)
        (question,) = await class_.asked(quiz)
        said = intents(question)
        assert 0 < len(said) <= len(NAMES)
        assert all(intent.text and not intent.picked for intent in said)
        assert len({intent.text for intent in said}) > 1
