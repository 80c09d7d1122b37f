"""Chosen pieces with what they do not stand without: their headings, a list, a table's first row, who said it."""

from __future__ import annotations

import re

from knowledge.amounts import tells_how_much
from knowledge.asks import Asks
from knowledge.heads import tells_when
from knowledge.hints import HINTS
from knowledge.kinds import STRICT
from knowledge.model import Form
from knowledge.normalise import forms
from knowledge.question import Question
from knowledge.sheets import Sheet

MAX_LINES = 6
MAX_LIST = 12
MAX_REASONS = 4
_EXPLAINED = frozenset({Asks.DEFINITION, Asks.ANYTHING, Asks.REASON})
_POINTS_BACK = re.compile(r"(?:This|These|That|Those|Dies\w*|Esto|Cela)\b")
_HOW = re.compile(r"(?:(?:so|and|but|ok) )*(?:how|hows|how's) (?:does|do|did|is|are|was|the|an?) ")
_NAME, _TELLS = 12, 5
"""A mere name has so many words at most, and what tells of it so many at least."""


def completed(question: Question, sheet: Sheet, lines: tuple[int, ...]) -> tuple[int, ...]:
    """With the headings that short pieces need, and what is under a heading that is quoted."""
    out = set(lines)
    for group in sheet.groups:
        inside = [n for n in lines if n in group]
        if not inside or len(group) == 1 or len(group) > MAX_LINES:
            continue
        short = any(len(sheet.pieces[n].text.split()) <= 2 for n in inside)
        head_asked = group[0] in inside and question.asks in {
            Asks.DEFINITION,
            Asks.ANYTHING,
            Asks.COMPARISON,
        }
        if short and sheet.is_heading(group[0]):
            above = {h for n in inside for h in sheet.pieces[n].heads}
            out |= above or {n for n in group if n <= max(inside)}
        elif head_asked and sheet.is_heading(group[0]) and len(lines) <= 2:
            out |= set(group)
    for n in lines:
        out |= _belonging(question, sheet, n, out)
    if len(out) == 1:
        out |= set(_going_on(question, sheet, *out))
    return tuple(sorted(out))


def _going_on(question: Question, sheet: Sheet, n: int) -> tuple[int, ...]:
    """What tells the rest below a line that was chosen alone: "This is …", or all, where it is but a name."""
    if question.asks not in _EXPLAINED or sheet.is_outline or sheet.pieces[n].empty:
        return ()
    spelt = next((run for w in question.content if (run := sheet.spelling(w))), ())
    if spelt[:1] == (n + 1,):
        return spelt
    below: list[int] = []
    for k in range(n + 1, min(n + 1 + MAX_REASONS, len(sheet.pieces))):
        piece = sheet.pieces[k]
        if piece.form is not Form.TEXT or piece.level < sheet.pieces[n].level:
            break
        if not (
            _POINTS_BACK.match(piece.text) if not below else piece.level > sheet.pieces[n].level
        ):
            break
        below.append(k)
    return tuple(below) or _of_a_name(question, sheet, n)


def _of_a_name(question: Question, sheet: Sheet, n: int) -> tuple[int, ...]:
    """The lines below one that only names what was asked about: "Rex v. Finch (1921) 2 K.B. 17"."""
    piece = sheet.pieces[n]
    bare = question.asks is Asks.ANYTHING and question.words[:1] == question.content[:1]
    works = question.asks is Asks.ANYTHING and bool(_HOW.match(" ".join(question.words)))
    if not (bare or works or question.asks is Asks.DEFINITION):
        return ()
    if tells_how_much(question.words, piece.text):
        return ()
    asked = question.content_forms
    new = [w for w in piece.said.words if len(w) > 1 and "." not in w and not w.isdigit()]
    new = [w for w in new if w not in HINTS and not asked.issuperset(forms(w)[:1])]
    if (
        len(new) > 1 + works
        or "=" in piece.text
        or tells_when(piece.text)
        or piece.form is not Form.TEXT
        or (piece.heads and not works)
        or len(piece.text.split()) > _NAME
    ):
        return ()
    below = []
    for k in range(n + 1, min(n + 1 + MAX_REASONS, len(sheet.pieces))):
        other = sheet.pieces[k]
        if other.form is not Form.TEXT or other.empty or len(other.text.split()) < _TELLS:
            break
        if other.level < piece.level:
            break
        below.append(k)
    return tuple(below)


def _belonging(question: Question, sheet: Sheet, n: int, chosen: set[int]) -> set[int]:
    """What a quoted piece does not stand without: a list, a table's first row, who said it, a reason."""
    piece, under = sheet.pieces[n], sheet.under(n)
    out: set[int] = set()
    if sheet.credits(n) or sheet.names(n):
        out.add(n - 1)
    if question.asks is Asks.PERSON and n + 1 < len(sheet.pieces) and sheet.credits(n + 1):
        out.add(n + 1)
    reasons = question.asks is Asks.REASON and len(under) <= MAX_REASONS
    headed = n in sheet.headers and question.asks not in STRICT
    if (piece.opens or piece.form is Form.TABLE or headed or reasons) and not chosen & set(under):
        out |= set(under[:MAX_LIST])
    if piece.form is Form.TABLE:
        out |= {h for h in piece.heads if sheet.pieces[h].bullet == piece.bullet}
    return out
