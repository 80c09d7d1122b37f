"""Who asks for a reminder, or for what is kept of them, is led on; questions to the lecture are not."""

from __future__ import annotations

import pytest

from bot.services.pointers import pointer


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("remind me of hw2", "`/deadlines remind hw2`"),
        ("Can you remind me about the lab report please?", "`/deadlines remind lab report`"),
        ("remind me when my essay is due", "`/deadlines remind essay`"),
        ("delete my data!!", "`/quiz erase`"),
        ("how can i erase all of my questions", "`/quiz erase`"),
        ("is this private?", "seen by you alone"),
        ("can my prof see what i ask", "without names"),
        ("what do you know about me?", "I keep questions"),
    ],
)
def test_the_way_on_is_told(asked: str, leads_to: str) -> None:
    said = pointer(asked)
    assert said is not None
    assert leads_to in said


@pytest.mark.parametrize(
    "asked",
    [
        "remind me what osmosis is",
        "remind me of the definition of mitosis",
        "how do i delete a branch",
        "how do i delete my data from a table",
        "is a private subnet reachable",
        "what do you know about turgor",
        "who can see the ultraviolet marks of flowers",
    ],
)
def test_a_question_to_the_lecture_is_left_to_it(asked: str) -> None:
    assert pointer(asked) is None
