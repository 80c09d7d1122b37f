"""Pandoc's slides, which Quarto and R Markdown make too: headings and rules begin them.

Rules: https://pandoc.org/MANUAL.html#structuring-the-slide-show and
https://quarto.org/docs/presentations/revealjs/#creating-slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge.readers.markdown.matter import Matter

_DECK = re.compile(
    r"^[ \t]*(?:(?:format|output|to):[ \t]*)?(?:[\w.-]+::|[\w.-]+-)?"
    r"(?:revealjs|beamer|pptx|(?:beamer|ioslides|slidy|revealjs|powerpoint)_presentation)[ \t]*:?[ \t]*(?:default|#.*)?$"
    r"|^(?:title-slide-attributes|revealjs-url|slide[-_]level)[ \t]*:",
    re.M,
)
_QUARTO = re.compile(r"^(?:format|execute|title-slide-attributes)[ \t]*:", re.M)
_LEVEL = re.compile(r"^[ \t]*slide[-_]level[ \t]*:[ \t]*(\d)", re.M)
_ATX = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NO_TITLE = re.compile(r"^\s*(?:$|[-*+>|#=<]|\d{1,3}[.)]\s|`{3}|~{3}|:{3}|\{[:%])")
_STEPS = re.compile(
    r"^:{3,}[ \t]*(?:\{[ \t]*)?\.?(?:incremental|nonincremental|notes|fragment)\b|^\. \. \.[ \t]*$"
    r"|^#{1,3} .*\{[^{}\n]*(?:background-(?:image|color|video|iframe)|visibility=|\.(?:center|smaller|scrollable)\b)",
    re.M,
)
_LEAST_MARKS = 3
_QUARTO_LEVEL = 2
_LOWEST = 6
_LEAST_BARE = 3


def is_pandoc_deck(front: str) -> bool:
    """Does a front matter ask Pandoc, Quarto or R Markdown for slides?"""
    return bool(_DECK.search(front))


def has_slide_marks(text: str) -> bool:
    """Does the text ask for steps or speaker's notes, as slides alone do, though its front matter names no format?

    Quarto takes the format from a file of the project's (`_quarto.yml`).
    """
    return len(_STEPS.findall(text)) >= _LEAST_MARKS


def mixes_headings_and_rules(lines: Sequence[str], code: Sequence[bool]) -> bool:
    """Do most slides begin with a heading alone, and rules part the slides that have none?"""
    ranks = dict(_headings(lines, code))
    level = _slide_level("", lines, ranks)
    after_rule = [
        _follows_rule(lines, at) for at, rank in ranks.items() if rank <= level and at > 0
    ]
    bare = after_rule.count(False)
    return bare >= _LEAST_BARE and bare > after_rule.count(True)


def _slide_level(front: str, lines: Sequence[str], ranks: Mapping[int, int]) -> int:
    """The rank of the headings that begin slides; higher ones begin a slide each as well.

    It is the one that the front matter gives, Quarto's 2, or else the highest that has text right
    below it.
    """
    if given := _LEVEL.search(front):
        return int(given[1])
    if _QUARTO.search(front):
        return _QUARTO_LEVEL
    least = _LOWEST
    for at, rank in ranks.items():
        below = at + (1 if _ATX.match(lines[at]) else 2)
        following = next((n for n in range(below, len(lines)) if lines[n].strip()), None)
        if following is None or following in ranks or _RULE.match(lines[following]):
            continue
        least = min(least, rank)
    return least


def _headings(lines: Sequence[str], code: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where headings stand outside code, underlined ones too, and their ranks."""
    for n, line in enumerate(lines):
        if code[n]:
            continue
        if found := _ATX.match(line):
            yield n, len(found[1])
        elif _is_underlined(lines, n):
            yield n, 1 if lines[n + 1].lstrip()[0] == "=" else 2


def _is_underlined(lines: Sequence[str], at: int) -> bool:
    alone = at == 0 or not lines[at - 1].strip()
    if at + 1 == len(lines) or not alone or _NO_TITLE.match(lines[at]):
        return False
    return bool(_UNDERLINE.match(lines[at + 1]))


def divided(lines: Sequence[str], code: Sequence[bool], matter: Matter) -> list[str]:
    """The lines with a rule ahead of each slide that begins with a heading.

    A title in the front matter makes a slide of its own, ahead of all others.
    """
    ranks = dict(_headings(lines, code))
    level = _slide_level(matter.text, lines, ranks)
    parted: list[str] = []
    filled = opening = bool(matter.get("title"))
    for n, line in enumerate(lines):
        if line.strip():
            ruled = bool(_RULE.match(line)) and not code[n] and n - 1 not in ranks
            if filled and not ruled and (opening or ranks.get(n, _LOWEST + 1) <= level):
                parted += ["", "---", ""]
            filled, opening = not ruled, False
        parted.append(line)
    return parted


def _follows_rule(lines: Sequence[str], at: int) -> bool:
    before = next((line for line in reversed(lines[:at]) if line.strip()), "")
    return bool(_RULE.match(before))
