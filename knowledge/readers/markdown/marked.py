"""What Markdown itself sets off within a line: bold and italics, by the parser's tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from knowledge.readers.emphasis import Run, set_off
from knowledge.readers.markdown.formulas import readable

CELL_END = Token("text", "", 0, content=" | ")
"""Between the cells of a row, which are read as one line."""
_OPENS = {"strong_open": "strong_close", "em_open": "em_close"}


def may_mark(token: Token) -> bool:
    """Most lines have no bold and no italics, which is told more quickly so."""
    return "*" in token.content or "_" in token.content


def marked_in(line: Sequence[Token]) -> Iterator[str]:
    """The phrases that are bold or in italics in a line that is not."""
    kinds = {token.type for token in line}
    for opens, closes in _OPENS.items():
        if opens in kinds:
            yield from set_off(_runs(line, opens, closes))


def _runs(line: Sequence[Token], opens: str, closes: str) -> Iterator[Run]:
    """The line in pieces; links and code are never set off."""
    depth = links = 0
    for token in line:
        depth += (token.type == opens) - (token.type == closes)
        links += (token.type == "link_open") - (token.type == "link_close")
        code = token.type in {"code_inline", "image"}
        yield _said(token), depth > 0 and not links and not code


def _said(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "math_inline":
        return readable(token.content)
    return token.content if token.type in {"text", "code_inline"} else ""


def is_bold(children: Sequence[Token]) -> bool:
    """One strong run from the first to the last of a single line?"""
    inside = [c for c in children if c.type != "text" or c.content.strip()]
    kinds = [c.type for c in inside]
    return (
        len(kinds) > 2
        and (kinds[0], kinds[-1]) == ("strong_open", "strong_close")
        and kinds.count("strong_open") == 1
        and "softbreak" not in kinds
        and any(c.content.strip() for c in inside)
    )
