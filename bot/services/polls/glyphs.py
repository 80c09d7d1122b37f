"""What a font can draw of somebody's words, and the letters that stand for the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_SPELLED = frozenset("LMN")
"""Categories of characters without which a word is another: letters, their marks, numbers."""
_SILENT = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands beside each bar, by its number. `lettered`: letters stand for what could not be drawn."""

    texts: Mapping[int, str]
    lettered: bool = False

    def of(self, number: int) -> str:
        return self.texts[number]


def labels(named: Sequence[tuple[int, str]], covered: Collection[int]) -> Labels:
    """Labels that a font with the characters `covered` can draw.

    Where one of them cannot be drawn all have their letter: A for number 0, B for 1, …, AA for 26.
    """
    drawn = {number: without_pictures(text, covered) for number, text in named}
    if all(drawn.values()):
        return Labels({number: text or "" for number, text in drawn.items()})
    lettered = {n: f"{letter(n)} · {text}" if text else letter(n) for n, text in drawn.items()}
    return Labels(lettered, lettered=True)


def without_pictures(text: str, covered: Collection[int]) -> str | None:
    """The text without emoji and the like; None where letters are missing, or nothing is left."""
    kept = list[str]()
    for character in " ".join(text.split()):
        category = unicodedata.category(character)
        if category in _SILENT:
            continue
        if ord(character) in covered:
            kept.append(character)
        elif category[0] in _SPELLED and not _is_selector(character):
            return None
    left = " ".join("".join(kept).split())
    return left if any(unicodedata.category(c)[0] in "LNPS" for c in left) else None


def _is_selector(character: str) -> bool:
    """Does it only say how the character before it looks (a variation selector, a keycap)?"""
    return 0xFE00 <= ord(character) <= 0xFE0F or ord(character) == 0x20E3


def letter(number: int) -> str:
    """A to Z, then AA, AB, …"""
    more, last = divmod(number, 26)
    return (letter(more - 1) if more else "") + chr(ord("A") + last)
