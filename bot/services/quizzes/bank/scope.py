"""Which questions somebody looks through: "d" drafts, "d13.4" those of slide 4 of lecture 13, "f" what was flagged, "d~…" a topic."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from bot.services.quizzes.bank.ports import APPROVED, DRAFT, REJECTED, BankQuestion, Wanted

FLAGGED = "flagged"
_LETTERS = {DRAFT: "d", APPROVED: "a", REJECTED: "r", FLAGGED: "f"}
_STATES = {letter: state for state, letter in _LETTERS.items()}
_DUMPED = re.compile(r"([darf])(?:(-)|(\d{1,4})(?:\.(\d{1,4}))?)?(?:~([\w=-]+))?")
_TYPED = re.compile(
    r"(?:(?P<state>drafts?|approved|rejected|flagged)\b)?\s*"
    r"(?:(?:lecture|lec|l)\.?\s*(?P<lecture>\d{1,4}))?\s*[,;]?\s*(?:(?:slide|s)\.?\s*(?P<slide>\d{1,4}))?",
    re.I,
)
_ABOUT = re.compile(
    r"(?:(?P<state>drafts?|approved|rejected|flagged)\b\s*)?(?:(?:about|on)\s+)?(?P<topic>\S.*)",
    re.I | re.S,
)
MOST_TOPIC = 60


@dataclass(frozen=True, slots=True)
class Scope:
    """Questions of a state, of one lecture or slide if given. `loose`: those that belong to no numbered lecture.

    `topic` is as it was typed, "" for any: which questions are about it follows from the course (quizzes.topics).
    """

    state: str = DRAFT
    lecture: int | None = None
    slide: int | None = None
    loose: bool = False
    topic: str = ""

    def dump(self) -> str:
        """Short, for a button."""
        slide = f".{self.slide}" if self.slide is not None else ""
        place = "-" if self.loose else "" if self.lecture is None else f"{self.lecture}{slide}"
        topic = f"~{urlsafe_b64encode(self.topic.encode()).decode()}" if self.topic else ""
        return f"{_LETTERS[self.state]}{place}{topic}"

    @classmethod
    def load(cls, raw: str) -> Scope:
        """Raises ValueError for anything `dump` did not write."""
        found = _DUMPED.fullmatch(raw)
        if found is None:
            raise ValueError("no scope")
        letter, loose, lecture, slide, topic = found.groups()
        place = _number(lecture), _number(slide), loose is not None
        return cls(_STATES[letter], *place, urlsafe_b64decode(topic or "").decode())

    @property
    def wanted(self) -> Wanted:
        """As the bank is asked; `includes` has the last word."""
        if self.state == FLAGGED:
            return Wanted((DRAFT, APPROVED), self.lecture, flagged=True)
        return Wanted((self.state,), self.lecture)

    def includes(self, question: BankQuestion) -> bool:
        """Is it one of these? What it is about is not looked at."""
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
    """The number that people call its slide by: the page's where the slide bears none."""
    source = question.source
    if source is None:
        return None
    return source.page if source.slide is None else source.slide


def typed(words: str) -> Scope | None:
    """What stands behind `/quiz review`: "lecture 13", "flagged", "rejected lecture 4", "kvm", "approved kvm".

    None for a slide without its lecture.
    """
    found = _TYPED.fullmatch(words.strip())
    if found is None:
        about = _ABOUT.fullmatch(words.strip())
        return Scope(_state(about["state"]), topic=about["topic"][:MOST_TOPIC].strip()) if about else None  # fmt: skip
    if found["slide"] and not found["lecture"]:
        return None
    return Scope(_state(found["state"]), _number(found["lecture"]), _number(found["slide"]))


def _state(word: str | None) -> str:
    return (word or DRAFT).casefold().removesuffix("s")


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
