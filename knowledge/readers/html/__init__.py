"""HTML lectures: decks of slides, and ordinary pages parted at their headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lxml import etree
from lxml import html as lxml_html

from knowledge.errors import UnreadableSource
from knowledge.readers.authors import AUTHOR, note_of
from knowledge.readers.drafts import Draft, heading_of, hidden_warning, to_slides
from knowledge.readers.html.decks import Page, pages_of, remark_source, slides_of
from knowledge.readers.html.walker import read_blocks
from knowledge.readers.lending import lend_titles
from knowledge.readers.markdown import read_markdown
from knowledge.readers.markdown.menus import without_menus
from knowledge.readers.markdown.sections import below_headings, sections, set_off_in, titled
from knowledge.readers.reading import Reading

__all__ = ["read_html"]

_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SETS_FORMULAS = re.compile(r"mathjax|katex|\bmath\b[^>]*inline", re.I)
_OPENING_WORDS = 40


def read_html(text: str, name: str) -> Reading:
    """The slides of an HTML page; nothing that it refers to is fetched.

    reveal.js (also with Markdown inside), remark, Slidy, S5, impress.js, Marp and their like give
    their slides; any other page is parted at its headings.

    Raises:
        UnreadableSource: there is no text in it.
    """
    root = _parsed(text, name)
    written = remark_source(root)
    if written is not None:
        return read_markdown(written, name)
    dollars = bool(_SETS_FORMULAS.search(text))
    slides = slides_of(root)
    warnings: list[str] = []
    if slides:
        pages = [page for slide in slides for page in pages_of(slide, dollars=dollars)]
        missing = list(dict.fromkeys(page.missing for page in pages if page.missing))
        if missing:
            warnings.append(f"slides in other files are not read with it: {', '.join(missing)}")
        drafts = _deck([page for page in pages if not page.missing])
        lend_titles(drafts)
    else:
        drafts = _sections(root, dollars)
    kept = [draft for draft in drafts if not draft.empty]
    if not kept and not warnings:
        raise UnreadableSource(name, "there is no text on this page")
    if kept and (signed := note_of(AUTHOR, _meta(root, {"author", "dcterms.creator"}))):
        kept[0].notes.append(signed)
    warnings += hidden_warning(kept)
    made = to_slides(kept, name, heading_of(kept, name, _said(root)))
    return Reading(made, warnings=tuple(warnings), pages=len(drafts) if slides else len(made))


def _parsed(text: str, name: str) -> etree._Element:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        return lxml_html.document_fromstring(
            _DECLARED.sub("", text.replace("\x00", "")), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableSource(name, "there is no text on this page") from None


def _deck(pages: Sequence[Page]) -> list[Draft]:
    drafts = []
    shown = without_menus([list(page.blocks) for page in pages])
    for place, (page, blocks) in enumerate(zip(pages, shown, strict=True), 1):
        title, rest = titled(blocks)
        bullets = [block.bullet for block in below_headings(rest)]
        words = sum(len(bullet.text.split()) for bullet in bullets)
        opens = place == 1 and bool(title) and words <= _OPENING_WORDS
        draft = Draft(
            title, bullets, list(page.notes), page=place, number=place, hidden=page.hidden
        )
        draft.opens = opens
        draft.marked = set_off_in(blocks)
        drafts.append(draft)
    return drafts


def _sections(root: etree._Element, dollars: bool) -> list[Draft]:
    found = sections(read_blocks(_content(root), dollars=dollars))
    return [Draft(s.title, [block.bullet for block in s.blocks], marked=s.set_off) for s in found]


def _content(root: etree._Element) -> etree._Element:
    """The page's main part, where it says which that is and most of the text is in it."""
    body = root.find("body")
    body = root if body is None else body
    whole = len(" ".join(body.itertext()))
    for path in ("//main", "//*[@role='main']", "//article"):
        found = body.xpath(path)
        if len(found) == 1 and 2 * len(" ".join(found[0].itertext())) >= whole:
            return found[0]
    return body


def _said(root: etree._Element) -> list[str]:
    """What the page says of itself: its title, its date."""
    title = root.findtext(".//title") or ""
    dates = _meta(root, {"date", "dcterms.date", "dc.date"})
    return [title, *dates, *(t.get("datetime") or "" for t in root.iter("time"))]


def _meta(root: etree._Element, names: Collection[str]) -> list[str]:
    """What the page's head says under these names."""
    told = (m for m in root.iter("meta") if (m.get("name") or "").lower() in names)
    return [meta.get("content") or "" for meta in told]
