"""Moodle XML out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from knowledge.exchange.labels import tags_of
from knowledge.exchange.losses import Part, unsaid
from knowledge.exchange.model import (
    TRUE,
    Exported,
    Format,
    Item,
    Kind,
    Markup,
    Note,
    Text,
)
from knowledge.exchange.moodle.cloze import write_cloze
from knowledge.exchange.moodle.formats import FORMATS, TYPES
from knowledge.exchange.numbers import shown
from knowledge.exchange.xml import Element, illegal_notes, legal, serialised

_SHUFFLED = frozenset({Kind.CHOICE, Kind.MULTIPLE, Kind.MATCHING})
_BY_RESULT = frozenset({*_SHUFFLED, Kind.ORDERING})
_ORDER = {
    "layouttype": "VERTICAL",
    "selecttype": "ALL",
    "selectcount": "0",
    "gradingtype": "ABSOLUTE_POSITION",
    "showgrading": "SHOW",
    "numberingstyle": "none",
}


def write_moodle_xml(items: Sequence[Item]) -> Exported:
    """A Moodle XML file of the questions, and notes of what it cannot say."""
    root = etree.Element("quiz")
    notes: list[Note] = []
    category = ""
    for question, item in enumerate(items, 1):
        if item.category != category:
            category = item.category
            where = _add(_add(root, "question", type="category"), "category")
            _add(where, "text", f"$course$/top/{category}".rstrip("/"))
        _question(root, item)
        says = frozenset(Part) - _unsayable(item)
        notes += unsaid(item, question, Format.MOODLE_XML, says) + illegal_notes(item, question)
    return Exported(serialised(root), tuple(notes), len(items))


def _unsayable(item: Item) -> set[Part]:
    unsayable = set() if item.kind in _BY_RESULT else {Part.BY_RESULT}
    if item.kind is Kind.CLOZE and item.stem.markup is not Markup.HTML:
        return unsayable | {Part.MARKUP}
    return unsayable


def _question(root: Element, item: Item) -> None:
    element = _add(root, "question", type=TYPES[item.kind])
    _text(_add(element, "name"), " ".join(item.name.split()))
    stem = Text(write_cloze(item), Markup.HTML) if item.kind is Kind.CLOZE else item.stem
    _rich(element, "questiontext", stem)
    _rich(element, "generalfeedback", item.feedback)
    points = 0 if item.kind is Kind.DESCRIPTION else item.points
    _add(element, "defaultgrade", shown(float(points)))
    _add(element, "idnumber", " ".join(item.id.split()))
    if item.kind in _SHUFFLED:
        _add(element, "shuffleanswers", "true" if item.shuffle else "false")
    if item.kind in _BY_RESULT:
        _rich(element, "correctfeedback", item.when_right)
        _rich(element, "partiallycorrectfeedback", item.when_partly)
        _rich(element, "incorrectfeedback", item.when_wrong)
    _answers(element, item)
    if tags := tags_of(item):
        among = _add(element, "tags")
        for tag in tags:
            _text(_add(among, "tag"), tag)


def _answers(element: Element, item: Item) -> None:
    write = _WRITERS.get(item.kind)
    if write is not None:
        write(element, item)


def _truth(element: Element, item: Item) -> None:
    for choice in item.choices:
        said = Text("true" if choice.text.text == TRUE else "false", Markup.MOODLE)
        _answer(element, said, choice.weight, choice.feedback)


def _short(element: Element, item: Item) -> None:
    _add(element, "usecase", "1" if item.case_sensitive else "0")
    for choice in item.choices:
        plain = Text(choice.text.text, Markup.MOODLE)
        _answer(element, plain, choice.weight, choice.feedback)


def _order(element: Element, item: Item) -> None:
    for name, value in _ORDER.items():
        _add(element, name, value)
    for place, choice in enumerate(item.choices, 1):
        _answer(element, choice.text, float(place), Text())


def _choices(element: Element, item: Item) -> None:
    _add(element, "single", "true" if item.kind is Kind.CHOICE else "false")
    for choice in item.choices:
        _answer(element, choice.text, choice.weight, choice.feedback)


def _numbers(element: Element, item: Item) -> None:
    for number in item.numbers:
        value = "*" if number.value is None else shown(number.value)
        answer = _answer(element, Text(value, Markup.MOODLE), number.weight, number.feedback)
        _add(answer, "tolerance", shown(number.tolerance))


def _pairs(element: Element, item: Item) -> None:
    for pair in item.pairs:
        sub = _rich(element, "subquestion", pair.left)
        _text(_add(sub, "answer"), pair.right)


def _answer(element: Element, text: Text, weight: float, feedback: Text) -> Element:
    answer = _rich(element, "answer", text)
    answer.set("fraction", shown(weight))
    _rich(answer, "feedback", feedback)
    return answer


def _rich(parent: Element, tag: str, text: Text) -> Element:
    element = _add(parent, tag, format=FORMATS[text.markup])
    _text(element, text.text)
    return element


def _text(parent: Element, text: str) -> None:
    _add(parent, "text", text)


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    element = etree.SubElement(parent, tag, attributes)
    if text:
        element.text = legal(text)
    return element


_WRITERS: dict[Kind, Callable[[Element, Item], None]] = {
    Kind.CHOICE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.SHORT: _short,
    Kind.NUMERICAL: _numbers,
    Kind.MATCHING: _pairs,
    Kind.ORDERING: _order,
}
