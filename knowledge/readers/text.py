"""Plain and OCR text of slides or of a slide handout.

Blocks of lines are parted by form feeds, rules and longer gaps; a block with several footer groups
is parted behind each. What is not part of a slide is dropped with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge import footers as ft
from knowledge.bullets import Item, Line, has_mark, is_caps, is_heading, split_title, to_items
from knowledge.dates import full_date
from knowledge.footers import Consensus, Footer
from knowledge.model import Bullet, Dropped, Repair, Slide
from knowledge.readers.columns import Numbered, in_reading_order
from knowledge.readers.drafts import kind_of
from knowledge.readers.marks import with_marks
from knowledge.readers.numbering import counted_pages, lecture_number, page_numbers, pages_of
from knowledge.readers.reading import Reading
from knowledge.repair import Repairer

_GAP = 3
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]*)?/?>")
_ATTRIBUTION = re.compile(
    r"^\s*(?:slides?|folien|notes)\s+(?:by|adapted from|courtesy of|von)\s+\S", re.I
)


@dataclass
class _Block:
    """Lines that may be one slide, with the footer parts found among them."""

    lines: list[Line] = field(default_factory=list)
    footers: list[Footer] = field(default_factory=list)
    _kinds: set[str] = field(default_factory=set)

    @property
    def mark(self) -> Footer | None:
        return next((f for f in self.footers if f.kind == ft.MARK), None)

    def has(self, kind: str) -> bool:
        return kind in self._kinds

    def add(self, footers: Sequence[Footer]) -> None:
        self.footers += footers
        self._kinds.update(footer.kind for footer in footers)


@dataclass
class _Account:
    """What happened to the lines that are on no slide."""

    dropped: list[Dropped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_text(text: str, file: str) -> Reading:
    """Slides of a text file, in its order. Never raises; the same text gives the same slides."""
    account = _Account()
    ordered = in_reading_order(list(enumerate(_untagged(text, account), 1)))
    marked, marks = with_marks([line for _, line in ordered])
    account.repairs += marks
    ordered = [(number, line) for (number, _), line in zip(ordered, marked, strict=True)]
    chunks = [page for chunk in _chunks(ordered) for page in counted_pages(chunk)]
    running = ft.running_lines([[line.text for line in chunk] for chunk in chunks])
    pages = [page for chunk in chunks for page in pages_of(chunk)]
    blocks = [b for page in pages for b in _blocks(page, running)]
    consensus = ft.agree([f for b in blocks for f in b.footers])
    account.repairs += consensus.repairs
    blocks = _settle(blocks, consensus, account)
    numbers = page_numbers([_lone_numbers(b) for b in blocks])
    repairer = Repairer.learn([line.bare for b in blocks for line in b.lines], consensus)
    found = [_slide(b, file, consensus, repairer, account) for b in blocks]
    slides = [_numbered(s, n) for s, n in zip(found, numbers, strict=True) if s is not None]
    lecture = consensus.lecture or lecture_number(slides[:1], file)
    account.repairs += repairer.repairs
    account.warnings += repairer.flags
    return Reading(
        tuple(replace(s, lecture=s.lecture or lecture) for s in slides),
        tuple(sorted(account.repairs, key=lambda r: (r.line or 0, r.original))),
        tuple(sorted(account.dropped, key=lambda d: d.line or 0)),
        tuple(account.warnings),
    )


def _untagged(text: str, account: _Account) -> list[str]:
    lines = text.replace("\f", "\n\f\n").split("\n")
    for n, line in enumerate(lines):
        for tag in _TAG.findall(line):
            account.dropped.append(Dropped(tag, "a markup tag", n + 1))
        lines[n] = _TAG.sub("", line)
    return lines


def _chunks(lines: Sequence[Numbered]) -> Iterator[list[Line]]:
    """Groups of lines between form feeds, rules and gaps of several empty lines."""
    chunk: list[Line] = []
    blank = 0
    for number, line in lines:
        rule = bool(re.fullmatch(r"\s*(?:-{3,}|={3,}|_{3,}|\f)\s*", line)) or line == "\f"
        if not line.strip() or rule:
            blank += _GAP if rule else 1
            continue
        if chunk and blank >= _GAP:
            yield chunk
            chunk = []
        chunk.append(Line(number, line, blank))
        blank = 0
    if chunk:
        yield chunk


def _blocks(page: Sequence[Line], running: Sequence[str]) -> Iterator[_Block]:
    """A page's slides: the next one begins behind a whole footer group, or at a new heading."""
    block = _Block()
    for line, following in zip(page, [*page[1:], None], strict=True):
        body, found = ft.split_footer(line.text, line.number, running)
        fresh = _complete(block) and not _may_be_debris(line, last=following is None)
        heads = _new_heading(line, block) or _heads_bullets(line, following, block)
        if body and block.lines and (fresh or heads):
            yield block
            block = _Block()
        if body:
            kept = (
                line.text
                if not found
                else line.text[: len(line.text) - len(line.text.lstrip())] + body
            )
            behind = block.has(ft.COURSE) or block.has(ft.INSTITUTION)
            block.lines.append(Line(line.number, kept, line.blank_before, after_footer=behind))
        block.add(found)
    yield block


def _complete(block: _Block) -> bool:
    return block.has(ft.DATE) and (block.has(ft.COURSE) or block.has(ft.MARK))


def _new_heading(line: Line, block: _Block) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", line.bare) if len(w) > 2]
    body = any(not is_caps(before.bare) for before in block.lines)
    fresh = (
        line.blank_before > 0 or block.has(ft.MARK) or block.has(ft.DATE) or block.has(ft.RUNNING)
    )
    return body and fresh and len(words) >= 2 and is_caps(line.bare)


def _heads_bullets(line: Line, following: Line | None, block: _Block) -> bool:
    """Plain text: behind an empty line, a short line without a mark over lines that have one."""
    return (
        line.blank_before > 0
        and following is not None
        and has_mark(following.text)
        and not has_mark(line.text)
        and is_heading(line.bare)
        and any(has_mark(before.text) for before in block.lines)
    )


def _settle(blocks: Sequence[_Block], consensus: Consensus, account: _Account) -> list[_Block]:
    """Keep the blocks that are slides; hand a mark read ahead of its slide on to it."""
    kept: list[_Block] = []
    waiting: Footer | None = None
    numbers: list[int] = []
    for block in blocks:
        _strip_strays(block, consensus, account)
        numbers += _lone_numbers(block)
        if not block.lines:
            waiting = block.mark or waiting
        else:
            if waiting is not None and block.mark is None:
                block.add([waiting])
            waiting = None
            kept.append(block)
        account.dropped += [
            Dropped(f.text, _why(f), f.line) for f in block.footers if f is not waiting
        ]
    if numbers != sorted(numbers):
        account.warnings.append("slide numbers stand out of order: " + ", ".join(map(str, numbers)))
    account.dropped = list(dict.fromkeys(account.dropped))
    return kept


def _lone_numbers(block: _Block) -> list[int]:
    return [f.slide for f in block.footers if f.kind == ft.NUMBER and f.slide is not None]


def _numbered(slide: Slide, number: int | None) -> Slide:
    return slide if slide.slide is not None else replace(slide, slide=number)


def _why(footer: Footer) -> str:
    return footer.kind + (
        " alone on its line" if footer.kind == ft.NUMBER else " of a running footer"
    )


def _strip_strays(block: _Block, consensus: Consensus, account: _Account) -> None:
    """Take attributions, misread dates and what logos left out of a block's lines."""
    lines: list[Line] = []
    footer_ended = min(
        (f.line for f in block.footers if f.kind in {ft.COURSE, ft.DATE}), default=None
    )
    for line in block.lines:
        if _ATTRIBUTION.match(line.bare):
            account.dropped.append(Dropped(line.bare, "attribution of the slides", line.number))
        elif ft.is_misread_date(line.bare, consensus.day):
            _mend_date(block, line, consensus, account)
        elif footer_ended is not None and line.number > footer_ended and _is_debris(line, block):
            why = "a stray word behind the footer: what a scan makes of a logo"
            account.dropped.append(Dropped(line.bare, why, line.number))
        elif _is_misread_footer(line, consensus):
            account.dropped.append(Dropped(line.bare, "a running footer, misread", line.number))
        else:
            lines.append(line)
    block.lines[:] = lines


def _mend_date(block: _Block, line: Line, consensus: Consensus, account: _Account) -> None:
    day = consensus.day
    if day is None:
        return
    right = f"{day:%B} {day.day}, {day.year}"
    evidence = "the date in the footers of the other slides"
    account.repairs.append(Repair(line.bare, right, evidence, line.number))
    block.add([Footer(ft.DATE, line.bare, line.number, day=day)])


def _may_be_debris(line: Line, *, last: bool = False) -> bool:
    return len(line.bare) <= 6 and line.bare.isalpha() and (last or line.blank_before > 0)


def _is_debris(line: Line, block: _Block) -> bool:
    if not _may_be_debris(line, last=line is block.lines[-1]):
        return False
    others = re.findall(r"\w+", " ".join(x.bare for x in block.lines if x is not line).casefold())
    return line.bare.casefold() not in others


def _is_misread_footer(line: Line, consensus: Consensus) -> bool:
    known = [k for k in (consensus.course_line, consensus.institution) if k]
    return len(line.bare) > 15 and any(ft.alike(line.bare, k) for k in known)


def _slide(
    block: _Block, file: str, consensus: Consensus, repairer: Repairer, account: _Account
) -> Slide | None:
    title, body = split_title(block.lines)
    items, joined = to_items(body)
    account.repairs += joined
    mended_title = repairer.mend(title, block.lines[0].number)
    bullets = tuple(_bullet(item, repairer) for item in items)
    if not mended_title and not bullets:
        return None
    mark = block.mark
    slide = Slide(
        file=file,
        title=mended_title,
        bullets=bullets,
        lecture=mark.lecture if mark and mark.lecture is not None else consensus.lecture,
        slide=mark.slide if mark else None,
        date=next((f.day for f in block.footers if f.day), None)
        or consensus.day
        or full_date(mended_title),
        course=consensus.course,
    )
    return replace(slide, kind=kind_of(slide.title, slide.bullets))


def _bullet(item: Item, repairer: Repairer) -> Bullet:
    mended = repairer.mend(item.text, item.line)
    return Bullet(mended, item.level, item.text if mended != item.text else None)
