"""What a step makes of a quiz: pure, from the quiz as it is to the polls and messages that the step keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.polls.opening import posting
from bot.services.polls.ports import CLOSED, OPEN, QUESTION, Option, Poll, Settings
from bot.services.polls.tally import Tally
from bot.services.quizzes.asking import right_response
from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.live.model import (
    ASKING,
    ENDED,
    LOBBY,
    REVEALED,
    Player,
    Question,
    Quiz,
    question_id,
)
from bot.services.quizzes.live.results import telling
from bot.services.quizzes.live.scoring import standings
from bot.services.reminding.ports import Outgoing
from knowledge.exchange.markup import as_plain

PODIUM = "podium"
"""The kind of the message that says that a quiz is over."""
BETWEEN = timedelta(seconds=15)
"""So long an answer is looked at before a quiz goes on that goes on by itself."""
IDLE = timedelta(minutes=15)
"""A quiz that nobody does anything with ends after it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A quiz as it becomes, with what is kept in the same transaction."""

    after: Poll
    messages: Sequence[Outgoing] = ()
    adding: Sequence[Poll] = ()


def opened(quiz: Quiz, now: datetime, extra: Mapping[str, int]) -> Step:
    """The lobby."""
    open_one = replace(quiz.poll, state=OPEN, opened_at=now)
    lobby = replace(quiz, poll=open_one, state=LOBBY, acted_at=now, extra=extra)
    return Step(lobby.kept(), [posting(open_one, now)])


def next_question(quiz: Quiz, now: datetime) -> Step:
    """The question after the one that it is at; it begins when Slack shows it."""
    number = quiz.at + 1
    holder = question_poll(quiz, number, now)
    message = posting(holder, now)
    if quiz.rules.thread:
        message = replace(message, thread_ts=quiz.poll.ts)
    after = replace(quiz, state=ASKING, at=number, acted_at=now, next_at=None, paused=False)
    return Step(after.kept(), [message], [holder])


def question_poll(quiz: Quiz, number: int, now: datetime) -> Poll:
    """A question of a quiz as a poll that can be answered."""
    frozen, poll = quiz.questions[number - 1], quiz.poll
    holder = Poll(
        poll.workspace,
        question_id(quiz.id, number),
        poll.course,
        poll.posted_channel or poll.channel,
        quiz.host,
        QUESTION,
        as_plain(frozen.item.stem),
        options_of(frozen),
        settings_of(frozen),
        now,
        state=OPEN,
        opened_at=now,
        about=quiz.id,
    )
    question = Question(
        holder,
        frozen,
        number,
        len(quiz.questions),
        quiz.rules.seconds,
        quiz.rules.speed,
        quiz.extra,
    )
    return question.kept()


def options_of(frozen: Frozen) -> tuple[Option, ...]:
    """The choices in plain words, in the order in which they are shown."""
    return tuple(Option(option.id, as_plain(option.text)) for option in frozen.asked.options)


def settings_of(frozen: Frozen) -> Settings:
    right = right_response(frozen.item)
    return Settings(
        most=0 if frozen.several else 1, hidden=True, correct=right.picked if right else ()
    )


def revealed(quiz: Quiz, now: datetime, *, by_hand: bool) -> Step:
    """The answer is shown. That time was up is nothing that anybody did."""
    goes_on = now + BETWEEN if quiz.rules.by_itself else None
    acted = now if by_hand else quiz.acted_at
    after = replace(quiz, state=REVEALED, next_at=goes_on, acted_at=acted, paused=False)
    return Step(after.kept())


def ended(
    quiz: Quiz, players: Mapping[str, Player], questions: Sequence[Question], now: datetime, by: str
) -> Step:
    """Over: what was played is kept, and said where it was played."""
    played = [one for one in questions if one.poll.state == CLOSED and not one.skipped]
    places = standings(players, played)
    extra = {
        "standings": [
            {"user": one.player.user, "points": one.points, "right": one.right, "answered": one.answered}
            for one in places
        ],
        "played": len(played),
    }  # fmt: skip
    over = replace(quiz, state=ENDED, next_at=None, paused=False, acted_at=now).kept()
    result = Tally(len(players), extra=extra).to_json()
    after = replace(over, state=CLOSED, closed_at=now, closed_by=by, result=result)
    told = [podium(after, quiz, now), telling(after, quiz.host, now)]
    return Step(after, told if played and quiz.poll.ts else [])


def podium(poll: Poll, quiz: Quiz, now: datetime) -> Outgoing:
    """What is said at the end, below the last question; once."""
    return Outgoing(
        poll.workspace,
        f"podium:{poll.id}",
        PODIUM,
        poll.posted_channel or poll.channel,
        now,
        course=poll.course,
        about=poll.id,
        thread_ts=poll.ts if quiz.rules.thread else None,
    )


# A question while it can be answered


def timed(question: Question, ends: datetime) -> Poll:
    """With the moment, by our clock, at which it closes for most."""
    return replace(question.poll, closes_at=ends)


def paused(question: Question, now: datetime) -> Poll:
    """Its time stands still."""
    return replace(question, paused_at=now).kept()


def resumed(question: Question, now: datetime) -> Poll:
    """Its time goes on."""
    still = max(timedelta(0), now - (question.paused_at or now))
    ends = question.poll.closes_at
    going = replace(question, paused_at=None, held=question.held + still.total_seconds()).kept()
    return replace(going, closes_at=ends + still if ends else None)


def ends_at(question: Question, waiting: Sequence[str]) -> datetime | None:
    """When it closes, given who is waited for: those with more time who have not answered yet.

    None while it is not shown, or paused.
    """
    ends = question.poll.closes_at
    if ends is None or question.paused_at is not None:
        return None
    most = max((question.seconds_of(user) for user in waiting), default=float(question.seconds))
    return ends + timedelta(seconds=most - question.seconds)
