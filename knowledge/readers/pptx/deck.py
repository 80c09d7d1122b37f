"""From a presentation's parts to slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from knowledge.errors import UnreadableSource
from knowledge.model import Dropped
from knowledge.readers.builds import fold_builds
from knowledge.readers.drafts import Draft, heading_of, hidden_warning, to_slides
from knowledge.readers.numbering import lecture_in
from knowledge.readers.pptx.names import P14, P, R, local, number
from knowledge.readers.pptx.package import BrokenPart, Element, Package, Relation
from knowledge.readers.pptx.page import Page, read_page
from knowledge.readers.pptx.pictured import read_pictured
from knowledge.readers.pptx.running import drop_running
from knowledge.readers.pptx.styles import Layout
from knowledge.readers.reading import Reading

Progress = Callable[[int, int], None]
_SIZE = (9_144_000, 6_858_000)
_MOST_SLIDES = 5_000
_TITLE_WORDS = 40
"""A slide in the title's layout that says more than this is a slide like any other."""


def read_pptx(data: bytes, name: str, progress: Progress | None = None) -> Reading:
    """The slides of a presentation (.pptx, .ppsx, .potx, .pptm, transitional or strict).

    Hidden slides are among them and say so; a slide that is damaged becomes a warning.

    Raises:
        UnreadableSource: it is damaged, encrypted, a zip bomb, or no presentation.
    """
    package = Package(data, name)
    main = package.main() or ""
    try:
        deck = package.xml(main)
    except BrokenPart:
        raise UnreadableSource(
            name, "there is no presentation in this file: save it again or export it as PDF"
        ) from None
    parts = _slides(deck, package.relations(main))
    if len(parts) > _MOST_SLIDES:
        raise UnreadableSource(name, f"the presentation has more than {_MOST_SLIDES:,} slides")
    pages, warnings = _read(package, parts, _size(deck), progress)
    if parts and not pages:
        raise UnreadableSource(name, "none of its slides can be read: the presentation is damaged")
    dropped = drop_running(list(pages.values()))
    repairs, looked = read_pictured(package, pages, name)
    drafts = list(_drafts(pages, deck, [sid for sid, _ in parts]))
    heading = heading_of(drafts, name, list(_said(package, dropped)))
    warnings += [*_accounts(pages), *looked, *hidden_warning(drafts)]
    slides = fold_builds(to_slides(drafts, name, heading))
    return Reading(
        slides, repairs, dropped=tuple(dropped), warnings=tuple(warnings), pages=len(parts)
    )


def _slides(deck: Element, relations: Mapping[str, Relation]) -> list[tuple[str, str]]:
    """The slides' ids and parts, in the order in which they are shown."""
    ids = deck.iterfind(f"{P}sldIdLst/{P}sldId")
    return [
        (s.get("id") or "", relations[rid].part)
        for s in ids
        if (rid := s.get(f"{R}id") or "") in relations
    ]


def _size(deck: Element) -> tuple[int, int]:
    size = deck.find(f"{P}sldSz")
    if size is None:
        return _SIZE
    wide, high = number(size.get("cx")), number(size.get("cy"))
    return (wide, high) if wide > 0 and high > 0 else _SIZE


def _read(
    package: Package,
    parts: Sequence[tuple[str, str]],
    size: tuple[int, int],
    progress: Progress | None,
) -> tuple[dict[int, Page], list[str]]:
    pages: dict[int, Page] = {}
    warnings: list[str] = []
    layouts: dict[str, Layout] = {}
    for place, (_, part) in enumerate(parts, 1):
        try:
            pages[place] = read_page(package, part, layouts, size)
        except BrokenPart:
            warnings.append(f"slide {place} is damaged and was left out")
        if progress:
            progress(place, len(parts))
    return pages, warnings


def _drafts(pages: Mapping[int, Page], deck: Element, ids: Sequence[str]) -> Iterator[Draft]:
    first = number(deck.get("firstSlideNum"), 1)
    lectures = _lectures(deck)
    for place, page in pages.items():
        bullets = [bullet for text in page.texts for bullet in text.bullets]
        words = sum(len(bullet.text.split()) for bullet in bullets)
        yield Draft(
            title=page.title,
            bullets=bullets,
            notes=page.notes,
            page=place,
            number=first + place - 1,
            lecture=lectures.get(ids[place - 1]),
            hidden=page.hidden,
            scanned=page.scanned,
            opens=page.opens and words <= _TITLE_WORDS,
            marked=page.marked,
        )


def _lectures(deck: Element) -> dict[str, int | None]:
    """The lecture of each slide, by its id, where sections part a file into several lectures."""
    lectures = {
        entry.get("id") or "": lecture_in([section.get("name") or ""])
        for section in deck.iter(f"{P14}section")
        for entry in section.iter(f"{P14}sldId")
    }
    several = len(set(lectures.values()) - {None}) > 1
    return lectures if several else {}


def _said(package: Package, dropped: Sequence[Dropped]) -> Iterator[str]:
    """Footers, then the file's own properties: its title and subject, not when it was saved."""
    yield from (item.text for item in dropped)
    cores = (r.part for r in package.relations("").values() if r.kind == "core-properties")
    for part in cores:
        try:
            root = package.xml(part)
        except BrokenPart:
            continue
        yield from (e.text or "" for e in root if local(e) in {"title", "subject"})


def _accounts(pages: Mapping[int, Page]) -> Iterator[str]:
    for place, page in pages.items():
        for program in page.embedded:
            yield f"slide {place}: an embedded object ({program}) was left out"
