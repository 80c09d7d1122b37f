"""Which questions a quiz is put together of, and what is said where there are too few."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from typing import ClassVar

import pytest

from bot.services.quizzes.bank.ports import DRAFT, REJECTED, BankQuestion
from bot.services.quizzes.chosen import CannotDraft
from bot.services.quizzes.live.drafting import QuizDrafting, Wish, is_playable
from bot.services.quizzes.live.hosting import HostRefused
from knowledge.exchange import Item, Kind, Text
from tests.unit.services.polls.made import CHANNEL, WORKSPACE
from tests.unit.services.quizzes.live.room import HOST, Room, banked, item, known, questions
from tests.unit.services.quizzes.stores import FakeBank


def _mixed() -> list[BankQuestion]:
    return [
        *questions(3),
        banked(4, item("What is KVM?", "A hypervisor", "A file"), lecture=12, title="Hypervisors"),
        replace(banked(5, item("Draft?", "A", "B")), state=DRAFT),
        banked(6, Item(Kind.SHORT, Text("Say it"))),
        banked(7, item("Nothing is right?", "A", "B", right=0)),
    ]


async def _ids(room: Room, wish: Wish) -> list[str]:
    quiz = await room.drafting.draft(wish, HOST, CHANNEL)
    return [one.bank_id for one in quiz.questions]


async def test_only_approved_questions_that_can_be_pressed_and_that_have_an_answer() -> None:
    room = Room(_mixed())
    assert [one.id for one in (await room.drafting.playable()).free] == ["b4", "b1", "b2", "b3"]
    assert not is_playable(banked(8, item("Too long?", "A" * 400, "B")))


async def test_of_a_lecture_or_of_a_topic() -> None:
    room = Room(_mixed())
    assert await _ids(room, Wish(1, lecture=12)) == ["b4"]
    assert await _ids(room, Wish(1, topic="kvm?")) == ["b4"]
    assert await _ids(room, Wish(1, topic="Hypervisors")) == ["b4"]
    assert await _ids(room, Wish(3, topic="containers")) == ["b1", "b2", "b3"]


async def test_what_may_not_be_asked_today_is_not_asked() -> None:
    room = Room()
    room.drafting = QuizDrafting(room.parts, room.bank, lambda question: question.id != "b2", known)
    assert await _ids(room, Wish(2)) == ["b1", "b3"]


async def test_too_few_says_how_many_there_are_and_how_to_get_more() -> None:
    room = Room(_mixed())
    with pytest.raises(CannotDraft, match=r"only 4 approved questions .*smaller number.*/quiz review") as few:  # fmt: skip
        await room.drafting.draft(Wish(5), HOST, CHANNEL)
    assert few.value.field == "number"
    with pytest.raises(CannotDraft, match="only 1 approved question about Lecture 12"):
        await room.drafting.draft(Wish(5, lecture=12), HOST, CHANNEL)
    with pytest.raises(
        CannotDraft, match=r"no approved question about Lecture 3.*/quiz review"
    ) as none:
        await room.drafting.draft(Wish(5, lecture=3), HOST, CHANNEL)
    assert none.value.field == "lecture"


async def test_a_topic_that_there_is_not_is_told_what_is_near_it() -> None:
    room = Room(_mixed())
    with pytest.raises(
        CannotDraft, match=r"no approved question about hypervention.*Hypervisors"
    ) as none:
        await room.drafting.draft(Wish(1, topic="hypervention"), HOST, CHANNEL)
    assert none.value.field == "topic"


@pytest.mark.parametrize("topic", ["hypervizor", "the Hypervisor", "HYPERVISORS"])
async def test_a_topic_is_read_as_practice_reads_it(topic: str) -> None:
    """Slips, other forms, and small words that say nothing."""
    quiz = await Room(_mixed()).drafting.draft(Wish(1, topic=topic), HOST, CHANNEL)
    assert [one.source.title for one in quiz.questions if one.source] == ["Hypervisors"]


async def test_a_short_form_is_read_in_full() -> None:
    asked = [banked(1, item("Which module?", "A", "B"), title="Kernel Based Virtual Machines")]
    quiz = await Room([*asked, banked(2, item("Which box?", "A", "B"))]).drafting.draft(
        Wish(1, topic="kvm"), HOST, CHANNEL
    )
    assert [one.bank_id for one in quiz.questions] == ["b1"]


async def test_questions_are_spread_over_slides() -> None:
    room = Room([*questions(6), *(replace(banked(1, item(f"More {n}?", "A", "B")), id=f"x{n}") for n in range(9))])  # fmt: skip
    quiz = await room.drafting.draft(Wish(6), HOST, CHANNEL)
    assert len({one.source for one in quiz.questions}) == 6


async def test_questions_are_dropped_and_swapped_for_others() -> None:
    room = Room(questions(5))
    quiz = await room.drafting.draft(Wish(3), HOST, CHANNEL)
    first, second, third = (one.bank_id for one in quiz.questions)
    quiz = await room.drafting.swap(quiz.id, HOST, second)
    swapped = [one.bank_id for one in quiz.questions]
    assert (swapped[0], swapped[2]) == (first, third)
    assert swapped[1] not in {first, second, third}
    quiz = await room.drafting.swap(quiz.id, HOST, swapped[1])
    assert quiz.questions[1].bank_id not in {first, second, third, swapped[1]}
    quiz = await room.drafting.drop(quiz.id, HOST, first)
    assert first not in [one.bank_id for one in quiz.questions]
    assert len(quiz.questions) == 2


async def test_swapping_on_and_on_offers_each_question_once() -> None:
    room = Room(questions(6))
    quiz = await room.drafting.draft(Wish(1), HOST, CHANNEL)
    seen = [quiz.questions[0].bank_id]
    for _ in range(5):
        quiz = await room.drafting.swap(quiz.id, HOST, seen[-1])
        seen.append(quiz.questions[0].bank_id)
    assert sorted(seen) == [f"b{n}" for n in range(1, 7)]


async def test_where_nothing_is_left_to_swap_it_says_so_and_the_last_question_stays() -> None:
    room = Room(questions(1))
    quiz = await room.drafting.draft(Wish(1), HOST, CHANNEL)
    with pytest.raises(CannotDraft, match="in the quiz already"):
        await room.drafting.swap(quiz.id, HOST, "b1")
    assert len((await room.drafting.drop(quiz.id, HOST, "b1")).questions) == 1


async def test_a_draft_is_its_hosts_alone_and_can_be_thrown_away() -> None:
    room = Room()
    quiz = await room.drafting.draft(Wish(2), HOST, CHANNEL)
    with pytest.raises(HostRefused):
        await room.drafting.drop(quiz.id, "U0OTHER", "b1")
    await room.drafting.discard(quiz.id, "U0OTHER")
    assert (await room.drafting.mine(quiz.id, HOST)).id == quiz.id
    await room.drafting.discard(quiz.id, HOST)
    with pytest.raises(HostRefused):
        await room.drafting.mine(quiz.id, HOST)


async def test_what_is_asked_stays_as_it_was_when_the_quiz_was_put_together() -> None:
    room = Room(questions(1))
    quiz = await room.drafting.draft(Wish(1), HOST, CHANNEL)
    one = room.bank.kept["T1", "b1"]
    await room.bank.change(one, replace(one, item=item("Changed?", "C", "D")))
    asked = await room.hosting.open_lobby(quiz, HOST)
    await room.show(asked)
    await room.next(await room.hosting.quiz(quiz.id))
    assert [q.poll.question for q in await room.asked(quiz)] == ["Question 1?"]


class _Watched(BankQuestion):
    """Knows who reads what it is about."""

    readers: ClassVar[set[int]] = set()

    @property
    def lecture(self) -> int | None:
        self.readers.add(threading.get_ident())
        return 13


class _WatchedBank(FakeBank):
    """Gives such questions, whatever is asked of it."""

    async def find(self, *_: object, **__: object) -> list[BankQuestion]:
        return [_Watched(**{f.name: getattr(q, f.name) for f in fields(q)}) for q in questions(3)]


async def test_a_whole_course_is_searched_beside_the_loop_that_takes_clicks() -> None:
    room = Room()
    drafting = QuizDrafting(room.parts, _WatchedBank(), lambda _: True, known)
    _Watched.readers.clear()
    await drafting.draft(Wish(2, lecture=13, topic="question"), HOST, CHANNEL)
    assert _Watched.readers
    assert threading.get_ident() not in _Watched.readers


async def test_a_draft_that_has_lain_is_brought_up_to_date() -> None:
    """Without what was rejected since, and with the words and the answer that were put right."""
    room = Room()
    draft = await room.drafting.draft(Wish(3), HOST, CHANNEL)
    assert await room.drafting.up_to_date(draft) is None
    first, second, third = await room.bank.several(WORKSPACE, ["b1", "b2", "b3"])
    await room.bank.change(first, replace(first, state=REJECTED))
    mended = replace(second, item=item("Put right?", "Wrong", "Right"))
    await room.bank.change(second, mended)
    after = await room.drafting.up_to_date(draft)
    assert after is not None
    assert [one.item for one in after.questions] == [mended.item, third.item]
    assert after.poll.revision > draft.poll.revision, "what was shown before opens nothing"
    room.drafting = QuizDrafting(room.parts, room.bank, lambda question: False, known)
    with pytest.raises(HostRefused, match="None of these questions"):
        await room.drafting.up_to_date(after)
