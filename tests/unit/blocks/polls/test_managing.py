"""The Manage panel offers what applies, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks.answers import Message
from bot.blocks.polls.managing import Panel, ask_nudge, panel
from bot.blocks.times import Zones
from bot.services.polls.ports import CLOSED, DELETED, MULTI, OPEN, SCHEDULED, Poll
from tests.unit.fakes import NOON
from tests.unit.services.polls.examples import a_poll

ZONES = Zones("America/Los_Angeles", "America/Los_Angeles")
STANDING = replace(a_poll(), state=OPEN, opened_at=NOON, posted_channel="C1", ts="1.2")


def shown(poll: Poll, *, voters: int = 7, staff: bool = True, **more: Any) -> Message:
    return panel(Panel(poll, voters, NOON, ZONES, staff, **more))


def buttons(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [each["text"]["text"] for row in rows for each in row]


def secret(poll: Poll) -> Poll:
    return replace(poll, settings=replace(poll.settings, anonymous=True))


def test_an_open_poll_can_be_closed_edited_and_deleted() -> None:
    assert buttons(shown(STANDING)) == [
        "Close now",
        "Edit…",
        "Delete…",
        "Who has not voted…",
        "Results as CSV",
        "Save as template…",
    ]


def test_a_student_who_made_a_poll_writes_to_nobody_and_keeps_no_template() -> None:
    assert buttons(shown(STANDING, staff=False)) == [
        "Close now",
        "Edit…",
        "Delete…",
        "Results as CSV",
    ]


def test_a_closed_poll_opens_again_or_is_asked_again() -> None:
    closed = replace(STANDING, state=CLOSED, closed_at=NOON, closed_by="U_BO")
    message = shown(closed)
    assert buttons(message)[:4] == ["Open again", "Edit…", "Ask again…", "Delete…"]
    assert "by <@U_BO>" in message.blocks[0]["text"]["text"]


def test_an_anonymous_poll_that_is_closed_says_why_it_does_not_open_again() -> None:
    closed = secret(replace(STANDING, state=CLOSED, closed_at=NOON))
    message = shown(closed)
    assert "Open again" not in buttons(message)
    assert "Ask again…" in buttons(message)
    assert "cannot be opened again" in str(message.blocks[-1])


def test_closing_an_anonymous_poll_asks_first() -> None:
    def asks(poll: Poll) -> bool:
        row = next(block for block in shown(poll).blocks if block["type"] == "actions")
        return "confirm" in row["elements"][0]

    assert asks(secret(STANDING))
    assert not asks(STANDING)


@pytest.mark.parametrize(
    ("poll", "voters", "there"),
    [
        (STANDING, 0, False),
        (STANDING, 1, True),
        (secret(STANDING), 4, False),
        (secret(STANDING), 5, True),
        (replace(STANDING, settings=replace(STANDING.settings, hidden=True)), 9, False),
        (secret(replace(STANDING, state=CLOSED, closed_at=NOON)), 1, True),
    ],
)
def test_results_are_given_out_when_they_may_be_known(poll: Poll, voters: int, there: bool) -> None:
    assert ("Results as CSV" in buttons(shown(poll, voters=voters))) == there


def test_those_who_have_not_voted_are_asked_once_and_only_in_channels() -> None:
    label = "Who has not voted…"
    assert label in buttons(shown(STANDING))
    assert label not in buttons(shown(replace(STANDING, posted_channel="D1")))
    nudged = replace(STANDING, notes={"nudged": NOON.isoformat()})
    assert label not in buttons(shown(nudged))
    assert "that is done once" in str(shown(nudged).blocks[-1])


def test_a_scheduled_poll_is_edited_or_not_posted() -> None:
    opens = NOON + timedelta(days=1)
    settings = replace(a_poll().settings, repeats="weekly")
    message = shown(replace(a_poll(), state=SCHEDULED, opens_at=opens, settings=settings), voters=0)
    assert buttons(message) == ["Edit…", "Don't post it…", "Save as template…"]
    assert "then every week" in str(message.blocks[0])


def test_a_series_can_be_stopped_from_any_poll_of_it() -> None:
    message = shown(STANDING, next_at=NOON + timedelta(days=7))
    assert "Stop repeating…" in buttons(message)
    assert "Comes again" in str(message.blocks[-1])


def test_what_is_deleted_has_no_buttons() -> None:
    assert buttons(shown(replace(STANDING, state=DELETED))) == []


def test_the_question_cannot_ping_or_format() -> None:
    message = shown(replace(STANDING, question="<!channel> *all*", kind=MULTI))
    assert "<!channel>" not in str(message.as_fields())


def test_a_nudge_says_how_many_get_one_and_names_them_only_where_votes_are_named() -> None:
    many = ask_nudge(STANDING, 61, tuple(f"U{n}" for n in range(61)))
    assert "*61 members*" in many.blocks[0]["text"]["text"]
    assert "and 1 more" in str(many.blocks)
    assert buttons(many) == ["Send 61 messages", "Don't send"]
    one = ask_nudge(secret(STANDING), 1)
    assert "<@" not in str(one.blocks)
    assert buttons(one)[0] == "Send"
