"""reveal.js's and reveal-md's own separators, which front matter or HTML sections give.

https://revealjs.com/markdown/#external-markdown and https://github.com/webpro/reveal-md#yaml-front-matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.readers.markdown.flavour import RULE
from knowledge.readers.markdown.matter import Matter

MARK = "<!--s-->"
"""What separators are written as for the rest of the reader: decks of many programs use it."""
_KEYS = ("separator", "verticalseparator", "separator_vertical", "separator-vertical")
_NOTE_KEYS = ("notesseparator", "separator_notes", "separator-notes")
_LINE_ENDS = re.compile(r"\\r\??\\n\??|\\[rn]|\\s[*+]?|\[ ?\\t ?\][*+]?|\(\?:|[\^$()|?]")
_TIMES = re.compile(r"(\\?.)\{(\d)\}")
_SECTION = re.compile(
    r"^\s*(?:</section>\s*)*<section\b[^<>]*\bdata-markdown\b[^<>]*>\s*(?:<!--(?:(?!-->).)*-->\s*)?$",
    re.I,
)
_LEAST_SECTIONS = 2
_BELOW = "|||"
"""What many decks part the slides of a column by, and say so only in the page that shows them."""


def with_separators(lines: Sequence[str], code: Sequence[bool], matter: Matter) -> list[str]:
    """The lines, as many as before, with each separator that the deck has chosen as `MARK`.

    Rules are then no separators. A chosen beginning of speaker notes becomes "Note:".
    """
    chosen = {mark for key in _KEYS if (mark := literal(matter.get(key)))}
    sections = sum(map(bool, map(_SECTION.match, lines))) >= _LEAST_SECTIONS
    note = literal(matter.get(*_NOTE_KEYS))
    below = set[int]() if chosen else set(_parted_below(lines, code))
    kept = list(lines)
    for n, line in enumerate(lines):
        if code[n]:
            continue
        if n in below or line.strip() in chosen or (sections and _SECTION.match(line)):
            kept[n] = MARK
        elif chosen and RULE.match(line) and not _underlines(lines, n):
            kept[n] = ""
        elif note and line.startswith(note):
            kept[n] = f"Note: {line[len(note) :]}"
    return kept


def literal(pattern: str) -> str:
    r"""The text that a separator's regular expression asks for, itself never run: "^\n-{3}\n$" → "---"."""
    text = _TIMES.sub(lambda m: m[1] * int(m[2]), _LINE_ENDS.sub("", pattern))
    return re.sub(r"\\(.)", r"\1", text).strip()


def _parted_below(lines: Sequence[str], code: Sequence[bool]) -> Iterator[int]:
    """The lines that are but "|||", between empty ones, in a deck that has rules as well."""
    if not any(not inside and RULE.match(line) for line, inside in zip(lines, code, strict=True)):
        return
    for n, line in enumerate(lines):
        if line.rstrip() == _BELOW and not code[n]:
            around = (*lines[max(0, n - 1) : n], *lines[n + 1 : n + 2])
            if not any(map(str.strip, around)):
                yield n


def _underlines(lines: Sequence[str], at: int) -> bool:
    return lines[at].lstrip()[:1] == "-" and at > 0 and bool(re.match(r"[\w*]", lines[at - 1]))
