"""Examples asked for, and the lines that give some: "Examples: naan, lavash"."""

from __future__ import annotations

import re

from knowledge.measure import Measure
from knowledge.question import Question
from knowledge.sheets import Sheet

_ASKED = frozenset(
    "example examples instance instances eg e.g beispiel beispiele beispielen ejemplo ejemplos exemple exemples".split()
)
_GIVES = re.compile(
    r"^\W*(?:(?:some|common|typical|well-known|famous|other|more) )?(?:examples?|instances?|beispiele?|ejemplos?|exemples?)\b"
    r"|\be\. ?g\.|\bfor (?:example|instance)\b|\bsuch as\b|\bz\. ?B\.|\bzum Beispiel\b|\bpor ejemplo\b|\bpar exemple\b"
    r"|^\W*(?:like|including|wie|como|comme) ",
    re.I,
)
_SPOKEN = 0.75
"""The share of what was asked that an example's slide, headings and own words must speak of."""


def examples(question: Question, sheet: Sheet, measure: Measure) -> tuple[int, ...]:
    """The pieces that give examples of what was asked about; none where no examples were asked for."""
    if not _ASKED & set(question.words) or _ASKED & set(question.content):
        return ()
    shares = [
        measure.share(
            question.content, sheet.title, p.said, *(sheet.pieces[h].said for h in p.heads)
        )
        for p in sheet.pieces
        if _GIVES.search(p.text)
    ]
    giving = [n for n, p in enumerate(sheet.pieces) if _GIVES.search(p.text)]
    best = max(shares, default=0.0)
    if best < _SPOKEN:
        return ()
    chosen = [n for n, share in zip(giving, shares, strict=True) if share >= best - 0.05]
    return tuple(sorted({k for n in chosen for k in (n, *sheet.under(n))}))
