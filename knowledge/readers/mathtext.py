"""Formulas as one line that reads well in a message: x² + yᵢ, (a + b)/2, √(2π)."""

from __future__ import annotations

import re

_SUPER = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ′*−T⊤∘∗†",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ′*⁻ᵀᵀ°*†",
        strict=True,
    )
)
_SUB = dict(
    zip(
        "0123456789+-=()aehijklmnoprstuvxβγρφχ−",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋",
        strict=True,
    )
)
_LONGEST = 4
"""Longer raised or lowered text, and words, are hard to read small: they are bracketed instead."""
_APPLIED = re.compile(r"(?!\d)\w+\([^()]*\)")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
BIG_OPERATORS = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⋁⋀")


def superscript(text: str) -> str:
    """Raised text behind what it belongs to: "²", "^(n+m−1)"."""
    return _script(text, _SUPER, "^")


def subscript(text: str) -> str:
    """Lowered text behind what it belongs to: "ᵢ", "_max"."""
    return _script(text, _SUB, "_")


def _script(text: str, letters: dict[str, str], mark: str) -> str:
    text = text.strip()
    if not text:
        return ""
    tight = text.replace(" ", "")
    word = len(tight) > 2 and tight.isalpha()
    if len(tight) <= _LONGEST and not word and all(c in letters for c in tight):
        return "".join(letters[c] for c in tight)
    return f"{mark}{grouped(text)}" if mark == "^" or not text.isalnum() else f"{mark}{text}"


def fraction(above: str, below: str) -> str:
    """`above`/`below`, bracketed where they are more than one term."""
    above, below = above.strip(), below.strip()
    if not below:
        return above
    return f"{grouped(above)}/{grouped(below)}"


def root(body: str, degree: str = "") -> str:
    """A root: √x, ∛(x + 1), ⁿ√x."""
    degree = degree.strip()
    sign = _ROOTS.get(degree) or f"{superscript(degree)}√"
    return f"{sign}{grouped(body)}"


def grouped(text: str) -> str:
    """`text` in brackets, unless it is one term already."""
    text = text.strip()
    return text if _is_one(text) else f"({text})"


def _is_one(text: str) -> bool:
    text = text.lstrip("√∛∜")
    if len(text) == 1 or not text:
        return True
    if _APPLIED.fullmatch(text) or (text[0] in "([{|" and _closes_last(text)):
        return True
    return all(c.isalnum() or c in "._′'" or c in _MARKS for c in text)


_MARKS = frozenset("".join(_SUPER.values()) + "".join(_SUB.values())) - set("⁺⁻⁼⁽⁾₊₋₌₍₎*")


def _closes_last(text: str) -> bool:
    """The bracket that opens `text` is closed by its last character."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0:
            return place == len(text) - 1 and text[0] != "|"
    return False
