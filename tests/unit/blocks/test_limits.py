"""Whatever the words and however many: Slack takes every message and view that the blocks make."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.playground.blockkit import check_view as check_view_here
from bot.playground.content import message_content
from tests.outside_rules import check_message, check_view
from tests.unit.blocks.made import Words, messages, views

LONG = "<&> *words* that go on " * 500
LINES = "\n".join(f"line {n} & more" for n in range(300))
HUGE = Words(
    question=LONG,
    title=LONG,
    quote=LONG,
    file="a-very-long-file-name-" * 40 + ".txt",
    near=((LONG, LONG),) * 5,
    bullets=((LONG, 9, LONG),) * 100,
    items=60,
)
EMPTY = Words("", "", "", "", (("", ""), (" ", "\n")), (("", 0, ""),), 1)

some_text = st.text(max_size=40) | st.text("<>&*_~`\n \u2060", max_size=20) | st.just(LONG)
levels = st.integers(0, 12)
bullets = st.tuples(some_text, levels, st.none() | some_text)
words = st.builds(
    Words,
    some_text,
    some_text,
    some_text,
    some_text,
    near=st.lists(st.tuples(some_text, some_text), max_size=4).map(tuple),
    bullets=st.lists(bullets, max_size=12).map(tuple),
    items=st.integers(0, 12),
)


@given(words)
@example(HUGE)
@example(EMPTY)
@example(Words("q?", LINES, LINES, "f", ((LINES, LINES),), ((LINES, 0, None),), 3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_slack_takes_every_message(made_of: Words) -> None:
    for message in messages(made_of):
        message_content(message.as_fields())
        check_message(message.as_fields())


@given(words)
@example(HUGE)
@example(EMPTY)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_slack_takes_every_view(made_of: Words) -> None:
    for view in views(made_of):
        check_view_here(view)
        check_view(view)


@pytest.mark.parametrize("message", [*messages(Words("q", "t", "a\nb", "f", (("n", "m"),)))])
def test_every_message_has_blocks_to_see_and_text_to_hear(message: object) -> None:
    assert message.blocks  # type: ignore[attr-defined]
    assert message.text  # type: ignore[attr-defined]
