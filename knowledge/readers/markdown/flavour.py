"""Which program a Markdown deck was written for, told by its own marks.

Marp (marpit.marp.app), Slidev (sli.dev/guide/syntax), reveal.js (revealjs.com/markdown) and
remark (github.com/gnab/remark/wiki) part slides by rules, each in its own way; Pandoc by headings
too; notes have headings alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import takewhile

from knowledge.readers.markdown.matter import Matter
from knowledge.readers.markdown.pandoc import (
    has_slide_marks,
    is_pandoc_deck,
    mixes_headings_and_rules,
)


class Flavour(StrEnum):
    """What the rules and comments of a file mean."""

    MARP = "Marp"
    SLIDEV = "Slidev"
    REVEAL = "reveal.js"
    REMARK = "remark"
    PANDOC = "Pandoc"
    DECKSET = "Deckset"
    RULES = "slides parted by rules"
    NOTES = "notes"


SLIDE_KEYS = frozenset(
    "layout class background backgroundsize image clicks clicksstart transition title src hide disabled level "
    "routealias zoom dragpos preload hideintoc name template count exclude theme background-image background-color "
    "color text fonts css colorschema info defaults monaco favicon lineNumbers aspectratio canvaswidth".split()
)
"""Keys that a single slide's front matter has in Slidev, and its properties in remark."""
_SLIDEV = frozenset(
    "highlighter drawings mdc colorschema selectable routermode aspectratio canvaswidth themeconfig "
    "linenumbers fonts layout download exportfilename remoteassets record".split()
)
_REVEAL_KEYS = frozenset(
    "revealoptions separator verticalseparator notesseparator highlighttheme".split()
)
_REVEAL = re.compile(
    r"<!--\s*\.(?:slide|element)\b|^[ \t]*<!--\s*(?:s|v|vertical|horizontal|newslide)\s*-->|data-background",
    re.M,
)
_REMARK = re.compile(r"^\?\?\?[ \t]*$|^(?:class|layout|template|count): .*\n", re.M)
_MARP = re.compile(
    r"\s*<!--\s*_?(?:theme|paginate|class|size|headingDivider|footer|header|backgroundColor|marp)\s*:"
)
_XARINGAN = re.compile(r"^[ \t]*(?:output:[ \t]*)?xaringan(?:Extra)?::", re.M)
RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|\+{3,}[ \t]*)$")
_SHORT_RULE = re.compile(r"^--[ \t]*$")
_BY_COMMENT = re.compile(r"^\s*<!--\s*(?:s|v|vertical|horizontal|newslide|slide)\s*-->\s*$", re.I)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]")
_NO_PARAGRAPH = re.compile(r"^\s*(?:$|[-*+>|#]|\d{1,3}[.)]\s|<|```|~~~|:{3,}|\{[:%]|\$\$)")
_NOTES = re.compile(r"^\s?notes?:", re.I | re.M)
_MANY_HEADINGS = 0.34


def is_rule(lines: Sequence[str], at: int, flavour: Flavour) -> bool:
    """Does line `at` part two slides?

    Dashes under a line of text make a heading of it, but for the programs that never ask, and
    never of what the speaker says.
    """
    line = lines[at]
    if _BY_COMMENT.match(line):
        return True
    short = flavour in {Flavour.REVEAL, Flavour.RULES} and bool(_SHORT_RULE.match(line))
    if not (short or RULE.match(line)):
        return False
    if flavour is Flavour.REMARK:
        return line.startswith("-")
    if flavour is Flavour.SLIDEV:
        return True
    underlines = line.lstrip()[:1] == "-" and at > 0 and not _NO_PARAGRAPH.match(lines[at - 1])
    return not underlines or _speaks(lines, at)


def _speaks(lines: Sequence[str], at: int) -> bool:
    """Does the paragraph above line `at` hold reveal.js's "Notes:"?"""
    above = (lines[n] for n in range(at - 1, -1, -1))
    paragraph = takewhile(lambda line: not _NO_PARAGRAPH.match(line), above)
    return any(_NOTES.match(line) for line in paragraph)


def rules(lines: Sequence[str], code: Sequence[bool], flavour: Flavour) -> Iterator[int]:
    """The lines outside code that part slides."""
    for n in range(len(lines)):
        if not code[n] and is_rule(lines, n, flavour):
            yield n


def flavour_of(matter: Matter, lines: Sequence[str], code: Sequence[bool]) -> Flavour:
    """What the file was written for; `lines` are those behind its front matter."""
    if matter.get("marp").casefold() == "true":
        return Flavour.MARP
    if is_pandoc_deck(matter.text):
        return Flavour.PANDOC
    text = "\n".join(line for line, coded in zip(lines, code, strict=True) if not coded)
    anywhere = list(rules(lines, code, Flavour.SLIDEV))
    told = _by_rules(matter, lines, text, anywhere) if anywhere else None
    return told or _by_text(matter, lines, code, text)


def _by_rules(
    matter: Matter, lines: Sequence[str], text: str, cuts: Sequence[int]
) -> Flavour | None:
    """The program that parts slides by rules and has left its marks, if any; `text` is without code."""
    if _MARP.match(text):
        return Flavour.MARP
    if _SLIDEV & matter.values.keys() or _has_slide_matter(lines, cuts):
        return Flavour.SLIDEV
    if _REMARK.search(text) or _XARINGAN.search(matter.text):
        return Flavour.REMARK
    return None


def _by_text(matter: Matter, lines: Sequence[str], code: Sequence[bool], text: str) -> Flavour:
    cuts = list(rules(lines, code, Flavour.REVEAL))
    lengths = {len(lines[n].strip()) for n in cuts if lines[n].strip().startswith("-")}
    if _REVEAL.search(text) or _REVEAL_KEYS & matter.values.keys():
        return Flavour.REVEAL
    if cuts and (_NOTES.search(text) or {3, 4} <= lengths or {2, 3} <= lengths):
        return Flavour.REVEAL
    if not _are_slides(lines, code, cuts):
        steps = not matter.get("format", "output") and has_slide_marks(text)
        return Flavour.PANDOC if steps else Flavour.NOTES
    return Flavour.PANDOC if mixes_headings_and_rules(lines, code) else Flavour.RULES


def _has_slide_matter(lines: Sequence[str], cuts: Sequence[int]) -> bool:
    starts = re.compile(
        r"^(?:layout[ \t]*:(?![ \t]*(?:true|false)\b)|(?:clicks|routeAlias|hideInToc|transition)[ \t]*:)"
    )
    return any(n + 1 < len(lines) and starts.match(lines[n + 1]) for n in cuts)


def _are_slides(lines: Sequence[str], code: Sequence[bool], cuts: Sequence[int]) -> bool:
    """Rules that leave hardly more than a heading each part slides; others adorn a text."""
    headings = []
    for start, end in zip([-1, *cuts], [*cuts, len(lines)], strict=True):
        filled = [n for n in range(start + 1, end) if lines[n].strip()]
        heads = [not code[n] and bool(_HEADING.match(lines[n])) for n in filled]
        if filled:  # a heading right below another is no second one
            headings.append(sum(b and not a for a, b in zip([False, *heads], heads, strict=False)))
    several = sum(n > 1 for n in headings)
    return len(headings) >= 3 and several <= _MANY_HEADINGS * len(headings)
