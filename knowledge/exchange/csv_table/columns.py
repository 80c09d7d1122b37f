"""The columns of a table of questions, and what other programs call them."""

from __future__ import annotations

import re

from knowledge.exchange.model import Kind

HEAD = ("id", "kind", "name", "category", "question", "markup")
GROUP = ("choice", "match", "weight", "feedback", "gap")
TAIL = (
    "explanation",
    "if right",
    "if partly right",
    "if wrong",
    "points",
    "shuffle",
    "case sensitive",
    "tags",
    "difficulty",
    "source",
)
ANSWER, WRONG = "answer", "wrong"
"""The right one, and the group of the wrong ones that some tables have beside it."""
_ALIASES = {
    "type": "kind",
    "question type": "kind",
    "question text": "question",
    "questiontext": "question",
    "stem": "question",
    "title": "name",
    "question name": "name",
    "topic": "category",
    "format": "markup",
    "correct": ANSWER,
    "correct answer": ANSWER,
    "correct answers": ANSWER,
    "correct answer(s)": ANSWER,
    "correct choice": ANSWER,
    "right answer": ANSWER,
    "answers": ANSWER,
    "key": ANSWER,
    "feedback": "explanation",
    "general feedback": "explanation",
    "rationale": "explanation",
    "hint": "explanation",
    "score": "points",
    "mark": "points",
    "tag": "tags",
    "reference": "source",
    "answer explanation": "explanation",
    "frage": "question",
    "typ": "kind",
    "thema": "category",
    "richtig": ANSWER,
    "richtige antwort": ANSWER,
    "lösung": ANSWER,
    "erklärung": "explanation",
    "begründung": "explanation",
    "pregunta": "question",
    "tipo": "kind",
    "tema": "category",
    "respuesta": ANSWER,
    "respuesta correcta": ANSWER,
    "correcta": ANSWER,
    "explicación": "explanation",
}
_NUMBERED = re.compile(
    r"(choice|option|opción|opcion|answer|antwort|respuesta|distractor|(?:wrong|incorrect)(?: (?:answer|choice|option))?"
    r"|falsch|falsche antwort|incorrecta|respuesta incorrecta|match|weight|feedback|gap)"
    r"[ _-]?(\d{1,3}|[a-z])"
)
_WRONG = ("wrong", "incorrect", "distractor", "falsch", "respuesta incorrecta")
KINDS = {
    **{kind.value: kind for kind in Kind},
    "multiple choice": Kind.CHOICE,
    "multiplechoice": Kind.CHOICE,
    "multichoice": Kind.CHOICE,
    "single choice": Kind.CHOICE,
    "mc": Kind.CHOICE,
    "multiple answers": Kind.MULTIPLE,
    "multiple answer": Kind.MULTIPLE,
    "multiple response": Kind.MULTIPLE,
    "checkbox": Kind.MULTIPLE,
    "true/false": Kind.TRUE_FALSE,
    "true false": Kind.TRUE_FALSE,
    "tf": Kind.TRUE_FALSE,
    "short answer": Kind.SHORT,
    "fill in the blank": Kind.SHORT,
    "numeric": Kind.NUMERICAL,
    "number": Kind.NUMERICAL,
    "match": Kind.MATCHING,
    "order": Kind.ORDERING,
    "open": Kind.ESSAY,
    "text": Kind.DESCRIPTION,
}


def column_of(heading: str) -> str:
    """The name of a column as it stands above; "choice 3" also for "Option C" or "C"."""
    name = " ".join(heading.replace("_", " ").casefold().split()).strip(" :*")
    if name in HEAD or name in TAIL or name == ANSWER:
        return name
    if name in _ALIASES:
        return _ALIASES[name]
    if re.fullmatch(r"[a-j]", name):
        return f"choice {ord(name) - ord('a') + 1}"
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None:
        return ""
    group = numbered[1] if numbered[1] in GROUP else "choice"
    group = WRONG if numbered[1].startswith(_WRONG) else group
    place = int(numbered[2]) if numbered[2].isdigit() else ord(numbered[2]) - ord("a") + 1
    return f"{group} {place}"
