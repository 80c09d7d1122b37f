"""Formulas between dollar signs, as markdown-it rules after Pandoc's `tex_math_dollars`.

https://pandoc.org/MANUAL.html#math: the opening sign has no space behind it, the closing one none
ahead of it and no digit behind it, so that "$5 and $10" stays money.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from knowledge.readers.latex import formula

_INLINE = re.compile(
    r"\$\$(?P<block>(?:[^$\\]|\\.)+?)\$\$|\$(?P<line>(?![\s$])(?:[^$\\]|\\.){0,400}?(?<![\s\\]))\$(?!\d)"
    r"|\\{1,2}\((?P<round>.+?)\\{1,2}\)|\\{1,2}\[(?P<square>.+?)\\{1,2}\]",
    re.S,
)
_LONGEST = 4_000


def readable(latex: str) -> str:
    """A formula as a person can read it in plain text; a very long one stays as it is."""
    if len(latex) > _LONGEST:
        return latex.strip()
    return formula(latex) or latex.strip()


def formulas(md: MarkdownIt) -> None:
    """Add the rules to a parser; tokens are `math_inline` and `math_block` with the source."""
    md.inline.ruler.before("escape", "math_inline", _inline)
    md.block.ruler.before(
        "fence", "math_block", _block, {"alt": ["paragraph", "blockquote", "list"]}
    )


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    found = _INLINE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = next(text for text in found.groups() if text is not None)
    state.pos = found.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    first = state.src[begin : state.eMarks[start]]
    if not first.startswith("$$") or "$$" in first[2:].rstrip()[:-2]:
        return False
    lines = [first[2:]]
    line = start
    while not lines[-1].rstrip().endswith("$$") or (line == start and not lines[0].strip(" $")):
        line += 1
        if line >= end:
            return False
        lines.append(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    token.content = "\n".join(lines).rstrip().removesuffix("$$").strip()
    token.map = [start, line + 1]
    state.line = line + 1
    return True
