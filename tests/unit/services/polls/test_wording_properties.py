"""Whatever is typed: parsing never fails, keeps every character, and gives polls within their limits."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.polls import limits
from bot.services.polls.drafts import Draft, Unclear
from bot.services.polls.flag_words import ALIASES
from bot.services.polls.wording import parse

TACOMA = ZoneInfo("America/Los_Angeles")
NOW = datetime(2021, 11, 20, 18, 0, tzinfo=UTC)
PIECES = st.one_of(
    st.sampled_from(
        [*'"“”„«»\'‘’?!:;,|/-—–()[]\\\n\t =#@&<>0159 ', " or ", "Lunch?", "Pizza", "--", "- ", "1. ", "10m", "friday 5pm"]
    ),
    st.sampled_from([f"{dash}{name}" for name in ALIASES for dash in ("--", "—", "-")]),
    st.text(max_size=8),
)  # fmt: skip
LINES = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))
WORDS = st.from_regex(r"[a-zA-Z][a-zA-Z0-9 ]{0,12}[a-zA-Z0-9]", fullmatch=True)


@settings(max_examples=400, deadline=None)
@given(LINES)
def test_any_line_gives_a_poll_or_says_what_is_wrong_and_keeps_it(line: str) -> None:
    found = parse(line, NOW, TACOMA)
    if isinstance(found, Unclear):
        assert found.typed == line
        assert found.problem.wrong
        assert found.problem.fix
    else:
        assert isinstance(found, Draft)
        assert limits.problems(found.kind, found.question, found.options) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(WORDS, min_size=3, max_size=8, unique_by=limits.same),
    st.sampled_from(['""', "“”", "„“", "«»", "''", "‘’"]),
)
def test_quoted_pieces_come_back_as_they_were(pieces: list[str], marks: str) -> None:
    line = " ".join(f"{marks[0]}{piece}{marks[1]}" for piece in pieces)
    found = parse(line, NOW, TACOMA)
    assert isinstance(found, Draft)
    assert [" ".join(found.question.split()), *found.options] == [
        " ".join(piece.split()) for piece in pieces
    ]


@pytest.mark.parametrize(
    "line",
    [
        '"' * 3_000,
        '"a ' * 1_500,
        '" "' * 1_000,
        "a? " * 1_500,
        "a: " * 1_500,
        "--close " * 600,
        "--close friday " * 300,
        "'a' b? " * 500,
        "(" * 5_000,
        "a, " * 5_000,
        "--x" * 1_000,
        "—a " * 2_000,
        "1" * 4_000,
        "--correct " + "1, " * 1_000,
        "--for " + "1h " * 1_000,
    ],
)
def test_hostile_lines_are_answered_without_trying_all_ways_to_read_them(line: str) -> None:
    assert isinstance(parse(line, NOW, TACOMA), (Draft, Unclear))
