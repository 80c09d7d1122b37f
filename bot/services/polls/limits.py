"""How much a poll may hold, and sentences for what is too much or too little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.services.polls.drafts import Problem
from bot.services.polls.ports import MULTI, RANKED, SINGLE

LONGEST_QUESTION = 2_000
LONGEST_OPTION = 500
MOST_OPTIONS = 40
FEWEST_OPTIONS = 2
MOST_CHARACTERS = 8_000
"""Question and options together."""
WITH_OPTIONS = frozenset({SINGLE, MULTI, RANKED})
"""Kinds whose options are written by whoever asks."""
_LISTED = 'Lunch? "Pizza" "Sushi"'
_ASK = "Start with the question."
_FEWER = "Keep the likeliest ones; with `--add` voters add what they miss."
_MORE = "Give at least two, each in quotes or with commas between them."
_AT_FIELDS = {
    _ASK: "Write it here.",
    _FEWER: "Keep the likeliest ones; you may let voters add what they miss.",
    _MORE: "Give at least two.",
}
"""How it is put right in a form, where nobody types quotes or flags."""


def problems(kind: str, question: str, options: Sequence[str]) -> list[Problem]:
    """What is wrong with a poll's words; empty where nothing is."""
    found = _about_question(question)
    if kind in WITH_OPTIONS:
        found += about_options(options)
        found += _about_all(question, options)
    return found


def at_fields(found: Sequence[Problem]) -> list[Problem]:
    """The same, said beside the fields of a form."""
    return [replace(each, fix=_AT_FIELDS.get(each.fix, each.fix)) for each in found]


def _about_question(question: str) -> list[Problem]:
    if not question.strip():
        return [Problem("I see no question.", _ASK, _LISTED)]
    if len(question) > LONGEST_QUESTION:
        wrong = f"The question has {len(question):,} characters; there is room for {LONGEST_QUESTION:,}."
        return [Problem(wrong, "Shorten it, or post the long part as a message first.")]
    return []


def about_options(options: Sequence[str]) -> list[Problem]:
    """What is wrong with a list of options."""
    found = [*_about_number(len(options)), *_about_twins(options)]
    found += [_too_long(n, text) for n, text in enumerate(options, 1) if len(text) > LONGEST_OPTION]
    found += [
        Problem(f"Option {n} is empty.", "Write something there, or take it out.", field="options")
        for n, text in enumerate(options, 1)
        if not text.strip()
    ]
    return found


def _about_number(number: int) -> list[Problem]:
    if number > MOST_OPTIONS:
        wrong = f"These are {number} options; a poll holds {MOST_OPTIONS}."
        return [Problem(wrong, _FEWER, field="options")]
    if number >= FEWEST_OPTIONS:
        return []
    wrong = "There is only one option." if number else "There are no options."
    return [Problem(wrong, _MORE, _LISTED, field="options")]


def _about_twins(options: Sequence[str]) -> list[Problem]:
    seen: dict[str, int] = {}
    for n, text in enumerate(options, 1):
        first = seen.setdefault(same(text), n)
        if first != n and text.strip():
            wrong = f"Options {first} and {n} are the same: “{brief(text)}”."
            fix = "Take one of them out, or say what makes them differ."
            return [Problem(wrong, fix, field="options")]
    return []


def _too_long(n: int, text: str) -> Problem:
    wrong = f"Option {n} has {len(text):,} characters; there is room for {LONGEST_OPTION}."
    return Problem(wrong, "Shorten it; what needs explaining can stand in the question.", field="options")  # fmt: skip


def _about_all(question: str, options: Sequence[str]) -> list[Problem]:
    whole = len(question) + sum(map(len, options))
    if whole <= MOST_CHARACTERS:
        return []
    wrong = f"Question and options have {whole:,} characters together; there is room for {MOST_CHARACTERS:,}."
    return [Problem(wrong, "Shorten some options.", field="options")]


def same(text: str) -> str:
    """What two options are compared by."""
    return " ".join(text.casefold().split())


def brief(text: str, longest: int = 60) -> str:
    """Somebody's words inside a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
