"""What gets a line of our own instead of a quotation, and what sounds like it and is looked up."""

from __future__ import annotations

import pytest

from knowledge.smalltalk import reply


@pytest.mark.parametrize(
    "text", ["this is bullshit", "fuck off", "ugh this sucks!!", "ur so dumb", "wtf", "damn it"]
)
def test_who_swears_is_offered_help(text: str) -> None:
    assert "Ask a TA" in (reply(text) or "")


@pytest.mark.parametrize("text", ["are you chatgpt?", "is this an AI", "what model are you"])
def test_lectern_says_that_it_is_no_language_model(text: str) -> None:
    assert "no language model" in (reply(text) or "")


@pytest.mark.parametrize("text", ["write my memo for me", "can you do my presentation pls"])
def test_work_is_left_to_whose_it_is(text: str) -> None:
    assert "That part is yours" in (reply(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "what is garbage",
        "garbage collection",
        "what is a damn fool's errand",
        "how are marks given",
        "what is my grade",
        "do you use chat gpt",
        "what grade is steel 304",
        "what did the model predict",
        "how do i write a memo",
        "what results did Mendel get",
    ],
)
def test_what_only_sounds_like_it_is_looked_up(text: str) -> None:
    assert reply(text) is None
