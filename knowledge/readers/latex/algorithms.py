r"""Pseudocode (algorithmic, algpseudocode, algorithm2e's common part) as lines, indented as it is set."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.readers.latex.source import matches

_COMMAND = re.compile(
    r"\\(?P<name>State|STATE|Statex|If|IF|ElsIf|ELSIF|Else|ELSE|EndIf|ENDIF|For|FOR|ForAll|FORALL|EndFor|ENDFOR|"
    r"While|WHILE|EndWhile|ENDWHILE|Repeat|REPEAT|Until|UNTIL|Loop|LOOP|EndLoop|ENDLOOP|Procedure|EndProcedure|"
    r"Function|EndFunction|Return|RETURN|Require|REQUIRE|Ensure|ENSURE|Comment|COMMENT)(?![A-Za-z])\s*"
)
_WORDS = {
    "if": "if", "elsif": "else if", "for": "for", "forall": "for all", "while": "while", "until": "until",
    "else": "else", "repeat": "repeat", "loop": "loop", "procedure": "procedure", "function": "function",
    "return": "return", "require": "Require:", "ensure": "Ensure:",
}  # fmt: skip
_OPENING = frozenset("if elsif else for forall while repeat loop procedure function".split())
_CLOSING = frozenset("elsif else until".split())


def pseudocode(tex: str, plain: Callable[[str], str]) -> str:
    """The lines of an algorithm; `plain` reads what stands in one."""
    closed = matches(tex)
    found = [*_COMMAND.finditer(tex)]
    ends = [*(m.start() for m in found[1:]), len(tex)]
    lines: list[str] = []
    depth = 0
    for command, end in zip(found, ends, strict=True):
        name = command["name"].casefold()
        said = " ".join(plain(_parted(tex[command.end() : end], closed, command.end())).split())
        if name == "comment":
            lines[-1:] = [f"{lines[-1] if lines else ''}  // {said}"]
            continue
        depth -= name in _CLOSING or name.startswith("end")
        depth = max(0, depth)
        line = " ".join(part for part in (_WORDS.get(name, ""), said) if part)
        if line and not name.startswith("end"):
            lines.append("  " * depth + line)
        depth += name in _OPENING
    return "\n".join(lines)


def _parted(tex: str, closed: dict[int, int], start: int) -> str:
    """What follows a command; the arguments of a procedure stand in round brackets."""
    first = closed.get(start)
    second = closed.get(first + 1) if first is not None else None
    if first is None or second is None:
        return tex
    name, arguments = tex[1 : first - start], tex[first - start + 2 : second - start]
    return f"{name}({arguments}) {tex[second - start + 1 :]}"
