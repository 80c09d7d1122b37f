"""Code that R Markdown and Quarto run and do not show: it is on no slide, only what it draws is.

Options: https://yihui.org/knitr/options/ and https://quarto.org/docs/computations/execution-options.html.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEGIN = re.compile(r"^\s*`{3,}\s*\{\s*[A-Za-z][\w-]*(?P<options>[^}]*)\}\s*$")
_RAW = re.compile(r"^\s*`{3,}\s*\{\s*=(?P<format>\w+)\s*\}\s*$")
"""Pandoc's raw blocks (https://pandoc.org/MANUAL.html#extension-raw_attribute)."""
_NO = r"(?:F|FALSE|false|no)\b"
_HIDDEN = re.compile(rf"\b(?:echo|include)\s*[=:]\s*{_NO}")
_SHOWN = re.compile(r"\becho\s*[=:]\s*(?:T|TRUE|true|yes)\b")
_ALL_HIDDEN = re.compile(
    rf"\bopts_chunk\$set\([^\n]*(?:\n[^\n)]*)*?\becho\s*=\s*{_NO}|^execute:[ \t]*\n(?:[ \t]+\S.*\n)*?[ \t]+echo:[ \t]*{_NO}",
    re.M,
)
_OPTION_LINE = re.compile(r"^\s*(?:#|//|%%)\|\s*")
_CAPTION = re.compile(
    r"\bfig[.-](?:cap|alt)\s*[=:]\s*(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)')"
)
_PICTURE = re.compile(r"^\s*(?:knitr::)?include_graphics\(.*\)\s*$")


def without_hidden_chunks(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """The lines, as many as before, without chunks that are not shown; a picture's caption stays.

    `code` tells which lines are inside fences, the fences included.
    """
    kept = list(lines)
    default = not _ALL_HIDDEN.search("\n".join(lines))
    at = 0
    while at < len(lines):
        if code[at] and (raw := _RAW.match(lines[at])):
            end = _end(lines, at)
            shown = (
                lines[at + 1 : end] if raw["format"].casefold() == "html" else [""] * (end - at - 1)
            )
            kept[at : end + 1] = ["", *shown, ""]
            at = end + 1
            continue
        begin = _BEGIN.match(lines[at]) if code[at] else None
        if begin is None:
            at += 1
            continue
        end = _end(lines, at)
        inside = lines[at + 1 : end]
        options = "\n".join([begin["options"], *(x for x in inside if _OPTION_LINE.match(x))])
        if not _is_shown(options, inside, default=default):
            kept[at : end + 1] = [_caption(options), *[""] * (end - at)]
        at = end + 1
    return kept


def _end(lines: Sequence[str], begin: int) -> int:
    """The line that closes the fence of line `begin`."""
    mark = lines[begin].strip().split("{", 1)[0].strip()
    closing = (n for n in range(begin + 1, len(lines)) if lines[n].strip() == mark)
    return next(closing, len(lines) - 1)


def _is_shown(options: str, inside: Sequence[str], *, default: bool) -> bool:
    if _HIDDEN.search(options):
        return False
    said = [line for line in inside if line.strip() and not _OPTION_LINE.match(line)]
    if said and all(_PICTURE.match(line) for line in said):
        return False
    return default or bool(_SHOWN.search(options))


def _caption(options: str) -> str:
    found = _CAPTION.search(options)
    return (found["double"] or found["single"]) if found else ""
