"""Files of quiz questions lie beside lectures: read as lectures, they would tell students the answers."""

from __future__ import annotations

import re

from knowledge.errors import UnreadableSource

LEFT_OUT = (
    "these are quiz questions, not a lecture: drop the file by itself into the direct message with Lectern, "
    "and they become questions"
)
_PLACES = re.compile(
    rb"\{\s*(?:[=~#>]|(?:T|F|TRUE|FALSE)\s*[}#])|^[ \t]*ANSWER[ \t]*:[ \t]*[A-Z]\b|<quiz\b|<questestinterop\b"
    rb"|\b(?:choice|option|wrong|incorrect|answer|distractor|antwort|falsch|respuesta|opci\xc3\xb3n)[ _-]*(?:answer )?[1aA]\b",
    re.I | re.M,
)


def has_marks(data: bytes) -> bool:
    """Does it hold what files of questions are told by? Quick, and right to say no."""
    return _PLACES.search(data) is not None


def is_quiz(data: bytes, name: str) -> bool:
    """A file of questions with their answers, in a format that quiz programs have; also a broken one."""
    if not has_marks(data):
        return False
    from knowledge.exchange.recognising import may_be_questions, questions_in  # noqa: PLC0415

    try:
        return may_be_questions(data, name) and questions_in(data, name) is not None
    except UnreadableSource:
        return True
