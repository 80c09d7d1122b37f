"""What became of a draft's questions while it lay, in words for who looks at it again. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.quizzes.frozen import Frozen
from bot.services.quizzes.in_use import KeptBack
from bot.services.quizzes.stock import Parted


def changed(before: Sequence[Frozen], now: Parted[Frozen]) -> str:
    """How many are asked elsewhere and where, how many may not be asked any more, and how many read otherwise: a sentence each.

    "" where all is as it was.
    """
    free = {one.bank_id: one for one in now.free}
    elsewhere = len(now.ids)
    gone = sum(one.bank_id not in free for one in before) - elsewhere
    edited = sum(one.bank_id in free and free[one.bank_id] != one for one in before)
    said = []
    if elsewhere:
        said.append(
            f"{_these(elsewhere)} {_is(elsewhere)} asked in {_where(now.kept)} by now, so {_left(elsewhere)}."
        )
    if gone:
        said.append(
            f"{_these(gone)} {_was(gone)} rejected or {_is(gone)} not to be asked yet, so {_left(gone)}."
        )
    if edited:
        said.append(f"{_these(edited)} {_was(edited)} edited, and {_is(edited)} shown as edited.")
    return " ".join(said)


def _where(kept: KeptBack) -> str:
    if kept.mixed:
        return "other homework or a live quiz"
    return "other homework" if kept.until else "a live quiz"


def _these(number: int) -> str:
    return f"{number} of these questions"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _left(number: int) -> str:
    return "it is left out" if number == 1 else "they are left out"
