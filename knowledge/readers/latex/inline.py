"""LaTeX's running text and formulas as characters: ``\\alpha_i^2`` → αᵢ²."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from knowledge.readers.latex.chemistry import chemical
from knowledge.readers.latex.reader import OPTION, OVERLAY, Reader, TexReader
from knowledge.readers.latex.rows import split_rows, unwrapped
from knowledge.readers.latex.symbols import (
    MATH_ACCENTS,
    accented,
    double_struck,
)
from knowledge.readers.latex.tidying import APPLIED, OVER, UNDER, tidied
from knowledge.readers.latex.units import ARGUMENTS, quantity
from knowledge.readers.mathtext import fraction, root, superscript

_INFIX = re.compile(r"(?:\{|\A)([^{}]*?)\\(over|choose)(?![A-Za-z])([^{}]*)(?:\}|\Z)")


def plain(tex: str, code: Sequence[str] = ()) -> str:
    """Running text in one line; `code` is what placeholders stand for."""
    text = _Converter(tex, code).read(0, len(tex), math=False)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def formula(tex: str) -> str:
    """A formula as readable text, a line for each row of an aligned one.

    Unicode where it has the characters (Greek, raised and lowered letters), else brackets:
    ``\\frac{a+b}{2}`` → (a+b)/2. Commands that are not known lose their backslash.
    """
    tex = _INFIX.sub(_as_command, unwrapped(tex))
    lines = [_one_line(row) for row in split_rows(tex)]
    return "\n".join(line for line in lines if line)


def _as_command(found: re.Match[str]) -> str:
    """``{a \\over b}`` as ``\\frac{a}{b}``, and the like for ``\\choose``."""
    name = "frac" if found[2] == "over" else "binom"
    return f"\\{name}{{{found[1]}}}{{{found[3]}}}"


def _one_line(tex: str) -> str:
    return tidied(_Converter(tex, ()).read(0, len(tex), math=True))


class _Converter(TexReader):
    """What LaTeX's commands set, in running text and in formulas."""

    def _formula(self, tex: str) -> str:
        return formula(tex)

    def _rule(self, name: str, math: bool) -> Reader | None:
        rule = (_IN_FORMULAS if math else _ANYWHERE).get(name)
        return partial(rule, self) if rule else None

    def _inline_formula(self, start: int, math: bool) -> tuple[str, int]:
        close = -1 if self._open_ended else self._tex.find("\\)", start)
        if close < 0:
            self._open_ended = True
            return "", start
        return formula(self._tex[start:close]).replace("\n", "; "), close + 2

    def _footnote(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return (f" ({text.strip()})" if text.strip() else ""), end

    def _alternative(self, start: int, math: bool) -> tuple[str, int]:
        overlay = OVERLAY.match(self._tex, start)
        text, end = self._argument(overlay.end() if overlay else start, math)
        return text, self._argument(end, math)[1]

    def _temporal(self, start: int, math: bool) -> tuple[str, int]:
        overlay = OVERLAY.match(self._tex, start)
        _, end = self._argument(overlay.end() if overlay else start, math)
        text, end = self._argument(end, math)
        return text, self._argument(end, math)[1]

    def _fraction(self, start: int, math: bool) -> tuple[str, int]:
        above, end = self._argument(start, math)
        below, end = self._argument(end, math)
        return f"{OVER}{fraction(_tight(above), _tight(below))}{UNDER}", end

    def _quoted(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return f"“{text.strip()}”", end

    def _quantity(self, start: int, math: bool, *, name: str) -> tuple[str, int]:
        groups: list[str] = []
        end = self._after_option(start)
        while len(groups) < ARGUMENTS[name] and (closed := self._closed.get(end)) is not None:
            groups.append(self._tex[end + 1 : closed])
            end = closed + 1
        return (quantity(name, groups), end) if len(groups) == ARGUMENTS[name] else ("", start)

    def _chemical(self, start: int, math: bool) -> tuple[str, int]:
        closed = self._closed.get(start)
        if closed is None:
            return "", start
        return chemical(self._tex[start + 1 : closed]), closed + 1

    def _binomial(self, start: int, math: bool) -> tuple[str, int]:
        above, end = self._argument(start, math)
        below, end = self._argument(end, math)
        return f"({above.strip()} choose {below.strip()})", end

    def _words(self, start: int, math: bool) -> tuple[str, int]:
        return self._argument(start, False)

    def _operator(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return f" {text.strip()}{APPLIED} ", end

    def _double_struck(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return double_struck(text), end

    def _delimiter(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return ("" if text == "." else text.strip()), end

    def _modulo(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return f" (mod {text.strip()})", end

    def _root(self, start: int, math: bool) -> tuple[str, int]:
        option = OPTION.match(self._tex, start)
        degree = option[0].strip()[1:-1] if option else ""
        text, end = self._argument(option.end() if option else start, math)
        return root(_tight(text), _one_line(degree)), end

    def _labelled_arrow(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return f" →{superscript(text)} ", end

    def _not(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return (" ∤ " if text.strip() == "|" else f" {accented(text, chr(0x338))} "), end

    def _accent(self, start: int, math: bool, *, mark: str) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return (accented(text, mark) if len(text.strip()) == 1 else text), end

    def _rows(self, found: re.Match[str], math: bool) -> tuple[str, int]:
        """A matrix as [a, b; c, d], cases in a brace, aligned rows one after the other."""
        kind = found[1]
        close = -1 if kind in self._open_kinds else self._tex.find(f"\\end{{{kind}", found.end())
        if close < 0:
            self._open_kinds.add(kind)
            return "", found.end()
        body = re.sub(r"\A\s*(?:\[\w\])?\{[^{}]*\}", "", self._tex[found.end() : close])
        cells = [[_one_line(c) for c in split_rows(row, "&")] for row in split_rows(body)]
        rows = [", ".join(c for c in row if c) for row in cells if any(row)]
        end = self._tex.find("}", close) + 1
        if kind in {"aligned", "split", "gathered", "alignedat", "substack"}:
            return "; ".join(" ".join(c for c in row if c) for row in cells if any(row)), end
        return (f"{{{'; '.join(rows)}" if kind == "cases" else f"[{'; '.join(rows)}]"), end


_Rule = Callable[[_Converter, int, bool], tuple[str, int]]

_ANYWHERE: Mapping[str, _Rule] = {
    "(": _Converter._inline_formula,
    "ce": _Converter._chemical,
    "enquote": _Converter._quoted,
    **{name: partial(_Converter._quantity, name=name) for name in ARGUMENTS},
    "footnote": _Converter._footnote,
    "alt": _Converter._alternative,
    "temporal": _Converter._temporal,
}
_IN_FORMULAS: Mapping[str, _Rule] = {
    **_ANYWHERE,
    **{name: partial(_Converter._accent, mark=mark) for name, mark in MATH_ACCENTS.items()},
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), _Converter._fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _Converter._binomial),
    **dict.fromkeys(("text", "textrm", "mbox", "textbf", "textit", "hbox"), _Converter._words),
    **dict.fromkeys(("operatorname", "mathop"), _Converter._operator),
    **dict.fromkeys(("mathbb", "mathds", "Bbb"), _Converter._double_struck),
    **dict.fromkeys(("left", "right"), _Converter._delimiter),
    **dict.fromkeys(("pmod", "pod"), _Converter._modulo),
    "xrightarrow": _Converter._labelled_arrow,
    "sqrt": _Converter._root,
    **dict.fromkeys(("not", "centernot"), _Converter._not),
}


def _tight(text: str) -> str:
    return " ".join(text.split())
