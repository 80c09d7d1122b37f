"""Spans that look like answers and are none: aims, names alone, rows without theirs, another of the kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from knowledge.asks import Asks
from knowledge.credits import CREDITING
from knowledge.kinds import is_of_maker
from knowledge.measure import Measure
from knowledge.model import Form
from knowledge.normalise import forms, words
from knowledge.question import Question
from knowledge.spans import Span
from knowledge.words import FUNCTION_WORDS, is_word

_AIMS = re.compile(
    r"\b(?:learning|course|lecture|lesson|module|unit)?\s*(?:goals?|outcomes?|objectives?|aims)\b|\bobjetivos?\b|\blernziele?\b|\bobjectifs?\b"
    r"|\byou (?:should|will) be able to\b",
    re.I,
)
_AIM = re.compile(
    r"\W*(?:to )?(?:be able to )?(?:explain|describe|discuss|understand|define|identify|analy[sz]e|apply|evaluate|summari[sz]e|compare|contrast|list|"
    r"recall|demonstrate|recogni[sz]e|know|learn|appreciate|defend|outline|distinguish|state|name|interpret|assess|differentiate|"
    r"become|gain|develop|explore|examine|entender|conocer|comprender|aprender|saber|explicar|describir|identificar|erklären|"
    r"verstehen|beschreiben|kennen|comprendre|connaître|expliquer|décrire)\b",
    re.I,
)
_OF_AIMS = frozenset(
    "goal goals outcome outcomes objective objectives aim aims learn able should objetivo objetivos ziel ziele lernziele".split()
)
_WHAT_IS = re.compile(
    r"^(?:(?:so|and|but|hey|hi|ok) )*(?:what|wat|was|qué|que|qu'est-ce)(?:'?s| is| are| was| were| ist| sind| es| son| que?)\b(?! the\b)"
    r"|^(?:define|explain|describe)\b|\b(?:means?|meaning|definition)\b"
)
_SAME = dict(
    zip(
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(),
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        strict=True,
    )
)
_ORDINALS = frozenset((*_SAME, *_SAME.values()))
_TOLD = 0.8
_ASKS = re.compile(
    r"^(?:(?:so|and|but|hey|hi|ok) )*(?:what|whats|what's|how|why|explain|describe|define|was|wie|qué|que|cómo)\b"
)
_MANY, _BRIEF = 4, 2
_DEFINES = frozenset("define definition meaning mean means explain describe".split())
_TELLS_BESIDE = re.compile(
    r"[:=()]|\s[-–—]\s|[-=]>|→|\b(?:called|known as|named|genannt|llamad[oa]s?|appelée?s?)\b|, (?:an?|the|eine?|une?|un[ao]?)\s",
    re.I,
)
_IS = frozenset("be is are was were ist sind war es son est sont".split())
_HALF, _SENTENCE, _FIRST = 0.5, 4, 2
_BARE, _SMALL = 1, 2
"""So few words besides those that were asked about tell nothing of them."""

_CAPITALISED = re.compile(r"\b[A-ZÄÖÜÉ][a-zäöüéèß'’-]{2,}\b")
_NAME_AND_YEAR = re.compile(r"\b[A-ZÄÖÜÉ][\w'’-]+,? \(?(?:1[5-9]|20)\d\d\b")
_JUDGED = frozenset("wrong bad problematic criticized criticised criticism".split())
_WHO_IS = re.compile(r"(?:(?:so|and|but|ok) )*(?:who (?:is|was)|whos|who's) (?:[\w'-]+ ?){1,3}$")
_BRACKETED_YEAR = re.compile(r"\(?\b\d{4}\b\)?")
_HELD = re.compile(
    r"(?:(?:so|and|but|ok|hey|hi) )*(?:when|whens|when's)(?: is| are| will)? (?:the|our|my) (?:\w+ ){0,2}"
    r"(?:exams?|midterms?|mid-terms?|finals?|tests?|quiz(?:zes)?|presentations?|labs?|lectures?|class(?:es)?|tutorials?|seminars?)$"
)
"""When a meeting of the course is, is asked: what it is like does not tell."""
_ROUGHLY = re.compile(
    r"\b(?:before|after|during|until|while|every|each|first|last|next|end|start|begin\w*|middle|sessions?|period|hours?|times?|"
    r"days?|weeks?|months?|semester|term|year|season|spring|summer|autumn|fall|winter|morning|afternoon|evening|tb[ad]|announced|"
    r"scheduled?|arrangement|appointment|registrar|later|soon|once|when)\b",
    re.I,
)


def only_aims(question: Question, span: Span) -> bool:
    """Is it but said that one will learn it: "Explain how osmosis works" among the learning goals?"""
    if question.asks in {Asks.LIST, Asks.ANYTHING} or _OF_AIMS & set(question.words):
        return False
    if not _AIMS.search(span.slide.title):
        return False
    return all(_AIM.match(piece.text) for piece in span.pieces)


def only_named(question: Question, span: Span) -> bool:
    """What something is was asked, and the lines say its name and next to nothing else."""
    compared = question.asks is Asks.COMPARISON and span.sheet.is_outline
    told = question.hints or max(span.apt, span.defines) >= _TOLD
    if not compared and (told or not _WHAT_IS.search(" ".join(question.words))):
        return False
    asked = question.content_forms
    said = {w for p in span.pieces for w in p.said.known if len(w) > _SMALL}
    return sum(not asked.issuperset(forms(w)[1:-1] or forms(w)) for w in said) <= _BARE


def only_counted_up(question: Question, span: Span) -> bool:
    """Does it but stand among other names: "Words: shuttle, heddle, reed, warp"?"""
    if question.asks not in {Asks.DEFINITION, Asks.ANYTHING} or not _ASKS.match(
        " ".join(question.words)
    ):
        return False
    asked = question.content_forms
    return all(_counts_up(piece.text, asked) for piece in span.pieces)


def _counts_up(text: str, asked: Collection[str]) -> bool:
    label, colon, listed = text.partition(":")
    items = [words(item) for item in listed.split(",")]
    if not colon or len(items) < _MANY or any(not 0 < len(item) <= _BRIEF for item in items):
        return False
    named = {form for word in words(label) for form in forms(word)}
    return not named & set(asked)


def only_in_passing(question: Question, span: Span) -> bool:
    """ "What is gossip?" is asked, and one line on another thing has it: "We use it with a gossip protocol".

    Its first words are what a line is on; what stands by a colon, a dash, an equals sign or "is", in
    brackets or ahead of ", a kind of …" may say what a thing is.
    """
    bare = [w for w in question.words if w not in FUNCTION_WORDS and w not in _DEFINES]
    if question.asks is not Asks.DEFINITION or len(bare) != 1 or len(question.content) != 1:
        return False
    if len(span.pieces) != 1 or max(span.apt, span.defines) >= _HALF:
        return False
    (piece,) = span.pieces
    if piece.form is not Form.TEXT or _TELLS_BESIDE.search(piece.text):
        return False
    asked = question.content_forms
    every = words(piece.text)
    said = [w for w in every if w not in FUNCTION_WORDS]
    if any(one in _IS and asked.intersection(forms(other)) for one, other in pairwise(every)):
        return False
    places = [n for n, word in enumerate(said) if asked.intersection(forms(word))]
    return len(said) >= _SENTENCE and bool(places) and places[0] >= _FIRST


def only_signed(question: Question, span: Span) -> bool:
    """Who somebody is was asked, and the name only stands behind what that person said: "…, Ida Thorne"."""
    if question.asks is not Asks.PERSON or not _WHO_IS.match(" ".join(question.words)):
        return False
    name = question.content_forms
    if name & {form for w in words(span.slide.title) for form in forms(w)}:
        return False
    return all(_ends_with(piece.text, name) for piece in span.pieces)


def _ends_with(text: str, name: Collection[str]) -> bool:
    said = [w for w in words(_BRACKETED_YEAR.sub(" ", text)) if w not in FUNCTION_WORDS]
    return len(said) > _SENTENCE and bool(set(forms(said[-1])) & set(name))


def without_judgement(question: Question, span: Span, measure: Measure) -> bool:
    """What is wrong with it was asked, and it is but told what it is."""
    judged = [w for w in question.content if w in _JUDGED]
    texts = (span.sheet.title, *span.texts)
    return any(
        max(measure.cover(w, *texts), measure.cover("drawback", *texts)) < _HALF for w in judged
    )


def without_whom_or_how_many(question: Question, span: Span) -> bool:
    """How many or by whom was asked, and no number or name stands there: "check every pair"."""
    if span.fits:
        return False
    if is_of_maker(question):
        return not any(_names_somebody(question, piece.text) for piece in span.pieces)
    return question.asks is Asks.NUMBER and "many" in question.words


def _names_somebody(question: Question, text: str) -> bool:
    """Does it say who made it ("four men wrote it", "Singer, 1972") or hold a name that is no word: "Krebs"?"""
    if CREDITING & set(words(text)) or _NAME_AND_YEAR.search(text):
        return True
    named = (word.casefold() for word in _CAPITALISED.findall(text))
    return any(not (is_word(w) or question.content_forms & set(forms(w))) for w in named)


def tells_no_time(question: Question, span: Span) -> bool:
    """ "When is the exam?" is asked, and nothing says when, not even roughly: "Exam (25%): online"."""
    if question.asks is not Asks.DATE or not _HELD.match(" ".join(question.words)):
        return False
    return not span.fits and not any(_ROUGHLY.search(piece.text) for piece in span.pieces)


def only_headed(span: Span) -> bool:
    """A table's first row without any other says nothing."""
    sheet = span.sheet
    if not span.pieces or any(piece.form is not Form.TABLE for piece in span.pieces):
        return False
    return all(not sheet.pieces[n].heads and sheet.under(n) for n in span.lines)


def another_of_the_kind(question: Question, span: Span) -> bool:
    """ "Third-degree burns" are asked about, and those of the second degree spoken of."""
    wanted = dict(_ordered(question.words))
    if not wanted:
        return False
    said = [
        dict(_ordered(words(text))) for text in (span.slide.title, *(p.text for p in span.pieces))
    ]
    told = [
        each[noun] == ordinal for noun, ordinal in wanted.items() for each in said if noun in each
    ]
    return bool(told) and not any(told)


def _ordered(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The nouns behind ordinals, stemmed, each with its ordinal: "third degree", "2nd-order"."""
    parts = [part for word in said for part in word.split("-") if part]
    for one, other in pairwise(parts):
        if one in _ORDINALS and other not in FUNCTION_WORDS:
            yield forms(other)[0], _SAME.get(one, one)
