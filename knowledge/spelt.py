"""Questions about what something stands for: an acronym, or a thing that is no acronym."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.catalogue import Catalogue
from knowledge.coverage import Text, coverage
from knowledge.model import AnswerKind, Entry
from knowledge.normalise import forms, words
from knowledge.question import Asks, Question
from knowledge.words import is_word

_POINTS = frozenset("the a an do".split())
"""Said of a thing or of several, and not of a word: "what do the circles stand for"."""
_SPELT = frozenset("acronym abbreviation abbreviated spelled spelt full".split())


def not_spelt(question: Question, known: Catalogue) -> Question:
    """ "What do the circles stand for?" asks what they mean: there is nothing to be spelt out."""
    if question.asks is not Asks.EXPANSION or _SPELT & set(question.words):
        return question
    if not _POINTS & set(question.words) or not all(map(is_word, question.content)):
        return question
    said = "\n".join(f"{s.title}\n{s.body}" for s in known.build.quoted)
    if any(re.search(rf"\b{re.escape(w.upper())}\b", said) for w in question.content):
        return question
    return replace(question, asks=Asks.DEFINITION)


def acronym_entry(question: Question, known: Catalogue) -> Entry | None:
    """What the course says that the acronym asked about stands for; None where none is."""
    short = _acronym(question, known)
    entries = (e for e in known.build.entries if e.kind is AnswerKind.DEFINITION)
    return next((e for e in entries if e.title == short), None)


def _acronym(question: Question, known: Catalogue) -> str | None:
    shorts = {forms(s.casefold())[0]: s for s in known.build.acronyms}
    content = question.content
    if len(content) == 1 and question.asks in {Asks.EXPANSION, Asks.DEFINITION, Asks.ANYTHING}:
        return None if " " in content[0] else shorts.get(forms(content[0])[0])
    if question.asks is not Asks.EXPANSION:
        return None
    asked = Text.of(" ".join(content))
    for short, long in known.build.acronyms.items():
        spoken_of = coverage(content, Text.of(long, short), known.lexicon)
        if spoken_of > 0.9 and coverage(words(long), asked, known.lexicon) > 0.6:
            return short
    return None
