"""Acronyms and what they stand for, in the lecture's own words.

An expansion is taken only where the lecture puts the two side by side; letters are matched after
A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (PSB 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.bullets import is_caps
from knowledge.model import Slide

_SHORT = r"[A-Z][A-Za-z0-9]*(?:[/&.-][A-Z0-9][A-Za-z0-9]*)*"
_IN_PARENTHESES = re.compile(
    rf"(?P<long>[^()\n•]+?)\s*\((?P<short>{_SHORT})(?:\s*[–—,;:-]\s*[^()]*)?\)"
)
_BEFORE_PARENTHESES = re.compile(rf"(?<![\w/])(?P<short>{_SHORT})\s*\((?P<long>[A-Za-z][^()]+)\)")
_SIDE_BY_SIDE = re.compile(
    r"(?<![\w/])(?P<short>[A-Z]{2,6})\s*[:=–-]?\s+(?P<long>(?:[A-Z][a-z]+[ -]?(?:of |for |and |the |a )?){2,8})"
)
_SERVICE = re.compile(r"\b(?P<word>[A-Z][A-Za-z]*)-as-a-Service\b", re.I)
_ARTICLE = re.compile(r"^(?:the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las)\s+", re.I)
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"]
)


@dataclass(frozen=True, slots=True)
class Acronym:
    """`short` stands for `long` on `slide`, in the bullet (or title) `text`."""

    short: str
    long: str
    slide: Slide
    text: str


def find_acronyms(slides: Sequence[Slide]) -> tuple[Acronym, ...]:
    """Each acronym once, with the first expansion the lecture gives."""
    found: dict[str, Acronym] = {}
    used = frozenset(re.findall(r"\b[A-Z]aaS\b", " ".join(_texts(slides))))
    for slide in slides:
        for text in (slide.title, *(b.text for b in slide.bullets)):
            for short, long in _pairs(text, used):
                found.setdefault(short, Acronym(short, long, slide, text))
    return tuple(found.values())


def _texts(slides: Sequence[Slide]) -> Iterator[str]:
    for slide in slides:
        yield slide.title
        yield from (b.text for b in slide.bullets)


def _pairs(text: str, services: frozenset[str]) -> Iterator[tuple[str, str]]:
    for match in _IN_PARENTHESES.finditer(text):
        long = long_form(match["short"], match["long"])
        if long:
            yield match["short"], _tidy(long)
    for match in _BEFORE_PARENTHESES.finditer(text):
        if _initials_fit(match["short"], match["long"]):
            yield match["short"], _tidy(match["long"])
    for match in _SIDE_BY_SIDE.finditer(text):
        long = _spelt_by_initials(match["short"], match["long"])
        if long:
            yield match["short"], _tidy(long)
    for match in _SERVICE.finditer(text):
        short = f"{match['word'][0].upper()}aaS"
        if short in services:
            yield short, match[0]


def long_form(short: str, before: str) -> str | None:
    """The words at the end of `before` that `short` abbreviates, or None (Schwartz & Hearst)."""
    letters = [c.casefold() for c in short if c.isalnum()]
    if len(letters) > 1 and short.endswith("s") and short[:-1].isupper():
        letters = letters[:-1]
    if not 2 <= len(letters) <= 10:
        return None
    at = len(before)
    for position, letter in enumerate(reversed(letters)):
        first = position == len(letters) - 1
        at -= 1
        while at >= 0 and not (
            before[at].casefold() == letter and (not first or _starts_word(before, at))
        ):
            at -= 1
        if at < 0:
            return None
    long = before[at:].strip()
    words = long.split()
    if (
        len(words) > min(len(letters) + 5, len(letters) * 2)
        or len(long) <= len(short)
        or short in words
    ):
        return None
    return _whole_name(before, at, long)


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _whole_name(before: str, at: int, long: str) -> str:
    """Take the capitalised words in front along where they make one name of the whole bullet."""
    front = before[:at].split()
    name = bool(front) and len(front) <= 2 and all(w[:1].isupper() and w.isalpha() for w in front)
    return f"{' '.join(front)} {long}" if name and not is_caps(before) else long


def _initials_fit(short: str, long: str) -> bool:
    letters = "".join(c for c in short if c.isalpha()).rstrip("s").casefold()
    words = [w for w in re.split(r"[\s/-]+", long) if w and w.casefold() not in _SMALL]
    initials = "".join(w[0] for w in words).casefold()
    return len(letters) >= 2 and initials == letters


def _spelt_by_initials(short: str, text: str) -> str | None:
    """As many words of `text` as spell `short`, each by its first letter."""
    taken: list[str] = []
    letters = list(short.casefold())
    for word in text.split():
        if letters and word[0].casefold() == letters[0]:
            letters.pop(0)
            taken.append(word)
        elif taken and letters and word.casefold() in _SMALL:
            taken.append(word)
        else:
            break
    return " ".join(taken) if not letters else None


def _tidy(long: str) -> str:
    """ "KERNEL BASED VIRTUAL MACHINES" → "Kernel Based Virtual Machines"; else as written."""
    long = _ARTICLE.sub("", long.strip(" -–—:;,."))
    if not is_caps(long):
        return long
    words = long.split()
    return " ".join(
        w.lower() if n and w.lower() in _SMALL else w.capitalize() for n, w in enumerate(words)
    )
