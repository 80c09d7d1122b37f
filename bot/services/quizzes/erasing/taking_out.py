"""Taking somebody out of live quizzes and homework that are over: their answers and points stay, as somebody's.

Pure. Who stands in their place has a random id, and a name that everybody in that place has: an invented name follows
from the quiz and the member (live/names.py), so that it would tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.services.polls.ports import CLOSED, HOMEWORK, QUIZ, Choice, Poll
from bot.services.quizzes.erasing.ports import Rewritten, Trace
from bot.services.quizzes.live.model import ALIAS, HIDDEN, Question, players_of
from bot.services.quizzes.live.scoring import BOARD, LEADING, board
from bot.services.quizzes.live.steps import PODIUM

SOMEONE = "Someone"
"""What everybody is called who was taken out."""


def without(trace: Trace, user: str, someone: str) -> Rewritten:
    """The same with `someone` in the place of `user`."""
    before = (trace.poll, *trace.questions)
    after = [_poll_without(poll, user, someone) for poll in before]
    named = _named(trace, user)
    return Rewritten(
        someone,
        [new for old, new in zip(before, after, strict=True) if new != old],
        {poll_id: _nobodys(trace, poll_id, choice) for poll_id, choice in trace.chosen.items()},
        named,
        [PODIUM] if trace.poll.id in named else [],
    )


def _poll_without(poll: Poll, user: str, someone: str) -> Poll:
    """Without who had more time, and with what came of it as somebody's."""
    notes = dict(poll.notes)
    if user in notes.get("extra", {}):
        notes["extra"] = {who: more for who, more in notes["extra"].items() if who != user}
    extra: Mapping[str, Any] = poll.result.get("extra", {})
    changed: dict[str, Any] = {}
    if user in extra.get("answers", {}):
        changed["answers"] = _answers(extra["answers"], user, someone)
    if any(row["user"] == user for row in extra.get("standings", ())):
        changed["standings"] = _standings(extra["standings"], user, someone)
    result = {**poll.result, "extra": {**extra, **changed}} if changed else poll.result
    return replace(poll, notes=notes, result=result)


def _answers(answers: Mapping[str, Any], user: str, someone: str) -> dict[str, Any]:
    """By member, in an order that tells nothing of who it was."""
    named = {someone if who == user else who: each for who, each in answers.items()}
    named[someone] = _blurred(named[someone])
    return dict(sorted(named.items()))


def _standings(rows: Sequence[Mapping[str, Any]], user: str, someone: str) -> list[dict[str, Any]]:
    """The best first; equal ones not by their invented names any more, which would tell."""
    named = [{**row, "user": someone} if row["user"] == user else dict(row) for row in rows]
    return sorted(named, key=lambda row: (-row["points"], row["user"]))


def _nobodys(trace: Trace, poll_id: str, choice: Choice) -> Choice:
    """A ballot without a name; who did not want to be seen is not shown now."""
    if poll_id != trace.poll.id or not choice:
        return _blurred(choice)
    return {
        **choice,
        "name": SOMEONE,
        "shown": HIDDEN if choice.get("shown") == HIDDEN else ALIAS,
    }


def _blurred(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Its time to a tenth of a second, as tables have it: thousandths would name a click."""
    return {**answer, **({"took": round(answer["took"], 1)} if "took" in answer else {})}


# What named them


def _named(trace: Trace, user: str) -> list[str]:
    """Polls whose messages show, or showed, the person among the first."""
    if trace.poll.kind != QUIZ:
        return []
    players = players_of(trace.players)
    asked = sorted((Question.of(poll) for poll in trace.questions), key=lambda one: one.number)
    closed = [one for one in asked if one.poll.state == CLOSED]
    places = [
        [one.player.user for one in board(players, closed[: n + 1]) if one.answered]
        for n in range(len(closed))
    ]
    leading = [user in each[:LEADING] for each in places]
    named = [one.poll.id for n, one in enumerate(closed) if any(leading[n:])]
    on_board = any(user in each[:BOARD] for each in places)
    return [*([trace.poll.id] if on_board else []), *named]


@dataclass(frozen=True, slots=True)
class Counted:
    """What there is of somebody: live quizzes and homework that are over, and those of both that still run."""

    quizzes: int = 0
    homework: int = 0
    running: int = 0

    def __bool__(self) -> bool:
        return bool(self.quizzes or self.homework or self.running)

    @classmethod
    def of(cls, traces: Sequence[Trace]) -> Counted:
        mine = [each for each in traces if each.took_part]
        over = [each.poll.kind for each in mine if each.is_over]
        return cls(over.count(QUIZ), over.count(HOMEWORK), sum(each.is_running for each in mine))
