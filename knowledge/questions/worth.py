"""How likely a question on what a term means is a good one."""

from __future__ import annotations

import re

from knowledge.normalise import words
from knowledge.questions.concepts import is_everyday
from knowledge.questions.facts import Meant
from knowledge.questions.known import Known
from knowledge.questions.lexis import BASES
from knowledge.questions.material import ARTICLE
from knowledge.questions.texts import content, is_plural


def worth(meant: Meant, known: Known) -> float:
    """How likely a question on it is a good one, 0..1."""
    count = len(meant.meaning.split())
    value = 0.78 if meant.said else 0.58 + 0.04 * min(3, meant.peers)
    value += 0.05 if known.often(meant.term) > 1 else 0.0
    value -= 0.12 if count <= 3 else 0.0
    value -= 0.25 if meant.said and len(content(meant.meaning)) < 4 else 0.0
    value -= 0.12 if meant.term.casefold() in BASES else 0.0
    value -= 0.12 if not meant.said and _is_plain(meant) else 0.0
    value -= 0.01 * max(0, count - 22)
    value -= 0.05 if not meant.said and not meant.topic else 0.0
    value -= 0.1 if re.search(r"\b(?:you|your|it)\b", meant.meaning, re.I) else 0.0
    value -= (
        0.1 if re.match(r"(?:how|when|where|what|why|if|no|not)\b", meant.meaning, re.I) else 0.0
    )
    value -= 0.05 if is_plural(meant.term) and meant.said else 0.0
    return value


def _is_plain(meant: Meant) -> bool:
    """Is the name a phrase of everyday words, and its meaning no definition: "customer support", beside "brand equity: the value that …"?"""
    named = words(meant.term)
    plain = len(named) > 1 and meant.slide.language == "en" and all(map(is_everyday, named))
    return plain and not ARTICLE.match(meant.meaning)


def is_spelt_out(term: str, meaning: str) -> bool:
    """Does the meaning only spell out the letters of a short form?"""
    initials = "".join(w[0] for w in words(meaning))
    letters = "".join(c for c in term.casefold() if c.isalpha())
    symbol = len(letters) == 2 and initials[:1] == letters[0] and letters[1] in initials[1:]
    return term.isupper() and (symbol or initials.startswith(letters[:3]))
