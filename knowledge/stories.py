"""Questions with a story around them: which part of a long message asks.

People tell why they ask before they do ("so I missed the first half because of the bus, what was …").
A message is parted into clauses; those that ask are looked up by themselves, with the clause before
where they only point back ("what was that for?").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.normalise import words

SHORT = 12
"""A message of so many words, in one sentence, is taken as it is."""
_SENTENCE = re.compile(r"(?<=[.?!;…])\s+|\n+")
_CLAUSE = re.compile(
    r",\s+|\s+[-–—]\s+|:\s+|"
    r"\s+\b(?:and|but|so|because|since|und|aber|weil|pero|porque|mais|parce que)\s+"
    r"(?=(?:i|i'm|we|nobody|no one|my|our|they|he|she|someone|somebody|now|it|ich|wir|mein|yo|mi|je|mon|nous)\b)",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:what|whats|what's|which|who|whos|who's|whose|where|when|whens|why|how|whether|is there|are there|"
    r"was there|something (?:about|on)|explain|define|describe|tell me|"
    r"was (?:ist|sind|war|bedeutet|heißt|passiert)|wer|wann|wo|wie|warum|wieso|welche[rsnm]?|wofür|ob|erklär\w*|"
    r"qu[eé]|qui[eé]n|cu[aá]ndo|d[oó]nde|c[oó]mo|cu[aá]l(?:es)?|por qu[eé]|"
    r"qu'est-ce|quand|où|comment|pourquoi|quel(?:le)?s?|combien|ce qu'est)\b",
    re.I,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|they|them|their|those|these|one|the thing|das|es|diese[rs]?|eso|esto|ça|cela)\b",
    re.I,
)
_BEGINS = (
    r"(?:(?:so|ok|okay|hi|hey|please|pls)\b[ ,]*)*(?:what|whats|what's|wat|wats|which|who|whos|who's|whose|where|wheres|when|whens|when's|why|"
    r"how|explain|define|was (?:ist|sind|bedeutet)|wer|wann|wo|wie|warum|qu[eé] (?:es|son)|cu[aá]ndo|qui[eé]n|qu'est-ce|quand|où|pourquoi)\b"
)
_NEXT = re.compile(
    rf"\s*\?+\s*(?:(?:and|also|plus|und|y|et)\b[ ,]*)*(?={_BEGINS})"
    rf"|\s*[,;.]?\s+(?:(?:and|also|plus|und|y|et|&)\b[ ,]*)+(?={_BEGINS})",
    re.I,
)
"""Where a question ends and another begins."""
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message that asks; `background` is the clause before it that it points back to."""

    asked: str
    background: str = ""


def asking_parts(text: str) -> tuple[Part, ...]:
    """The clauses of a long message that ask, last first; none for a short one."""
    sentences = [s for s in _SENTENCE.split(text.strip()) if s.strip()]
    if len(sentences) < 2 and len(words(text)) <= SHORT:
        return ()
    return tuple(reversed(list(_parts(sentences))))


def two_questions(text: str) -> tuple[str, str] | None:
    """Two questions in one message: "what is a mill and when is the exam?"."""
    if len(words(text)) > _MOST_WORDS:
        return None
    parts = [part.strip() for part in _NEXT.split(text.strip())]
    if len(parts) != 2 or not re.match(_BEGINS, parts[0], re.I):
        return None
    return parts[0], parts[1]


def spelt_out(question: str, named: str) -> str:
    """The question with what it points back at: "how much is it worth" of "essay" is "how much is essay worth"."""
    return _POINTS_BACK.sub(named.replace("\\", ""), question, count=1)


def _parts(sentences: list[str]) -> Iterator[Part]:
    before = ""
    for sentence in sentences:
        clauses = [c.strip() for c in _CLAUSE.split(sentence) if c and c.strip()]
        for n, clause in enumerate(clauses):
            found = _ASKS.search(clause)
            last = n == len(clauses) - 1
            if found or (last and clause.endswith("?")):
                asked = clause[found.start() :] if found else clause
                yield Part(asked)
                if before and _POINTS_BACK.search(asked):
                    yield Part(asked, before)
            before = clause
