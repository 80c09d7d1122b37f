"""HTML lectures: reveal.js, Slidy and its like, and ordinary pages."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from knowledge.errors import UnreadableSource
from knowledge.readers.drafts import Draft, heading_of, to_slides
from knowledge.readers.reading import Reading


def read_html(text: str, name: str) -> Reading:
    """The slides of an HTML page.

    Raises:
        UnreadableSource: there is nothing in it.
    """
    try:
        parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        raise UnreadableSource(name, "the page is empty") from None
    drafts = [Draft()]
    for element in root.iter("h1", "h2", "h3", "li", "p"):
        words = " ".join(str(element.text_content()).split())
        if element.tag in {"h1", "h2", "h3"}:
            drafts.append(Draft(words))
        else:
            drafts[-1].add(words)
    kept = [d for d in drafts if not d.empty]
    slides = to_slides(kept, name, heading_of(kept, name))
    return Reading(slides, pages=len(slides))
