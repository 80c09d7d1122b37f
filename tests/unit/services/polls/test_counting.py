"""What ballots come to, each kind by itself."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls.counting import count, grouped, tally, words_of
from bot.services.polls.ports import MULTI, RANKED, SCALE, SINGLE, TEXT, WORDS
from bot.services.polls.tally import Round, Tally
from tests.unit.services.polls.made import picks, poll, says


def ranked(*rankings: str) -> Tally:
    """Four options, ballots as "132"."""
    return tally(poll(RANKED, "A", "B", "C", "D"), [picks(*ranking) for ranking in rankings])


def test_every_option_is_counted_also_one_that_nobody_chose() -> None:
    found = tally(poll(SINGLE, "A", "B", "C"), [picks("2"), picks("2"), picks("1"), picks()])
    assert (found.voters, found.counts, found.winners) == (3, {"1": 1, "2": 2, "3": 0}, ("2",))


def test_equal_ones_lead_together_and_nobody_leads_without_a_vote() -> None:
    asked = poll(SINGLE, "A", "B", "C")
    assert tally(asked, [picks("1"), picks("3")]).winners == ("1", "3")
    assert tally(asked, []) == Tally(counts={"1": 0, "2": 0, "3": 0})


def test_of_several_choices_each_counts_once_a_voter() -> None:
    found = tally(poll(MULTI, "A", "B", "C"), [picks("1", "2"), picks("2", "2"), picks("3")])
    assert (found.voters, found.counts) == (3, {"1": 1, "2": 2, "3": 1})


@pytest.mark.parametrize("kind", [SINGLE, MULTI, RANKED])
def test_a_vote_for_a_removed_option_does_not_count(kind: str) -> None:
    asked = poll(kind, "A", "B", "C")
    gone = replace(asked, options=(replace(asked.options[0], removed=True), *asked.options[1:]))
    found = tally(gone, [picks("1"), picks("1", "2"), picks("3")])
    assert (found.voters, found.counts) == (2, {"2": 1, "3": 1})


def test_a_scale_has_a_mean_a_median_and_a_distribution() -> None:
    found = tally(poll(SCALE), [picks("1"), picks("4"), picks("4"), picks("5")])
    assert (found.mean, found.median, found.voters) == (3.5, 4, 4)
    assert found.counts == {"1": 1, "2": 0, "3": 0, "4": 2, "5": 1}
    assert found.winners == ()


def test_answers_are_grouped_only_where_they_are_equal_but_for_case_space_and_full_stop() -> None:
    said = ["Paging", "paging.", " paging ", "Paging tables", "Why?", "why", "ﬁne", "FINE"]
    found = tally(poll(TEXT), [says(text) for text in said])
    assert found.voters == 8
    assert found.texts == (("Paging", 3), ("FINE", 2), ("Why?", 2), ("Paging tables", 1))


def test_of_spellings_that_are_as_frequent_the_quiet_one_is_shown() -> None:
    assert grouped(["SCHNELL!", "Schnell", "SCHNELL"]) == (("Schnell", 3),)
    assert grouped(["ECTS", "ects"]) == (("ECTS", 2),)
    assert grouped(["Is KVM new", "Is KVM new?"])[0][1] == 2


def test_a_text_of_full_stops_is_an_answer() -> None:
    assert grouped(["...", "...", "!"]) == (("...", 2), ("!", 1))


def test_words_are_counted_one_by_one_and_once_a_person() -> None:
    found = tally(poll(WORDS), [says("Cache, TLB"), says("tlb;  TLB\nvirtual  memory"), says(" ")])
    assert found.voters == 2
    assert found.texts == (("TLB", 2), ("Cache", 1), ("virtual memory", 1))


def test_no_more_than_five_words_of_a_person_count() -> None:
    assert words_of("a, b, c, , d, B, e, f") == ("a", "b", "c", "d", "e")


@given(st.lists(st.text(max_size=5), max_size=12).flatmap(st.permutations))
def test_grouped_texts_do_not_depend_on_the_order_in_which_they_came(texts: list[str]) -> None:
    assert grouped(texts) == grouped(sorted(texts))
    assert sum(n for _, n in grouped(texts)) == len(texts)


# Instant run-off


def test_more_than_half_wins_in_the_first_round() -> None:
    assert ranked("12", "1", "2").rounds == (Round({"1": 2, "2": 1, "3": 0, "4": 0}),)


def test_the_weakest_leave_until_somebody_has_more_than_half() -> None:
    found = ranked("1", "1", "1", "1", "2", "2", "2", "32", "32", "423")
    assert [r.out for r in found.rounds] == [("4",), ("3",), ()]
    assert found.rounds[-1].counts == {"1": 4, "2": 6}
    assert found.winners == ("2",)
    assert found.counts == {"1": 4, "2": 3, "3": 2, "4": 1}


def test_all_that_are_tied_for_the_weakest_leave_in_one_step() -> None:
    found = ranked("1", "1", "1", "2", "2", "23", "31", "41")
    assert [r.out for r in found.rounds] == [("3", "4"), ()]
    assert found.winners == ("1",)


def test_a_tie_at_the_end_goes_to_the_one_with_more_first_choices() -> None:
    found = ranked("1", "1", "1", "2", "2", "32")
    assert found.rounds[-1].counts == {"1": 3, "2": 3}
    assert found.winners == ("1",)


def test_several_win_where_nothing_tells_them_apart() -> None:
    assert ranked("1", "2", "1", "2").winners == ("1", "2")
    assert ranked().rounds == ()
    assert ranked().winners == ()


def test_ballots_whose_choices_have_all_left_are_set_aside() -> None:
    found = ranked("1", "1", "1", "2", "2", "3", "3", "4")
    assert [sum(r.counts.values()) for r in found.rounds] == [8, 7, 3]
    assert found.winners == ("1",)


ballots = st.lists(
    st.lists(st.sampled_from("1234"), min_size=1, max_size=4, unique=True), max_size=25
)


@given(ballots)
def test_the_run_off_is_that_of_piles_of_paper(rankings: list[list[str]]) -> None:
    """A reference that moves ballots between piles by hand, as Robert's Rules tell it."""
    found = ranked(*("".join(r) for r in rankings))
    piles: dict[str, list[list[str]]] = {o: [r for r in rankings if r[0] == o] for o in "1234"}
    first = {o: len(pile) for o, pile in piles.items()}
    rounds: list[tuple[dict[str, int], tuple[str, ...]]] = []
    while rankings:
        sizes = {o: len(pile) for o, pile in piles.items()}
        half = sum(sizes.values()) / 2
        weakest = [o for o in piles if sizes[o] == min(sizes.values())]
        if max(sizes.values()) > half or len(weakest) == len(piles):
            rounds.append((sizes, ()))
            break
        rounds.append((sizes, tuple(weakest)))
        loose = [ballot for o in weakest for ballot in piles.pop(o)]
        for ballot in loose:
            for choice in ballot:
                if choice in piles:
                    piles[choice].append(ballot)
                    break
    assert [(dict(r.counts), r.out) for r in found.rounds] == rounds
    if rankings:
        best = max(sizes.values())
        leading = [o for o in sizes if sizes[o] == best]
        strongest = max(first[o] for o in leading)
        assert found.winners == tuple(o for o in leading if first[o] == strongest)


@given(ballots.flatmap(lambda b: st.tuples(st.just(b), st.permutations(b))))
def test_the_order_of_ballots_makes_no_difference(
    both: tuple[list[list[str]], list[list[str]]],
) -> None:
    asked = poll(RANKED, "A", "B", "C", "D")
    one, other = ([picks(*ranking) for ranking in order] for order in both)
    assert tally(asked, one) == tally(asked, other)
    assert count(asked, one) == count(asked, other)


def test_the_kept_result_survives_json() -> None:
    found = ranked("1", "2", "32", "32")
    assert Tally.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert Counter(found.counts).total() == found.voters
