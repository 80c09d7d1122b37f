"""What stands below a draft: what it goes without, and what was left out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.blocks.answers import Message
from bot.blocks.quizzes import homework, kept_back, live_draft
from bot.blocks.times import Zones
from bot.playground.content import message_content
from bot.services.quizzes.chosen import NUMBER, CannotDraft
from bot.services.quizzes.homework.model import Homework
from bot.services.quizzes.in_use import KeptBack
from bot.services.quizzes.leaving_out import Draft
from bot.services.quizzes.live.again import Back
from bot.services.quizzes.live.drafting import MOST, Wish
from tests.outside_rules import check_message
from tests.unit.services.polls.made import CHANNEL, NOW
from tests.unit.services.quizzes.homework.made import homework_poll
from tests.unit.services.quizzes.live.room import HOST, Room, banked, item

ZONES = Zones("UTC", "UTC")
HOSTILE = "<!channel> {0} *bold* & `code` <@U1>"
LIVE, HOMEWORK = KeptBack(2), KeptBack(1_000, NOW)


def said(message: Message) -> str:
    check_message(message.as_fields())
    message_content(message.as_fields())
    assert "<!channel>" not in str(message.blocks) + message.text
    return str(message.blocks)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (KeptBack(), ""),
        (KeptBack(1), "1 question is left out: a live quiz asks it just now."),
        (LIVE, "2 questions are left out: a live quiz asks them just now."),
        (replace(HOMEWORK, number=1), "1 question is left out: homework asks it until <!date^"),
        (HOMEWORK, "1,000 questions are left out: homework asks them until <!date^"),
    ],
)
def test_a_draft_tells_what_it_goes_without(kept: KeptBack, words: str) -> None:
    blocks = kept_back.line(kept, ZONES)
    assert bool(blocks) == bool(words)
    assert words in str(blocks)


def test_a_draft_of_homework_tells_that_other_homework_asks_it() -> None:
    [line] = kept_back.line(HOMEWORK, ZONES, homework=True)
    assert "1,000 questions are left out: other homework asks them until <!date^" in str(line)
    assert "live quiz" not in str(line)
    [line] = kept_back.line(replace(HOMEWORK, mixed=True), ZONES, homework=True)
    assert ", or a live quiz just now." in str(line)
    shown = said(kept_back.nothing(HOMEWORK, ZONES, homework=True))
    assert "Close that homework first, or approve more" in shown
    assert "live quiz" not in shown


def test_where_all_is_asked_elsewhere_it_is_said_what_to_do() -> None:
    assert "Give them as homework once it is over." in said(kept_back.nothing(LIVE, ZONES))
    assert "The only approved question is asked" in said(kept_back.nothing(KeptBack(1), ZONES))
    shown = said(kept_back.nothing(HOMEWORK, ZONES))
    assert "close the homework first" in shown
    assert "Show the homework" in shown


def test_a_field_tells_in_plain_words_until_when_homework_is_open() -> None:
    told = kept_back.at_field(CannotDraft("Too few.", NUMBER, HOMEWORK), ZONES)
    assert told.startswith("Too few. It is open until Sat, November 20, 2021")
    assert kept_back.at_field(CannotDraft("Too few.", NUMBER, LIVE), ZONES) == "Too few."


@pytest.mark.parametrize("kept", [LIVE, HOMEWORK])
def test_what_cannot_come_back_yet_is_told_with_a_button(kept: KeptBack) -> None:
    shown = said(kept_back.back("quiz1:1", Back(HOSTILE, None, kept), ZONES))
    assert "Make the quiz" in shown
    assert "{0}" in shown


async def test_the_longest_drafts_have_room_for_what_was_left_out() -> None:
    long = "What is <!channel>? " * 70
    room = Room([banked(n, item(f"{n} {long}", "A" * 300, "B" * 300)) for n in range(1, MOST + 2)])
    quiz = await room.drafting.draft(Wish(MOST), HOST, CHANNEL)
    out = Draft(quiz.poll, (*quiz.questions, replace(quiz.questions[0], bank_id="out")))
    quiz = replace(quiz, poll=out.without("out").poll)
    kept = kept_back.line(HOMEWORK, ZONES)
    shown = said(live_draft.draft(quiz, "Look at it once more.", kept))
    assert "Left out: " in shown
    assert "live_restore" in shown

    poll = homework_poll(*[item(f"{n} {long}", "A" * 300, "B" * 300) for n in range(31)])
    given = Homework.of(poll)
    fewer = Draft(poll, given.questions).without(given.questions[0].bank_id)
    given = Homework(fewer.poll, fewer.questions)
    shown = said(homework.preview(given, ZONES, "Look at it once more.", kept))
    assert "homework_restore" in shown
