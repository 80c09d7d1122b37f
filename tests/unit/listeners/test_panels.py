"""Which panels are drawn again, and how often."""

from __future__ import annotations

from dataclasses import replace

from bot.listeners.quizzes.panels import USES, Panels, Shown, says
from tests.unit.services.quizzes.live.made import quiz

PANEL = Shown("quiz1", "U1", "https://hooks.example.com/1", None, "0:lobby")


def test_the_newest_panel_of_each_host_is_the_one_that_is_drawn() -> None:
    panels = Panels()
    newer, others = replace(PANEL, url="https://hooks.example.com/2"), replace(PANEL, user="U2")
    for shown in (PANEL, newer, others):
        panels.remember(shown)
    assert panels.of("quiz1") == [newer, others]
    assert panels.quizzes == ["quiz1"]
    panels.forget(PANEL)
    assert panels.of("quiz1") == [newer, others]


def test_an_address_is_used_as_often_as_slack_takes_it() -> None:
    panels = Panels()
    panels.remember(PANEL)
    for n in range(USES):
        (shown,) = panels.of("quiz1")
        panels.drawn(shown, str(n))
    assert panels.of("quiz1") == []


def test_no_more_are_remembered_than_there_are_screens() -> None:
    panels = Panels()
    for n in range(500):
        panels.remember(replace(PANEL, user=f"U{n}"))
    assert [one.user for one in panels.of("quiz1")][-1] == "U499"
    assert len(panels.of("quiz1")) == 200


def test_a_panel_is_worth_drawing_when_the_quiz_moved_on_and_not_when_somebody_answered() -> None:
    made = quiz(state="asking", at=1)
    assert says(made) == says(replace(made, seen=9))
    assert len({says(made), says(replace(made, state="revealed")), says(replace(made, paused=True)), says(replace(made, host="U9"))}) == 4  # fmt: skip
