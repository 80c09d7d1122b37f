"""How much of a deck a reader gets right: titles, words, nesting, running lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields

from bench.reading_truth import Page

_WORD = re.compile(r"[^\W_]+")


@dataclass
class Score:
    """Counts over slides: right ones and all of them."""

    titles: int = 0
    slides: int = 0
    found: int = 0
    wanted: int = 0
    """Words of titles and bodies that are there, of those that should be."""
    true: int = 0
    said: int = 0
    """Words that belong there, of those that are."""
    nested: int = 0
    bullets: int = 0
    """Bullets at the right level, of those found as one."""
    removed: int = 0
    footers: int = 0
    lost: int = 0
    """Words of the body that even the bare text has and the reader left out."""

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def words(text: str) -> Counter[str]:
    """The words as a reader would count them, whatever their case and ligatures."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def bare(text: str) -> str:
    """A text for comparing: case, spaces, quotes and dashes do not matter."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def score(truth: Sequence[Page], read: Sequence[Page], texts: Sequence[str]) -> Score:
    """One deck; `texts` are the pages as the bare extractor gives them.

    The PDF may lack slides or have some more: pages are paired by their words, in order.
    """
    total = Score()
    for n, m in aligned([words(_all(page)) for page in truth], [words(text) for text in texts]):
        total += _page(truth[n], read[m], texts[m])
    return total


def aligned(left: Sequence[Counter[str]], right: Sequence[Counter[str]]) -> list[tuple[int, int]]:
    """The pairs, in order, that have most words in common in all (Needleman and Wunsch, 1970)."""
    if len(left) == len(right):
        return list(zip(range(len(left)), range(len(right)), strict=True))
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for n in range(len(left) - 1, -1, -1):
        for m in range(len(right) - 1, -1, -1):
            both = best[n + 1][m + 1] + _likeness(left[n], right[m])
            best[n][m] = max(both, best[n + 1][m], best[n][m + 1])
    pairs, n, m = list[tuple[int, int]](), 0, 0
    while n < len(left) and m < len(right):
        if best[n][m] == best[n + 1][m + 1] + _likeness(left[n], right[m]):
            pairs.append((n, m))
            n, m = n + 1, m + 1
        elif best[n][m] == best[n + 1][m]:
            n += 1
        else:
            m += 1
    return pairs


def _likeness(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def _page(wanted: Page, got: Page, text: str) -> Score:
    want = words(_all(wanted))
    have = words(_all(got))
    common = (want & have).total()
    matched = _levels(wanted, got)
    left = [f for f in wanted.footers if bare(f) in {bare(x) for x, _ in got.bullets}]
    there = [f for f in wanted.footers if bare(f) and bare(f) in bare(text)]
    return Score(
        titles=bare(wanted.title) == bare(got.title),
        slides=1,
        found=common,
        wanted=want.total(),
        true=common,
        said=have.total(),
        nested=sum(a == b for a, b in matched),
        bullets=len(matched),
        removed=len(there) - len(left),
        footers=len(there),
        lost=((want & words(text)) - have).total(),
    )


def _all(page: Page) -> str:
    return "\n".join([page.title, *(text for text, _ in page.bullets)])


def _levels(wanted: Page, got: Page) -> list[tuple[int, int]]:
    """Pairs of levels for the bullets that both have, each once."""
    levels: dict[str, list[int]] = {}
    for text, level in got.bullets:
        levels.setdefault(bare(text), []).append(level)
    return [
        (level, levels[bare(text)].pop(0))
        for text, level in wanted.bullets
        if bare(text) and levels.get(bare(text))
    ]
