"""Deckset's Markdown (https://docs.deckset.com): settings without fences, `[fit]`, `^` before what the speaker says.

Macs put one long dash for three typed ones, and Deckset's users draw lists with runs of dashes: what
is meant by both is a rule and a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.readers.markdown.matter import Matter
from knowledge.readers.markdown.page import Page

_SETTING = re.compile(r"^(?P<key>[a-z][\w-]*(?: [\w-]+)?)[ \t]*:(?:[ \t]+(?P<value>.*))?$", re.I)
_ITS_OWN = frozenset(
    "autoscale slidenumbers slidecount slide-dividers slide-transition build-lists fit-header presenter-notes "
    "image-corner-radius footer-style header-emphasis text-emphasis header-strong text-strong".split()
)
"""Settings that no other program has: one of them tells."""
_MOST_SETTINGS = 40
_FIT = re.compile(r"^([ \t]{0,3}#{1,6}[ \t]+)\[fit\][ \t]*", re.I)
_OF_A_SLIDE = re.compile(r"^[ \t]*\[\.[\w-]+(?:[ \t]*:[^\]\n]*)?\][ \t]*$")
_LONG_DASH = re.compile(r"^[ \t]*[—–][ \t]*$")
_DASHED = re.compile(r"^(?P<struck>~~)?(?P<dashes>-{3,})[ \t]+(?=\S*[^\W_])(?P<said>[^|]*)$")
_DASHES_A_LEVEL = 3
_NO_TEXT = re.compile(r"^\s*(?:$|[-*+>|#<]|\d{1,3}[.)]\s|!\[|```|~~~)")
_ESCAPED = re.compile(r"^[ \t]*\\[-*+•][ \t]+(?=\S)")
"""A list's mark that is meant to be seen as typed: a list all the same."""
_SPEAKER = re.compile(r"^\^[ \t]*(?=\S)")


def settings(lines: Sequence[str]) -> Matter:
    """The settings ahead of the first slide, which no fences part from it; none where Deckset did not read them."""
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    values: dict[str, str] = {}
    for n, line in enumerate(lines[first : first + _MOST_SETTINGS], first):
        found = _SETTING.match(line.strip())
        if not found:
            told = not line.strip() and bool(_ITS_OWN & values.keys())
            return Matter(values, n, "\n".join(lines[first:n])) if told else Matter()
        values[found["key"].casefold()] = (found["value"] or "").strip()
    return Matter()


def without_marks(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """Lines as other programs would have them: no `[fit]`, no settings of a slide, rules and lists as such."""
    shown = list(lines)
    for n, line in enumerate(lines):
        if code[n]:
            continue
        if _OF_A_SLIDE.match(line):
            shown[n] = ""
        elif _LONG_DASH.match(line) and not (n and lines[n - 1].strip()):
            shown[n] = "---"
        else:
            shown[n] = _ESCAPED.sub("- ", _FIT.sub(r"\1", line))
    return _with_lists(shown, code)


def _with_lists(lines: list[str], code: Sequence[bool]) -> list[str]:
    """Paragraphs with lines behind "---" or "------" as nested lists."""
    for start, end in _paragraphs(lines, code):
        if not any(_DASHED.match(line) for line in lines[start:end]):
            continue
        for n in range(start, end):
            found = _DASHED.match(lines[n])
            if found:
                deep = round(len(found["dashes"]) / _DASHES_A_LEVEL)
                lines[n] = f"{'  ' * deep}- {found['struck'] or ''}{found['said']}"
            else:
                lines[n] = f"- {lines[n].strip()}"
    return lines


def _paragraphs(lines: Sequence[str], code: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where lines of text, or behind dashes, stand together."""
    start = None
    for n, line in enumerate([*lines, ""]):
        dashed = bool(_DASHED.match(line))
        text = (
            n < len(lines)
            and not code[n]
            and (dashed or not _NO_TEXT.match(line) or line[:2] == "**")
        )
        if text and start is None:
            start = n
        elif not text and start is not None:
            yield start, n
            start = None


def take_notes(page: Page, code: Sequence[bool]) -> None:
    """Take the paragraphs behind a `^` out of a page: the speaker says them."""
    saying = False
    for n, line in enumerate(page.lines):
        if code[n]:
            continue
        begins = bool(_SPEAKER.match(line))
        saying = begins or (saying and bool(line.strip()))
        if saying:
            said = _SPEAKER.sub("", line).strip()
            if begins:
                page.notes.append(said)
            else:
                page.notes[-1] += f"\n{said}"
            page.lines[n] = ""
