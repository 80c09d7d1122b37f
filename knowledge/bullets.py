"""From a slide's lines to its title and bullets, also where the scan ran them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.model import Repair
from knowledge.words import FUNCTION_WORDS, is_acronym, is_word

MARKS = "•·▪▫■□●○◦‣⁃➢➤►▶✓✔❖§¤"
_MARKED = re.compile(rf"^\s*(?:[{MARKS}]|[-–—*+o](?=\s)|\d{{1,2}}[.)](?=\s))\s*")
_INNER = re.compile(rf"\s*[{MARKS}]\s*")
_MISREAD_MARK = re.compile(
    r"(?<=[a-z)])\s+=\s+(?=[A-Z])|(?<=\w)\s+=\s+(?=[A-Z][a-z]+\s+[A-Z][a-z])"
)
_HEADED = re.compile(r"(?P<head>(?:[A-Z][\w/&+-]*\s+){1,4})(?P<dash>[-–—]\s)")
_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "for",
        "of",
        "with",
        "to",
        "in",
        "on",
        "from",
        "by",
        "and",
        "or",
        "as",
        "into",
        "like",
        "via",
        "per",
    ]
)
_LONG = 160
_MAY_END = frozenset(
    "up down out off again over it them us me him her you all each both more most no not so there here about through "
    "before after above below under only just also very some any such how why when where what who am do does did has "
    "have had can could will would shall should may might must is are was were be been being".split()
)
_GOES_ON = FUNCTION_WORDS - _MAY_END
"""Words that no bullet ends with: what follows belongs to it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a slide without its footer parts."""

    number: int
    text: str
    blank_before: int = 0
    after_footer: bool = False

    @property
    def marked(self) -> bool:
        """A bullet mark, or the single space scans leave where a mark stood."""
        return bool(_MARKED.match(self.text)) or (self.text[:1] == " " and self.text[1:2] != " ")

    @property
    def bare(self) -> str:
        return _MARKED.sub("", self.text).strip()

    @property
    def indent(self) -> int:
        """Columns of white space in front."""
        text = self.text.expandtabs(4)
        return len(text) - len(text.lstrip())


@dataclass(frozen=True, slots=True)
class Item:
    """One bullet with the line it began on."""

    text: str
    level: int
    line: int


def has_mark(text: str) -> bool:
    """Does the line begin with a bullet's mark?"""
    return bool(_MARKED.match(text))


def is_caps(text: str) -> bool:
    """True for a heading in capitals: "TYPES OF ABSTRACTION", "MACHINES (KVM)", "OBJECTIVES - 11/16"."""
    letters = list(filter(str.isalpha, text))
    return len(letters) >= 4 and sum(map(str.isupper, letters)) / len(letters) >= 0.9


def split_title(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The title and the lines of the body. No title is "" rather than a guess."""
    if not lines:
        return "", []
    caps = _leading_caps(lines)
    if caps:
        return " ".join(line.bare for line in lines[:caps]), list(lines[caps:])
    first, rest = lines[0], list(lines[1:])
    head, tail = _caps_prefix(first.bare)
    if head:
        return head, [Line(first.number, tail, first.blank_before), *rest]
    if not first.marked and rest and is_heading(first.bare) and not _continues(first.bare, rest[0]):
        return first.bare, rest
    return "", list(lines)


def _leading_caps(lines: Sequence[Line]) -> int:
    count = 0
    for line in lines[:3]:
        if not is_caps(line.bare) or len(line.bare) > 90 or (count and line.marked):
            break
        count += 1
    return count


def _caps_prefix(text: str) -> tuple[str, str]:
    """Split "TYPES OF ABSTRACTION IN THE CLOUD • Virtual …" behind the capitals."""
    inner = _INNER.search(text)
    words = (text[: inner.start()] if inner else text).split()
    count = 0
    while count < len(words) and words[count].upper() == words[count]:
        count += 1
    head = " ".join(words[:count])
    if count < 2 or not is_caps(head) or len(text) - len(head) < 20:
        return "", text
    return head, text[len(head) :].strip() if " ".join(text.split()) == text else text.split(
        words[count - 1], 1
    )[1]


def is_heading(text: str) -> bool:
    """Short enough for a title, and no end of a sentence."""
    return len(text.split()) <= 10 and len(text) <= 80 and not text.endswith((".", ",", ";", "?"))


def _continues(before: str, line: Line) -> bool:
    """Is this line the rest of the one before it?"""
    if line.marked:
        return False
    last = before.rstrip().rsplit(" ", 1)[-1].strip("()\"'").casefold()
    return line.bare[:1].islower() or last in _GOES_ON or before.rstrip().endswith((",", "-", "–"))


def to_items(lines: Sequence[Line]) -> tuple[list[Item], list[Repair]]:
    """Bullets of a body: wrapped lines joined, run-together ones split, columns put together."""
    items: list[Item] = []
    orphans: list[Item] = []
    repairs: list[Repair] = []
    headings, level_of = _known_headings(lines), _levels(lines)
    before_footer = 0
    for line in lines:
        if not line.after_footer:
            before_footer = len(items)
        pieces, mended = _pieces(line, headings)
        repairs += mended
        for n, piece in enumerate(pieces):
            lone = Line(line.number, piece) if n or not line.marked else line
            fresh = Item(piece, level_of[line.indent], line.number)
            if n == 0 and line.after_footer and not line.marked and piece[:1].islower():
                orphans.append(fresh)
            elif n == 0 and items and not line.after_footer and _continues(items[-1].text, lone):
                items[-1] = Item(f"{items[-1].text} {piece}", items[-1].level, items[-1].line)
            else:
                items.append(fresh)
        if not line.after_footer:
            before_footer = len(items)
    repairs += _rejoin(items, orphans, before_footer)
    return items, repairs


def _levels(lines: Sequence[Line]) -> dict[int, int]:
    """Indent → level: two columns more than the level above begin the next one."""
    levels: dict[int, int] = {}
    level, base = 0, None
    for indent in sorted({line.indent for line in lines}):
        if base is not None and indent >= base + 2:
            level, base = level + 1, indent
        elif base is None:
            base = indent
        levels[indent] = level
    return levels


def _rejoin(items: list[Item], orphans: Sequence[Item], before_footer: int) -> list[Repair]:
    """Give each continuation that the scan read after the footer back to its bullet.

    A handout's right edge is read as a column of its own: the last bullets before the footer lost
    their ends, which follow it in the same order.
    """
    repairs = []
    first = before_footer - len(orphans)
    for n, orphan in enumerate(orphans):
        at = first + n
        if 0 <= at < before_footer:
            start = items[at].text
            joined = f"{start.rstrip('.')} {orphan.text}"
            items[at] = Item(joined, items[at].level, items[at].line)
            why = "a lower-case line read after the footer is the end of a bullet before it"
            repairs.append(Repair(f"{start} … {orphan.text}", joined, why, orphan.line))
        else:
            items.append(orphan)
    return repairs


def _pieces(line: Line, headings: frozenset[str]) -> tuple[list[str], list[Repair]]:
    text = line.bare
    inner = [p for p in _INNER.split(text) if p]
    if len(inner) < 2 and len(text) < _LONG:
        return [text] if text else [], []
    pieces: list[str] = []
    repairs: list[Repair] = []
    for part in inner:
        for segment in _MISREAD_MARK.split(part):
            pieces += _run_on(segment, headings)
        for found in _MISREAD_MARK.finditer(part):
            left = part[: found.start()].split()[-1]
            right = part[found.end() :].split()[0]
            why = "in a run-together line, “=” between two capitalised terms stands for a bullet's mark"
            repairs.append(Repair(f"{left} = {right}", f"{left} • {right}", why, line.number))
    return [p for p in pieces if p], repairs


def _run_on(text: str, headings: frozenset[str]) -> list[str]:
    """Split a segment where a new bullet must begin, and nowhere else."""
    words = text.split()
    cuts = _heading_cuts(text, words) | {
        n for n in range(1, len(words)) if _begins(words, n, headings)
    }
    edges = [0, *sorted(cuts), len(words)]
    return [" ".join(words[a:b]) for a, b in pairwise(edges) if b > a]


def _heading_cuts(text: str, words: Sequence[str]) -> set[int]:
    """Word positions where "Micro VMs - …", a capitalised phrase before a dash, begins."""
    cuts = set()
    for found in _HEADED.finditer(" ".join(words)):
        start = len(" ".join(words)[: found.start()].split())
        length = len(found["head"].split())
        while length > 1 and start and words[start - 1].casefold() in _ARTICLES:
            start, length = start + 1, length - 1
        if start and not words[start - 1].endswith(("-", "–", ":", ",", "/")):
            cuts.add(start)
    return cuts


def _begins(words: Sequence[str], n: int, headings: frozenset[str]) -> bool:
    """Does a bullet begin at word `n` of a run-together segment?"""
    word, before = words[n], words[n - 1]
    if before.casefold().strip("()\"'") in FUNCTION_WORDS or before.endswith(
        (",", ":", "-", "–", "/", "&")
    ):
        return False
    if _phrase(words[n : n + 2]) in headings and n + 2 < len(words) and words[n + 2][:1].islower():
        return True
    plain_word = word[:1].isupper() and word[1:].islower() and is_word(word.strip(",.;:"))
    if not plain_word:
        return bool(before.endswith(")") and word[:1].isupper() and word[1:2].islower())
    follows = words[n + 1] if n + 1 < len(words) else ""
    if is_acronym(before):
        return follows[:1].islower()
    return before.endswith(")") or (before.islower() and not follows[:1].isupper())


def _known_headings(lines: Iterable[Line]) -> frozenset[str]:
    """Two-word phrases that head a bullet somewhere on this slide ("OS Container - …")."""
    found = set()
    for line in lines:
        for part in _INNER.split(line.bare):
            head = re.split(r"\s[-–—:]\s", part, maxsplit=1)
            if len(head) == 2 and len(head[0].split()) == 2:
                found.add(_phrase(head[0].split()))
    return frozenset(found)


def _phrase(words: Sequence[str]) -> str:
    return " ".join(w.casefold().rstrip("s") for w in words)
