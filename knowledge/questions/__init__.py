"""Quiz questions drafted from what a course's slides say."""

from knowledge.questions.drafting import draft_questions
from knowledge.questions.gift import to_gift
from knowledge.questions.items import as_item
from knowledge.questions.model import Drafted, QuizKind, QuizQuestion, question_json

__all__ = [
    "Drafted",
    "QuizKind",
    "QuizQuestion",
    "as_item",
    "draft_questions",
    "question_json",
    "to_gift",
]
