"""What a page sets off within its lines: words in the bold or italic variant of a line's font."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from knowledge.readers.emphasis import MOST_WORDS
from knowledge.readers.pdf import symbols
from knowledge.readers.pdf.layout import Style, Word
from knowledge.readers.pdf.lines import Line

_FORMULAS = re.compile(r"math|^(?:CMMI|CMSY|CMEX|CMBSY|CMMIB|MSAM|MSBM|EU[FRS][MB]|rsfs)", re.I)
"""Fonts whose letters are slanted because they are variables."""
_ALIKE = 0.1


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring words of a line that are all set off, or all not."""

    words: Sequence[Word]
    on: bool
    first: bool
    """The line begins with it; `last`: it ends with it."""
    last: bool


def set_off_on(lines: Sequence[Line]) -> Iterator[str]:
    """What may be terms, in the lines' order: the slide's text tells which of them stand there."""
    styles = {word[5] for line in lines if line.mixed for word in line.words}
    for is_on in (_is_bold, _is_italic) if styles else ():
        if len({is_on(style) for style in styles}) == 2:
            yield from _phrases(lines, is_on)


@lru_cache(4096)
def _is_bold(style: Style) -> bool:
    return style.bold and not (style.mono or style.symbol)


@lru_cache(4096)
def _is_italic(style: Style) -> bool:
    return style.italic and not (style.mono or style.symbol or _FORMULAS.search(style.font))


def _phrases(lines: Sequence[Line], is_on: Callable[[Style], bool]) -> Iterator[str]:
    """A run may go on in the next line; one that is longer than a term is none, nor are its parts."""
    for run in _runs(lines, is_on):
        parts = [part for part in run if not (part.first and part.last)]
        words = [word for part in run for word in part.words]
        if parts and sum(not word.glued for word in words) <= MOST_WORDS:
            if len(run) > 1:
                yield " ".join(map(_text, run))
            yield from map(_text, parts)


def _runs(lines: Sequence[Line], is_on: Callable[[Style], bool]) -> Iterator[list[_Part]]:
    """Parts that are set off, those together that follow each other over the ends of lines."""
    run: list[_Part] = []
    for part in _parts(lines, is_on):
        if run and not (part.on and _goes_on(run[-1], part)):
            yield run
            run = []
        if part.on:
            run.append(part)
    if run:
        yield run


def _goes_on(before: _Part, part: _Part) -> bool:
    size, other = before.words[-1].style.size, part.words[0].style.size
    return before.last and part.first and abs(size - other) <= _ALIKE * size


def _parts(lines: Sequence[Line], is_on: Callable[[Style], bool]) -> Iterator[_Part]:
    for line in lines:
        words = line.words
        if not line.mixed:
            yield _Part(words, is_on(line.style), True, True)
            continue
        if symbols.is_mark(words[0].text, symbol=words[0].style.symbol):
            words = words[1:]
        done = 0
        for on, group in groupby(words, lambda word: is_on(word.style)):
            held = list(group)
            yield _Part(held, on, done == 0, done + len(held) == len(words))
            done += len(held)


def _text(part: _Part) -> str:
    text = "".join(word.text if word.glued else f" {word.text}" for word in part.words)
    return symbols.clean(text.strip())
