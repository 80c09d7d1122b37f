"""Asking Lectern in a direct message."""

from __future__ import annotations

from tests.slack.person import Person


async def test_an_answer_quotes_the_slide_in_the_thread(sara: Person) -> None:
    """ "What is KVM?" is answered in the question's thread with words, title, place and date."""
    question = await sara.writes("What is KVM?")
    answer = await sara.hears(question)
    assert "KVM integrates hypervisor functionality directly into the" in answer.words
    assert "Lecture 13, slide 26 · November 16, 2021" in answer.words
    assert "Show slide" in answer.buttons
    assert {"Helpful", "Not helpful"} <= set(answer.buttons)
