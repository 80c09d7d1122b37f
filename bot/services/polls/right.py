"""Which options are right: by number, by letter, or by their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.services.polls.drafts import Problem
from bot.services.polls.limits import brief, same

_NUMBERS = re.compile(r"(?:#|no\.?|option)?\s*\d{1,3}(?:\s*(?:,|&|\+|and|und)\s*\d{1,3})*", re.I)
_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bund\b)\s*", re.I)
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Right:
    """Ids of the right options (see Draft), and what could not be told."""

    ids: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def right_options(said: Sequence[str], options: Sequence[str]) -> Right:
    """What `--correct` names, once or several times."""
    found = [_named(words.strip(), options) for words in said]
    ids = dict.fromkeys(each for one in found if not isinstance(one, Problem) for each in one)
    return Right(tuple(ids), tuple(one for one in found if isinstance(one, Problem)))


def _named(words: str, options: Sequence[str]) -> tuple[str, ...] | Problem:
    if not words:
        return _problem("`--correct` says not which option is right.")
    text = [n for n, option in enumerate(options, 1) if same(option) == same(words)]
    numbers = [int(n) for n in re.findall(r"\d+", words)] if _NUMBERS.fullmatch(words) else []
    numbers = numbers or _letter(words, len(options))
    if text and numbers and text != numbers and all(1 <= n <= len(options) for n in numbers):
        wrong = (
            f"`--correct {brief(words, 30)}`: the option that reads so, or the one at that place?"
        )
        fix = f'Say `--correct "{brief(options[numbers[0] - 1], 40)}"` or `--correct {text[0]}`, whichever you mean.'
        return Problem(wrong, fix, field="correct")
    places = text or numbers
    if places and all(1 <= n <= len(options) for n in places):
        return tuple(str(n) for n in places)
    if numbers:
        return _problem(f"There is no option {max(numbers)}.")
    parts = [part for part in _BETWEEN.split(words) if part]
    several = [_named(part, options) for part in parts] if len(parts) > 1 else []
    if several and not any(isinstance(each, Problem) for each in several):
        return tuple(n for each in several if not isinstance(each, Problem) for n in each)
    near = process.extractOne(words, list(options), scorer=fuzz.ratio, score_cutoff=_NEAR)
    guess = f" Did you mean “{brief(near[0])}”?" if near else ""
    return _problem(f"No option reads “{brief(words)}”.{guess}")


def _letter(words: str, number: int) -> list[int]:
    """ "B" is the second, where nothing else is called so."""
    place = ord(words.casefold()) - ord("a") + 1 if re.fullmatch(r"[a-zA-Z]", words) else 0
    return [place] if 1 <= place <= number else []


def _problem(wrong: str) -> Problem:
    return Problem(wrong, "Say `--correct 1` for the first option, or its text in quotes.", field="correct")  # fmt: skip
