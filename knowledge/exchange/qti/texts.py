"""Texts in QTI: HTML in XML, and XML that is HTML."""

from __future__ import annotations

import re
from copy import deepcopy
from html import escape

from lxml import etree
from lxml import html as lxml_html

from knowledge.exchange.markup import as_html, plainest, sent
from knowledge.exchange.model import Draft, Markup, Text
from knowledge.exchange.xml import Element, legal, line_of, local

_A_TAG = re.compile(r"<[A-Za-z]")
_NAMESPACE = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_WRAPPER = re.compile(r"\A<div>((?:(?!</?div\b).)*)</div>\Z", re.S)


def material(element: Element | None, draft: Draft) -> Text:
    """The texts of a `material` of QTI 1.2, as plain as they may be."""
    if element is None:
        return Text()
    found = list(element.iter("{*}mattext", "{*}matimage"))
    pieces = []
    for piece in found:
        if local(piece) == "matimage":
            draft.note("a picture", "pictures are not carried over", line_of(piece))
            continue
        if len(piece):
            pieces.append(_unescaped(piece))
            continue
        words = (piece.text or "").strip()
        is_html = "html" in (piece.get("texttype") or "").casefold()
        pieces.append(words if is_html else escape(words, quote=False).replace("\n", "<br>"))
    return _text("<br>".join(filter(None, pieces)), draft, element)


def _unescaped(piece: Element) -> str:
    """HTML that stands in the XML as elements, all of it or (as some converters write it) in parts."""
    if not _A_TAG.search(piece.text or ""):
        return markup_in(piece)
    parts = [piece.text or ""]
    for child in piece:
        parts.append(str(etree.tostring(child, encoding="unicode", method="html", with_tail=False)))
        parts.append(child.tail or "")
    return _NAMESPACE.sub("", "".join(parts)).strip()


def inner(element: Element | None, draft: Draft) -> Text:
    """What stands in an element of QTI 2.1, as plain as it may be."""
    if element is None:
        return Text()
    return _text(markup_in(element), draft, element)


def markup_in(element: Element) -> str:
    """The inside of an element as HTML, without namespaces and without a frame of divisions."""
    copy = deepcopy(element)
    for child in copy.iter(etree.Element):
        child.tag = local(child)
    etree.cleanup_namespaces(copy)
    copy.tail = None
    while (inside := _only(copy)) is not None and not set(inside.attrib) - {"class"}:
        copy = inside
        if copy.get("class") == "html" and not len(copy):
            return (copy.text or "").strip()  # Canvas's own converter writes HTML as text
    html = str(etree.tostring(copy, encoding="unicode", method="html", with_tail=False))
    return html[html.index(">") + 1 : html.rindex("<")].strip() if "</" in html else ""


def _only(element: Element) -> Element | None:
    """The division that is all there is in an element."""
    children = list(element)
    if len(children) != 1 or local(children[0]) != "div":
        return None
    around = (element.text or "") + (children[0].tail or "")
    return None if around.strip() else children[0]


def _text(html: str, draft: Draft, element: Element) -> Text:
    html = html.strip()
    while found := _WRAPPER.match(html):
        html = found[1].strip()
    return plainest(sent(html, Markup.HTML, draft, line_of(element)))


def filled(parent: Element, text: Text, namespace: str) -> None:
    """Puts a text into an element as XHTML."""
    if text.markup is Markup.PLAIN:
        first, *rest = legal(text.text).split("\n")
        parent.text = first
        for line in rest:
            etree.SubElement(parent, f"{{{namespace}}}br").tail = line
        return
    fragment = lxml_html.fragment_fromstring(legal(as_html(text)), create_parent="div")
    for element in fragment.iter(etree.Element):
        element.tag = f"{{{namespace}}}{element.tag}"
    parent.text = fragment.text
    parent.extend(list(fragment))
