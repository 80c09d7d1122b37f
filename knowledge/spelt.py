"""Questions about what something stands for: an acronym, or a thing that is no acronym."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.catalogue import Catalogue
from knowledge.coverage import Text, coverage
from knowledge.initials import words_of
from knowledge.model import AnswerKind, Entry
from knowledge.normalise import fold, forms, words
from knowledge.question import Asks, Question
from knowledge.sheets import Sheet
from knowledge.words import FUNCTION_WORDS, is_word

_POINTS = frozenset("the a an do".split())
"""Said of a thing or of several, and not of a word: "what do the circles stand for"."""
_SENTENCE_END = re.compile(r"[.;!?](?:\s|$)|,\s")
_SHORT = re.compile(r"[a-z]{3,5}")
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


def name_with_initials(question: Question, known: Catalogue) -> tuple[str, ...]:
    """The words of the one slide's title whose first letters are the short name that is asked about; else none."""
    if len(question.content) != 1:
        return ()
    short = (
        question.content[0].removesuffix("s")
        if len(question.content[0]) > 3
        else question.content[0]
    )
    if not _SHORT.fullmatch(short) or is_word(short) or known.lexicon.knows(short):
        return ()
    titles = {tuple(words(slide.title)) for slide in known.build.quoted}
    named = {name for title in titles if (name := _telling(title)) and _initials(name) == short}
    return named.pop() if len(named) == 1 else ()


def _telling(title: Sequence[str]) -> tuple[str, ...]:
    return tuple(w for w in title if w not in FUNCTION_WORDS)


def _initials(name: Sequence[str]) -> str:
    return "".join(part[0] for word in name for part in word.split("-") if part)


def spelt_beside(short: str, sheet: Sheet) -> tuple[int, ...]:
    """The line that names `short` and then a phrase with its letters in order: "PEPC: phosphoenol…"."""
    for n, piece in enumerate(sheet.pieces):
        if piece.term != (short,) or ":" not in piece.text:
            continue
        told = _SENTENCE_END.split(piece.text.split(":", 1)[1])[0]
        if _in_order(short, [m[0] for m in words_of(told)]):
            return (n,)
    return ()


def _in_order(short: str, told: Sequence[str]) -> bool:
    """Do two or more words hold all letters of `short` in order, each letter that begins a run at its start?"""
    letters = [c for c in short if c.isalpha()]
    if len(told) < 2 or len(letters) < 3:
        return False
    given = {0}
    for word in map(fold, told):
        given |= {to for n in given for to in range(n + 1, n + 1 + _taken(letters[n:], word))}
    return len(letters) in given


def _taken(letters: Sequence[str], word: str) -> int:
    """How many of the letters, from the first, the word holds in order, the first of them at its start."""
    if not letters or not word.startswith(letters[0]):
        return 0
    at = 0
    for n, letter in enumerate(letters):
        at = word.find(letter, at) + 1
        if not at:
            return n
    return len(letters)


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
