"""A term of lectures to draft a thousand questions from: the decks that there are, and copies of them with other words.

The shared decks and those of `bench/questions` are drafted from as they are. They give a few hundred questions, so they
are followed by copies whose rarer words are exchanged, each for one word throughout a copy: English ones for others
about as frequent, others for ones with other letters. Copies have as many slides, definitions and lists as their originals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from bench.data import DATA
from knowledge.build import read_course
from knowledge.model import Build, Bullet, Form, Slide
from knowledge.words import frequencies

OWN = Path(__file__).parent / "questions" / "decks"
_COMMON, _RARE = 2_000, 40_000
"""Words more frequent than the first stay: articles, verbs, what sentences are made of."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvw"
_LECTURES_A_COPY = 100


def originals() -> Build:
    """All decks that there are, read as one course."""
    shared = sorted(p for p in (DATA / "decks").glob("*") if p.is_dir() and p.name != "handouts")
    return read_course([*shared, *sorted(OWN.glob("*.md"))])


def term(build: Build, copies: int) -> Build:
    """The decks, and so many copies of them."""
    slides = list(build.quoted)
    for number in range(1, copies + 1):
        slides += [_copied(slide, number) for slide in build.quoted]
    files = tuple(dict.fromkeys(slide.file for slide in slides))
    return Build(slides=tuple(slides), distinct=tuple(slides), files=files)


def _copied(slide: Slide, number: int) -> Slide:
    lecture = None if slide.lecture is None else slide.lecture + _LECTURES_A_COPY * number
    bullets = tuple(_line(bullet, number) for bullet in slide.bullets)
    title, file = _other(slide.title, number), f"copy-{number}-{slide.file}"
    return replace(slide, file=file, title=title, bullets=bullets, lecture=lecture)


def _line(bullet: Bullet, number: int) -> Bullet:
    return bullet if bullet.form is Form.CODE else replace(bullet, text=_other(bullet.text, number))


def _other(text: str, number: int) -> str:
    return _WORD.sub(lambda found: _word(found[0], number), text)


@cache
def _word(word: str, number: int) -> str:
    small = word.casefold()
    ranks, known = _ranks()
    rank = ranks.get(small)
    if rank is not None and rank < _COMMON:
        return word
    if rank is not None:
        new = known[_COMMON + (rank - _COMMON + number) % (len(known) - _COMMON)]
    else:
        new = "".join(_letter(letter, number) for letter in small)
    if word.isupper():
        return new.upper()
    return new.capitalize() if word[0].isupper() else new


@cache
def _ranks() -> tuple[Mapping[str, int], list[str]]:
    """The place of each word by frequency, and the words in that order."""
    known = [word for word in list(frequencies())[:_RARE] if len(word) > 3 and word.isalpha()]
    return {word: n for n, word in enumerate(known)}, known


def _letter(letter: str, number: int) -> str:
    """A vowel for a vowel, a consonant for a consonant."""
    for row in (_VOWELS, _CONSONANTS):
        if letter in row:
            return row[(row.index(letter) + number) % len(row)]
    return letter
