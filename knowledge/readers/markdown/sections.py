"""Notes without rules between slides: headings open them, long sections are parted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Form
from knowledge.readers.markdown.blocks import Block

_WORDS = 220
"""Of a part of a long section: about what a slide can hold."""
_RANKS = 3
_SAYS_LITTLE = re.compile(
    r"(?:an?\s+|the\s+|some\s+|more\s+|other\s+)?(?:overview|introduction|intro|background|motivation|examples?|"
    r"summary|conclusions?|discussion|exercises?|notes?|details?|definitions?|objectives|goals?|questions?|answers?|"
    r"solutions?|hints?|usage|setup|steps?|results?|pros(?: and cons)?|cons|advantages|disadvantages|benefits|"
    r"limitations|problems?|remarks?|tips|resources|references|readings?|tasks?|part\s+\w+|step\s+\d+|"
    r"überblick|einleitung|einführung|beispiele?|zusammenfassung|aufgaben?|übung(?:en)?|vorteile|nachteile|ziele?|"
    r"definition(?:en)?|lösung(?:en)?|hinweise?|introducción|ejemplos?|resumen|ejercicios?|ventajas|desventajas|"
    r"objetivos|conclusiones|exemples?|résumé|exercices?|avantages|inconvénients|objectifs)[\s.:!?…\d]*",
    re.I,
)
_IS_NO_SUBJECT = re.compile(
    r"\W*(?:(?:any|your|noch) )?(?:questions?|fragen|preguntas|break|pause|pausa|thank|thanks|danke|gracias|merci|the end|ende|fin)\b",
    re.I,
)
SEPARATOR = " › "
_TITLE_WORDS = 12
_ONLY_NUMBERED = re.compile(r"(?:slide|folie|page|diapositiva|diapo)\s+\d+", re.I)
"""What a program calls slides whose text it has taken from another file."""
_NUMBERED = re.compile(r"^(?:slide|folie|diapositiva|diapo)\s+\d+\s*[:.–—-]\s*(?=\S)", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading, up to the next."""

    title: str
    blocks: tuple[Block, ...]
    line: int = 0
    marked: tuple[str, ...] = ()
    """What is set off in the heading."""

    @property
    def set_off(self) -> list[str]:
        """What is set off in the heading and in the blocks."""
        return [*self.marked, *set_off_in(self.blocks)]


def sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """The page in sections; a heading that says little alone has the one above it ahead.

    "Examples" below "Binary search trees" becomes "Binary search trees › Examples", and so do
    headings that recur; every other title stays as it is written.
    """
    ranks = sorted({b.rank for b in blocks if b.rank})[:_RANKS]
    often = Counter(b.text.casefold() for b in blocks if b.rank in ranks)
    path: dict[int, str] = {}
    title, line, held, marked = "", 0, list[Block](), tuple[str, ...]()
    for block in blocks:
        if block.rank in ranks:
            yield from _parts(_named(Section(title, tuple(held), line, marked)))
            path = {rank: text for rank, text in path.items() if rank < block.rank}
            above = path[max(path)] if path else ""
            path[block.rank] = block.text
            title, line, held, marked = block.text, block.line, [], block.marked
            if above and (_SAYS_LITTLE.fullmatch(title) or often[title.casefold()] > 1):
                title = f"{above}{SEPARATOR}{title}"
        else:
            held.append(block)
    yield from _parts(_named(Section(title, tuple(held), line, marked)))


def set_off_in(blocks: Sequence[Block]) -> list[str]:
    """What is set off in the lines of the blocks."""
    return [phrase for block in blocks for phrase in block.marked]


def says_little(title: str) -> bool:
    """Would it not tell alone what is spoken of: "Examples", "Any questions?"."""
    return bool(_SAYS_LITTLE.fullmatch(title) or _IS_NO_SUBJECT.match(title))


def _named(section: Section) -> Section:
    """A section that is called "Slide 3" by the first line below what announces its text."""
    if not _ONLY_NUMBERED.fullmatch(section.title.rpartition(SEPARATOR)[2]):
        return section
    announced = bool(section.blocks) and section.blocks[0].bold
    said = section.blocks[announced and section.blocks[0].text.endswith(":") :]
    if not said or said[0].form is not Form.TEXT or len(said[0].text.split()) > _TITLE_WORDS:
        return section
    return replace(section, title=said[0].text.rstrip(":"), blocks=said[1:])


def titled(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """The title is the highest of the headings that stand together first, else a bold line ahead of others."""
    first = next((n for n, block in enumerate(blocks) if block.rank), None)
    if first is None:
        if len(blocks) > 1 and blocks[0].bold and len(blocks[0].text.split()) <= _TITLE_WORDS:
            return _NUMBERED.sub("", blocks[0].text), list(blocks[1:])
        return "", list(blocks)
    end = first
    while end < len(blocks) and blocks[end].rank:
        end += 1
    at = min(range(first, end), key=lambda n: (blocks[n].rank, n))
    return blocks[at].text, [*blocks[:at], *blocks[at + 1 :]]


def with_subtitle(title: str, blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """A title that several slides have, with the lesser heading right below it: that tells them apart.

    A heading that is all there is below it stays: it is what the slide says.
    """
    if not (title and len(blocks) > 1 and blocks[0].rank):
        return title, list(blocks)
    return f"{title}{SEPARATOR}{blocks[0].text}", list(blocks[1:])


def below_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Lesser headings as bullets, with what stands below them one level deeper.

    A bold line right above a list heads it in the same way.
    """
    shifted: list[Block] = []
    deeper = listed = 0
    for n, block in enumerate(blocks):
        if block.rank:
            shifted.append(replace(block, level=0, rank=0))
            deeper, listed = 1, 0
            continue
        listed = listed if block.item else 0
        shifted.append(replace(block, level=block.level + deeper + listed))
        if block.bold and len(block.text.split()) <= _TITLE_WORDS:
            listed = int(n + 1 < len(blocks) and blocks[n + 1].item)
    return tuple(shifted)


def _parts(section: Section) -> Iterator[Section]:
    """A section, or slides of the same title where it is longer than a slide can be."""
    units = list(_units(below_headings(section.blocks)))
    whole = sum(_size(unit) for unit in units)
    if whole <= _WORDS * 1.5:
        yield replace(section, blocks=tuple(b for unit in units for b in unit))
        return
    wanted = whole / round(whole / _WORDS)
    parts: list[list[Block]] = [[]]
    seen = 0.0
    for n, unit in enumerate(units):
        leads = n > 0 and units[n - 1][-1].text.endswith(":")
        if parts[-1] and not leads and seen + _size(unit) / 2 > wanted * len(parts):
            parts.append([])
        parts[-1] += unit
        seen += _size(unit)
    for part in parts:
        yield Section(section.title, tuple(part), part[0].line, section.marked)


def _units(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Outermost bullets with all that belongs to them."""
    unit: list[Block] = []
    for block in blocks:
        if unit and block.level == 0:
            yield unit
            unit = []
        unit.append(block)
    if unit:
        yield unit


def _size(unit: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in unit)
