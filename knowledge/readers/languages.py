"""The language of each slide and of a whole file, for every reader in one place.

Words that only hold sentences together tell the languages most lectures are in at once; what they
leave open is identified by py3langid (M. Lui and T. Baldwin, "langid.py", ACL 2012), whose model
takes a second to load. A slide of few words has the language of its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from knowledge.model import Form, Slide
from knowledge.readers.reading import Reading

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "the of and to is are for with that this be by from or an as at it not which can how what we you on when "
        "has have was were their they but than into if will".split()
    ),
    "de": frozenset(
        "der die das und ist von mit für auf eine ein einen einer nicht zu den dem des sich im werden wird oder auch "
        "bei als sind wie zur zum durch kann wenn nach über aus".split()
    ),
    "fr": frozenset(
        "le la les des du et est une pour dans que qui sur par avec pas ou au aux ce cette sont plus il elle nous vous "
        "être qu".split()
    ),
    "es": frozenset(
        "el la los las de del es un una para que en con por se no al lo como su más son este esta qué cómo".split()
    ),
    "it": frozenset(
        "il lo gli di che è un una per con non del della dei delle si sono nel nella da come più anche alla".split()
    ),
    "pt": frozenset(
        "os as do da dos das é um uma para que em com por não se ao no na mais são como ou seu pela pelo".split()
    ),
    "nl": frozenset(
        "de het een van en is op te dat voor met zijn niet aan er ook als door bij naar wordt worden of deze".split()
    ),
}
_LANGUAGES_OF: Mapping[str, tuple[str, ...]] = {
    word: tuple(code for code, words in _FUNCTION_WORDS.items() if word in words)
    for word in frozenset().union(*_FUNCTION_WORDS.values())
}
_OTHERS = (
    "sv da no nn fi pl cs sk sl hr sr hu ro bg el ru uk tr ar he fa hi zh ja ko vi id ca".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_FEW_LETTERS = 60
_OF_SLIDE, _OF_FILE = 600, 12_000
_SURE = 0.95
"""A slide is in another language than its file only where the model is this sure of it."""


def with_languages(reading: Reading) -> Reading:
    """The reading with a language for each slide (ISO 639-1), and its own; None without words."""
    said = [_said(slide) for slide in reading.slides]
    whole = reading.language or _of_file(said)
    if whole is None:
        return reading
    slides = tuple(
        slide if slide.language else replace(slide, language=_of_slide(text, whole))
        for slide, text in zip(reading.slides, said, strict=True)
    )
    return replace(reading, slides=slides, language=whole)


def _said(slide: Slide) -> str:
    """The slide's running text: code and formulas are in no language."""
    lines = [slide.title, *(b.text for b in slide.bullets if b.form in (Form.TEXT, Form.TABLE))]
    return " ".join(" ".join(lines).split())[:_OF_SLIDE]


def _of_file(said: Sequence[str]) -> str | None:
    text = " ".join(said)[:_OF_FILE]
    told = _by_function_words(text, least=2, times=2)
    return told or (_by_model(text)[0] if _letters(text) >= _FEW_LETTERS else None)


def _of_slide(text: str, whole: str) -> str:
    if _letters(text) < _FEW_LETTERS:
        return whole
    if told := _by_function_words(text, least=4, times=3):
        return told
    if whole in _FUNCTION_WORDS and _is_latin(text):
        return whole
    language, sure = _by_model(text)
    return language if sure >= _SURE else whole


def _by_function_words(text: str, *, least: int, times: int) -> str | None:
    """The language with at least `least` of its words in the text, and `times` any other's."""
    known = filter(None, map(_LANGUAGES_OF.get, _WORD.findall(text.casefold())))
    hits = dict.fromkeys(_FUNCTION_WORDS, 0) | Counter(chain.from_iterable(known))
    best, second = sorted(hits, key=lambda code: (-hits[code], code))[:2]
    return best if hits[best] >= max(least, times * hits[second]) else None


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_latin(text: str) -> bool:
    """Hardly a letter is of another script than Latin."""
    if text.isascii():
        return True
    foreign = sum(c.isalpha() and c > "\u024f" for c in text)
    return foreign <= 0.3 * _letters(text)


def _by_model(text: str) -> tuple[str, float]:
    language, sure = _identifier().classify(text)
    return "no" if language in {"nb", "nn"} else str(language), float(sure)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([x for x in (*_FUNCTION_WORDS, *_OTHERS) if x in known])
    return identifier


def share_of_function_words(text: str, language: str) -> float:
    """How many of the text's words are among those that hold that language's sentences together, 0..1."""
    said = _WORD.findall(text.casefold())
    known = _FUNCTION_WORDS.get(language, frozenset())
    return sum(w in known for w in said) / max(1, len(said))
