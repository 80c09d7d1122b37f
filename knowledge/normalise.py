"""From what people write to terms that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}
    | dict.fromkeys(
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\x00"
    )
)
_TOKEN = re.compile(r"[^\W_]+(?:['.+#/&-][^\W_]+)*[+#]*")
_SLACK = re.compile(r"<(?:[@#!][^>|]*(?:\|[^>]*)?)>|<(https?://[^>|]*)(?:\|([^>]*))?>")
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{4})[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?!\w)")
"""A footnote's number behind a word; "m²" and "x²" are no words."""
_EMOJI = re.compile(r"(?<!\w):[a-z0-9_+'-]+:(?!\w)")


def fold(text: str) -> str:
    """NFKC, lower case, plain quotes and dashes, one space, nothing that has no width."""
    if not text.isascii():
        text = _NOTE_MARK.sub("", text)
    return " ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold().split())


def without_markup(text: str) -> str:
    """A Slack message's words: no mentions, channels, broadcasts or emoji codes; links by label."""
    text = _SLACK.sub(lambda m: m[2] or "", text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return _EMOJI.sub(" ", text).strip()


def words(text: str) -> list[str]:
    """Folded tokens in order; `check-in`, `c++` and `2.6.20` stay whole."""
    return _TOKEN.findall(fold(text))


@lru_cache(maxsize=50_000)
def line_words(line: str) -> tuple[str, ...]:
    """`words` of a line of the course: remembered, as a course is indexed anew when it has changed."""
    return tuple(words(line))


def reworded(text: str, instead: Callable[[str], str], most: int) -> str:
    """`text` with its first `most` words replaced by what `instead` gives for them, folded.

    A word that `instead` gives back stays as it was typed, capitals and all.
    """

    def chosen(found: re.Match[str]) -> str:
        word = fold(found[0])
        other = instead(word)
        return found[0] if other == word else other

    return _TOKEN.sub(chosen, text, count=most)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Porter2 stem of a folded word (snowballstemmer); words with digits stay as they are."""
    word = word.removesuffix("'s").replace("'", "")
    if len(word) < 4 or any(c.isdigit() for c in word):
        return (
            word[:-1]
            if len(word) > 2 and word.endswith("s") and word[:-1] in _PLURAL_ACRONYMS
            else word
        )
    return str(_STEMMER.stemWord(word))


_PLURAL_ACRONYMS = frozenset({"vm", "os", "pc", "ta", "id", "db", "io", "ai"})


_DENYING = frozenset({"non", "nicht"})
"""What begins so is not what the rest says: "non-spot deals" are no spot deals."""


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[str, ...]:
    """The terms a token is known by: "check-in" is check, in and checkin; "i/o" is io too."""
    parts = [p for p in re.split(r"[-'./&]", word) if p]
    if len(parts) == 1:
        return (stem(word),)
    joined = stem("".join(parts))
    if parts[0] in _DENYING:
        return tuple(dict.fromkeys((joined, stem(word))))
    return tuple(dict.fromkeys((joined, *(stem(p) for p in parts), stem(word))))


def terms(text: str) -> list[str]:
    """All terms of a text, with hyphenated and slashed words in all their forms."""
    return [form for word in words(text) for form in forms(word)]
