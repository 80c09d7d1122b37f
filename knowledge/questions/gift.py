"""Questions in Moodle's GIFT format (https://docs.moodle.org/en/GIFT_format)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from knowledge.questions.model import QuizKind, QuizQuestion
from knowledge.questions.wording import say

_MARKS = re.compile(r"([\\~=#{}:])")
_TITLE = 60


def to_gift(questions: Iterable[QuizQuestion]) -> str:
    """The questions, those of a file in a category of its own, the quotation as feedback to each.

    Texts are marked as plain: what looks like HTML in them is shown as it is written.
    """
    blocks: list[str] = []
    number = 0
    for file, each in groupby(questions, key=lambda q: q.source.file):
        blocks.append(f"$CATEGORY: {_category(file)}")
        for question in each:
            number += 1
            blocks.append("\n".join(_block(question, number)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(question: QuizQuestion, number: int) -> Iterator[str]:
    source = question.source
    place = f", slide {source.slide or source.page}" if source.slide or source.page else ""
    yield f"// {_line(source.file)}{place}; difficulty {question.difficulty}"
    title = escaped(f"{number:03d} {question.kind.value} {source.title}"[:_TITLE])
    yield f"::{title}::[plain]{escaped(question.question)} {{"
    if question.kind is QuizKind.TRUE_FALSE:
        yield "T" if question.answer == say(question.language, "yes") else "F"
    else:
        for choice in question.choices:
            yield f"{'=' if choice == question.answer else '~'}{escaped(choice)}"
    yield f"####{escaped(question.explanation)}"
    yield "}"


def escaped(text: str) -> str:
    r"""The text with a backslash before each mark that GIFT reads, and line breaks as `\n`."""
    text = _MARKS.sub(r"\\\1", text.strip())
    return "\\n".join(line.rstrip() for line in text.splitlines())


def _category(file: str) -> str:
    """A slash would open a category inside of another; doubled it is one."""
    return _line(file).replace("/", "//")


def _line(text: str) -> str:
    return " ".join(text.split())
