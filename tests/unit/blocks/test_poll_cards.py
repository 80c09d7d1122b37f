"""A poll's message: whole, harmless, within Slack's limits, and telling no more than it may."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.polls import voter
from bot.blocks.polls.bars import CELLS, bar
from bot.blocks.polls.card import card
from bot.playground.content import message_content
from bot.services.polls.counting import tally
from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    MULTI,
    PICKED,
    RANKED,
    SCALE,
    SINGLE,
    TEXT,
    WORDS,
    Ballot,
    Poll,
)
from bot.services.polls.shares import shares
from bot.services.polls.tally import Tally
from tests.outside_rules import check_message
from tests.slack.audit import mrkdwn_texts
from tests.slack.seen import Blocks
from tests.unit.services.polls.made import NOW, picks, poll, says

KINDS = (SINGLE, MULTI, RANKED, SCALE, TEXT, WORDS)
HOSTILE = ("<!channel> & *bold*", "<@U1>", "&" * 500, "`" * 500, "🎉", "נכון", "\u202ex\u2069")


def shown(asked: Poll, ballots: list[Ballot], **how: Any) -> Blocks:
    """The card, after Slack and two others took it."""
    counted = tally(asked, ballots)
    found = card(asked, counted, NOW, **how)
    message_content(found.as_fields())
    check_message(found.as_fields())
    assert len(found.text) <= 4_000, "an edit takes no more"
    return Blocks(found.blocks, found.text)


def closed(asked: Poll) -> Poll:
    return replace(asked, state=CLOSED, closed_at=NOW)


def of_kind(kind: str, **settings_: Any) -> Poll:
    options = () if kind in (SCALE, TEXT, WORDS) else ("KVM", "Xen", "VirtualBox")
    return poll(kind, *options, **settings_)


def some(kind: str, number: int = 6) -> list[Ballot]:
    if kind in PICKED:
        return [picks("1", "2") if n % 2 else picks("2", "1") for n in range(number)]
    return [says(f"answer {n % 3}") for n in range(number)]


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 1_000), max_size=12))
def test_percentages_add_up_to_a_hundred(counts: dict[str, int]) -> None:
    found = shares(counts)
    total = sum(counts.values())
    assert sum(found.values()) == (100 if total else 0)
    for key, count in counts.items():
        assert not total or abs(found[key] - 100 * count / total) < 1


def test_a_bar_is_as_long_as_its_share_and_one_vote_shows() -> None:
    assert bar(0, 9) == ""
    assert bar(9, 9) == "█" * CELLS
    assert bar(1, 2, 4) == "██"
    assert bar(1, 16, 4) == "▎"
    assert bar(1, 1_000_000) == "▏"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("anonymous", [True, False])
def test_every_kind_in_every_state_is_taken_by_slack(kind: str, anonymous: bool) -> None:
    asked = of_kind(kind, anonymous=anonymous, adding=True, low="slow", high="fast")
    for number in (0, 1, 7):
        ballots = some(kind, number)
        assert shown(asked, ballots).buttons
        assert shown(closed(asked), ballots, picture="F1")
    shown(asked, [], preview=True)
    shown(replace(asked, state=DELETED), [])


@pytest.mark.parametrize("kind", [SINGLE, MULTI, RANKED])
def test_hostile_texts_are_shown_and_do_nothing(kind: str) -> None:
    asked = poll(kind, *HOSTILE, question=" ".join(HOSTILE)[:1_900])
    ballots = [picks(str(n)) for n in range(1, 8)] + [picks("3", "4")]
    for state in (asked, closed(asked)):
        found = shown(state, ballots)
        assert not [
            text for text in mrkdwn_texts(found.blocks) if re.search(r"<[!@](?!date)", text)
        ]
        assert not re.search(r"<[!@]", found.text)
        assert "<!channel> & *bold*" in found.words
        assert "&" * 500 in found.words
        assert "\u202e" not in found.words


@pytest.mark.parametrize("character", ["a", "&", "*", "נ", "🎉"])
@pytest.mark.parametrize("kind", [SINGLE, RANKED])
def test_forty_long_options_stand_there_whole(kind: str, character: str) -> None:
    options = [f"{n}. {character * 190}" for n in range(1, 41)]
    asked = poll(kind, *options, question="q" * 2_000)
    ballots = [picks(str(n), str(41 - n)) for n in range(1, 41)] + [picks("7")]
    for state in (asked, closed(asked)):
        found = shown(state, ballots, picture="F1" if state.closed_at else None)
        for option in options:
            assert option in found.words


def test_options_beside_each_other_in_two_directions_keep_their_counts() -> None:
    found = shown(poll(SINGLE, "נכון", "right"), [picks("1")])
    assert "\u2068נכון\u2069\n\u2066" in found.markup


def test_a_hidden_poll_and_few_voters_are_counted_only() -> None:
    for asked, number in ((poll(SINGLE, "A", "B", hidden=True), 9), (poll(SINGLE, "A", "B", anonymous=True), 4)):  # fmt: skip
        found = shown(asked, some(SINGLE, number))
        assert f"{number} people voted" in found.words
        assert "%" not in found.words + found.text
        assert "█" not in found.words
        assert "%" in shown(closed(asked), some(SINGLE, number)).words
    assert "%" in shown(poll(SINGLE, "A", "B", anonymous=True), some(SINGLE, 5)).words


@pytest.mark.parametrize(
    ("number", "whole"), [(1, True), (7, True), (25, False)], ids=["one", "seven", "many"]
)
def test_written_answers_are_shown_whole_or_say_where_they_are_whole(
    number: int, whole: bool
) -> None:
    texts = [f"{n:02} {'lang ' * 199}" for n in range(number)]
    found = shown(closed(poll(TEXT)), [says(text) for text in texts])
    told = all(" ".join(text.split()) in found.words for text in texts)
    assert told is whole
    assert ("long answers are cut here" in found.words) is not whole
    assert ("Results as CSV" in found.words) is not whole
    mine = voter.chosen(poll(TEXT), {"text": texts[0].strip()})
    assert texts[0].strip() in Blocks(mine.blocks).words


@pytest.mark.parametrize("kind", [TEXT, WORDS])
def test_what_people_wrote_in_an_anonymous_poll_is_shown_when_it_is_closed(kind: str) -> None:
    asked = poll(kind, anonymous=True)
    found = shown(asked, some(kind, 20))
    assert "answer" not in found.words.replace("Your answer", "").replace("answers are", "")
    assert "answer 1" not in found.text
    assert "answer 1" in shown(closed(asked), some(kind, 20)).words


def test_what_is_promised_stands_on_the_card() -> None:
    assert "no name is kept" in shown(poll(SINGLE, "A", "B", anonymous=True), []).words
    assert "shows who chose what" in shown(poll(SINGLE, "A", "B"), []).words


def test_a_closed_one_tells_who_won_and_what_is_right() -> None:
    asked = closed(poll(SINGLE, "A", "B", "C", correct=("2",)))
    found = shown(asked, [picks("1"), picks("1"), picks("2")])
    assert "*A* has the most votes: 2 of 3." in found.words
    assert "Right: *B*, chosen by 1 (33 %)." in found.words
    assert "✓ B" in found.words
    equal = shown(closed(poll(SINGLE, "A", "B")), [picks("1"), picks("2")])
    assert "*A* and *B* are equal, with 1 vote each." in equal.words
    assert "B: 1 vote, 33 %, right" in found.text


def test_screen_readers_are_told_all_numbers() -> None:
    found = shown(poll(SCALE), [picks("1"), picks("5"), picks("5")])
    assert "5. 5: 2 votes, 67 %" in found.text
    assert "Mean 3.67, median 5." in found.text
    assert "Poll: Which is it?" in found.text


def test_a_preview_looks_like_the_poll_and_does_nothing() -> None:
    asked = poll(SINGLE, "A", "B")
    ids = [e["accessory"]["action_id"] for e in shown(asked, [], preview=True).blocks if "accessory" in e]  # fmt: skip
    assert ids == ["poll_inert_0", "poll_inert_1"]
    assert "Manage" not in shown(asked, [], preview=True).buttons


@pytest.mark.parametrize("kind", KINDS)
def test_private_replies_of_every_kind_are_taken_by_slack(kind: str) -> None:
    asked = of_kind(kind, most=2)
    for ballot in (*some(kind, 2), Ballot("", {})):
        for message in (
            voter.chosen(asked, ballot.choice),
            voter.mine(asked, ballot.choice),
            voter.mine(closed(asked), ballot.choice),
            voter.who(asked, [replace(ballot, voter="U1")]),
        ):
            message_content(message.as_fields())
            check_message(message.as_fields())


def test_a_thousand_names_are_listed_as_far_as_there_is_room() -> None:
    asked = poll(SINGLE, *(f"option {n} " + "&" * 480 for n in range(40)))
    ballots = [picks(str(1 + n % 40), voter=f"U{n:09d}") for n in range(1_000)]
    message = voter.who(asked, ballots)
    message_content(message.as_fields())
    few = voter.who(poll(SINGLE, "A", "B"), [picks("1", voter=f"U{n:09d}") for n in range(1_000)])
    message_content(few.as_fields())
    assert "and 850 more" in Blocks(few.blocks).words


texts = st.text(max_size=60) | st.text("<>&*_~`\n נא", max_size=40)


@given(
    st.lists(texts.filter(str.strip), min_size=2, max_size=6),
    texts,
    st.lists(st.integers(1, 6), max_size=9),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_slack_takes_whatever_people_write(
    options: list[str], question: str, votes: list[int]
) -> None:
    for kind in (SINGLE, MULTI, RANKED):
        asked = poll(kind, *options, question=question)
        ballots = [picks(str(vote)) for vote in votes]
        shown(asked, ballots)
        shown(closed(asked), ballots)


def test_an_unvoted_poll_needs_no_tally() -> None:
    asked = poll(SINGLE, "A", "B")
    assert card(asked, None, NOW) == card(asked, Tally(), NOW)


def test_a_number_is_read_aloud_with_its_scale() -> None:
    rows = [b["elements"] for b in card(of_kind(SCALE), None, NOW).blocks if b["type"] == "actions"]
    assert [each["accessibility_label"] for each in rows[0]][::4] == ["1 of 5", "5 of 5"]


def test_a_second_round_says_that_it_is_one_until_it_closes() -> None:
    again = replace(of_kind(SINGLE), round_of="p0")
    assert "*Asked again*" in shown(again, []).words
    assert "Asked again" not in shown(closed(again), []).words
    assert "Asked again" not in shown(of_kind(SINGLE), []).words
