"""Slides prepared for comparison: the pieces that can be quoted, and what each of them stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.coverage import EMPTY, Text
from knowledge.credits import is_aside
from knowledge.drawings import labels_in
from knowledge.heads import announced_by, head_of, is_label, only_names, tells_when
from knowledge.marked import term_of
from knowledge.model import Bullet, Form, Slide, SlideKind
from knowledge.normalise import words
from knowledge.openings import is_opening
from knowledge.thesaurus import heading_of
from knowledge.titles import names_in
from knowledge.words import FUNCTION_WORDS

_OUTLINE = re.compile(
    r"\b(?:agenda|outline|overview|objectives?|learning (?:goals?|outcomes?)|topics?|contents?|readings?|"
    r"references|chapters?|summary|objetivos?|contenidos?|ablauf|gliederung|inhalt|plan du cours|"
    r"sommaire|schedule)\b",
    re.I,
)
_OPENS = re.compile(
    r"(?:an?|the|any|eine?|der|die|das|une?|el|la|los|las|les?)\s+(?:[\w-]+\s+){1,4}"
    r"(?:of|that|which|who|to|for|where|used|von|für|zur?|welche[rs]?|mit|de|del|des|du|que|para|qui|pour)\s",
    re.I,
)
_SAID_BY = re.compile(
    r"[-–—~ ]*(?:[A-ZÄÖÜÉ][\w.'’-]*\s+){1,3}[A-ZÄÖÜÉ][\w.'’-]*(?:,? [^.?!]{0,60})?"
)
_YEAR_LAST = re.compile(r"\d{4}\W*$")
_QUOTED = tuple("\"“”„«'‘")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÉÈÁÍÓÚÑ¿¡“\"(])")
_ALSO_DEFINES = re.compile(
    r"(?<=;)\s+(?=(?:an?|the|eine?|une?) [\w-]+(?: [\w-]+){0,2} (?:is|are|means|ist|est) )", re.I
)
_ASKS = re.compile(r"\?[ \"'*_”’)]*$")
_ARROW = re.compile(r"\s(?:[-=]+>|[→⇒])\s")
_LONG_PROSE, _CODE_LINES = 280, 12
_HEADER_WORDS = 5
Heading = tuple[tuple[str, ...], Text]
"""Its words but for the common ones, in order, and as a text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that can be quoted by itself: a bullet, a sentence, a table's row, lines of code.

    `heads` are the pieces it stands under (its heading bullets, the table's first row), outermost
    first; `term` are the words that it says something of ("Osmosis: …").
    """

    text: str
    said: Text
    bullet: int
    level: int
    form: Form
    heads: tuple[int, ...]
    term: tuple[str, ...]
    termed: Text
    opens: bool
    """Does it only announce what follows: "Challenges:"?"""
    empty: bool


@dataclass(frozen=True)
class Sheet:
    """A slide with its pieces."""

    slide: Slide
    heading: str
    title: Text
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, slide: Slide) -> Sheet:
        heading = heading_of(slide)
        return cls(slide, heading, Text.of(heading), tuple(_pieces(slide)))

    @cached_property
    def whole(self) -> Text:
        """All that the slide says."""
        return Text.of(self.heading, *(p.text for p in self.pieces))

    @cached_property
    def notes(self) -> Text:
        return Text.of(self.slide.notes)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The words of the title, of its parts, and of each heading on the slide."""
        found: list[str] = []
        if not self.slide.title:
            found.append(self.heading.split(" ", 1)[0])
        found += [head for p in self.pieces if (head := head_of(p.text))]
        found += [self.pieces[n].text.rstrip(" :") for n in self.headers]
        return (*self.titled, *(h for h in _headings(found) if h not in self.titled))

    @cached_property
    def headers(self) -> tuple[int, ...]:
        """The pieces of a few words that others stand under: "Flow control:"."""
        above = {head for p in self.pieces for head in p.heads}
        short = (n for n in sorted(above) if len(self.pieces[n].text.split()) <= _HEADER_WORDS)
        return tuple(n for n in short if self.pieces[n].form is Form.TEXT)

    @cached_property
    def titled(self) -> tuple[Heading, ...]:
        """The title, and what of it names the slide's subject by itself."""
        return _headings(names_in(self.heading))

    @cached_property
    def is_opened_by_definition(self) -> bool:
        """Is what the title names told first: "A systematic approach to …"?"""
        return bool(self.pieces and _OPENS.match(self.pieces[0].text))

    @cached_property
    def defined(self) -> Heading | None:
        """What the title itself tells of: "Root hair: a thin outgrowth of a root cell"."""
        term, _, told = self.slide.title.partition(": ")
        return (_named(term), Text.of(term)) if _OPENS.match(f"{told} ") else None

    @cached_property
    def is_outline(self) -> bool:
        """Does it say what is spoken of elsewhere, and nothing of it?"""
        return self.slide.kind is SlideKind.AGENDA or bool(_OUTLINE.search(self.slide.title))

    @cached_property
    def is_opening(self) -> bool:
        """Does it say which lecture this is, and nothing of its subject?"""
        return is_opening(self.slide)

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Pieces that belong together: a heading bullet ("Micro VMs - …") and what is under it."""
        if self.slide.kind is SlideKind.AGENDA:
            return tuple((n,) for n in range(len(self.pieces)))
        nested = any(p.level for p in self.pieces)
        groups: list[list[int]] = []
        for n, piece in enumerate(self.pieces):
            starts = piece.level == 0 if nested else _is_above(piece.text)
            if starts or not groups:
                groups.append([n])
            else:
                groups[-1].append(n)
        return tuple(tuple(g) for g in groups)

    @cached_property
    def labels(self) -> frozenset[int]:
        """The pieces without a word, and those that label a drawing, as several do: "A", "B", "6 5 7"."""
        texts = [p.text if p.form is Form.TEXT else "a formula" for p in self.pieces]
        return labels_in(texts, {n for n, p in enumerate(self.pieces) if p.heads})

    def is_heading(self, n: int) -> bool:
        """Can the piece stand above others?"""
        text = self.pieces[n].text
        headed = bool(head_of(text)) and not tells_when(text)
        return headed or any(p.level for p in self.pieces)

    def spelling(self, short: str) -> tuple[int, ...]:
        """The pieces whose first letters spell `short`, where the title begins with it or the line above names it."""
        if len(short) < 3:
            return ()
        titled = words(self.slide.title)[:1] == [short]
        first = [(n, p.text.lstrip()[:1].casefold()) for n, p in enumerate(self.pieces)]
        for level in sorted({p.level for p in self.pieces}):
            own = [(n, letter) for n, letter in first if self.pieces[n].level == level]
            at = "".join(letter or " " for _, letter in own).find(short)
            named = at > 0 and short in words(self.pieces[own[at][0] - 1].text)
            if at >= 0 and (titled or named):
                return tuple(n for n, _ in own[at : at + len(short)])
        return ()

    def credits(self, n: int) -> bool:
        """Does the piece only name who said what stands before it: "Ada Lovelace, 1843"?"""
        if n < 1 or not _SAID_BY.fullmatch(self.pieces[n].text.strip()):
            return False
        before = self.pieces[n - 1].text
        return before.lstrip()[:1] in _QUOTED or bool(
            _YEAR_LAST.search(self.pieces[n].text)
            and len(before.split()) > _HEADER_WORDS
            and not _YEAR_LAST.search(before)
        )

    def names(self, n: int) -> bool:
        """Does the piece only give a name to what stands before it: "This is called mooring"?"""
        return n > 0 and only_names(self.pieces[n].text)

    def under(self, n: int) -> tuple[int, ...]:
        """The pieces that stand directly or further under this one."""
        return tuple(k for k, p in enumerate(self.pieces) if n in p.heads)

    def quote(self, lines: Sequence[int]) -> str:
        """The pieces as they are quoted: one a line, sentences of one bullet in one line."""
        out: list[str] = []
        before: int | None = None
        for n in lines:
            piece = self.pieces[n]
            if piece.form is Form.TEXT and before == piece.bullet and out:
                out[-1] += " " + piece.text
            else:
                out.append(piece.text)
            before = piece.bullet
        return "\n".join(out)


@dataclass
class Sheets:
    """Sheets of a course's slides, each made when it is first looked at."""

    _made: dict[int, Sheet] = field(default_factory=dict)

    def of(self, slide: Slide) -> Sheet:
        found = self._made.get(id(slide))
        if found is None:
            found = self._made[id(slide)] = Sheet.of(slide)
        return found


def _pieces(slide: Slide) -> Iterator[Piece]:
    above: list[tuple[int, int]] = []
    opened: int | None = None
    left = n = 0
    for at, bullet in enumerate(slide.bullets):
        label = bullet.level == 0 and bullet.form is Form.TEXT and is_label(bullet.text)
        if label or (bullet.level == 0 and not left):
            opened = None
        while above and above[-1][0] >= bullet.level:
            above.pop()
        heads = tuple(k for _, k in above)
        if heads and opened in heads:
            opened = None
        elif opened is not None and not heads:
            heads = (opened,)
        first = n
        for text, is_row in _parts(bullet):
            own = (*heads, first) if is_row and n > first else heads
            yield _piece(text, at, bullet, own, slide.marked)
            n += 1
        above.append((bullet.level, first))
        left -= bullet.level == 0
        if bullet.level == 0 and bullet.form is Form.TEXT and (many := announced_by(bullet.text)):
            opened, left = first, many


def _is_above(text: str) -> bool:
    """Can the lines below belong to it? What an arrow leads to stands behind it."""
    return bool(head_of(text)) and not (_ARROW.search(text) or tells_when(text))


def _piece(
    text: str, at: int, bullet: Bullet, heads: tuple[int, ...], marked: Sequence[str]
) -> Piece:
    plain = bullet.form is Form.TEXT
    term = term_of(text, marked) if plain else ""
    asked = plain and all(_ASKS.search(sentence) for sentence in _SENTENCE_END.split(text))
    aside = plain and is_aside(text)
    return Piece(
        text,
        Text.of(text),
        at,
        bullet.level,
        bullet.form,
        heads,
        _named(term) if term else (),
        Text.of(term) if term else EMPTY,
        opens=plain and announced_by(text) > 0,
        empty=asked or aside or not any(c.isalnum() for c in text),
    )


def _parts(bullet: Bullet) -> Iterator[tuple[str, bool]]:
    """The parts of a bullet that can be quoted, and whether they are rows of a table."""
    if bullet.form is Form.TABLE:
        yield from ((row, True) for row in bullet.text.split("\n") if row.strip())
    elif bullet.form is Form.CODE:
        yield from ((chunk, False) for chunk in _code(bullet.text))
    elif bullet.form is Form.TEXT and len(bullet.text) > _LONG_PROSE:
        yield from ((sentence, False) for sentence in _SENTENCE_END.split(bullet.text))
    elif bullet.form is Form.TEXT:
        yield from ((clause, False) for clause in _ALSO_DEFINES.split(bullet.text))
    else:
        yield bullet.text, False


def _code(text: str) -> list[str]:
    """A listing in parts of a dozen lines, parted at empty lines where there are some."""
    lines = text.split("\n")
    if len(lines) <= _CODE_LINES:
        return [text]
    parts: list[list[str]] = [[]]
    for line in lines:
        if len(parts[-1]) >= _CODE_LINES or (not line.strip() and len(parts[-1]) > 2):
            parts.append([])
        if line.strip() or parts[-1]:
            parts[-1].append(line)
    return ["\n".join(part).rstrip() for part in parts if part]


def _headings(texts: Iterable[str]) -> tuple[Heading, ...]:
    return tuple((own, Text.of(" ".join(own))) for own in dict.fromkeys(map(_named, texts)))


def _named(text: str) -> tuple[str, ...]:
    return tuple(w for w in words(text) if w not in FUNCTION_WORDS)
