"""Which questions a class is asked: approved ones, about what an instructor wants, from as many slides as there are."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.errors import NotAllowed
from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.in_use import KeptBack
from bot.services.quizzes.topics import lecture_in

LECTURE, TOPIC, NUMBER = "lecture", "topic", "number"
"""Fields of a form that says what is wanted."""
NONE_ANY_MORE = (
    "None of these questions can be asked now. Begin another one: I choose new questions."
)


_NOTHING = KeptBack()


class CannotDraft(NotAllowed):
    """It cannot be put together like this; `field` is where a form shows why, `kept` what is asked elsewhere meanwhile."""

    def __init__(self, for_user: str, field: str, kept: KeptBack = _NOTHING) -> None:
        super().__init__(for_user=for_user)
        self.field, self.kept = field, kept


def spread(questions: Sequence[BankQuestion], number: int, luck: str) -> list[BankQuestion]:
    """So many of them, from as many slides as there are, in the course's order."""
    dice = random.Random(luck)  # noqa: S311 - a choice, not a secret
    by_slide: dict[object, list[BankQuestion]] = {}
    for one in dice.sample(list(questions), len(questions)):
        by_slide.setdefault(one.source, []).append(one)
    rounds = [one for slide in by_slide.values() for one in enumerate(slide)]
    chosen = {one.id for _, one in sorted(rounds, key=lambda each: each[0])[:number]}
    return [one for one in questions if one.id in chosen]


def typed(words: str) -> tuple[str, int | None]:
    """The topic and the lecture that were typed behind a command: "lecture 13", "kvm"."""
    lecture = lecture_in(words)
    return (words, None) if lecture is None else ("", lecture)


def subject(topic: str, lecture: int | None) -> str:
    """What it is about: "KVM", "Lecture 13"; "" for anything."""
    return " ".join(topic.split()) or (f"Lecture {lecture}" if lecture is not None else "")


def cannot(
    topic: str, lecture: int | None, number: int, near: Sequence[str], kept: KeptBack
) -> CannotDraft:
    """That there are only so many questions about it, or none; `near` are topics that may have been meant."""
    about = f" about {what}" if (what := subject(topic, lecture)) else ""
    if number:
        return CannotDraft(_too_few(number, about, kept), NUMBER, kept)
    field = TOPIC if topic.strip() else LECTURE if lecture is not None else NUMBER
    if kept.number:
        return CannotDraft(_all_kept(about, kept), field, kept)
    more = f" Near it: {', '.join(near)}." if near else ""
    said = f"There is no approved question{about} that can be asked now.{more} Approve some with /quiz review first."
    return CannotDraft(said, field)


def _too_few(number: int, about: str, kept: KeptBack) -> str:
    there = "is only 1 approved question" if number == 1 else f"are only {number} approved questions"  # fmt: skip
    said = f"There {there}{about} that can be asked now"
    if not kept.number:
        return f"{said}. Choose a smaller number, or approve more with /quiz review."
    more = "1 more is" if kept.number == 1 else f"{kept.number} more are"
    return f"{said}; {more} {_where(kept)}. Choose a smaller number, or {_first(kept)}."


def _all_kept(about: str, kept: KeptBack) -> str:
    them = f"The only approved question{about} is" if kept.number == 1 else f"All {kept.number} approved questions{about} are"  # fmt: skip
    return f"{them} {_where(kept)}. Choose another lecture or topic, or {_first(kept)}."


def _where(kept: KeptBack) -> str:
    if kept.mixed:
        return "asked in homework that is open or in a live quiz"
    return "asked in homework that is open" if kept.until else "asked in a live quiz just now"


def _first(kept: KeptBack) -> str:
    return "close the homework first" if kept.until else "wait until it is over"
