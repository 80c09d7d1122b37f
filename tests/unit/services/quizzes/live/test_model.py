"""What a live quiz keeps comes back as it was, by way of JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from bot.services.polls.ports import Ballot
from bot.services.quizzes.live.model import (
    ASKING,
    Answer,
    Player,
    Question,
    Quiz,
    Rules,
    moment_of,
    players_of,
    question_id,
)
from tests.unit.services.polls.made import NOW
from tests.unit.services.quizzes.live.made import closed, frozen, question, quiz


def test_a_quiz_comes_back_as_it_was_kept() -> None:
    made = quiz(
        frozen("b1"),
        replace(frozen("b2", item={"kind": "choice"}), source=None),
        state=ASKING,
        at=2,
        rules=Rules(45, speed=True, thread=False, by_itself=True),
        next_at=NOW + timedelta(seconds=15),
        paused=True,
        extra={"U0SARA": 50},
        seen=3,
        rehearsal=True,
    )
    stored = replace(made.poll, notes=json.loads(json.dumps(made.kept().notes)))
    back = Quiz.of(stored)
    assert replace(back, poll=made.poll) == made
    assert back.is_last
    assert back.current == "quiz1-02"


def test_a_question_comes_back_as_it_was_kept_with_its_answers() -> None:
    made = question(extra={"U0SARA": 50}, held=3.5, paused_at=NOW, speed=True)
    answers = {
        "U0SARA": Answer(("a",), True, 4.25, changed=True, share=1.0, points=1000),
        "U0LI": Answer(("b",), None, 9.0),
    }
    back = closed(replace(made.poll, notes=json.loads(json.dumps(made.kept().notes))), answers)
    assert back.answers == answers
    assert replace(back, poll=made.poll, answers={}) == made
    assert [one.right for one in back.answers.values()] == [True, False]
    assert Question.of(made.kept()).answers == {}


def test_an_open_question_is_read_once_and_anew_when_it_was_changed() -> None:
    poll = question().kept()
    first = Question.of(poll)
    assert Question.of(poll) is first
    changed = replace(first, held=5.0).kept()
    assert Question.of(changed).held == 5.0
    assert Question.of(poll).held == 0.0
    others = [Question.of(replace(poll, question=f"{n}?")) for n in range(200)]
    assert [one.poll.question for one in others] == [f"{n}?" for n in range(200)]
    assert Question.of(poll) == first


def test_somebody_with_extra_time_has_so_much_longer() -> None:
    made = question(extra={"U0SARA": 50})
    assert made.seconds_of("U0SARA") == 30
    assert made.seconds_of("U0LI") == 20


def test_a_question_begins_when_slack_shows_it() -> None:
    assert question().begun_at == NOW
    assert moment_of("1637431200.000100") == NOW + timedelta(microseconds=100)
    assert replace(question(), poll=replace(question().poll, ts=None)).begun_at is None


def test_questions_are_in_the_order_of_their_ids() -> None:
    ids = [question_id("quiz1", n) for n in range(1, 21)]
    assert ids == sorted(ids)


def test_players_come_back_with_what_they_are_shown_as() -> None:
    ballot = Ballot("U0SARA", Player("U0SARA", "Brave Otter", "no").to_choice())
    assert players_of([ballot]) == {"U0SARA": Player("U0SARA", "Brave Otter", "no")}
    assert not Player("U0SARA", "Brave Otter").invented
    assert Player("~1", "Calm Crane").invented
