"""Code on slides: lines in a monospaced font, or lines that read like code; their indents kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from knowledge.readers.pdf import symbols
from knowledge.readers.pdf.layout import Word
from knowledge.readers.pdf.lines import Line

_LEAST = 3
_SHARE = 0.6
_URL = re.compile(r"https?://|www\.|\S@\w")
_PUNCTUATION = re.compile(r"[{};=<>$#|&\\]|::|->|\+\+|//|/\*|\w\(|\w\[|^\s*[-\w]+:\s|--\w")
_SIGNS = re.compile(r"[(){}\[\];=:#/$>]")
_HEAD = re.compile(r"\s*[A-Z]+ ")
_CODE = re.compile(
    r"[;{}]\s*$|^\s*[}\])]+[;,]?\s*$|^\s*(?://|/\*|\*/|#include|#!|\$ |>>> )|"
    r"^\s*(?:import|from|def|class|public|private|protected|static|const|let|var|function|return|"
    r"export|void|int|for|while|if|else|elif|try|catch|switch|case|package|func|fn|struct)\b.*"
    r"[({:;=]|^\s*[\w.\[\]]+\s*(?:[-+*/]?=)\s*\S.*[()\[\]{};\"']|^\s*[\w.]+\([^)]*\)\s*;?\s*$|"
    r"^\s*(?:SELECT|INSERT INTO|UPDATE|CREATE TABLE)\b",
)


def is_code(lines: Sequence[Line]) -> bool:
    """Do these lines, one below the other, read like code though their font does not say so?"""
    if len(lines) < _LEAST:
        return False
    signed = [text for line in lines if _SIGNS.search(text := line.text) or _HEAD.match(text)]
    least = _SHARE * len(lines)
    return len(signed) >= least and sum([_CODE.search(x) is not None for x in signed]) >= least


def is_code_line(line: Line) -> bool:
    """A line in a monospaced font with a sign of code in it, addresses of the web left aside."""
    if not line.mono:
        return False
    words = [w for w in line.words if not _URL.search(w.text)]
    plain = " ".join(w.text for w in words if w.style.mono)
    others = sum(len(w.text) for w in words if not w.style.mono)
    return len(plain) > others and bool(_PUNCTUATION.search(plain))


def is_output(lines: Sequence[Line]) -> bool:
    """Do most of these monospaced lines have columns, as what a program prints?"""
    return len(lines) >= _LEAST and 2 * sum(bool(line.cells) for line in lines) > len(lines)


def code_text(lines: Sequence[Line]) -> str:
    """The lines with the indents and gaps that their places on the page show."""
    left = min(unmarked(line)[0].left for line in lines)
    advance = _advance(lines)
    rows: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is not None and abs(line.bottom - last.bottom) < 0.4 * line.size:
            rows[-1] = f"{rows[-1]} {line.text}"
        else:
            rows.append(_row(line, left, advance))
        last = line
    return "\n".join(rows)


def unmarked(line: Line) -> Sequence[Word]:
    """The words behind a bullet's mark, where the line has one."""
    return line.words[1:] if len(line.words) > 1 and line.words[0].text == "•" else line.words


def _advance(lines: Sequence[Line]) -> float:
    """The width of a character: the same for all in a monospaced font, else that of most."""
    words = [word for line in lines for word in line.words]
    widths = [(right - left) / len(text) for text, left, _, right, *_ in words if len(text) > 1]
    return median(widths) if widths else lines[0].size * 0.6


def _row(line: Line, left: float, advance: float) -> str:
    row, end, mono = "", left, line.mono
    for word in unmarked(line):
        text, start, _, right, _, style, _, glued = word
        gap = round((start - end) / advance) if advance > 0 else 1
        if not row:
            row = " " * gap
        elif not glued:
            row += " " * gap if mono and gap > 1 else " "
        row += text if text.isascii() else symbols.clean(text, symbol=style.symbol)
        end = right
    return row.rstrip()
