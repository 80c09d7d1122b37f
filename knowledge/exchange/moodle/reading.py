"""Moodle XML in."""

from __future__ import annotations

from dataclasses import replace

from knowledge.exchange.gift.blocks import category_of
from knowledge.exchange.labels import with_tags
from knowledge.exchange.limits import MAX_TEXT, is_full
from knowledge.exchange.model import Draft, Format, Imported, Item, Kind, Refused
from knowledge.exchange.moodle.answers import is_true, text_in, with_answers
from knowledge.exchange.moodle.formats import EXTRAS, KNOWN, SETTINGS
from knowledge.exchange.numbers import number
from knowledge.exchange.xml import Element, content, ends, line_of, local, parse


def read_moodle_xml(text: str, name: str, draft: Draft) -> Imported:
    """The questions of a Moodle XML file; those that cannot be read are notes.

    Raises:
        UnreadableSource: nothing in it can be read.
    """
    document = parse(text, name, draft)
    questions = list(document.root.iter("question"))
    category = ""
    settings: set[str] = set()
    for element, last in zip(questions, ends(questions), strict=True):
        draft.line = line_of(element)
        if element.get("type") == "category":
            category = category_of(content(element.find("category/text")))
            if content(element.find("info/text")):
                draft.note("what is said of a category", "not carried over")
            continue
        if is_full(draft, draft.line):
            break
        draft.question += 1
        settings |= SETTINGS & {local(child) for child in element}
        try:
            if document.is_broken(draft.line, last):
                raise Refused("a question in broken XML", "mend the file there and send it again")
            draft.items.append(_item(element, category, draft))
        except Refused as refusal:
            draft.note(refusal.what, refusal.why)
    if settings:
        draft.question, draft.line = 0, None
        draft.note("Moodle's settings", f"not carried over: {', '.join(sorted(settings))}")
    return draft.done(Format.MOODLE_XML)


def _item(element: Element, category: str, draft: Draft) -> Item:
    if sum(len(words) for words in element.itertext()) > 4 * MAX_TEXT:
        raise Refused("a question as long as a book", "take its pictures out or split it")
    stem = text_in(element.find("questiontext"), draft)
    points = number(content(element.find("defaultgrade")) or "1")
    item = Item(
        Kind.DESCRIPTION,
        stem,
        feedback=text_in(element.find("generalfeedback"), draft),
        when_right=text_in(element.find("correctfeedback"), draft),
        when_partly=text_in(element.find("partiallycorrectfeedback"), draft),
        when_wrong=text_in(element.find("incorrectfeedback"), draft),
        name=" ".join(content(element.find("name/text")).split()),
        id=" ".join(content(element.find("idnumber")).split()),
        category=category,
        shuffle=is_true(element, "shuffleanswers", default=True),
        points=float(points) if points is not None else 1.0,
    )
    item = with_answers(item, element, draft)
    if not item.stem:
        raise Refused("a question without words", "it is left out")
    if item.kind is Kind.DESCRIPTION:
        item = replace(item, points=1.0)
    _note_extras(element, draft)
    return with_tags(item, [content(tag.find("text")) for tag in element.iterfind("tags/tag")])


def _note_extras(element: Element, draft: Draft) -> None:
    for child in element:
        what = local(child)
        known = what in KNOWN or what in SETTINGS or not what
        if not known and "".join(child.itertext()).strip():
            draft.note(EXTRAS.get(what, f"<{what}>"), "not carried over", line_of(child))
    for file in element.iter("file"):
        name = (file.get("name") or "a file")[:60]
        draft.note(
            name, "files are not carried over: add it by hand where it matters", line_of(file)
        )
