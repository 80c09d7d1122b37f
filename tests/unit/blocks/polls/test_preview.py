"""A preview tells its maker also what the channel does not see yet."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks.polls.preview import preview
from bot.blocks.times import Zones
from bot.services.polls.ports import DRAFT, SINGLE, Poll
from tests.slack.seen import Blocks
from tests.unit.services.polls.made import NOW, poll

ZONES = Zones("America/Los_Angeles", "America/Los_Angeles")


def words(draft: Poll) -> str:
    found = preview(replace(draft, state=DRAFT), NOW, ZONES)
    return Blocks(found.blocks, found.text).words


def test_the_right_answer_and_room_for_more_are_told_to_the_maker() -> None:
    draft = poll(SINGLE, "KVM", "Xen", correct=("2",), adding=True)
    assert "Right: *Xen*. It shows once you say so, or when a second round closes." in words(draft)
    assert "Voters may add options." in words(draft)


def test_one_that_repeats_tells_that_its_answer_shows_when_it_closes() -> None:
    draft = poll(SINGLE, "KVM", "Xen", correct=("2",), repeats="weekly")
    assert "Right: *Xen*. It shows when the poll closes." in words(draft)


def test_a_plain_poll_has_nothing_more_to_tell() -> None:
    assert "Right:" not in words(poll(SINGLE, "KVM", "Xen"))
