"""Does a phrase spell out a short form? Letters against the beginnings of words.

"IaaS" against "Infrastructure as a Service", "EC2" against "Elastic Compute Cloud", "mRNA" against
"messenger RNA", "XML" against "Extensible Markup Language", "P2P" against "peer to peer".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

SMALL = frozenset(
    "a an and as at by for from in of on or per the to with via & und der die das des dem den für mit von zu zur im "
    "de la el los las del y e en para por con du le les et à l d au aux sur sous sobre entre auf bei über nach di il i da do dos das o os em".split()
)
_WORD = re.compile(r"[^\s/‐‑–—,;:()\[\]“”\"„«»-]+")
_HYPHENS = "-‐‑"
_NEVER = 99


def words_of(text: str) -> list[re.Match[str]]:
    """The words of a phrase, parts of hyphenated ones each for itself, with their places."""
    return list(_WORD.finditer(text))


def parts_of(words: Sequence[re.Match[str]]) -> list[str]:
    """The words as `fit` takes them: "based" of "kernel-based" is marked, for it may be passed over."""
    return [
        (
            "-"
            if n and w.start() == words[n - 1].end() + 1 and w.string[w.start() - 1] in _HYPHENS
            else ""
        )
        + w[0]
        for n, w in enumerate(words)
    ]


def spellings(short: str) -> Iterator[str]:
    """The letters that a short form stands for: "EC2" is ecc or ec2, "W3C" wwwc, "VMs" vm."""
    letters = "".join(c for c in short if c.isalnum())
    if len(letters) > 2 and letters.endswith("s") and letters[-2].isupper():
        letters = letters[:-1]
    yield letters
    repeated = re.sub(r"([A-Za-z])([2-4])", lambda m: m[1] * int(m[2]), letters)
    if repeated != letters:
        yield repeated
        if len(plain := re.sub(r"\d", "", letters)) >= 2:
            yield plain


def fit(short: str, words: Sequence[str]) -> int:
    """How badly `words` spell out `short`: 0 where each word gives its first letter; 99 for never.

    Small words and second parts of hyphenated ones may be passed over; a letter inside a word costs 1, a word that gives none 2.
    """
    given = tuple(word.strip(".'’*_") or word for word in words)
    return min((_fit(letters, given) for letters in spellings(short)), default=_NEVER)


@lru_cache(maxsize=20_000)
def _fit(letters: str, words: tuple[str, ...]) -> int:
    if not words:
        return 0 if not letters else _NEVER
    joined = words[0].startswith("-")
    word, rest = words[0].removeprefix("-"), words[1:]
    best = _NEVER
    if letters:
        for taken, cost in _takes(letters, word):
            best = min(best, cost + _fit(letters[taken:], rest))
            if best == 0:
                return 0
    if joined or word.casefold() in SMALL:
        best = min(best, _fit(letters, rest))
    elif letters and rest:
        best = min(best, 2 + _fit(letters, rest))
    return best


def _takes(letters: str, word: str) -> Iterator[tuple[int, int]]:
    """How many of the letters the word can give, and what that costs."""
    lower, plain = letters.casefold(), word.casefold()
    if word.isupper() and len(word) > 1 and letters.startswith(word):
        yield len(word), 0
    if _begins(lower, plain):
        yield 1, 0
        at = 0
        for taken in range(1, min(len(lower), 5)):
            at = plain.find(lower[taken], at + 1)
            if at < 0:
                break
            yield taken + 1, taken


def _begins(lower: str, plain: str) -> bool:
    if plain.startswith(lower[0]):
        return True
    if lower[0] == "x":
        return plain.startswith(("ex", "cross", "trans"))
    return (lower[0] == "2" and plain in {"to", "two"}) or (
        lower[0] == "4" and plain in {"for", "four"}
    )


def affordable(short: str) -> int:
    """What the spelling out of a short form may cost."""
    letters = sum(c.isalnum() for c in short)
    return 0 if letters <= 2 else (1 if letters <= 4 else 2)


def ending(short: str, text: str, *, most: int) -> str | None:
    """The words at the end of `text` that spell out `short`: the best, then the shortest."""
    words = words_of(text)
    best: tuple[int, int] | None = None
    for start in range(len(words) - 1, max(-1, len(words) - 2 * len(short) - 4), -1):
        if words[start][0].casefold() in SMALL and fit(short, [words[start][0]]) == _NEVER:
            continue
        cost = fit(short, parts_of(words[start:]))
        if cost <= most and (best is None or cost < best[0]):
            best = (cost, start)
    return text[words[best[1]].start() :].strip() if best else None


def beginning(short: str, text: str, *, most: int) -> str | None:
    """The words at the beginning of `text` that spell out `short`: the best, then the shortest."""
    words = words_of(text)
    best: tuple[int, int] | None = None
    for end in range(1, min(len(words), 2 * len(short) + 4) + 1):
        if words[end - 1][0].casefold() in SMALL:
            continue
        cost = fit(short, parts_of(words[:end]))
        if cost <= most and (best is None or cost < best[0]):
            best = (cost, end)
    return text[words[0].start() : words[best[1] - 1].end()] if best else None
