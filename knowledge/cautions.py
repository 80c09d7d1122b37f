"""What speaks against a span: another event, another list, a name in pieces, a mere reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.asks import Asks
from knowledge.coverage import Text
from knowledge.instances import gives_examples, wants_examples
from knowledge.kinds import is_of_release
from knowledge.measure import Measure
from knowledge.normalise import words
from knowledge.question import RELEASE_WORDS, Question
from knowledge.spans import Span

_TOLD, _SPOKEN = 0.95, 0.5
_BORN = re.compile(
    r"\b(?:born|birth|birthday)\b|\*\s?\d{4}|\b1\d{3}\s?[-–—]\s?(?:1[0-9]|20)\d\d\b|\b(?:b|c)\. \d{4}",
    re.I,
)
_WHAT_IS = frozenset(
    """is are whats what's define definition mean means meaning explain ist sind bedeutet es son significa est sont
    signifie""".split()
)
_REFERENCE = re.compile(r"\barxiv[:.]|\bdoi[:.]|\bet al\.?,? |\bpp\.? ?\d|\bProceedings of\b", re.I)
_CITED = re.compile(
    r"\W*(?:[A-ZÄÖÜÉ][\w'’-]+(?: et\.? al\.?)?(?:,? (?:&|and|und|y|et) |, )?){1,4},? ?\(?(?:1[5-9]|20)\d\d[a-z]?\)?\W*"
)
"""Names and a year, and nothing else."""
_BIBLIOGRAPHY = re.compile(
    r"^(?:(?:further|recommended|suggested|additional) )?(?:readings?|references|bibliography|literature|literatur\w*|"
    r"bibliograf[ií]a|bibliographie)\b",
    re.I,
)
_LISTED = frozenset(
    """types kinds sorts steps stages phases components parts features properties rules examples ways purposes concepts
    topics""".split()
)
_APART = frozenset("in for on at by is are was were".split())
"""Words that stand between two things, and not within a name."""
_PAPERS = frozenset(
    "paper papers book books textbook read chapter chapters reading readings reference references article".split()
)


def asks_what_it_is(question: Question) -> bool:
    """Is it asked what something is, and not something about it?"""
    return question.asks is Asks.DEFINITION and bool(_WHAT_IS & set(question.words))


def other_event(question: Question, span: Span) -> float:
    """A date where something was released, founded, born: is it told of that, or of what else?

    0 where a word of that kind stands there or nothing but the name and the date does.
    """
    if not is_of_release(question):
        return 0.0
    if "born" in question.words:
        return float(not any(_BORN.search(piece.text) for piece in span.pieces))
    asked = {w for part in question.content for w in part.split()}
    beside = 1.0
    for piece in span.pieces:
        if RELEASE_WORDS & set(words(piece.text)):
            return 0.0
        if piece.term and not asked & set(piece.term):
            continue
        plain = [w for w in piece.said.known if w.isalpha() and w not in asked]
        beside = min(beside, max(0, len(plain) - 3) / 4)
    return beside


def other_list(question: Question, span: Span, measure: Measure) -> float:
    """1 where types, steps, … are asked for and neither the title nor the pieces speak of such."""
    wanted = [w for w in question.hints if w in _LISTED]
    if question.asks is not Asks.LIST or not wanted:
        return 0.0
    texts = (span.sheet.title, *span.texts)
    return 1.0 - max(measure.cover(w, *texts) for w in wanted)


def no_example(question: Question, span: Span, measure: Measure) -> float:
    """1 where examples are asked for and the span gives none of that."""
    if not wants_examples(question):
        return 0.0
    return float(not gives_examples(question, span.sheet, span.lines, measure))


def scattered(question: Question, span: Span, measure: Measure) -> float:
    """1 where what a name of several words means was asked, and its words stand nowhere together.

    "The middle way" is not told of by "the middle ages … in one way"; "the average in Asia" is no name.
    """
    content = question.content
    alone = len(content) == 2 and asks_what_it_is(question) and not _APART & _between(question)
    if not alone or max(span.apt, span.defines) >= _TOLD:
        return 0.0
    for text in (span.sheet.title, *span.texts):
        spoken = [
            max(range(2), key=lambda k: like[k]) if max(like) > _SPOKEN else -1
            for like in _alike(content, text, measure)
        ]
        if any(first != second and -1 not in (first, second) for first, second in pairwise(spoken)):
            return 0.0
    return 1.0


def _between(question: Question) -> set[str]:
    """The words between the two that are asked about."""
    places = [n for n, word in enumerate(question.words) if word in question.content]
    return set(question.words[places[0] : places[-1]]) if places else set()


def _alike(content: Sequence[str], text: Text, measure: Measure) -> Iterator[tuple[float, ...]]:
    """For each word of a text, how far it says each of the words asked about."""
    likes = [measure.lexicon.likeness(w) for w in content]
    for word in (part for w in text.words for part in re.split(r"[-/]", w)):
        yield tuple(like.of(word) for like in likes)


def only_cites(question: Question, span: Span) -> bool:
    """A reference names a paper and says nothing of the matter."""
    if question.asks in {Asks.PERSON, Asks.DATE, Asks.LIST} or _PAPERS & set(question.words):
        return False
    if _BIBLIOGRAPHY.search(span.slide.title):
        return True
    return all(_REFERENCE.search(p.text) or _CITED.fullmatch(p.text) for p in span.pieces)
