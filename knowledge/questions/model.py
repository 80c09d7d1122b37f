"""A quiz question as it is drafted, and what it was drafted with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.model import Slide, Source
from knowledge.sources import source_json


class QuizKind(StrEnum):
    """What is asked for; the `kind` of `lectern quiz`."""

    DEFINITION = "definition"
    """A term is given, its meaning asked for."""
    TERM = "term"
    """A meaning is given, its term asked for."""
    CLOZE = "cloze"
    ACRONYM = "acronym"
    """A short form is given, its long one asked for."""
    SHORT_FORM = "short_form"
    MEMBER = "membership"
    ODD_ONE_OUT = "odd_one_out"
    TRUE_FALSE = "true_false"
    ORDER = "ordering"
    NUMBER = "number"
    TABLE = "table"
    """What a table gives for a row and a column."""


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question with its choices, of which `answer` is the one that is right.

    `explanation` quotes the slide; `difficulty` is estimated, from 0 (everybody knows) to 1;
    `quality` is how likely it is good as it stands, 0..1. `language` is an ISO 639-1 code.
    """

    question: str
    kind: QuizKind
    choices: tuple[str, ...]
    answer: str
    explanation: str
    source: Source
    difficulty: float
    language: str = "en"
    quality: float = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with its `fact`: drafts of one fact ask for the same knowledge."""

    question: QuizQuestion
    fact: str
    slide: Slide


@dataclass(frozen=True, slots=True)
class Drafted:
    """The questions of a course, in its order, and the files that gave none."""

    questions: tuple[QuizQuestion, ...] = ()
    silent: tuple[str, ...] = ()


def question_json(question: QuizQuestion) -> dict[str, Any]:
    """What `lectern quiz` prints of a question; the shape is a contract and only ever grows."""
    return {
        "question": question.question,
        "kind": question.kind.value,
        "choices": list(question.choices),
        "answer": question.answer,
        "explanation": question.explanation,
        "source": source_json(question.source),
        "difficulty": question.difficulty,
        "language": question.language,
    }


def unique(texts: Sequence[str]) -> tuple[str, ...]:
    """Each text once, in order."""
    return tuple(dict.fromkeys(texts))
