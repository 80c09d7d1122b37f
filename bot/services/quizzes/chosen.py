"""Which questions a class is asked: approved ones, about what an instructor wants, from as many slides as there are."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.errors import NotAllowed
from bot.services.polls.parts import PollParts
from bot.services.quizzes.bank.ports import APPROVED, Bank, BankQuestion, Wanted
from bot.services.quizzes.frozen import Askable
from bot.services.quizzes.topics import lecture_in

NONE_ANY_MORE = (
    "None of these questions can be asked any more. Begin another one: I choose new questions."
)


class CannotDraft(NotAllowed):
    """It cannot be put together like this; `field` is where a form shows why."""

    def __init__(self, for_user: str, field: str) -> None:
        super().__init__(for_user=for_user)
        self.field = field


async def approved(parts: PollParts, bank: Bank, may_be_asked: Askable) -> list[BankQuestion]:
    """A course's approved questions that may be asked, in its order."""
    found = await bank.find(parts.workspace, parts.course, Wanted((APPROVED,)))
    return [one for one in found if may_be_asked(one)]


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


def too_few(number: int, subject: str, how: str) -> str:
    """How many there are of it, and how to get more; `how` is "live now". `number` is not 0."""
    there = "is only 1 approved question" if number == 1 else f"are only {number} approved questions"  # fmt: skip
    about = f" about {subject}" if subject else ""
    return f"There {there}{about} that can be asked {how}. Choose a smaller number, or approve more with /quiz review."


def none(subject: str, how: str, near: Sequence[str] = ()) -> str:
    """That there is none; `near` are topics that may have been meant."""
    about = f" about {subject}" if subject else ""
    more = f" Near it: {', '.join(near)}." if near else ""
    return f"There is no approved question{about} that can be asked {how}.{more} Approve some with /quiz review first."
