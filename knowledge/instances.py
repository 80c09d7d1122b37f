"""Examples asked for, and the lines that give some: "Examples: naan, lavash"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.coverage import Text
from knowledge.measure import Measure
from knowledge.normalise import forms
from knowledge.question import Question
from knowledge.sheets import Sheet

_ASKED = frozenset(
    "example examples instance instances eg e.g beispiel beispiele beispielen ejemplo ejemplos exemple exemples".split()
)
_BEGINS = re.compile(
    r"^\W*(?:(?:some|common|typical|well-known|famous|other|more) )?(?:examples?|instances?|beispiele?|ejemplos?|exemples?)\b"
    r"|^\W*(?:such as|like|including|e\. ?g\.|z\. ?B\.|wie|como|comme) |\bare (?:all )?examples? of\b|\bis an example of\b",
    re.I,
)
_WITHIN = re.compile(
    r"\be\. ?g\.|\bfor (?:example|instance)\b|\bsuch as\b|\bz\. ?B\.|\bzum Beispiel\b|\bpor ejemplo\b|\bpar exemple\b",
    re.I,
)
_TITLED = re.compile(r"\b(?:examples?|beispiele?|ejemplos?|exemples?)\b", re.I)
_SPOKEN = 0.75
"""The share of what was asked that an example's slide, headings and own words must speak of."""
_NAME = 3
_BEFORE = 4
"""So many words before "e.g." may name what it gives an example of."""


def wants_examples(question: Question) -> bool:
    """Are examples asked for, and is no example what is asked about?"""
    return bool(_ASKED & set(question.words)) and not _ASKED & set(question.content)


def gives_examples(
    question: Question, sheet: Sheet, lines: Sequence[int], measure: Measure
) -> bool:
    """Does the title, a quoted piece or its heading say that these are examples of what was asked about?"""
    if _TITLED.search(sheet.slide.title):
        return True
    shown = {h for n in lines for h in sheet.pieces[n].heads} | set(lines)
    return any(_share(n, question, sheet, measure) >= _SPOKEN for n in shown)


def examples(question: Question, sheet: Sheet, measure: Measure) -> tuple[int, ...]:
    """The pieces that give examples of what was asked about; none where no examples were asked for."""
    if not wants_examples(question):
        return ()
    shares = [_share(n, question, sheet, measure) for n in range(len(sheet.pieces))]
    best = max(shares, default=0.0)
    if best < _SPOKEN:
        return ()
    chosen = [n for n, share in enumerate(shares) if share >= best - 0.05]
    return tuple(sorted({k for n in chosen for k in (n, *sheet.under(n))}))


def _heads_names(n: int, question: Question, sheet: Sheet) -> bool:
    """Is it just what examples are asked of, with names below it: "Knots!", "Bowline", "Sheet bend"?"""
    said = {form for word in sheet.pieces[n].said.words for form in forms(word)}
    asked = {form for word in question.content for form in forms(word)}
    below = [sheet.pieces[k].text for k in sheet.under(n)]
    return said == asked and len(below) > 1 and all(len(x.split()) <= _NAME for x in below)


def _share(n: int, question: Question, sheet: Sheet, measure: Measure) -> float:
    """How far the piece gives examples of what was asked about."""
    piece = sheet.pieces[n]
    heads = [sheet.pieces[h].said for h in piece.heads]
    if _BEGINS.search(piece.text) or _heads_names(n, question, sheet):
        return measure.share(question.content, sheet.title, piece.said, *heads)
    found = _WITHIN.search(piece.text)
    if found is None:
        return 0.0
    before = Text.of(" ".join(piece.text[: found.start()].split()[-_BEFORE:]))
    asks = sheet.slide.title.rstrip().endswith("?")
    titles = () if asks else (sheet.title,)
    term = (piece.termed,) if len(piece.term) <= _BEFORE else ()
    return measure.share(question.content, before, *term, *titles, *heads)
