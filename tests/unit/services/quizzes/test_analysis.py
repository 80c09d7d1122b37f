"""Item analysis: by hand, and against what must hold for any answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isclose, sqrt
from random import Random
from statistics import StatisticsError, correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.quizzes.live.analysis import (
    ALL_ALIKE,
    FEWEST_PLAYERS,
    TOO_FEW_PLAYERS,
    TOO_FEW_QUESTIONS,
    Answered,
    Question,
    analyse,
    difficulty,
    discrimination,
    point_biserial,
    slides_to_revisit,
    to_ask_again,
)
from knowledge.model import Source

CHOICES = (("a", "KVM"), ("b", "VirtualBox"), ("c", "QEMU"), ("d", "Docker"))
SLIDES = [Source("lecture-13.pdf", f"Slide {n}", 13, n) for n in range(10)]


def asked(number: int, answers: Mapping[str, Answered], slide: int = 0) -> Question:
    """A question with four choices, of which the first is right."""
    return Question(
        number, f"Question {number}?", CHOICES, frozenset("a"), answers, SLIDES[slide], 0.25
    )


def said(picked: str, *, sure: bool | None = None, changed: bool | None = None) -> Answered:
    return Answered(float(picked == "a"), (picked,), sure, changed)


def answers(picked: str, **more: bool) -> dict[str, Answered]:
    """One letter a player: "aab" has three."""
    return {f"p{n}": said(letter, **more) for n, letter in enumerate(picked)}


def grid(rows: list[str]) -> list[Question]:
    """A row a question, a column a player; "-" for no answer."""
    return [
        asked(n, {p: a for p, a in answers(row).items() if a.picked != ("-",)})
        for n, row in enumerate(rows, 1)
    ]


# Difficulty


def test_difficulty_is_the_share_of_those_who_answered_that_were_right() -> None:
    assert difficulty(answers("aaab").values()) == 0.75
    assert difficulty([]) is None


def test_a_part_of_the_points_is_not_right() -> None:
    assert difficulty([Answered(0.5), Answered(1.0)]) == 0.5


def test_who_did_not_answer_makes_a_question_neither_harder_nor_easier() -> None:
    [first, second] = analyse(grid(["ab--", "aabb"]))

    assert (first.answered, first.difficulty) == (2, 0.5)
    assert (second.answered, second.difficulty) == (4, 0.5)


# Discrimination


def test_the_point_biserial_of_a_case_computed_by_hand() -> None:
    """Rest scores 3, 2, 1, 0 with the upper two right: M1 = 2.5, M = 1.5, s = √1.25, p = q, so r = 1 / √1.25."""
    found = point_biserial([True, True, False, False], [3, 2, 1, 0])

    assert found == pytest.approx(1 / sqrt(1.25))


def test_the_rest_score_leaves_the_question_itself_out() -> None:
    """Ten players; question 1 is answered right by the five who know all others: with itself or without, r = 1."""
    rows = ["aaaaabbbbb"] * 4
    found, why_not = discrimination(1, grid(rows))

    assert found == pytest.approx(1)
    assert why_not == ""


def test_a_question_that_only_those_know_who_know_nothing_else_is_told_by_a_negative_number() -> (
    None
):
    """By hand: of ten, the five who were right have a rest score of 0, the others of 1: M1 - M = -½, s = ½, p = q."""
    found, _ = discrimination(1, grid(["bbbbbaaaaa", *["aaaaabbbbb"] * 3]))

    assert found == pytest.approx(-1)


def test_discrimination_says_why_there_is_none() -> None:
    few = "aab"
    enough = "ab" * (FEWEST_PLAYERS // 2)

    assert discrimination(1, grid([few] * 5)) == (None, TOO_FEW_PLAYERS)
    assert discrimination(1, grid([enough] * 3)) == (None, TOO_FEW_QUESTIONS)
    assert discrimination(1, grid(["a" * len(enough), *[enough] * 4])) == (None, ALL_ALIKE)


def test_nobody_is_correlated_with_answers_that_they_did_not_give() -> None:
    """Five more answered only the first question: they have no rest score, and count in its difficulty alone."""
    full = grid(["aaaaabbbbb"] * 4)
    late = {f"late{n}": said("b") for n in range(5)}
    joined = [asked(1, {**full[0].answers, **late}), *full[1:]]

    assert discrimination(1, joined)[0] == pytest.approx(1)
    assert analyse(joined)[0].difficulty == pytest.approx(1 / 3)


rights = st.lists(st.tuples(st.booleans(), st.integers(0, 40)), min_size=2, max_size=60)
"""Points of whole numbers: equal ones are equal."""


@given(rights)
def test_the_point_biserial_is_pearsons_correlation(pairs: list[tuple[bool, int]]) -> None:
    right, rest = [r for r, _ in pairs], [s for _, s in pairs]
    found = point_biserial(right, rest)
    try:
        expected = correlation([float(r) for r in right], rest)
    except StatisticsError:
        assert found is None
    else:
        assert found is not None
        assert isclose(found, expected, abs_tol=1e-6)


sheets = st.integers(1, 14).flatmap(
    lambda players: st.lists(
        st.text("abcd-", min_size=players, max_size=players), min_size=1, max_size=6
    )
)


@given(sheets)
def test_whatever_was_answered_the_numbers_stay_within_their_bounds(rows: list[str]) -> None:
    for item in analyse(grid(rows)):
        assert 0 <= item.right <= item.answered
        assert item.difficulty is None or 0 <= item.difficulty <= 1
        assert item.discrimination is None or -1 <= item.discrimination <= 1
        assert (item.discrimination is None) == bool(item.why_not)
        assert {d.text for d in item.ignored}.isdisjoint(d.text for d in item.drawing)
        assert 0 <= item.loss <= 2


@given(sheets, st.randoms())
def test_it_makes_no_difference_who_answered_first(rows: list[str], luck: Random) -> None:
    questions = grid(rows)
    shuffled = []
    for question in questions:
        given_ = list(question.answers.items())
        luck.shuffle(given_)
        shuffled.append(replace(question, answers=dict(given_)))
    for one, other in zip(analyse(questions), analyse(shuffled), strict=True):
        assert one.difficulty == other.difficulty
        assert one.ignored == other.ignored
        assert (one.discrimination is None) == (other.discrimination is None)
        if one.discrimination is not None and other.discrimination is not None:
            assert isclose(one.discrimination, other.discrimination, abs_tol=1e-9)


# Distractors and confidence


def test_choices_that_nobody_took_are_told_once_there_are_answers_enough() -> None:
    [item] = analyse([asked(1, answers("aaaab"))])
    [few] = analyse([asked(1, answers("aaab"))])

    assert [d.text for d in item.ignored] == ["QEMU", "Docker"]
    assert few.ignored == ()


def test_choices_that_drew_more_than_the_right_one_are_told_the_strongest_first() -> None:
    [item] = analyse([asked(1, answers("abbcccd"))])

    assert [(d.text, d.taken) for d in item.drawing] == [("QEMU", 3), ("VirtualBox", 2)]


def test_of_several_right_choices_a_wrong_one_draws_more_only_if_it_beats_the_best_of_them() -> (
    None
):
    both = Answered(1.0, ("a", "b"))
    wrong = Answered(0.0, ("c", "a"))
    question = Question(
        1, "Which?", CHOICES, frozenset("ab"), {"p1": both, "p2": wrong, "p3": wrong}
    )

    [item] = analyse([question])

    assert item.drawing == ()


def test_confident_errors_are_answers_that_were_sure_and_wrong() -> None:
    given_ = {
        "p1": said("a", sure=True),
        "p2": said("b", sure=True),
        "p3": said("c", sure=False),
        "p4": said("d"),
        "p5": said("b", sure=True, changed=True),
    }
    [item] = analyse([asked(1, given_)])

    assert item.confident_errors == 2
    assert item.changed == 1


# What to come back to


def test_a_question_went_badly_below_halfway_between_guessing_and_everybody() -> None:
    """Of four choices a guess is right one time in four: halfway is 62.5 %."""
    [just, below] = analyse(grid(["aaaaabbb"[:8], "aaaabbbb"]))

    assert (just.difficulty, just.went_badly) == (0.625, False)
    assert (below.difficulty, below.went_badly) == (0.5, True)


def test_many_who_are_sure_and_wrong_make_a_question_one_to_come_back_to() -> None:
    sure = {**answers("aaaaaaaa"), "p8": said("b", sure=True), "p9": said("b", sure=True)}
    one = {**answers("aaaa"), "p9": said("b", sure=True)}

    assert analyse([asked(1, sure)])[0].went_badly
    assert not analyse([asked(1, one)])[0].went_badly


def test_slides_to_go_back_to_come_once_each_with_the_worst_first() -> None:
    items = analyse(
        [
            asked(1, answers("abbb"), slide=1),
            asked(2, answers("aaaa"), slide=2),
            asked(3, answers("bbbb"), slide=3),
            asked(4, answers("aabb"), slide=1),
        ]
    )
    [worst, other] = slides_to_revisit(items)

    assert (worst.source.slide, worst.right, worst.answered) == (3, 0, 4)
    assert [item.question.number for item in other.items] == [1, 4]
    assert (other.right, other.answered) == (3, 8)
    assert [item.question.number for item in to_ask_again(items)] == [3, 1, 4]


def test_a_question_that_nobody_answered_is_no_reason_to_go_back_to_a_slide() -> None:
    [item] = analyse([asked(1, {})])

    assert item.difficulty is None
    assert not item.went_badly
    assert slides_to_revisit([item]) == ()
