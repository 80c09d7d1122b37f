"""Drafted questions as the items that every format is written from."""

from __future__ import annotations

from knowledge.exchange import Choice, Item, Kind, Text
from knowledge.exchange.model import FALSE, TRUE
from knowledge.questions.model import QuizKind, QuizQuestion
from knowledge.questions.wording import say

_NAME = 60


def as_item(question: QuizQuestion, number: int = 0) -> Item:
    """The question, its file as its category, the quotation as what is said afterwards.

    `number` stands before its name, where it is not 0.
    """
    source = question.source
    place = f", slide {source.slide or source.page}" if source.slide or source.page else ""
    name = f"{question.kind.value} {source.title}"
    return Item(
        Kind.TRUE_FALSE if question.kind is QuizKind.TRUE_FALSE else Kind.CHOICE,
        Text(question.question),
        _choices(question),
        feedback=Text(question.explanation),
        name=(f"{number:03d} {name}" if number else name)[:_NAME].strip(),
        category=_category(source.file),
        difficulty=question.difficulty,
        source=f"{_line(source.file)}{place}",
    )


def _choices(question: QuizQuestion) -> tuple[Choice, ...]:
    if question.kind is not QuizKind.TRUE_FALSE:
        return tuple(
            Choice(Text(choice), 100.0 if choice == question.answer else 0.0)
            for choice in question.choices
        )
    right = question.answer == say(question.language, "yes")
    return (
        Choice(Text(TRUE), 100.0 if right else 0.0),
        Choice(Text(FALSE), 0.0 if right else 100.0),
    )


def _category(file: str) -> str:
    """A slash would open a category inside of another; doubled it is one."""
    return _line(file).replace("/", "//")


def _line(text: str) -> str:
    return " ".join(text.split())
