"""A quiz's or a homework's results as CSV: a row a player, four columns a question."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from bot.services.polls.exporting import MARK, slug
from bot.services.quizzes.live.model import NAME, Player
from bot.services.quizzes.live.outcome import Given, Outcome, Put
from knowledge.cells import safe

_HEADS = ("player", "points", "right", "answered", "questions")
_LONGEST = 80
_SURE = {True: "sure", False: "not sure", None: ""}


def file_name(outcome: Outcome) -> str:
    """A name that every system takes: "quiz-virtual-machines.csv"."""
    return f"quiz-{slug(outcome.title) or outcome.poll.id}.csv"


def to_csv(outcome: Outcome, names: Mapping[str, str]) -> bytes:
    """The file. `names` are people's by their member ids: told only of those who chose to show them.

    Points are a live quiz's; of a homework the sum of the parts. Each question has the answer in words, its part of the points
    (0 to 1), how sure they were, and the seconds it took.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [head for put in outcome.questions for head in _question_heads(put)]
    writer.writerow([safe(head) for head in (*_HEADS, *heads)])
    for user, name in _named(outcome, names):
        writer.writerow([safe(str(cell)) for cell in _row(outcome, user, name)])
    return (MARK + out.getvalue()).encode()


def called(player: Player, names: Mapping[str, str]) -> str:
    """As they chose: their own name, or the invented one; who is invented altogether is marked so."""
    if player.invented:
        return f"{player.name} (invented)"
    return names.get(player.user, player.name) if player.shown == NAME else player.name


def wanting_names(outcome: Outcome) -> list[str]:
    """Members whose names are told."""
    return [user for user, player in outcome.players.items() if player.shown == NAME]


def _named(outcome: Outcome, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Members and what they are called, by that: the order must not tell who is who."""
    found = [(user, called(player, names)) for user, player in outcome.players.items()]
    return sorted(found, key=lambda each: (each[1].casefold(), each[0]))


def _question_heads(put: Put) -> tuple[str, ...]:
    words = " ".join(put.text.split())
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    number = put.number
    return f"{number}. {short}", f"{number} share", f"{number} sure", f"{number} seconds"


def _row(outcome: Outcome, user: str, name: str) -> list[object]:
    given = [(put, put.answers.get(user)) for put in outcome.questions]
    answers = [answer for _, answer in given if answer is not None]
    right = sum(answer.right for answer in answers)
    row: list[object] = [name, _points(answers), right, len(answers), len(given)]
    for put, answer in given:
        row += _cells(put, answer)
    return row


def _points(answers: list[Given]) -> str:
    live = [answer.points for answer in answers if answer.points is not None]
    return str(sum(live)) if live else f"{sum(answer.share for answer in answers):g}"


def _cells(put: Put, answer: Given | None) -> list[object]:
    if answer is None:
        return ["", "", "", ""]
    took = "" if answer.took is None else f"{answer.took:.1f}"
    return [put.words(answer.response), f"{answer.share:.3g}", _SURE[answer.sure], took]
