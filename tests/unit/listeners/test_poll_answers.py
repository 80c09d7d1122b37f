"""What voters are told is made once for all who chose the same."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks.polls import voter
from bot.listeners.polls.answers import Answers
from bot.services.polls.ports import TEXT, Cast
from tests.storage.poll_records import opened

POLL = opened()
CHOSEN = Cast(POLL, {}, {"picked": ["a"]})


def test_who_chose_the_same_is_told_the_same() -> None:
    answers = Answers()
    first = answers.of(CHOSEN)
    assert first == voter.chosen(POLL, CHOSEN.after)
    assert answers.of(Cast(POLL, {"picked": ["b"]}, {"picked": ["a"]})) is first


def test_another_choice_another_poll_and_an_edit_are_told_anew() -> None:
    answers = Answers()
    edited = replace(POLL, revision=2, question="Which one?")
    for poll in (POLL, edited, replace(POLL, id="p2"), replace(POLL, workspace="T2")):
        for picked in (["a"], ["b"], ["a", "b"]):
            after = {"picked": picked}
            assert answers.of(Cast(poll, {}, after)) == voter.chosen(poll, after)


def test_words_are_told_to_whom_they_belong() -> None:
    answers, poll = Answers(), opened(kind=TEXT)
    for said in ("one", "two"):
        after = {"text": said}
        assert answers.of(Cast(poll, {}, after)) == voter.chosen(poll, after)


def test_a_vote_taken_back_is_told_as_that() -> None:
    taken = Cast(POLL, {"picked": ["a"]}, {})
    assert Answers().of(taken) == voter.taken_back(POLL)
