"""Drafted questions in Moodle's GIFT format, by the one writer that there is."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.exchange.gift import write_gift
from knowledge.questions.items import as_item
from knowledge.questions.model import QuizQuestion


def to_gift(questions: Iterable[QuizQuestion]) -> str:
    """The questions, those of a file in a category of its own, the quotation as feedback to each.

    Texts are marked as plain: what looks like HTML in them is shown as it is written.
    """
    items = [as_item(question, number) for number, question in enumerate(questions, 1)]
    return write_gift(items).data.decode("utf-8")
