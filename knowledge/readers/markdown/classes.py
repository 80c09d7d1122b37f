"""remark's content classes (`.pull-left[ … ]`, github.com/gnab/remark/wiki/Markdown#content-classes): marks about text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.readers.markdown.spans import CODE

_MARKS = re.compile(
    rf"{CODE}"
    r"|(?<![\w.)\]])(?P<opening>(?:\.[A-Za-z][\w-]*)+\[)|\\[\[\]]|(?P<bracket>[\[\]])|(?P<end>\n)"
)
_CLASS, _PLAIN = "class", "plain"


def without_classes(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """The lines without the marks of classes, which may be nested and may hold listings.

    `code` tells which lines are inside a listing: these stay as they are. Other brackets stay too; one
    that is still open at its line's end is taken for no mark.
    """
    text = "\n".join("" if inside else line for line, inside in zip(lines, code, strict=True))
    gone: list[tuple[int, int]] = []
    opened: list[tuple[str, int, int]] = []
    for mark in _MARKS.finditer(text):
        if mark["opening"]:
            opened.append((_CLASS, *mark.span()))
        elif mark["bracket"] == "[":
            opened.append((_PLAIN, *mark.span()))
        elif mark["end"]:
            opened = [each for each in opened if each[0] == _CLASS]
        elif mark["bracket"] and opened:
            kind, *span = opened.pop()
            if kind == _CLASS:
                gone += [(span[0], span[1]), mark.span()]
    plain = _cut(text, sorted(gone)).split("\n")
    return [line if inside else kept for line, kept, inside in zip(lines, plain, code, strict=True)]


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])
