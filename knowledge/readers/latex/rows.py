"""What is set in rows and columns: matrices, cases, aligned formulas, tables."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.readers.latex.source import matches
from knowledge.readers.latex.vocabulary import OPTIONS, RULES

ROWS = re.compile(
    r"\\begin\{((?:[pbBvV]|small)?matrix|cases|array|aligned|split|gathered|alignedat|substack)\*?\}"
)


_WHOLE = re.compile(
    r"\s*\\begin\{((?:aligned|split|gathered|alignedat|align|alignat|equation|gather|multline|eqnarray)\*?)\}"
    r"(?:\{\d+\})?(?P<rows>.*)\\end\{\1\}[\s.,;]*",
    re.DOTALL,
)
_KEYS = re.compile(r"\\(?:label|tag)\*?\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")


def unwrapped(tex: str) -> str:
    """A formula without labels, and without the environment that aligns all of it."""
    tex = _KEYS.sub("", tex)
    for _ in range(2):
        inner = _WHOLE.fullmatch(tex)
        if inner is None or f"\\begin{{{inner[1]}}}" in inner["rows"]:
            break
        tex = inner["rows"]
    return tex


def split_rows(tex: str, mark: str = "\\\\") -> list[str]:
    """`tex` at its row ends (or at another `mark`), not at those inside braces or environments."""
    parts: list[str] = []
    depth = start = 0
    skip = re.compile(r"\\begin\b|\\end\b|\\\\(?:\[[^\]]*\])?|\\.|[{}&]", re.DOTALL)
    for found in skip.finditer(tex):
        token = found[0]
        depth += (token in {"{", "\\begin"}) - (token in {"}", "\\end"})
        if depth <= 0 and token.startswith(mark):
            parts.append(tex[start : found.start()])
            start = found.end()
    return [*parts, tex[start:]]


def table(tex: str, settings: int, plain: Callable[[str], str]) -> str:
    """A tabular's rows as lines, its cells joined by " | ".

    `settings` is the number of arguments before the first cell; `plain` reads a cell.
    """
    closed = matches(tex)
    place = 0
    for _ in range(settings):
        option = OPTIONS.match(tex, place)
        place = option.end() if option else place
        while tex[place : place + 1].isspace():
            place += 1
        place = closed.get(place, place - 1) + 1
    rows = split_rows(RULES.sub("", tex[place:]))
    cells = [[plain(cell) for cell in split_rows(row, "&")] for row in rows]
    return "\n".join(" | ".join(row).rstrip(" |") for row in cells if any(row))
