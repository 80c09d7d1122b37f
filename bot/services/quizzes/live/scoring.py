"""Points and places. Pure: what a question's ballots come to when it closes, and where its answers put the players."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.services.polls.ports import QUIZ, Ballot, Poll
from bot.services.polls.tally import Tally
from bot.services.quizzes.asking import mark
from bot.services.quizzes.live.model import HIDDEN, Answer, Player, Question

FULL = 1_000
"""Points of a right answer; with speed half of them are for being right, and half for the time that was left."""
BOARD, LEADING = 10, 3
"""So many places are shown: by the quiz itself, and below a question."""


def points(share: float, took: float, seconds: float, *, speed: bool) -> int:
    """What an answer with this share of what is right gets, given `took` of `seconds`."""
    if not speed or seconds <= 0:
        return round(FULL * share)
    left = min(1.0, max(0.0, 1 - took / seconds))
    return round(share * (FULL / 2 + FULL / 2 * left))


def marked(question: Question, ballots: Sequence[Ballot]) -> Mapping[str, Answer]:
    """By member: what they answered, and what that is worth; of a skipped question nothing."""
    found: dict[str, Answer] = {}
    for ballot in sorted(ballots, key=lambda one: one.voter):
        answer = Answer.of(ballot.choice)
        if not answer.given:
            continue
        share = mark(question.frozen.item, answer.response).share
        worth = points(share, answer.took, question.seconds_of(ballot.voter), speed=question.speed)
        found[ballot.voter] = replace(answer, share=share, points=worth)
    return found


def counted(poll: Poll, ballots: Sequence[Ballot]) -> Mapping[str, Any]:
    """The result of a question that was played to its end (polls.ports.Count)."""
    answers = marked(Question.of(poll), ballots)
    return _result(poll, answers, skipped=False)


def skipped(poll: Poll, ballots: Sequence[Ballot]) -> Mapping[str, Any]:
    """The result of a question that gives nobody points."""
    answers = marked(Question.of(poll), ballots)
    nothing = {user: replace(answer, points=0) for user, answer in answers.items()}
    return _result(poll, nothing, skipped=True)


def _result(poll: Poll, answers: Mapping[str, Answer], *, skipped: bool) -> Mapping[str, Any]:
    extra = {
        "answers": {user: answer.to_json() for user, answer in answers.items()},
        "skipped": skipped,
    }
    return replace(quiz_tally(poll, ballots_of(answers)), extra=extra).to_json()


def ballots_of(answers: Mapping[str, Answer]) -> list[Ballot]:
    """The ballots that hold these answers."""
    return [Ballot(user, answer.to_choice()) for user, answer in answers.items()]


def quiz_tally(poll: Poll, ballots: Sequence[Ballot]) -> Tally:
    """How many play a quiz; how often each choice of a question was taken."""
    if poll.kind == QUIZ:
        return Tally(len(ballots))
    taken = Counter(each for one in ballots for each in one.choice.get("picked") or ())
    voters = sum(Answer.of(one.choice).given for one in ballots)
    return Tally(voters, {option.id: taken[option.id] for option in poll.options})


# Places


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a player is. Equal points are an equal `place`, from 1; `right` of the questions that they `answered`."""

    player: Player
    points: int
    place: int
    right: int = 0
    answered: int = 0


def standings(players: Mapping[str, Player], questions: Sequence[Question]) -> tuple[Standing, ...]:
    """All who play or answered, the best first; by name where they are equal."""
    everybody = {**{user: Player(user, "") for q in questions for user in q.answers}, **players}
    totals = {
        user: [a for q in questions if not q.skipped and (a := q.answers.get(user))]
        for user in everybody
    }
    points_of = {user: sum(a.points for a in answers) for user, answers in totals.items()}
    ahead = _places(list(points_of.values()))
    found = [
        Standing(
            player,
            points_of[user],
            ahead[points_of[user]],
            sum(a.right for a in totals[user]),
            len(totals[user]),
        )
        for user, player in everybody.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.points, one.player.name, one.player.user)))


def board(players: Mapping[str, Player], questions: Sequence[Question]) -> tuple[Standing, ...]:
    """Those who want to be seen, with their places among themselves: a gap would tell that somebody hides."""
    seen = [one for one in standings(players, questions) if one.player.shown != HIDDEN]
    ahead = _places([one.points for one in seen])
    return tuple(replace(one, place=ahead[one.points]) for one in seen)


def _places(totals: Sequence[int]) -> Mapping[int, int]:
    """The place that each number of points gives: one more than how many have more."""
    return {each: 1 + sum(other > each for other in totals) for each in set(totals)}
