"""Questions about two things: "what's the difference between A and B", "A or B?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.completing import MAX_LIST
from knowledge.coverage import Lexicon, Text, covers
from knowledge.measure import Measure
from knowledge.model import Form
from knowledge.normalise import forms
from knowledge.question import Asks, Question
from knowledge.sheets import Piece, Sheet
from knowledge.sides import (
    BETWEEN,
    Sides,
    defines_each,
    is_nested,
    names_both,
    names_shorter,
    sides,
    tells_of_each,
)
from knowledge.signs import Weighed
from knowledge.spans import Span, best_span

_EACH = 0.6
"""How sure the quotation for either side must be where they stand on two slides."""
_ENOUGH = 0.8
_TOLD, _HEADED, _CLEARLY = 0.8, 0.45, 0.2
"""How far a slide that speaks of both must say what either is to come first; how far two slides must be
about one side each to come before it, and how much more than it is."""
_COMPARES = re.compile(
    r"\b(?:than|unlike|whereas|while|but|instead|differs?|different\w*|versus|vs|replac\w+|alternative|"
    r"supersed\w+|\w{3,}er|more|less|better|worse|same|both|faster|like)\b",
    re.I,
)
_SETS_AGAINST = re.compile(
    r"\b(?:than|unlike|whereas|while|but|instead|differ\w*|versus|vs|alternative|more|less|better|worse|same|both|similar\w*|"
    r"only|not|opposite|contrast|(?:fast|slow|larg|small|bigg|high|low|long|short|cheap|strong|weak|old|new|eas|hard|wid|"
    r"clos|earl|lat|great|few|simpl|deep|light|heav|warm|cold)i?er|nur|aber|während|hingegen|dagegen|jedoch|sondern|anders|"
    r"unterschie\w*|gegensatz|statt|mais|tandis|contrairement|seulement|différ\w*|pero|mientras|s[oó]lo|sino|distint\w+|replac\w+|supersed\w+)\b",
    re.I,
)
_THREE = 3
_PASSING, _SENTENCE = 0.2, 8
"""How little a span tells that speaks of both in passing; shorter lines are labels and names."""


def says_nothing_of_it(question: Question, span: Span, lexicon: Lexicon) -> bool:
    """A list that names both sides does not compare them: "verbs: GET, POST, PUT"."""
    found = sides(question)
    if found is None:
        return False
    text = span.quote
    if len(span.lines) != 1:
        passing = names_both(found, text, lexicon) and tells(span) < _PASSING
        return passing and not _sets_against(question, found, span, lexicon)
    if not names_both(found, text, lexicon):
        return not (_SETS_AGAINST.search(text) or names_both(found, span.slide.title, lexicon))
    if _COMPARES.search(text):
        return False
    return not tells_of_each(found, text, lexicon)


def both_sides(question: Question, sheets: Sequence[Sheet], lexicon: Lexicon) -> Span | None:
    """The bullets of one slide that speak of either side, where some do for each.

    A slide that says what either is comes before one that only speaks of both.
    """
    found = sides(question, sheets)
    if found is None:
        return None
    joined = (_joined(question, found, sheet, lexicon) for sheet in sheets if not sheet.is_opening)
    whole = [span for span in joined if span is not None]
    best = max(
        whole,
        key=lambda s: (tells(s) > _TOLD, s.coverage, _says_each(found, s, lexicon), len(s.lines)),
        default=None,
    )
    if best is not None and tells(best) > _TOLD:
        return best
    tables = ((sheet, _in_columns(found, sheet, lexicon)) for sheet in sheets)
    table = next(
        (Span(sheet, rows, 1.0, fits=True, apt=1.0) for sheet, rows in tables if rows), None
    )
    return table or best


def _says_each(found: Sides, span: Span, lexicon: Lexicon) -> bool:
    """Is either side in the lines themselves, and not only in the title over them?"""
    return all(
        any(all(covers(w, p.said, lexicon) > _TOLD for w in side) for p in span.pieces)
        for side in found
    )


def tells(span: Span) -> float:
    """0..1: how far the span, or the slide it is of, is about just what was asked."""
    return max(span.apt, span.defines)


def apart(
    question: Question, sheets: Sequence[Sheet], find: Callable[[Question], Sequence[Weighed]]
) -> tuple[Weighed, Weighed] | None:
    """The best quotation for either side where they stand on two slides; None where one is missing.

    `find` gives the candidates for a question, best first; `sheets` are those of the question as a whole.
    """
    found = sides(question, sheets)
    if found is None:
        return None
    ways = (replace(question, content=side, hints=(), asks=Asks.DEFINITION) for side in found)
    left, right = (_best_of(find(way)) for way in ways)
    if left is None or right is None:
        return None
    if left.span.slide is right.span.slide or left.span.quote == right.span.quote:
        return None
    return left, right


def each_apart(
    question: Question, find: Callable[[Question], Sequence[Weighed]]
) -> tuple[Weighed, ...]:
    """The best quotation for each of three or more ("A vs B vs C"); none where one is missing."""
    if question.asks is not Asks.COMPARISON:
        return ()
    parts: list[list[str]] = [[]]
    for word in question.words:
        if word in BETWEEN:
            parts.append([])
        elif word in question.content:
            parts[-1].append(word)
    compared = [tuple(part) for part in parts if part]
    if len(compared) < _THREE:
        return ()
    found = [
        _best_of(find(replace(question, content=side, hints=(), asks=Asks.DEFINITION)))
        for side in compared
    ]
    told = tuple(w for w in found if w is not None)
    quotes = {w.span.quote for w in told}
    return told if len(told) == len(quotes) == len(compared) else ()


def _best_of(found: Sequence[Weighed]) -> Weighed | None:
    """The surest quotation from a slide, or by a line, about just that; none that only mentions it."""
    sure = (w for w in found if w.confidence >= _EACH and not w.is_hollow)
    return next((w for w in sure if tells(w.span) >= _HEADED), None)


def is_better_apart(
    question: Question, both: Span, two: tuple[Weighed, Weighed], lexicon: Lexicon
) -> bool:
    """Has either side a slide of its own, and does the one that speaks of both say less of them?"""
    found = sides(question, [both.sheet])
    if found and any(defines_each(found, p.text, lexicon) for p in both.pieces):
        return False
    if _titled(question, both.sheet, lexicon):
        return False
    either = min(tells(side.span) for side in two)
    return either >= max(_HEADED, tells(both) + _CLEARLY)


def _joined(
    question: Question,
    found: Sides,
    sheet: Sheet,
    lexicon: Lexicon,
) -> Span | None:
    parts = [
        best_span(replace(question, content=side, asks=Asks.ANYTHING), sheet, Measure(lexicon))
        for side in found
    ]
    if not all(part.lines and part.coverage >= _ENOUGH for part in parts):
        return None
    nested = is_nested(found)
    if _in_passing(found, parts, lexicon) or (nested and not names_shorter(found, sheet, lexicon)):
        return None
    lines = sorted({n for part in parts for n in part.lines})
    telling = [n for n in lines if nested or not names_both(found, sheet.pieces[n].text, lexicon)]
    rows = {n for n in telling if _is_of_one(found, sheet.pieces[n], lexicon)}
    spoken_for = all(set(part.lines) & rows for part in parts)
    kept = tuple(telling) if spoken_for else tuple(lines)
    told = min(map(tells, parts))
    if _titled(question, sheet, lexicon):
        kept = _with_their_tables(sheet, kept)
    whole = replace(
        parts[0], lines=kept, coverage=min(part.coverage for part in parts), apt=told, defines=0.0
    )
    if says_nothing_of_it(question, whole, lexicon) or _only_lists(whole):
        return None
    if not all(_told_of(side, question, whole, lexicon) for side in found):
        return None
    told_of = any(tells(part) > _TOLD for part in parts)
    if not spoken_for and not told_of and not _sets_against(question, found, whole, lexicon):
        return None
    return whole


def _in_columns(found: Sides, sheet: Sheet, lexicon: Lexicon) -> tuple[int, ...]:
    """The table that has a column for either side; no lines where there is none."""
    for n, piece in enumerate(sheet.pieces):
        if piece.form is not Form.TABLE or piece.heads:
            continue
        cells = [Text.of(cell) for cell in piece.text.split("|")]
        at = [
            {
                k
                for k, cell in enumerate(cells)
                if all(covers(w, cell, lexicon) > _TOLD for w in side)
            }
            for side in found
        ]
        rows = (n, *sheet.under(n))
        if all(at) and len(at[0] | at[1]) > 1 and 1 < len(rows) <= MAX_LIST:
            return rows
    return ()


def _in_passing(found: Sides, parts: Sequence[Span], lexicon: Lexicon) -> bool:
    """Is one side all that the title names, and the other but mentioned in a line of the slide?"""
    title = parts[0].sheet.title
    titled = [all(covers(w, title, lexicon) > _TOLD for w in side) for side in found]
    if sum(titled) != 1:
        return False
    other = parts[titled.index(False)]
    if tells(other) > _HEADED:
        return False
    return not any(
        _SETS_AGAINST.search(piece.text) or names_both(found, piece.text, lexicon)
        for piece in other.pieces
    )


def _told_of(side: Sequence[str], question: Question, span: Span, lexicon: Lexicon) -> bool:
    """Does more than names stand there of a side: in its line, below it, or on a slide of its name?"""
    named = [
        n
        for n in span.lines
        if all(covers(w, span.sheet.pieces[n].said, lexicon) > _TOLD for w in side)
    ]
    if not named or any(set(span.sheet.under(n)) & set(span.lines) for n in named):
        return True
    asked = question.content_forms
    return any(
        not asked.issuperset(forms(w)[:1]) for n in named for w in span.sheet.pieces[n].said.words
    )


def _only_lists(span: Span) -> bool:
    """Is it of a slide that says what others are about, and sets nothing against anything?"""
    return span.sheet.is_outline and not _SETS_AGAINST.search(span.quote)


def _is_of_one(found: Sides, piece: Piece, lexicon: Lexicon) -> bool:
    """Of a table's rows only those count that speak of a side: its first one, and others, come along."""
    if piece.form is not Form.TABLE:
        return True
    return any(covers(w, piece.said, lexicon) > 0.5 for side in found for w in side)


def _sets_against(
    question: Question,
    found: Sides,
    span: Span,
    lexicon: Lexicon,
) -> bool:
    """Is it of both in the title, of each in a line, or does it set one against the other?"""
    if _titled(question, span.sheet, lexicon) or _SETS_AGAINST.search(span.quote):
        return True
    said = [piece for piece in span.pieces if not piece.opens]
    if any(len(piece.text.split()) < _SENTENCE for piece in said):
        return True
    return any(
        tells_of_each(found, text, lexicon) or "|" in text for text in span.quote.split("\n")
    )


def _titled(question: Question, sheet: Sheet, lexicon: Lexicon) -> bool:
    """Does the slide's title name all that is compared: "C3, C4 and CAM compared"?"""
    return all(covers(w, sheet.title, lexicon) > _TOLD for w in question.content)


def _with_their_tables(sheet: Sheet, lines: tuple[int, ...]) -> tuple[int, ...]:
    """The lines, and the other rows of the tables that they are of where these are not long."""
    tables = {sheet.pieces[n].bullet for n in lines if sheet.pieces[n].form is Form.TABLE}
    rows = {n for n, p in enumerate(sheet.pieces) if p.bullet in tables}
    return tuple(sorted(rows.union(lines))) if len(rows) <= MAX_LIST else lines
