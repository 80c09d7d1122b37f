"""Where a paragraph's source lines are meant as lines: most line ends only wrap it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

_NARROWEST = 56
"""No one wraps a text to less."""
_LABEL = r"(?:[^\W\d_a-z][\w'’/-]*(?:[ \t]+[\w'’/()-]+){0,3})"
_LABELLED = re.compile(
    rf"(?:[*_]{{1,2}}{_LABEL}:?[*_]{{1,2}}:?|{_LABEL}:)(?:[ \t]|$)|\$[^$\n]{{1,30}}\$[ \t]*(?:=|:)[ \t]"
)
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?!\s)[^*_\n]+(?P=mark)[:.]?")
_NOTE = re.compile(r"\W*\w+(?: \w+)?\W*:\W*")
_ARROWS = re.compile(r"[↓↑→←⇓⇑⇒⇐↔⇔|+&=•·–—-]{1,3}")
_LINK = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|<[^>\n]*>\S*")
_OPENS = re.compile(r"[\"“„'‘(*_\[]*(?:[^\W_a-zß-öø-ÿ]|->|→|=>|⇒|•|–)")
_LAST_LABEL = re.compile(r"[.!?]\s+[^.!?]{1,40}:$")
"""A label behind a sentence: what it is of goes on in the next line."""
_GOES_ON = re.compile(
    r"(?:[,;&(\[“„–—-]|\b(?:a|an|the|of|and|or|in|on|at|to|for|with|by|from|as|is|are|was|were|be|that|which|"
    r"who|than|not|our|their|its|der|die|das|den|dem|ein|eine|und|oder|von|mit|für|zu|el|la|los|las|de|y|o|en|"
    r"un|una|le|les|et|ou|du|des|une))$",
    re.I,
)


def parted(token: Token, *, breaks: bool = False) -> Iterator[list[Token]]:
    """The children of a paragraph's text, a list for each line that is meant as one.

    `breaks`: the program shows every line end, so that only words that clearly go on are joined.
    """
    children = token.children or []
    ends = [n for n, child in enumerate(children) if child.type in {"softbreak", "hardbreak"}]
    source = [line.strip() for line in token.content.split("\n")]
    told = len(source) == len(ends) + 1
    width = _width(source)
    start = 0
    for line, at in enumerate(ends):
        if children[at].type != "softbreak" or children[at].level > 0:
            continue
        ends_line = _defines(children, at) or _pictures(children, at)
        if told and not ends_line:
            above, below = source[line : line + 2]
            alone = len(source) == 2 and _NOTE.fullmatch(above)
            ends_line = not alone and (
                _clearly(above, below)
                or (_shown(above, below) if breaks else _meant(above, below, width))
            )
        if ends_line:
            yield children[start:at]
            start = at + 1
    yield children[start:]


def _width(source: Sequence[str]) -> float:
    """What a paragraph is wrapped to; without bounds where most of its lines had room for more."""
    width = max(_NARROWEST, *map(len, source))
    ends = list(pairwise(source))
    roomy = sum(_fits(above, below, width) for above, below in ends)
    return math.inf if len(ends) > 1 and roomy > len(ends) / 2 else width


def _fits(above: str, below: str, width: float) -> bool:
    link = _LINK.match(below)
    first = link[0] if link else below.split(maxsplit=1)[0] if below else ""
    return len(above) + 1 + len(first) <= width


def _defines(children: Sequence[Token], at: int) -> bool:
    """Pandoc's ": meaning" below a term."""
    after = children[at + 1 : at + 2]
    return bool(after) and after[0].type == "text" and after[0].content.startswith(": ")


def _pictures(children: Sequence[Token], at: int) -> bool:
    around = (*children[max(0, at - 1) : at], *children[at + 1 : at + 2])
    return any(child.type == "image" for child in around)


def _clearly(above: str, below: str) -> bool:
    """Labels, a bold line, arrows alone."""
    if _ARROWS.fullmatch(above) or _ARROWS.fullmatch(below) or _BOLD.fullmatch(above):
        return True
    if not _LABELLED.match(below):
        return False
    return bool(_LABELLED.match(above)) or above.endswith((".", "!", "?"))


def _shown(above: str, below: str) -> bool:
    goes_on = below[:1].islower() or bool(_GOES_ON.search(above))
    return not goes_on or above.endswith((".", "!", "?", ":"))


def _meant(above: str, below: str, width: float) -> bool:
    """A short line, a question or an announcement that another line follows."""
    if not _OPENS.match(below) or above.endswith(".") or _GOES_ON.search(above):
        return False
    announces = (
        above.endswith(("?", ":")) and not _LINK.match(below) and not _LAST_LABEL.search(above)
    )
    return announces or _fits(above, below, width)
