"""One person's answer to a minute paper. Pure: what a tap or a few words make of what they had answered before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.services.papers.ports import PaperRefused
from bot.services.polls.ports import OPEN, Choice, Decide, Poll

NEW, PACE = "new", "pace"
RATED = (NEW, PACE)
LOWEST, HIGHEST = 1, 10
MOST_CHARS = 600
"""Of each of the two texts."""
MOST_SLIDES = 10
OVER = "This minute paper is closed, so nothing was changed. Write to the teaching staff, or answer the next one."
NOTHING_SENT = (
    "There was nothing to send yet: write a few words or pick a slide, then press *Send* again."
)
TOO_LONG = f"That is longer than {MOST_CHARS} characters. Shorten it, then press *Send* again."


@dataclass(frozen=True, slots=True)
class Answer:
    """`new` and `pace` are 1 to 10, 0 for none; `slides` are ids of the poll's options that stayed unclear."""

    new: int = 0
    pace: int = 0
    main: str = ""
    slides: tuple[str, ...] = ()
    unclear: str = ""

    def __bool__(self) -> bool:
        return self != Answer()

    def to_choice(self) -> Choice:
        """A ballot's choice; {} for no answer."""
        every: dict[str, Any] = {
            "new": self.new,
            "pace": self.pace,
            "main": self.main,
            "unclear": list(self.slides),
            "unclear_text": self.unclear,
        }
        return {name: value for name, value in every.items() if value}

    @classmethod
    def of(cls, choice: Choice) -> Answer:
        """From `to_choice`."""
        return cls(
            int(choice.get("new", 0)),
            int(choice.get("pace", 0)),
            str(choice.get("main", "")),
            tuple(choice.get("unclear", ())),
            str(choice.get("unclear_text", "")),
        )


def rated(field: str, number: int) -> Decide:
    """A tap on a number; a later tap on another one changes it.

    Raises:
        ValueError: there is no such row or number.
    """
    if field not in RATED or not LOWEST <= number <= HIGHEST:
        raise ValueError("no such button")

    def decide(poll: Poll, before: Choice) -> Choice:
        _still_open(poll)
        return {**Answer.of(before).to_choice(), field: number}

    return decide


def told(main: str, slides: Sequence[str], unclear: str) -> Decide:
    """What was written and picked when Send was pressed; what was left empty stays as it was."""
    main, unclear = _tidy(main), _tidy(unclear)

    def decide(poll: Poll, before: Choice) -> Choice:
        _still_open(poll)
        known = tuple(dict.fromkeys(one for one in slides if poll.option(one)))[:MOST_SLIDES]
        if not (main or unclear or known):
            raise PaperRefused(for_user=NOTHING_SENT)
        if max(len(main), len(unclear)) > MOST_CHARS:
            raise PaperRefused(for_user=TOO_LONG)
        had = Answer.of(before)
        now = Answer(
            had.new, had.pace, main or had.main, known or had.slides, unclear or had.unclear
        )
        return now.to_choice()

    return decide


def taken_back(poll: Poll, before: Choice) -> Choice:
    """Nothing is kept any more."""
    _still_open(poll)
    return {}


def before_closing(decide: Decide, now: datetime) -> Decide:
    """The same, but for a paper that is due to be closed: also before the tick that closes it."""

    def in_time(poll: Poll, before: Choice) -> Choice:
        if poll.closes_at is not None and poll.closes_at <= now:
            raise PaperRefused(for_user=OVER)
        return decide(poll, before)

    return in_time


def _still_open(poll: Poll) -> None:
    if poll.state != OPEN:
        raise PaperRefused(for_user=OVER)


def _tidy(text: str) -> str:
    return " ".join(text.split())
