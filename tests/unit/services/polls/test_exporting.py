"""Results as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from bot.services.polls.exporting import file_name, to_csv
from bot.services.polls.ports import MULTI, RANKED, SCALE, TEXT, Ballot, Poll
from bot.services.polls.tally import Round
from tests.unit.services.polls.examples import a_poll, closed

ANONYMOUS = {"anonymous": True}


def rows(poll: Poll, *ballots: Ballot, **names: str) -> list[list[str]]:
    data = to_csv(poll, ballots, names)
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes it for another encoding otherwise"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def picked(voter: str, *options: str) -> Ballot:
    return Ballot(voter, {"picked": list(options)})


def test_a_named_poll_has_a_row_a_voter_by_name() -> None:
    found = rows(a_poll(), picked("U2", "3"), picked("U1", "1"), U1="Zoë", U2="anna")
    assert found == [["name", "member id", "choice"], ["anna", "U2", "Xen"], ["Zoë", "U1", "KVM"]]


def test_several_choices_have_a_column_each_and_ranks_are_numbered() -> None:
    ballots = (picked("U1", "3", "1"), picked("U2", "2"))
    assert rows(a_poll(kind=MULTI), *ballots) == [
        ["name", "member id", "choice 1", "choice 2"],
        ["U1", "U1", "Xen", "KVM"],
        ["U2", "U2", "VirtualBox", ""],
    ]
    assert rows(a_poll(kind=RANKED), *ballots)[0] == ["name", "member id", "rank 1", "rank 2"]


def test_who_took_their_vote_back_is_not_in_the_file() -> None:
    assert rows(a_poll(), Ballot("U1", {}))[1:] == []


def test_answers_are_word_for_word() -> None:
    found = rows(a_poll((), kind=TEXT), Ballot("U1", {"text": 'He said "so", twice\nand left'}))
    assert found[1][2] == 'He said "so", twice\nand left'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_nothing_that_anybody_wrote_is_a_formula(cell: str) -> None:
    found = rows(a_poll((cell, "b")), picked("U1", "1"), U1=cell)
    assert found[1] == [f"'{cell}", "U1", f"'{cell}"]


def test_of_an_anonymous_poll_there_are_only_totals() -> None:
    poll = closed(a_poll(settings=ANONYMOUS), 4, {"1": 3, "3": 1})
    assert rows(poll) == [
        ["option", "votes", "%"],
        ["KVM", "3", "75"],
        ["VirtualBox", "0", "0"],
        ["Xen", "1", "25"],
        ["voters", "4"],
    ]


def test_an_anonymous_scale_has_its_mean_and_a_ranking_its_rounds() -> None:
    scale = closed(a_poll("123", kind=SCALE, settings=ANONYMOUS), 2, {"2": 2}, mean=2.0, median=2.0)
    assert rows(scale)[-2:] == [["mean", "2.00"], ["median", "2"]]
    rounds = (Round({"1": 2, "2": 1, "3": 1}, ("3",)), Round({"1": 3, "2": 1}))
    ranked = closed(a_poll(kind=RANKED, settings=ANONYMOUS), 4, {"1": 2}, rounds=rounds)
    assert rows(ranked)[:4] == [
        ["option", "round 1", "round 2"],
        ["KVM", "2", "3"],
        ["VirtualBox", "1", "1"],
        ["Xen", "1", ""],
    ]


def test_the_file_has_a_name_that_says_what_it_is() -> None:
    assert file_name(a_poll()) == "poll-which-is-a-type-1-hypervisor.csv"
    assert file_name(a_poll(question="日本?")) == "poll-p1.csv"
    assert file_name(a_poll(question="../../etc/passwd")) == "poll-etc-passwd.csv"
