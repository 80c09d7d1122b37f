"""LaTeX's running text and formulas as characters: ``\\alpha_i^2`` → αᵢ²."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from knowledge.readers.latex.chemistry import chemical
from knowledge.readers.latex.rows import ROWS, split_rows, unwrapped
from knowledge.readers.latex.source import PLACE, matches
from knowledge.readers.latex.symbols import (
    ACCENTS,
    FUNCTIONS,
    LENGTHS,
    MATH_ACCENTS,
    RELATIONS,
    SKIPPED,
    SPACES,
    accented,
    double_struck,
    symbol,
)
from knowledge.readers.latex.tidying import APPLIED, OVER, UNDER, tidied
from knowledge.readers.latex.units import ARGUMENTS, quantity
from knowledge.readers.mathtext import BIG_OPERATORS, fraction, root, subscript, superscript

_NAME = re.compile(r"\\([A-Za-z@]+)\*?|\\(.)", re.DOTALL)
_OVERLAY = re.compile(r"<[\d\s,+.|:@a-z()-]*>")
_OPTION = re.compile(r"\s*\[[^\[\]]*\]")
_SETTINGS = re.compile(r"(?:\s*\[[^\[\]]*\]|\s*<[^<>\n]*>|\([^()\n]*\))*")
_LENGTH = re.compile(r"\s*=?\s*-?[\d.]+\s*\\?[a-z]+(?:\s*(?:plus|minus)\s*[\d.]+\s*[a-z]+)*")
_DASHES = re.compile(r"---?|``|''|,,")
_TYPED = {"--": "–", "---": "—", "``": "“", "''": "”", ",,": "„"}
_DEPTH = 40
_INFIX = re.compile(r"(?:\{|\A)([^{}]*?)\\(over|choose)(?![A-Za-z])([^{}]*)(?:\}|\Z)")
_SHOWN = frozenset("only onslide uncover visible invisible alert textbf action".split())

Reader = Callable[[int, bool], tuple[str, int]]


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


class _Converter:
    """Reads one piece of LaTeX from left to right."""

    def __init__(self, tex: str, code: Sequence[str]) -> None:
        self._tex = tex
        self._code = code
        self._closed = matches(tex)
        self._depth = 0
        self._open_ended = False
        self._open_kinds: set[str] = set()

    def read(self, start: int, end: int, *, math: bool) -> str:
        if self._depth > _DEPTH:
            return re.sub(r"[\\{}]", "", self._tex[start:end])
        self._depth += 1
        pieces: list[str] = []
        operator = False
        while start < end:
            if self._tex[start] in "^_" and math:
                script = superscript if self._tex[start] == "^" else subscript
                text, start = self._argument(start + 1, math)
                base = pieces.pop().rstrip() if pieces else ""
                operator = operator or base.endswith(APPLIED) or base.strip() in BIG_OPERATORS
                pieces += [
                    base.rstrip(APPLIED),
                    script(text.replace(APPLIED, "")) + (" " if operator else ""),
                ]
            else:
                piece, start = self._next(start, end, math)
                operator = False
                pieces.append(piece)
        self._depth -= 1
        return "".join(pieces)

    def _next(self, start: int, end: int, math: bool) -> tuple[str, int]:
        letter = self._tex[start]
        if letter == "\\":
            return self._command(start, math)
        if letter == "{":
            closed = self._closed.get(start)
            if closed is None or closed >= end:
                return "", start + 1
            return self.read(start + 1, closed, math=math), closed + 1
        if letter == "$":
            return self._dollar(start, end, math)
        if letter == "\x00" and (found := PLACE.match(self._tex, start)):
            number = int(found[1])
            return (self._code[number] if number < len(self._code) else ""), found.end()
        if not math and (typed := _DASHES.match(self._tex, start)):
            return _TYPED.get(typed[0], typed[0]), typed.end()
        return self._letter(letter, math), start + 1

    @staticmethod
    def _letter(letter: str, math: bool) -> str:
        if letter in "}\x00":
            return ""
        if letter in "~&":
            return " "
        if math and letter in "=<>":
            return f" {letter} "
        return "′" if math and letter == "'" else letter

    def _dollar(self, start: int, end: int, math: bool) -> tuple[str, int]:
        close = self._tex.find("$", start + 1, end)
        if math or close < 0:
            return "", start + 1
        if close == start + 1:
            return "", close + 1
        return formula(self._tex[start + 1 : close]).replace("\n", "; "), close + 1

    def _argument(self, start: int, math: bool) -> tuple[str, int]:
        """The next group, command or letter, read, and where it ends."""
        if self._depth > _DEPTH:
            return "", start + 1
        self._depth += 1
        try:
            return self._group(start, math)
        finally:
            self._depth -= 1

    def _group(self, start: int, math: bool) -> tuple[str, int]:
        while self._tex[start : start + 1].isspace():
            start += 1
        if start >= len(self._tex):
            return "", start
        closed = self._closed.get(start)
        if closed is not None:
            return self.read(start + 1, closed, math=math), closed + 1
        if self._tex[start] == "\\":
            return self._command(start, math)
        return self._letter(self._tex[start], math), start + 1

    def _command(self, start: int, math: bool) -> tuple[str, int]:
        found = _NAME.match(self._tex, start)
        if found is None:
            return "", start + 1
        name, end = found[1] or found[2], found.end()
        if name == "begin" and (rows := ROWS.match(self._tex, start)):
            return self._rows(rows, math)
        if found[1] and not math:
            while self._tex[end : end + 1].isspace():
                end += 1
        if rule := self._rules(math).get(name):
            return rule(end, math)
        if not math and name in ACCENTS:
            text, end = self._argument(end, math)
            return accented(text, ACCENTS[name]), end
        return self._plain_command(name, end, math)

    def _plain_command(self, name: str, end: int, math: bool) -> tuple[str, int]:
        if name in SKIPPED:
            return "", self._skip(end, SKIPPED[name])
        if name in LENGTHS:
            length = _LENGTH.match(self._tex, end)
            return " ", length.end() if length else end
        if name == "\\" or name in SPACES or name.isspace():
            return " ", self._after_option(end) if name == "\\" else end
        if (text := symbol(name)) is not None:
            if math and name in FUNCTIONS:
                return f" {text}{APPLIED} ", end
            if math and text in RELATIONS:
                return f" {text} ", end
            gap = " " if not math and len(text) > 1 and self._tex[end - 1].isspace() else ""
            return text + gap, end
        shown = not math or name in _SHOWN
        if shown and (overlay := _OVERLAY.match(self._tex, end)):
            end = overlay.end()
        option = _OPTION.match(self._tex, end)
        return "", option.end() if option and option.end() in self._closed else end

    def _after_option(self, end: int) -> int:
        option = _OPTION.match(self._tex, end)
        return option.end() if option else end

    def _skip(self, end: int, arguments: int) -> int:
        for _ in range(arguments):
            settings = _SETTINGS.match(self._tex, end)
            end = settings.end() if settings else end
            while self._tex[end : end + 1].isspace():
                end += 1
            end = self._closed.get(end, end - 1) + 1
        return end

    def _rules(self, math: bool) -> dict[str, Reader]:
        common: dict[str, Reader] = {
            "(": self._inline_formula,
            "ce": self._chemical,
            "enquote": self._quoted,
            **{name: self._quantity(name) for name in ARGUMENTS},
            "footnote": self._footnote,
            "alt": self._alternative,
            "temporal": self._temporal,
        }
        if not math:
            return common
        accents = {name: self._accent(mark) for name, mark in MATH_ACCENTS.items()}
        return {
            **common,
            **accents,
            **dict.fromkeys(
                ("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), self._fraction
            ),
            **dict.fromkeys(("binom", "dbinom", "tbinom"), self._binomial),
            **dict.fromkeys(("text", "textrm", "mbox", "textbf", "textit", "hbox"), self._words),
            **dict.fromkeys(("operatorname", "mathop"), self._operator),
            **dict.fromkeys(("mathbb", "mathds", "Bbb"), self._double_struck),
            **dict.fromkeys(("left", "right"), self._delimiter),
            **dict.fromkeys(("pmod", "pod"), self._modulo),
            "xrightarrow": self._labelled_arrow,
            "sqrt": self._root,
            **dict.fromkeys(("not", "centernot"), self._not),
        }

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
        overlay = _OVERLAY.match(self._tex, start)
        text, end = self._argument(overlay.end() if overlay else start, math)
        return text, self._argument(end, math)[1]

    def _temporal(self, start: int, math: bool) -> tuple[str, int]:
        overlay = _OVERLAY.match(self._tex, start)
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

    def _quantity(self, name: str) -> Reader:
        def read(start: int, math: bool) -> tuple[str, int]:
            groups: list[str] = []
            end = self._after_option(start)
            while len(groups) < ARGUMENTS[name] and (closed := self._closed.get(end)) is not None:
                groups.append(self._tex[end + 1 : closed])
                end = closed + 1
            return (quantity(name, groups), end) if len(groups) == ARGUMENTS[name] else ("", start)

        return read

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
        option = _OPTION.match(self._tex, start)
        degree = option[0].strip()[1:-1] if option else ""
        text, end = self._argument(option.end() if option else start, math)
        return root(_tight(text), _one_line(degree)), end

    def _labelled_arrow(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return f" →{superscript(text)} ", end

    def _not(self, start: int, math: bool) -> tuple[str, int]:
        text, end = self._argument(start, math)
        return (" ∤ " if text.strip() == "|" else f" {accented(text, chr(0x338))} "), end

    def _accent(self, mark: str) -> Reader:
        def read(start: int, math: bool) -> tuple[str, int]:
            text, end = self._argument(start, math)
            return (accented(text, mark) if len(text.strip()) == 1 else text), end

        return read

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


def _tight(text: str) -> str:
    return " ".join(text.split())
