"""The chart of a question that was answered, made as those of polls are."""

from __future__ import annotations

from dataclasses import replace

from bot.services.polls.charted import RIGHT, plot
from bot.services.polls.ports import CLOSED, Ballot, Poll
from bot.services.polls.tally import Tally
from bot.services.quizzes.live.model import Answer
from bot.services.quizzes.live.scoring import counted, skipped
from knowledge.exchange import Kind
from knowledge.exchange.codec import item_json
from tests.unit.services.quizzes.live.made import frozen, question
from tests.unit.services.quizzes.live.room import item

BALLOTS = [Ballot("U1", Answer(("a",)).to_choice()), Ballot("U2", Answer(("a", "b")).to_choice())]


def _asked(kind: Kind = Kind.CHOICE) -> Poll:
    made = question(frozen=frozen(item=item_json(item("Which?", "A", "B", kind=kind)))).kept()
    most = 0 if kind is Kind.MULTIPLE else 1
    return replace(made, state=CLOSED, settings=replace(made.settings, most=most))


def test_right_choices_look_right_and_people_answered() -> None:
    shown = plot(_asked(), Tally.from_json(counted(_asked(), BALLOTS[:1])))
    assert shown is not None
    assert [bar.look == RIGHT for bar in shown.bars] == [True, False]
    assert shown.foot == "1 person answered"


def test_of_several_choices_each_has_its_part_of_the_people() -> None:
    asked = _asked(Kind.MULTIPLE)
    shown = plot(asked, Tally.from_json(counted(asked, BALLOTS)))
    assert shown is not None
    assert [bar.value for bar in shown.bars] == ["2 · 100 %", "1 · 50 %"]


def test_nothing_is_drawn_of_a_skipped_question_nor_of_one_that_nobody_answered() -> None:
    assert plot(_asked(), Tally.from_json(skipped(_asked(), BALLOTS))) is None
    assert plot(_asked(), Tally.from_json(counted(_asked(), []))) is None
