"""Phrases that a lecturer set off within a line, in bold, italics or colour: the terms that are taught."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from knowledge.dates.names import MONTH, WEEKDAY
from knowledge.definitions import is_label
from knowledge.initials import SMALL
from knowledge.model import Bullet, Form
from knowledge.words import FUNCTION_WORDS

Run = tuple[str, bool]
"""A piece of a line, and whether it is set off from the rest."""
_Place = tuple[int, int]
"""A line, and a place in it, both counted from 0."""
MOST_WORDS = 5
_LONGEST, _MOST = 300, 200
"""Characters of what may be a phrase, and phrases of a slide: beyond, comparing them takes time by the square."""
_LEAST_LETTERS = 2
_ENDS = " \t\xa0.,:;!?…\"'“”„‚‘’«»‹›`´–—-−*_=/|•·→⇒>"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_ADDRESS = re.compile(r"://|\bwww\.|\S@\S|\.(?:com|org|edu|net|html?|pdf)\b", re.I)
_CODE = re.compile(
    r"[a-z]{2}[A-Z][a-z]|_|::|\(\)|[=<>{};$\\]|\w\.(?:py|[jt]sx?|java|[ch]|cpp|md|txt|json|csv|ya?ml|sql|sh)\b"
)
_AMOUNT = re.compile(
    r"[\d.,:/–-]*\d\s*(?:[^\W\d_]{1,3}|percent|points?|minutes?|hours?|days?|weeks?)?\W*"
)
_DAY = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY})[.,]?\s+\d|\d(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?:{MONTH})\b",
    re.I,
)
_LABEL = re.compile(
    r"remarks?|def|lemma|corollary|proposition|attention|overview|review|demo|notation|bemerkung|satz|achtung|wichtig|merke|bsp|"
    r"definición|définition|atención|ejercicio|exercice|übung",
    re.I,
)
"""What announces a line in bold, beside what does so in plain letters (`definitions.is_label`)."""
_CLAUSE = re.compile(
    r"(?:in|on|at|for|with|from|by|to|of)\s+(?:the|an?|this|each|all|any)\s"
    r"|(?:if|when|while|because|but|and|or|so|that|this|these|those|it|we|you|they|is|are|how|what|why|which|who|where|for|"
    r"as|than|do|does|let|please)\s+\S+\s",
    re.I,
)
"""Of three words or more, no name: "In the first stage"; a "for loop" is one."""
_SMALL = FUNCTION_WORDS | SMALL
_GOES_ON, _PLURAL = re.compile(r"(?!e?s\b)\w"), re.compile(r"^e?s\b")
_NUMBERED = re.compile(r"\s+#?\d+(?:\.\d+)*[a-z]?$")


def phrase_of(text: str) -> str:
    """What was set off, as a term: without the marks at its ends; "" where it can be none.

    A term has one to five words with letters, and is no number, no day, no address, no code, no
    piece of a clause and no small word that is only stressed.
    """
    said = _bare(text) if len(text) <= _LONGEST else ""
    words = said.split()
    if not 1 <= len(words) <= MOST_WORDS or sum(map(str.isalpha, said)) < _LEAST_LETTERS:
        return ""
    if _ADDRESS.search(said) or _CODE.search(said) or _AMOUNT.fullmatch(said) or _DAY.search(said):
        return ""
    folded = [word.casefold() for word in words]
    joins = _CLAUSE.match(said) or (len(words) > 1 and folded[-1] in _SMALL)
    return "" if joins or all(word in _SMALL for word in folded) else said


def _bare(text: str) -> str:
    """Single spaces, and no punctuation at the ends; brackets stay where they pair within."""
    said = " ".join(text.split()).strip(_ENDS)
    while said:
        first, last = said[0], said[-1]
        if _BRACKETS.get(first) == last and first not in said[1:]:
            said = said[1:-1].strip(_ENDS)
        elif first in _BRACKETS and said.count(first) > said.count(_BRACKETS[first]):
            said = said[1:].strip(_ENDS)
        elif last in ")]}" and said.count(last) > said.count("([{"[")]}".index(last)]):
            said = said[:-1].strip(_ENDS)
        else:
            break
    return said


def set_off(line: Iterable[Run]) -> Iterator[str]:
    """The phrases of a line, in order; none where it is set off from end to end."""
    parts = [
        ("".join(text for text, _ in runs), on)
        for on, runs in groupby(_without_gaps(line), lambda run: run[1])
    ]
    if any(_has_letters(text) for text, on in parts if not on):
        yield from (phrase for text, on in parts if on and (phrase := phrase_of(text)))


def _without_gaps(line: Iterable[Run]) -> Iterator[Run]:
    """The runs; blanks look like what they follow."""
    last = False
    for text, on in line:
        last = on if text.strip() else last
        yield text, last


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def standing(phrases: Iterable[str], title: str, bullets: Sequence[Bullet]) -> tuple[str, ...]:
    """Those that stand on a slide, each once, in the order in which they do.

    One that is a whole title or line, a label ahead of one, or part of a longer one, is none.
    """
    each_once = dict.fromkeys(phrase for each in phrases if (phrase := phrase_of(each)))
    wanted = list(each_once)[:_MOST]
    if not wanted:
        return ()
    lines = [title, *_lines(bullets)]
    placed = ((phrase, _place(phrase, lines)) for phrase in wanted)
    found = {phrase: place for phrase, place in placed if place}
    inner = {a for a in found for b in found if a != b and _is_inside(a, found[a], b, found[b])}
    ordered = sorted(found.keys() - inner, key=lambda phrase: found[phrase], reverse=True)
    return tuple({phrase.casefold(): phrase for phrase in ordered}.values())[::-1]


def _is_inside(part: str, at: _Place, whole: str, around: _Place) -> bool:
    start = at[1] - around[1]
    return at[0] == around[0] and start >= 0 and start + len(part) <= len(whole)


def _lines(bullets: Sequence[Bullet]) -> Iterator[str]:
    for bullet in bullets:
        if bullet.form in (Form.TEXT, Form.TABLE):
            yield from bullet.text.split("\n")


def _place(phrase: str, lines: Sequence[str]) -> _Place | None:
    """Where the phrase first stands as words among others; None where it stands as a label."""
    bare = _NUMBERED.sub("", phrase)
    label = is_label(bare) or _LABEL.fullmatch(bare)
    for n, line in enumerate(lines):
        at = line.find(phrase)
        while at >= 0:
            before, after = line[:at], line[at + len(phrase) :]
            if label and _announces(before, after):
                return None
            if _is_apart(before, after):
                return n, at
            at = line.find(phrase, at + 1)
    return None


def _announces(before: str, after: str) -> bool:
    marks = (":",) if _has_letters(before) else (":", ".", "–", "—", "-")
    return after.lstrip(' "”)').startswith(marks)


def _is_apart(before: str, after: str) -> bool:
    """Do they stand as words, and not alone? A plural's ending may follow."""
    if before[-1:].isalnum() or _GOES_ON.match(after):
        return False
    return _has_letters(before) or _has_letters(_PLURAL.sub("", after))
