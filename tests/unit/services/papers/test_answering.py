"""One answer: what taps and words make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.papers.answering import MOST_CHARS, Answer, rated, taken_back, told
from bot.services.papers.ports import PaperRefused
from bot.services.polls.ports import CLOSED
from tests.unit.services.papers.made import paper


def test_two_taps_are_an_answer_and_a_later_one_changes_it() -> None:
    choice = rated("new", 7)(paper(), {})
    choice = rated("pace", 5)(paper(), choice)
    assert choice == {"new": 7, "pace": 5}
    assert rated("new", 3)(paper(), choice) == {"new": 3, "pace": 5}


@pytest.mark.parametrize(("field", "number"), [("new", 0), ("pace", 11), ("new", -1), ("grade", 5)])
def test_a_button_that_was_never_there_is_nothing(field: str, number: int) -> None:
    with pytest.raises(ValueError, match="no such button"):
        rated(field, number)


def test_words_go_beside_the_numbers_and_what_is_left_empty_stays() -> None:
    choice = told("  the kernel \n is shared ", ["s26", "s26", "elsewhere"], "")(
        paper(), {"new": 7}
    )
    assert choice == {"new": 7, "main": "the kernel is shared", "unclear": ["s26"]}
    choice = told("", [], "what is KVM")(paper(), choice)
    assert Answer.of(choice) == Answer(7, 0, "the kernel is shared", ("s26",), "what is KVM")


def test_sending_nothing_and_sending_too_much_say_what_to_do() -> None:
    with pytest.raises(PaperRefused, match="nothing to send"):
        told("  ", ["elsewhere"], "\n")(paper(), {"new": 7})
    with pytest.raises(PaperRefused, match="longer than"):
        told("", [], "x" * (MOST_CHARS + 1))(paper(), {})


def test_taking_back_leaves_nothing() -> None:
    assert taken_back(paper(), {"new": 7, "main": "x"}) == {}


def test_a_closed_paper_takes_nothing_any_more() -> None:
    for decide in (rated("new", 7), told("x", [], ""), taken_back):
        with pytest.raises(PaperRefused, match="closed"):
            decide(paper(state=CLOSED), {})


@given(
    st.integers(0, 10),
    st.integers(0, 10),
    st.text(max_size=9),
    st.lists(st.sampled_from(["s26", "s33"]), unique=True),
    st.text(max_size=9),
)
def test_an_answer_comes_back_from_its_ballot(
    new: int, pace: int, main: str, slides: list[str], unclear: str
) -> None:
    answer = Answer(new, pace, main, tuple(slides), unclear)
    assert Answer.of(answer.to_choice()) == answer
    assert bool(answer) == bool(answer.to_choice())
