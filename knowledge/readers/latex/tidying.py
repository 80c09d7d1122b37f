"""A converted formula made tidy: spaces, and brackets around a fraction that a factor follows."""

from __future__ import annotations

import re
import unicodedata

APPLIED = "\u2061"
"""Unicode's mark between a function and what it is applied to; for our own use, never left in."""
OVER, UNDER = "\u2062", "\u2063"
"""Where a fraction begins and ends, for our own use too: what stands behind it is no part of it."""
_FACTOR = re.compile(f"{OVER}([^{OVER}{UNDER}]*){UNDER}(?=\\s*[^\\W\\d_(]|\\s*[(√∑∏∫])")


def tidied(text: str) -> str:
    """One line: "(1/n) ∑ᵢ xᵢ", "f(x)", "[a, b]"."""
    text = " ".join(text.split())
    text = re.sub(r"([\w)\]]) ([,;.](?:\s|$))", r"\1\2", text)
    text = re.sub(r"([(\[⌊⌈⟨]) | (?=[)\]⌋⌉⟩])", r"\1", text)
    text = text.replace(f"{APPLIED} (", "(").replace(APPLIED, "").replace(": =", ":=")
    while text != (text := _FACTOR.sub(r"(\1)", text)):
        pass
    return unicodedata.normalize("NFC", text.replace(OVER, "").replace(UNDER, ""))
