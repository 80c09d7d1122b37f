"""Markdown lectures: Marp, Slidev, reveal.js and remark decks, lecture notes, announcements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from knowledge.model import Entry, Form
from knowledge.readers.authors import author_note
from knowledge.readers.builds import fold_builds
from knowledge.readers.drafts import Draft, heading_of, hidden_warning, to_slides
from knowledge.readers.faq import NAMED, Said, faq_entry, pairs, questions_in
from knowledge.readers.lending import lend_titles
from knowledge.readers.markdown.blocks import Block, blocks_of, references
from knowledge.readers.markdown.cleaning import cleaned, footnotes
from knowledge.readers.markdown.flavour import Flavour
from knowledge.readers.markdown.inline import tidy, without_settings
from knowledge.readers.markdown.matter import Matter
from knowledge.readers.markdown.menus import without_menus
from knowledge.readers.markdown.page import Page
from knowledge.readers.markdown.pages import Source, part
from knowledge.readers.markdown.sections import (
    below_headings,
    sections,
    set_off_in,
    titled,
    with_subtitle,
)
from knowledge.readers.markdown.styled import with_styled
from knowledge.readers.numbering import title_of_name
from knowledge.readers.reading import Reading

__all__ = ["read_markdown"]

_NUMBERED = frozenset({Flavour.MARP, Flavour.DECKSET})
"""Their pages count as slides, where the others hide slides and nest them, and a line's end is one on the slide."""
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_PICTURE = re.compile(r"!\[([^\]\n]*[^\W\d_]{3}[^\]\n]*)\]\(")
"""A page that holds only a picture is known by what the picture is called."""
_DUE_KEYS = ("due", "due_date", "duedate", "deadline", "due-date", "abgabe", "entrega")
_NUMBER_KEYS = ("lecture", "session", "week", "module", "unit", "vorlesung", "semana", "cours")


def read_markdown(text: str, file: str) -> Reading:
    """The slides of a Markdown file, as the program it was written for would part them.

    Notes without slides are parted at their headings. Numbers and dates are those that the front
    matter, the title slide or the file's name give.
    """
    source = part(text)
    faq: list[Entry] = []
    defined: dict[str, str] = {}
    bodies = [_body(page, source.flavour, defined) for page in source.pages]
    env = references("\n\n".join(bodies))
    breaks = source.flavour in _NUMBERED
    remark = source.flavour is Flavour.REMARK
    read = [
        with_styled(blocks_of(body, env, breaks=breaks), page.text, remark=remark)
        for page, body in zip(source.pages, bodies, strict=True)
    ]
    read = without_menus(read, [page.lines for page in source.pages])
    written = [_without_faq(blocks, source, file, faq) for blocks in read]
    often = Counter(titled(blocks)[0] for blocks in written)
    drafts = [
        draft
        for number, (page, blocks) in enumerate(zip(source.pages, written, strict=True), 1)
        for draft in _drafts(page, blocks, source.flavour, number, often)
    ]
    _add_footnotes(drafts, source.pages, bodies, defined)
    if source.flavour is not Flavour.NOTES:
        lend_titles(drafts)
    _introduce(drafts, source, file)
    slides = to_slides(
        drafts, file, heading_of([d for d in drafts if not d.empty], file, _said(source.matter))
    )
    if source.flavour is not Flavour.NOTES:
        slides = fold_builds(slides)
    pages = len(slides) if source.flavour is Flavour.NOTES else len(source.pages)
    return Reading(
        slides,
        dropped=tuple(source.dropped),
        warnings=tuple(hidden_warning(drafts)),
        pages=pages,
        faq=tuple(faq),
    )


def _body(page: Page, flavour: Flavour, defined: dict[str, str]) -> str:
    return footnotes(cleaned(page.text, flavour), lambda name, said: defined.update({name: said}))


def _drafts(
    page: Page, blocks: Sequence[Block], flavour: Flavour, number: int, often: Mapping[str, int]
) -> Iterator[Draft]:
    notes = [said for note in page.notes if (said := _plain(note))]
    if flavour is Flavour.NOTES:
        for section in sections(blocks):
            yield Draft(
                section.title, [b.bullet for b in section.blocks], notes, marked=section.set_off
            )
            notes = []
        return
    if not blocks:
        pictures = map(without_settings, _PICTURE.findall(page.text)[:1])
        blocks = [Block(said) for said in pictures if said]
    marked = set_off_in(blocks)
    title, rest = titled(blocks)
    if often[title] > 1:
        title, rest = with_subtitle(title, rest)
    title = title or page.matter.get("title")
    bullets = [b.bullet for b in below_headings(rest)]
    counted = number if flavour in _NUMBERED else None
    yield Draft(
        title, bullets, notes, page=number, number=counted, hidden=page.hidden, marked=marked
    )


def _without_faq(
    blocks: Sequence[Block], source: Source, file: str, faq: list[Entry]
) -> list[Block]:
    """The blocks of a page but for questions with their answers, which go to `faq`."""
    said = [Said(b.text, b.level, b.rank) for b in blocks]
    titles = (source.matter.get("title"), file, *(b.text for b in blocks[:1] if b.rank))
    named = any(NAMED.search(title.replace("_", " ").replace("-", " ")) for title in titles)
    if source.flavour is not Flavour.NOTES and not named:
        return list(blocks)
    found = questions_in(said, named=named)
    faq += [faq_entry(question, answer, (), file) for question, answer in pairs(said, found)]
    taken = {m for n, (_, end) in found.items() for m in range(n, end)}
    heads = {n for n, b in enumerate(blocks) if b.rank and n + 1 in taken}
    return [b for n, b in enumerate(blocks) if n not in taken | heads]


def _plain(note: str) -> str:
    """A speaker's note without Markdown's marks, a line each."""
    return "\n".join("  " * block.level + block.text for block in blocks_of(note))


def _add_footnotes(
    drafts: Sequence[Draft],
    pages: Sequence[Page],
    bodies: Sequence[str],
    defined: Mapping[str, str],
) -> None:
    """Put each footnote below the slide that refers to it; in notes, below the last one."""
    if not defined:
        return
    left = dict(defined)
    if len(drafts) == len(pages):
        for draft, body in zip(drafts, bodies, strict=True):
            for name in dict.fromkeys(_MARK.findall(body)):
                if said := left.pop(name, ""):
                    _add_note(draft, said)
    kept = [draft for draft in drafts if not draft.empty]
    for said in left.values():
        _add_note(kept[-1] if kept else drafts[-1], said)


def _add_note(draft: Draft, said: str) -> None:
    for block in blocks_of(said):
        draft.add(block.text, 1, Form.TEXT if block.rank else block.form)
        draft.marked += block.marked


def _introduce(drafts: Sequence[Draft], source: Source, file: str) -> None:
    """What only the front matter says: the title of a page without one, who wrote it, and what is due.

    A file of a single text without any title is known by the file's name.
    """
    kept = [draft for draft in drafts if not draft.empty]
    if not kept:
        return
    first = kept[0]
    if source.flavour is Flavour.NOTES:
        said = tidy(source.matter.get("title")).replace("\n", " ")
        title = said or ("" if any(draft.title for draft in kept) else title_of_name(file))
        for draft in takewhile(lambda draft: not draft.title, kept):
            draft.title = title
    if signed := author_note(source.matter.text):
        first.notes.append(signed)
    due = source.matter.get(*_DUE_KEYS)
    if due:
        first.add(f"Due: {due}")
    first.opens = source.flavour is not Flavour.NOTES and bool(first.title) and not first.bullets


def _said(matter: Matter) -> list[str]:
    """What the front matter says of the lecture's number and day, as text to be searched."""
    number = next((f"lecture {v}" for key in _NUMBER_KEYS if (v := matter.get(key)).isdigit()), "")
    return [
        number,
        matter.get("date"),
        matter.get("title"),
        matter.get("subtitle"),
        matter.get("info"),
    ]
