"""Homework that is answered part by part: what belongs together, an order, blanks."""

from __future__ import annotations

import json

import pytest

from bot.blocks.quizzes.homework_page import Page, page
from bot.blocks.times import Zones
from bot.services.quizzes.asking import Response, right_response
from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.homework.answering import (
    FILL_FIRST,
    TOO_LONG,
    Entered,
    HomeworkRefused,
    answer,
    begin,
    go,
)
from bot.services.quizzes.homework.drafting import is_fit
from bot.services.quizzes.homework.model import Homework, Work, share_of
from bot.services.quizzes.live.analysis import to_ask_again
from bot.services.quizzes.live.drafting import is_playable
from bot.services.quizzes.live.model import LONGEST
from bot.services.quizzes.live.outcome import Given, Outcome, put
from knowledge.exchange import Choice, Gap, Item, Kind, Pair, Text
from tests.unit.services.polls.made import NOW
from tests.unit.services.quizzes.homework.made import WRITTEN, after, homework_poll
from tests.unit.services.quizzes.live.room import banked

USER = "U0SARA"
MATCHING = Item(
    Kind.MATCHING,
    Text("What keeps what?"),
    pairs=tuple(Pair(Text(left), right) for left, right in (("RAM", "volatile"), ("Disk", "lasting"), ("Tape", "slow"))),
)  # fmt: skip
ORDERING = Item(
    Kind.ORDERING,
    Text("From boot to shell"),
    tuple(Choice(Text(text)) for text in ("Firmware", "Boot loader", "Kernel", "Shell")),
)
CLOZE = Item(
    Kind.CLOZE,
    Text("The [[1]] runs on [[2]]."),
    gaps=(
        Gap(Kind.SHORT, (Choice(Text("kernel"), 100.0),)),
        Gap(Kind.CHOICE, (Choice(Text("metal"), 100.0), Choice(Text("paper"), 0.0))),
    ),
)
ITEMS = (MATCHING, ORDERING, CLOZE)
BEGIN = begin("Brave Otter", NOW)


def entered(homework: Homework, number: int, response: Response, user: str = USER) -> Entered:
    """What somebody fills in to answer so: the places of options in their own menus."""
    parts = {
        part.id: tuple(str(n) for n, o in enumerate(part.options) if o.id in response.parts[part.id])
        or response.parts[part.id]
        for part in homework.asked(number, user).parts
        if part.id in response.parts
    }  # fmt: skip
    return Entered(parts=parts, user=user)


def right(number: int) -> Response:
    found = right_response(ITEMS[number - 1])
    assert found is not None
    return found


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.kind.value)
def test_homework_asks_it_a_live_quiz_does_not(item: Item) -> None:
    question: BankQuestion = banked(1, item)
    assert is_fit(question)
    assert not is_playable(question)


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("user", [USER, "U0TOM", "U0AIKO"])
def test_what_is_right_gets_everything_in_everybodys_own_order(number: int, user: str) -> None:
    poll = homework_poll(*ITEMS)
    homework = Homework.of(poll)
    click = answer(number, sure=True, entered=entered(homework, number, right(number), user), now=NOW)  # fmt: skip
    work = after(poll, BEGIN, go(number, NOW), click)
    assert work.answers[number].response == right(number)
    assert share_of(homework, number, work.answers[number]) == 1
    assert Work.of(json.loads(json.dumps(work.to_choice()))) == work


def test_a_part_of_it_gets_a_part_and_is_kept_by_going_on() -> None:
    poll = homework_poll(*ITEMS)
    homework = Homework.of(poll)
    half = Response(parts={"1": ("kernel",)})
    work = after(poll, BEGIN, go(3, NOW), go(1, NOW, {3: entered(homework, 3, half)}))
    assert work.answers[3].response == half
    assert share_of(homework, 3, work.answers[3]) == 0.5
    assert work.answers[3].sure is None


def test_nothing_filled_in_is_no_answer() -> None:
    poll = homework_poll(*ITEMS)
    for said in (Entered(), Entered(parts={"1": ("99",)}), Entered("words"), Entered(parts={"9": ("1",)})):  # fmt: skip
        with pytest.raises(HomeworkRefused) as refused:
            after(poll, BEGIN, answer(1, sure=True, entered=said, now=NOW))
        assert refused.value.for_user == FILL_FIRST
    long = Entered(parts={"1": ("k" * (LONGEST + 1),)})
    with pytest.raises(HomeworkRefused) as refused:
        after(poll, BEGIN, go(3, NOW), answer(3, sure=True, entered=long, now=NOW))
    assert refused.value.for_user == TOO_LONG


def test_the_menus_tell_places_not_where_an_option_stood_when_it_was_written() -> None:
    """The id "a" is the first in the right order."""
    homework = Homework.of(homework_poll(*ITEMS))
    for part in homework.by_place(2, USER):
        assert [option.id for option in part.options] == ["0", "1", "2", "3"]
        assert [option.text for option in part.options] == [
            option.text for option in homework.asked(2, USER).parts[0].options
        ]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_page_shows_again_what_was_filled_in(number: int) -> None:
    poll = homework_poll(*ITEMS)
    homework = Homework.of(poll)
    said = entered(homework, number, right(number))
    work = after(poll, BEGIN, go(number, NOW), answer(number, sure=True, entered=said, now=NOW), go(number, NOW))  # fmt: skip
    shown = page(Page(homework, work, USER, Zones("UTC", "UTC")))
    fields = [block["element"] for block in shown.blocks if block["type"] == "input"]
    assert len(fields) == len(said.parts)
    for field, given in zip(fields, said.parts.values(), strict=True):
        initial = field.get("initial_option", {}).get("value") or field.get("initial_value")
        assert (initial,) == given


def test_answers_are_told_in_words() -> None:
    homework = Homework.of(homework_poll(*ITEMS))
    matching, ordering, cloze = (put(n, one, {}) for n, one in enumerate(homework.questions, 1))
    assert matching.right_words == "RAM: volatile; Disk: lasting; Tape: slow"
    assert ordering.right_words.startswith("Place 1: Firmware; Place 2: Boot loader")
    assert cloze.right_words == "Blank 1: kernel; Blank 2: metal"
    assert cloze.text == "The ▁▁▁ (1) runs on ▁▁▁ (2)."
    assert matching.words(Response(parts={"2": ("b",)})) == "Disk: lasting"


def test_what_a_live_quiz_cannot_ask_is_not_offered_to_be_asked_again() -> None:
    homework = Homework.of(homework_poll(*ITEMS, WRITTEN))
    wrong = {USER: Given(Response(text="5"), 0.0, sure=True)}
    puts = [put(n, one, wrong) for n, one in enumerate(homework.questions, 1)]
    items = Outcome(homework.poll, tuple(puts), {}).items()
    assert all(item.went_badly for item in items)
    assert [item.question.number for item in to_ask_again(items)] == [4]
