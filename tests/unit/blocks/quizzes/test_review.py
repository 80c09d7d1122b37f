"""Cards of questions as instructors see them."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks.quizzes.bank_question import titled
from bot.blocks.quizzes.review import card
from bot.services.quizzes.bank.reviewing import Card
from bot.services.quizzes.bank.scope import Scope
from tests.outside_rules import check_message
from tests.slack.audit import mrkdwn_texts
from tests.unit.services.quizzes.practising import question


def test_a_card_pings_nobody_in_its_blocks_or_in_what_a_notification_says() -> None:
    asked = question(1, state="draft", text="<!channel> <@U0SARA> & <b>?")
    for flags in (0, 2):
        message = card(Card(replace(asked, flags=flags), Scope(), 1, 2), "UTC")
        check_message(message.as_fields())
        said = [message.text, *mrkdwn_texts(message.blocks)]
        assert not [one for one in said if "<!" in one or "<@" in one]


def test_quotation_marks_inside_of_a_quoted_question_are_single_ones() -> None:
    asked = question(1, text="What does “ACI” stand for?")
    assert titled(asked) == "“What does ‘ACI’ stand for?”"
