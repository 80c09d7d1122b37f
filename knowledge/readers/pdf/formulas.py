"""Displayed formulas: lines that are set in fonts of mathematics or made of its signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.readers.pdf.lines import Line

_FONTS = re.compile(
    r"^(?:CMMI|CMSY|CMEX|MSAM|MSBM|EUFM|LMMathI|LMMathS|LMMathE|LatinModernMath|CambriaMath|"
    r"XITSMath|STIXMath|STIXTwoMath|Euler|rsfs|STIX.*Math|.*-Math)",
    re.I,
)
_SIGNS = frozenset("=+−×÷·∑∏∫√∞≤≥≠≈∈∉⊂⊆∪∩∀∃∂∇→⇒⇔⟨⟩‖±∝^_/*<>|()[]{}")
_SHARE = 0.4


@lru_cache(1024)
def _mathematical(font: str) -> bool:
    return bool(_FONTS.match(font))


def is_formula(lines: Sequence[Line]) -> bool:
    """Is this block, of few lines, a displayed formula?"""
    if len(lines) > 4 or not any(
        map(_mathematical, {w.style.font for x in lines for w in x.words})
    ):
        return False
    words = [word for line in lines for word in line.words]
    glyphs = sum(len(w.text) for w in words)
    mathematical = sum(
        len(w.text) if _mathematical(w.style.font) else sum(c in _SIGNS for c in w.text)
        for w in words
    )
    return mathematical >= _SHARE * glyphs and any(c in "=<>≤≥≈→∑∫" for x in lines for c in x.text)
