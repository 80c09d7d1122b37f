"""Each kind of question in QTI 2.1, in the words that Canvas takes for its own kinds."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from knowledge.exchange.losses import cannot
from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import Choice, Format, Gap, Item, Kind, Refused, Text
from knowledge.exchange.numbers import shown
from knowledge.exchange.qti.building import (
    QTI,
    Building,
    add,
    adds_mapped,
    gives,
    in_ranges,
    mapped,
    tested,
    told,
)
from knowledge.exchange.qti.texts import filled
from knowledge.exchange.xml import Element

_RESPONSE = "RESPONSE"
_TRUTH = "TF_RESPONSE"
"""Canvas takes a choice whose response is called so for true/false."""
_MARK = re.compile(r"\[\[(\d+)\]\]")


def build(item: Item) -> Building:
    """The question with its answers. Raises Refused: QTI cannot ask it."""
    building = Building(item)
    if item.kind is not Kind.CLOZE:
        building.stem()
    _BUILDERS[item.kind](building)
    return building


def _choice(building: Building) -> None:
    item = building.item
    single = item.kind is not Kind.MULTIPLE
    if not any(choice.weight > 0 for choice in item.choices):
        raise Refused("no right choice", "QTI needs one; it is left out")
    ident = _TRUTH if item.kind is Kind.TRUE_FALSE else _RESPONSE
    named = [(f"choice_{n}", choice) for n, choice in enumerate(item.choices, 1)]
    best = max(choice.weight for choice in item.choices)
    right = [n for n, c in named if (c.weight == best if single else c.weight > 0)]
    declaration = building.declare(
        ident, "single" if single else "multiple", "identifier", right[:1] if single else right
    )
    mapped(declaration, [(n, c.weight) for n, c in named], item.points, None)
    interaction = add(
        building.body,
        "choiceInteraction",
        responseIdentifier=ident,
        shuffle="true" if item.shuffle and item.kind is not Kind.TRUE_FALSE else "false",
        maxChoices="1" if single else "0",
    )
    for name, choice in named:
        filled(add(interaction, "simpleChoice", identifier=name), choice.text, QTI)
    told(building, ident, named, "match" if single else "member", "identifier")
    if item.kind is Kind.TRUE_FALSE:
        # Canvas looks for a condition that gives points, and counts those of a mapping for nothing.
        condition = add(add(building.processing, "responseCondition"), "responseIf")
        tested(condition, ident, right[0], "match", "identifier")
        gives(condition, item.points)
    else:
        adds_mapped(building.processing, ident)


def _short(building: Building) -> None:
    item = building.item
    accepted = [(as_plain(c.text), c) for c in item.choices if c.weight > 0]
    if not accepted:
        raise Refused("no right answer", "QTI needs one; it is left out")
    declaration = building.declare(_RESPONSE, "single", "string", [])
    weights = [(answer, choice.weight) for answer, choice in accepted]
    mapped(declaration, weights, item.points, item.case_sensitive)
    add(building.body, "extendedTextInteraction", responseIdentifier=_RESPONSE, expectedLines="1")
    for answer, choice in accepted:
        condition = add(add(building.processing, "responseCondition"), "responseIf")
        tested(condition, _RESPONSE, answer, "stringMatch", "string")
        if item.case_sensitive:
            condition[0].set("caseSensitive", "true")
        gives(condition, choice.weight * item.points / 100)
        building.says(condition, choice.feedback)


def _numerical(building: Building) -> None:
    item = building.item
    declaration = building.declare(_RESPONSE, "single", "float", [])
    weights = [(shown(n.value), n.weight) for n in item.numbers if n.value is not None]
    if not weights:
        raise Refused("no number", "QTI needs one; it is left out")
    mapped(declaration, weights, item.points, None)
    add(building.body, "extendedTextInteraction", responseIdentifier=_RESPONSE, expectedLines="1")
    in_ranges(building, _RESPONSE, item.numbers, item.points)


def _matching(building: Building) -> None:
    item = building.item
    rights = {right: n for n, right in enumerate(dict.fromkeys(p.right for p in item.pairs), 1)}
    lefts = [pair for pair in item.pairs if pair.left]
    pairs = [f"left_{n} right_{rights[pair.right]}" for n, pair in enumerate(lefts, 1)]
    declaration = building.declare(_RESPONSE, "multiple", "directedPair", pairs)
    mapped(declaration, [(pair, 100 / len(pairs)) for pair in pairs], item.points, None)
    interaction = add(
        building.body,
        "matchInteraction",
        responseIdentifier=_RESPONSE,
        shuffle="true" if item.shuffle else "false",
        maxAssociations="0",
    )
    first, second = add(interaction, "simpleMatchSet"), add(interaction, "simpleMatchSet")
    for n, pair in enumerate(lefts, 1):
        filled(
            add(first, "simpleAssociableChoice", identifier=f"left_{n}", matchMax="1"),
            pair.left,
            QTI,
        )
    for right, n in rights.items():
        choice = add(second, "simpleAssociableChoice", identifier=f"right_{n}", matchMax="0")
        filled(choice, Text(right), QTI)
    adds_mapped(building.processing, _RESPONSE)


def _ordering(building: Building) -> None:
    item = building.item
    names = [f"item_{n}" for n in range(1, len(item.choices) + 1)]
    building.declare(_RESPONSE, "ordered", "identifier", names)
    interaction = add(
        building.body, "orderInteraction", responseIdentifier=_RESPONSE, shuffle="true"
    )
    for name, choice in zip(names, item.choices, strict=True):
        filled(add(interaction, "simpleChoice", identifier=name), choice.text, QTI)
    condition = add(add(building.processing, "responseCondition"), "responseIf")
    comparison = add(condition, "match")
    add(comparison, "variable", identifier=_RESPONSE)
    add(comparison, "correct", identifier=_RESPONSE)
    gives(condition, item.points)


def _cloze(building: Building) -> None:
    item = building.item
    if any(gap.kind is Kind.MULTIPLE for gap in item.gaps):
        raise Refused("a blank with several right choices", "QTI cannot ask it; it is left out")
    where = add(building.body, "div")
    filled(where, item.stem, QTI)
    total = sum(gap.points for gap in item.gaps) or 1
    for element in list(where.iter(etree.Element)):
        _with_gaps(element, building)
    for place, gap in enumerate(item.gaps, 1):
        _declared(building, f"blank_{place}", gap, item.points * gap.points / total)


def _with_gaps(element: Element, building: Building) -> None:
    """Puts the blanks where an element's text, or the text behind one of its children, says [[1]]."""
    pieces = _MARK.split(element.text or "")
    element.text = pieces[0]
    for place, index in enumerate(range(1, len(pieces), 2)):
        child = _interaction(pieces[index], building)
        child.tail = pieces[index + 1]
        element.insert(place, child)
    for child in [c for c in element if not str(c.tag).endswith("Interaction")]:
        pieces = _MARK.split(child.tail or "")
        child.tail = pieces[0]
        at = element.index(child)
        for n, index in enumerate(range(1, len(pieces), 2), 1):
            blank = _interaction(pieces[index], building)
            blank.tail = pieces[index + 1]
            element.insert(at + n, blank)


def _interaction(place: str, building: Building) -> Element:
    gaps = building.item.gaps
    if not 0 < int(place) <= len(gaps):
        raise Refused(f"the blank [[{place}]]", "it has no answers; the question is left out")
    gap, ident = gaps[int(place) - 1], f"blank_{place}"
    if gap.kind is not Kind.CHOICE:
        return etree.Element(f"{{{QTI}}}textEntryInteraction", {"responseIdentifier": ident})
    element = etree.Element(
        f"{{{QTI}}}inlineChoiceInteraction", {"responseIdentifier": ident, "shuffle": "true"}
    )
    for n, choice in enumerate(gap.choices, 1):
        words = " ".join(as_plain(choice.text).split("\n"))
        add(element, "inlineChoice", words, identifier=f"{ident}_{n}")
    return element


def _declared(building: Building, ident: str, gap: Gap, points: float) -> None:
    if gap.kind is Kind.NUMERICAL:
        values = [(shown(n.value), n.weight) for n in gap.numbers if n.value is not None]
        right = [value for value, weight in values if weight > 0]
        mapped(building.declare(ident, "single", "float", right), values, points, None)
        in_ranges(building, ident, gap.numbers, points)
        return
    named: list[tuple[str, Choice]]
    if gap.kind is Kind.CHOICE:
        named = [(f"{ident}_{n}", choice) for n, choice in enumerate(gap.choices, 1)]
        right = [n for n, c in named if c.weight == max(o.weight for o in gap.choices)][:1]
        declaration = building.declare(ident, "single", "identifier", right)
        mapped(declaration, [(n, c.weight) for n, c in named], points, None)
        told(building, ident, named, "match", "identifier")
    else:
        named = [(as_plain(choice.text), choice) for choice in gap.choices]
        right = [answer for answer, choice in named if choice.weight > 0]
        declaration = building.declare(ident, "single", "string", right)
        mapped(declaration, [(n, c.weight) for n, c in named], points, gap.case_sensitive)
        told(building, ident, named, "match", "string")
    adds_mapped(building.processing, ident)


def _essay(building: Building) -> None:
    building.declare(_RESPONSE, "single", "string", [])
    add(building.body, "extendedTextInteraction", responseIdentifier=_RESPONSE)


def _nothing(building: Building) -> None:
    """A text that asks nothing has no answers."""
    if building.item.kind is not Kind.DESCRIPTION:
        raise cannot(building.item, Format.QTI)


_BUILDERS: dict[Kind, Callable[[Building], None]] = {
    Kind.CHOICE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _choice,
    Kind.SHORT: _short,
    Kind.NUMERICAL: _numerical,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.CLOZE: _cloze,
    Kind.ESSAY: _essay,
    Kind.DESCRIPTION: _nothing,
}
