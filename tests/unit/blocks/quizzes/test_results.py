"""What the host and the players are told afterwards: taken by Slack whatever was written, and saying what they should."""

from __future__ import annotations

import json

import pytest

from bot.blocks.answers import Message
from bot.blocks.quizzes import analysis, results
from bot.blocks.times import Zones
from bot.playground.content import message_content
from bot.services.quizzes.live.model import Answer
from bot.services.quizzes.live.outcome import Outcome, of_quiz
from knowledge.exchange import Choice, Kind, Text
from knowledge.exchange.model import Markup
from tests.outside_rules import check_message
from tests.unit.services.polls.made import NOW
from tests.unit.services.quizzes.outcomes import (
    answers,
    frozen,
    item,
    outcome,
    players,
    question,
    quiz,
    quiz_poll,
    source,
)

HOSTILE = "<!channel> *bold* _it_ `x` <@U0SARA> & שלום \u202e\n> quote"
ZONES = Zones("America/Los_Angeles", "America/Los_Angeles")


def taken(message: Message) -> str:
    """What stands in a message that Slack takes, as one text."""
    message_content(message.as_fields())
    check_message(message.as_fields())
    return json.dumps(message.as_fields(), ensure_ascii=False)


def hostile(number: int, words: str) -> Outcome:
    """Many questions of hostile words, each of its own slide, which all got wrong, sure of it."""
    text = Text(words, Markup.MARKDOWN)
    asked = item(choices=(Choice(text, 100.0), Choice(text), Choice(text), Choice(text)))
    asked = type(asked)(Kind.CHOICE, text, asked.choices, feedback=text, shuffle=False)
    of = quiz([asked] * number, quiz_poll(question=words))
    of = type(of)(
        **{name: getattr(of, name) for name in of.__slots__ if name != "questions"},
        questions=tuple(frozen(n, asked, source=source(n, words)) for n in range(1, number + 1)),
    )
    given = [question(of, n, answers("b" * 12, sure=True)) for n in range(1, number + 1)]
    return of_quiz(of, given, players(12))


@pytest.mark.parametrize("words", [HOSTILE, HOSTILE * 60, "W" * 3_000, ""])
@pytest.mark.parametrize("number", [1, 12, 99])
def test_slack_takes_what_is_told_of_any_quiz(number: int, words: str) -> None:
    found = hostile(number, words)

    for message in (
        analysis.message(found),
        results.mine(found, "U0P0"),
        results.mine(found, "U0"),
    ):
        said = taken(message)
        assert "<!channel>" not in said
        assert "<@U0SARA>" not in said


def test_the_host_reads_which_slides_to_go_back_to_and_how_each_question_went() -> None:
    said = taken(analysis.message(outcome(["aaaaab", "abbbbb"], sure=True)))

    assert "6 players, 2 questions; 50 % of the answers were right." in said
    assert "Question 2: 1 of 6 right, *5 sure and wrong*" in said
    assert "*83 %* right (5 of 6)" in said
    assert "drew more than the right answer: “VirtualBox” (5)" in said
    assert "nobody took: “QEMU”, “Docker”" in said
    assert '"value": "quiz1:2"' in said
    assert "Ask this again next week" in said


def test_with_few_players_it_is_said_from_how_many_on_discrimination_is_told() -> None:
    few = taken(analysis.message(outcome(["aab"] * 5)))
    many = taken(analysis.message(outcome(["aaaaaabbbb"] * 5)))

    assert "With fewer than 10 people or 4 questions" in few
    assert "_r_ 1.00, very good" in many
    assert "from 0.3 on" in many


def test_where_all_went_well_there_is_nothing_to_ask_again() -> None:
    said = taken(analysis.message(outcome(["aaaa"])))

    assert "no question went badly" in said
    assert "next week" not in said


def test_where_nobody_answered_there_is_nothing_to_tell() -> None:
    message = analysis.message(outcome(["--"]))

    assert "there is nothing to tell" in taken(message)
    assert not any(block["type"] == "actions" for block in message.blocks)


def test_a_rehearsal_says_that_its_players_are_invented_and_brings_nothing_back() -> None:
    said = taken(analysis.message(outcome(["ab"], rehearsal=True)))

    assert "players were invented" in said
    assert "next week" not in said


def test_the_host_reads_when_the_questions_come_back() -> None:
    said = taken(analysis.coming_back("quiz1", 3, NOW, ZONES))

    assert "3 questions come back to you in our direct message" in said
    assert "Undo" in said


def test_a_player_reads_what_was_wrong_with_what_is_right_and_the_slide() -> None:
    of = quiz(
        [item("First?"), item("Second?", feedback=Text("KVM runs on the metal.")), item("Third?")]
    )
    asked = [
        question(of, 1, {"U0P0": Answer(("a",), share=1.0, points=1_000)}),
        question(of, 2, {"U0P0": Answer(("b",), True, share=0.0)}),
        question(of, 3, {}),
    ]
    said = taken(results.mine(of_quiz(of, asked, players(1)), "U0P0"))

    assert "1 of 3 right, 1,000 points. 1 wrong that you were sure of." in said
    assert "You said: “VirtualBox”\\nRight: “KVM”\\n> KVM runs on the metal." in said
    assert "You did not answer." in said
    assert "✓  *1.* First?" in said
    assert "live_back_2" in said
    assert "live_back_1" not in said


def test_who_answered_nothing_is_shown_what_would_have_been_right() -> None:
    said = taken(results.mine(outcome(["a"]), "U0NOBODY"))

    assert "You answered none of the questions" in said
    assert "Right: “KVM”" in said
