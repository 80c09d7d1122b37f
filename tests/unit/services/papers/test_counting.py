"""What a paper came to: sums, and sentences that tell nothing of when or by whom."""

from __future__ import annotations

import json
from itertools import permutations

from bot.services.papers.counting import Outcome, Scale, Unclear, mean_of, paper_tally
from bot.services.polls.counting import tally
from bot.services.polls.ports import Ballot, Choice
from tests.unit.services.papers.made import paper

CHOICES: tuple[Choice, ...] = (
    {"new": 8, "pace": 5, "unclear_text": "why KVM", "unclear": ["s33", "s26"]},
    {"new": 4, "main": "Zebra"},
    {"pace": 6, "unclear_text": "Apples", "main": "apple"},
    {"unclear": ["s26"]},
)


def outcome(choices: tuple[Choice, ...]) -> Outcome:
    return Outcome.of(paper(), [Ballot("", choice) for choice in choices])


def test_numbers_are_counted_and_averaged_over_those_who_gave_one() -> None:
    found = outcome(CHOICES)
    assert found.answers == 4
    assert (found.new.mean, found.new.answers) == (6.0, 2)
    assert found.pace.counts == (0, 0, 0, 0, 1, 1, 0, 0, 0, 0)


def test_sentences_are_in_the_order_of_the_alphabet() -> None:
    found = outcome(CHOICES)
    assert found.main == ("apple", "Zebra")
    assert found.unclear == (Unclear("Apples"), Unclear("why KVM", ("s26", "s33")))


def test_slides_are_counted_by_those_who_picked_them_in_the_lectures_order() -> None:
    assert list(outcome(CHOICES).slides.items()) == [("s26", 2), ("s33", 1)]


def test_the_order_of_the_answers_leaves_no_trace() -> None:
    results = {
        json.dumps(paper_tally(paper(), [Ballot("", c) for c in order]).to_json())
        for order in permutations(CHOICES)
    }
    assert len(results) == 1


def test_a_result_comes_back_from_the_database() -> None:
    kept = json.loads(json.dumps(tally(paper(), [Ballot("", c) for c in CHOICES]).to_json()))
    assert Outcome.from_result(kept) == outcome(CHOICES)
    assert Outcome.from_result({}) == Outcome()


def test_answers_that_were_taken_back_do_not_count() -> None:
    assert outcome(({}, {"new": 3})).answers == 1


def test_nobody_has_no_average() -> None:
    assert Scale().mean is None
    assert mean_of([None, None]) is None
    assert mean_of([None, 4.0, 5.0]) == 4.5
