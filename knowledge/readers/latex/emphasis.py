"""What LaTeX sets off within a line: bold, emphasis, beamer's \\alert and \\structure, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.readers.emphasis import phrase_of
from knowledge.readers.latex.source import matches

_COMMAND = re.compile(
    r"\\(?:textbf|emph|textit|textsl|alert|structure|underline|uline|hl|term|terms|defn|defi|defined|dfn|definiendum|"
    r"keyword|keyterm|kw|concept|newterm|strong|bold|textcolor\s*(?:\[\w+\])?\s*\{(?!\s*(?:gr[ae]y|black|white))[^{}]*\})"
    r"\*?\s*(?:<[^<>\n]*>\s*)?(?=\{)"
    r"|\{\s*\\(?:bf|bfseries|em|it|itshape|sl|slshape|color\s*\{(?!\s*(?:gr[ae]y|black|white))[^{}]*\})(?![A-Za-z])\s*"
)
_LONGEST = 300
_NO_TERM = re.compile(
    r"\\(?:href|url|texttt|cite\w*|ref|verb|lstinline|includegraphics)(?![A-Za-z])|\x00"
)


def set_off_in(tex: str, plain: Callable[[str], str]) -> Iterator[str]:
    """The phrases that running text sets off, none where all of it is; `plain` reads a part of it."""
    spans = list(_spans(tex)) if "\\" in tex else []
    phrases = [
        phrase for start, _, end in spans if (phrase := phrase_of(_said(tex[start:end], plain)))
    ]
    if phrases and any(map(str.isalpha, plain(_without(tex, spans)))):
        yield from phrases


def _spans(tex: str) -> Iterator[tuple[int, int, int]]:
    """Where the words of each command begin, where its own text does, and where both end."""
    found = _COMMAND.search(tex)
    closed = matches(tex) if found else {}
    while found:
        brace = found.start() if found[0][0] == "{" else found.end()
        if (end := closed.get(brace)) is not None:
            yield max(brace + 1, found.end()), found.start(), end
        found = _COMMAND.search(tex, found.end())


def _said(tex: str, plain: Callable[[str], str]) -> str:
    return "" if len(tex) > _LONGEST or _NO_TERM.search(tex) else plain(tex)


def _without(tex: str, spans: Sequence[tuple[int, int, int]]) -> str:
    kept, done = [], 0
    for _, start, end in spans:
        if start >= done:
            kept.append(tex[done:start])
            done = end + 1
    return "".join([*kept, tex[done:]])
