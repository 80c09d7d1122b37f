"""Points and places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls.ports import Ballot
from bot.services.quizzes.live.model import HIDDEN, Answer, Player, Question
from bot.services.quizzes.live.scoring import (
    FULL,
    Standing,
    board,
    counted,
    points,
    skipped,
    standings,
)
from knowledge.exchange import Kind
from knowledge.exchange.codec import item_json
from tests.unit.services.quizzes.live.made import closed, frozen, question
from tests.unit.services.quizzes.live.room import item

TWO_RIGHT = frozen(item=item_json(item("Which?", "A", "B", "C", kind=Kind.MULTIPLE, right=2)))
ONE_RIGHT = frozen(item=item_json(item("Which?", "A", "B")))


def test_a_right_answer_gets_a_thousand_and_with_speed_half_of_it_for_the_time_left() -> None:
    assert points(1, 19, 20, speed=False) == FULL == 1000
    assert points(0, 1, 20, speed=True) == 0
    assert points(1, 0, 20, speed=True) == 1000
    assert points(1, 5, 20, speed=True) == 875
    assert points(1, 21.5, 20, speed=True) == 500
    assert points(0.5, 10, 20, speed=True) == 375


@given(st.floats(0, 1), st.floats(0, 200), st.floats(0, 200), st.booleans())
def test_who_is_sooner_never_gets_less(share: float, one: float, other: float, speed: bool) -> None:
    sooner, later = min(one, other), max(one, other)
    first, second = (points(share, took, 60, speed=speed) for took in (sooner, later))
    assert FULL >= first >= second >= 0


def test_several_choices_are_worth_their_share_and_a_wrong_one_takes_away() -> None:
    made = question(frozen=TWO_RIGHT).kept()
    ballots = [
        Ballot("U1", Answer(("a", "b")).to_choice()),
        Ballot("U2", Answer(("a",)).to_choice()),
        Ballot("U3", Answer(("a", "c")).to_choice()),
        Ballot("U4", {}),
    ]
    result = counted(made, ballots)
    told = {user: one["points"] for user, one in result["extra"]["answers"].items()}
    assert told == {"U1": 1000, "U2": 500, "U3": 0}
    assert result["voters"] == 3
    assert result["counts"] == {"a": 3, "b": 1}


def test_who_has_more_time_has_it_in_the_points_too() -> None:
    made = question(frozen=ONE_RIGHT, speed=True, extra={"U1": 100}).kept()
    ballots = [Ballot(user, Answer(("a",), took=20.0).to_choice()) for user in ("U1", "U2")]
    answers = counted(made, ballots)["extra"]["answers"]
    assert (answers["U1"]["points"], answers["U2"]["points"]) == (750, 500)


def test_a_skipped_question_keeps_its_answers_and_gives_nobody_points() -> None:
    made = question(frozen=ONE_RIGHT).kept()
    result = skipped(made, [Ballot("U1", Answer(("a",)).to_choice())])
    assert result["extra"]["skipped"] is True
    assert result["extra"]["answers"]["U1"]["points"] == 0
    assert result["extra"]["answers"]["U1"]["share"] == 1


def _played() -> list[Question]:
    right, wrong = Answer(("a",), share=1, points=1000), Answer(("b",))
    holder = question().kept()
    return [
        closed(holder, {"U1": right, "U2": right, "U3": wrong, "U4": right}),
        closed(holder, {"U4": right}),
        closed(holder, {"U3": right}, skipped=True),
    ]


def _places(found: tuple[Standing, ...]) -> list[tuple[int, str, int]]:
    return [(one.place, one.player.user, one.points) for one in found]


PLAYERS = {user: Player(user, name) for user, name in (("U1", "Calm Crane"), ("U2", "Bold Bear"), ("U3", "Able Elk"), ("U5", "Warm Wren"))}  # fmt: skip


def test_equal_points_are_an_equal_place_and_the_next_place_is_left_out() -> None:
    found = standings({**PLAYERS, "U4": Player("U4", "Keen Kiwi")}, _played())
    assert _places(found) == [(1, "U4", 2000), (2, "U2", 1000), (2, "U1", 1000), (4, "U3", 0), (4, "U5", 0)]  # fmt: skip
    assert [(one.right, one.answered) for one in found] == [(2, 2), (1, 1), (1, 1), (0, 1), (0, 0)]


def test_nothing_on_the_board_tells_that_somebody_is_not_on_it() -> None:
    found = board({**PLAYERS, "U4": Player("U4", "Keen Kiwi", HIDDEN)}, _played())
    assert _places(found) == [(1, "U2", 1000), (1, "U1", 1000), (3, "U3", 0), (3, "U5", 0)]
