"""Formulas between dollar signs, as markdown-it rules after Pandoc's `tex_math_dollars`.

https://pandoc.org/MANUAL.html#math: the opening sign has no space behind it, the closing one none
ahead of it and no digit behind it, so that "$5 and $10" stays money. MathJax takes spaces there, and
environments without signs around them: spaced formulas are taken where they hold TeX.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from knowledge.readers.latex import formula

_INLINE = re.compile(
    r"\$\$(?P<block>(?:[^$\\]|\\.)+?)\$\$|\$(?P<line>(?![\s$])(?:[^$\\]|\\.){0,400}?(?<![\s\\]))\$(?!\d)"
    r"|\$(?P<spaced>(?:[^$\\]|\\.){1,400}?)\$(?!\d)"
    r"|\\{1,2}\((?P<round>.+?)\\{1,2}\)|\\{1,2}\[(?P<square>.+?)\\{1,2}\]",
    re.S,
)
_TEX = re.compile(r"\\[A-Za-z]|[\^_]")
_SIGN = re.compile(r"[\^_=+<>\d\\]")
_WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")
_COMMANDS = re.compile(r"\\(?:[A-Za-z]+|.)|[{}\s]")
_ENVIRONMENT = re.compile(
    r"\\begin\{(?P<name>(?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math)\*?)\}"
)
_LONGEST = 4_000
_MOST_LINES = 200


def readable(latex: str) -> str:
    """A formula as a person can read it in plain text; a very long one stays as it is."""
    if len(latex) > _LONGEST:
        return latex.strip()
    return formula(latex) or (latex.strip() if _COMMANDS.sub("", latex) else "")


def formulas(md: MarkdownIt) -> None:
    """Add the rules to a parser; tokens are `math_inline` and `math_block` with the source."""
    md.inline.ruler.before("escape", "math_inline", _inline)
    md.block.ruler.before(
        "fence", "math_block", _block, {"alt": ["paragraph", "blockquote", "list"]}
    )
    md.block.ruler.before(
        "fence", "math_environment", _environment, {"alt": ["paragraph", "blockquote", "list"]}
    )


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    found = _INLINE.match(state.src, state.pos, state.posMax)
    if not found or not _is_formula(found):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = next(text for text in found.groups() if text is not None)
    state.pos = found.end()
    return True


def _is_formula(found: re.Match[str]) -> bool:
    """Is it neither money nor text in brackets that are only escaped?"""
    if (spaced := found["spaced"]) is not None:
        said = spaced.strip()
        letter = len(said) == 1 and said.isalpha()
        return bool(letter or _TEX.search(said) or ("=" in said and not _WORD.search(said)))
    bracketed = found["round"] or found["square"] or ""
    if not bracketed or re.search(r"\\[A-Za-z]", bracketed):
        return True
    words = len(_WORD.findall(bracketed))
    return not bracketed.startswith("[^") and words < (2 if _SIGN.search(bracketed) else 1)


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    opened = _ENVIRONMENT.match(state.src, begin, state.eMarks[start])
    if opened is None:
        return False
    closer, line, end = f"\\end{{{opened['name']}}}", start, min(end, start + _MOST_LINES)
    while line < end and closer not in state.src[state.bMarks[line] : state.eMarks[line]]:
        line += 1
    if line >= end:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.content = state.src[begin : state.eMarks[line]].strip()
        token.map = [start, line + 1]
        state.line = line + 1
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
