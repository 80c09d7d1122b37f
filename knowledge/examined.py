"""Questions about what is examined, which a line on the subject does not answer."""

from __future__ import annotations

import re

from knowledge.dates.cues import EXAM
from knowledge.question import Question
from knowledge.spans import Span

_ON_THE_EXAM = re.compile(
    r"^(?:so |and |ok )*(?:will|is|are|does|do|would|could|can|what|which)\b.* (?:on|in|for|come up (?:on|in)) (?:the |our |this |a )?"
    r"(?:\w+ )?(?:exam|midterm|mid-term|final|finals|test|quiz)$"
)


def asks_of_an_exam(question: Question, span: Span) -> bool:
    """ "Will it be on the exam?" is answered by what speaks of the exam alone."""
    asked = _ON_THE_EXAM.search(" ".join(question.words))
    return bool(asked) and not EXAM.search(f"{span.slide.title}\n{span.quote}")
