"""Slides that are nothing but a picture, as Keynote and others export them: read as scans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from knowledge.model import Repair
from knowledge.quality import page_ranges
from knowledge.readers.pptx.package import BrokenPart, Package
from knowledge.readers.pptx.page import Page, Text
from knowledge.readers.reading import LACKING, Reading


def read_pictured(
    package: Package, pages: Mapping[int, Page], name: str
) -> tuple[tuple[Repair, ...], list[str]]:
    """Put what is seen on such slides into their pages; the repairs, and what a person should look at."""
    mute = {n: p for n, p in pages.items() if p.pictured and not (p.title or p.texts or p.hidden)}
    pictures = dict(_pictures(package, mute))
    if not mute:
        return (), []
    if not pictures:
        return (), list(_unread(list(mute)))
    reading, places = _scanned(pictures, name)
    for slide in reading.slides:
        page = mute[places[(slide.page or 1) - 1]]
        page.title, page.scanned = slide.title, True
        page.texts = [Text(slide.bullets)] if slide.bullets else []
    return reading.repairs, list(_said(mute, places, reading))


def _pictures(package: Package, mute: Mapping[int, Page]) -> Iterator[tuple[int, bytes]]:
    for place, page in mute.items():
        if page.filled_by:
            try:
                yield place, package.picture(page.filled_by)
            except BrokenPart:
                continue


def _scanned(pictures: Mapping[int, bytes], name: str) -> tuple[Reading, list[int]]:
    """What is read on the pictures, and the slide of each of its pages."""
    from knowledge.readers.pdf import read_pdf  # noqa: PLC0415 - few presentations need it
    from knowledge.readers.picture import as_pages  # noqa: PLC0415

    made, opened = as_pages(list(pictures.values()), name)
    places = [list(pictures)[n] for n in opened]
    return (read_pdf(made, name) if places else Reading(())), places


def _said(mute: Mapping[int, Page], places: Sequence[int], reading: Reading) -> Iterator[str]:
    read = [n for n, page in mute.items() if page.scanned]
    if read:
        verb, it = _verb(read)
        yield f"{page_ranges(read, 'slide')} {verb}; read by OCR, look at {it}"
    unread = [n for n in mute if n not in read]
    if unread and reading.is_whole:
        yield from _unread(unread)
    elif unread:
        yield f"{page_ranges(unread, 'slide')} {_verb(unread)[0]}; {LACKING}"


def _unread(numbers: Sequence[int]) -> Iterator[str]:
    verb, it = _verb(numbers)
    yield f"{page_ranges(numbers, 'slide')} {verb} without text: nothing of {it} is read"


def _verb(numbers: Sequence[int]) -> tuple[str, str]:
    return ("is a picture", "it") if len(numbers) == 1 else ("are pictures", "them")
