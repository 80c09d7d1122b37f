"""LaTeX from left to right: groups, scripts, commands and their arguments."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from knowledge.readers.latex.rows import ROWS
from knowledge.readers.latex.source import PLACE, matches
from knowledge.readers.latex.symbols import (
    ACCENTS,
    FUNCTIONS,
    LENGTHS,
    RELATIONS,
    SKIPPED,
    SPACES,
    accented,
    symbol,
)
from knowledge.readers.latex.tidying import APPLIED
from knowledge.readers.mathtext import BIG_OPERATORS, subscript, superscript

Reader = Callable[[int, bool], tuple[str, int]]
"""From where a command's arguments begin, and whether in a formula, to its text and its end."""
OVERLAY = re.compile(r"<[\d\s,+.|:@a-z()-]*>")
OPTION = re.compile(r"\s*\[[^\[\]]*\]")
_NAME = re.compile(r"\\([A-Za-z@]+)\*?|\\(.)", re.DOTALL)
_SETTINGS = re.compile(r"(?:\s*\[[^\[\]]*\]|\s*<[^<>\n]*>|\([^()\n]*\))*")
_LENGTH = re.compile(r"\s*=?\s*-?[\d.]+\s*\\?[a-z]+(?:\s*(?:plus|minus)\s*[\d.]+\s*[a-z]+)*")
_DASHES = re.compile(r"---?|``|''|,,")
_TYPED = {"--": "–", "---": "—", "``": "“", "''": "”", ",,": "„"}
_DEPTH = 40
_SHOWN = frozenset("only onslide uncover visible invisible alert textbf action".split())


class TexReader(ABC):
    """Reads one piece of LaTeX from left to right; what commands mean, its children say."""

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
        return self._formula(self._tex[start + 1 : close]).replace("\n", "; "), close + 1

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
        if rule := self._rule(name, math):
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
        if shown and (overlay := OVERLAY.match(self._tex, end)):
            end = overlay.end()
        option = OPTION.match(self._tex, end)
        return "", option.end() if option and option.end() in self._closed else end

    def _after_option(self, end: int) -> int:
        option = OPTION.match(self._tex, end)
        return option.end() if option else end

    def _skip(self, end: int, arguments: int) -> int:
        for _ in range(arguments):
            settings = _SETTINGS.match(self._tex, end)
            end = settings.end() if settings else end
            while self._tex[end : end + 1].isspace():
                end += 1
            end = self._closed.get(end, end - 1) + 1
        return end

    @abstractmethod
    def _rule(self, name: str, math: bool) -> Reader | None:
        """What reads the arguments of a command that is more than a sign, None for the others."""

    @abstractmethod
    def _rows(self, found: re.Match[str], math: bool) -> tuple[str, int]:
        """What is set in rows, such as a matrix, from where it begins."""

    @abstractmethod
    def _formula(self, tex: str) -> str:
        """A formula within running text."""
