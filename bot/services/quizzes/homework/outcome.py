"""What a homework came to, from its ballots. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.services.polls.ports import Ballot, Poll
from bot.services.polls.tally import Tally
from bot.services.quizzes.homework.model import Homework, Work, share_of, works_of
from bot.services.quizzes.live.outcome import Given, Outcome, put


def of_homework(poll: Poll, ballots: Sequence[Ballot]) -> Outcome:
    """Everybody's answers, marked."""
    homework, works = Homework.of(poll), works_of(ballots)
    puts = [
        put(number, one, _given(homework, number, works))
        for number, one in enumerate(homework.questions, 1)
    ]
    return Outcome(poll, tuple(puts), {user: work.player(user) for user, work in works.items()})


def own(poll: Poll, user: str, work: Work) -> Outcome:
    """One person's alone, as far as they are."""
    return of_homework(poll, [Ballot(user, work.to_choice())] if work.begun else [])


def tally_of(poll: Poll, ballots: Sequence[Ballot]) -> Tally:
    """How many began, finished, answered and were right, in numbers: what the message in the channel shows."""
    homework, outcome = Homework.of(poll), of_homework(poll, ballots)
    works = works_of(ballots).values()
    answers = [given for each in outcome.questions for given in each.answers.values()]
    extra = {
        "finished": sum(work.has_finished(homework) for work in works),
        "answered": len(answers),
        "right": sum(given.right for given in answers),
    }
    return Tally(len(works), extra=extra)


def counted(poll: Poll, ballots: Sequence[Ballot]) -> Mapping[str, Any]:
    """The same as JSON, to be kept when it closes (polls.ports.Count)."""
    return tally_of(poll, ballots).to_json()


def _given(homework: Homework, number: int, works: Mapping[str, Work]) -> dict[str, Given]:
    said = {user: work.answers[number] for user, work in works.items() if number in work.answers}
    return {
        user: Given(one.response, share_of(homework, number, one), one.sure, one.changed)
        for user, one in said.items()
    }
