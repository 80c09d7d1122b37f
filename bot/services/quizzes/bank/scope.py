"""Which questions somebody looks through: "d" drafts, "d13.4" those of slide 4 of lecture 13, "f" what was flagged."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.services.quizzes.bank.ports import APPROVED, DRAFT, REJECTED, BankQuestion, Wanted

FLAGGED = "flagged"
_LETTERS = {DRAFT: "d", APPROVED: "a", REJECTED: "r", FLAGGED: "f"}
_STATES = {letter: state for state, letter in _LETTERS.items()}
_DUMPED = re.compile(r"([darf])(?:(-)|(\d{1,4})(?:\.(\d{1,4}))?)?")
_TYPED = re.compile(
    r"(?:(?P<state>drafts?|approved|rejected|flagged)\b)?\s*"
    r"(?:(?:lecture|lec|l)\.?\s*(?P<lecture>\d{1,4}))?\s*[,;]?\s*(?:(?:slide|s)\.?\s*(?P<slide>\d{1,4}))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Questions of a state, of one lecture or slide if given. `loose`: those that belong to no numbered lecture."""

    state: str = DRAFT
    lecture: int | None = None
    slide: int | None = None
    loose: bool = False

    def dump(self) -> str:
        """Short, for a button."""
        slide = f".{self.slide}" if self.slide is not None else ""
        place = "-" if self.loose else "" if self.lecture is None else f"{self.lecture}{slide}"
        return f"{_LETTERS[self.state]}{place}"

    @classmethod
    def load(cls, raw: str) -> Scope:
        """Raises ValueError for anything `dump` did not write."""
        found = _DUMPED.fullmatch(raw)
        if found is None:
            raise ValueError("no scope")
        letter, loose, lecture, slide = found.groups()
        return cls(_STATES[letter], _number(lecture), _number(slide), loose=loose is not None)

    @property
    def wanted(self) -> Wanted:
        """As the bank is asked; `includes` has the last word."""
        if self.state == FLAGGED:
            return Wanted((DRAFT, APPROVED), self.lecture, flagged=True)
        return Wanted((self.state,), self.lecture)

    def includes(self, question: BankQuestion) -> bool:
        """Is it one of these?"""
        if self.state == FLAGGED:
            right = question.flags > 0 and question.state != REJECTED
        else:
            right = question.state == self.state
        if self.loose:
            return right and question.lecture is None
        if self.lecture is not None and question.lecture != self.lecture:
            return False
        return right and (self.slide is None or _slide(question) == self.slide)


def _slide(question: BankQuestion) -> int | None:
    return question.source.slide if question.source else None


def typed(words: str) -> Scope | None:
    """What stands behind `/quiz review`: "lecture 13", "flagged", "rejected lecture 4"; None for what is none of it."""
    found = _TYPED.fullmatch(words.strip())
    if found is None or (found["slide"] and not found["lecture"]):
        return None
    state = (found["state"] or DRAFT).casefold().removesuffix("s")
    return Scope(state, _number(found["lecture"]), _number(found["slide"]))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
