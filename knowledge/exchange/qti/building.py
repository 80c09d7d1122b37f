"""The parts that every question in QTI 2.1 is built of."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from knowledge.exchange.model import Choice, Item, Number, Text
from knowledge.exchange.numbers import shown
from knowledge.exchange.qti.texts import filled
from knowledge.exchange.xml import Element, legal

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new last child in QTI's namespace."""
    given = {name: legal(value) for name, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{QTI}}}{tag}", given)
    if text:
        element.text = legal(text)
    return element


@dataclass(slots=True)
class Building:
    """A question while it is built: its parts in the order that QTI wants them in."""

    item: Item
    declared: list[Element] = field(default_factory=list)
    body: Element = field(default_factory=lambda: etree.Element(f"{{{QTI}}}itemBody"))
    processing: Element = field(
        default_factory=lambda: etree.Element(f"{{{QTI}}}responseProcessing")
    )
    feedback: list[tuple[str, Text]] = field(default_factory=list)

    def declare(self, ident: str, cardinality: str, base: str, correct: list[str]) -> Element:
        """A response with its right answers; gives its declaration."""
        declaration = etree.Element(
            f"{{{QTI}}}responseDeclaration",
            {"identifier": ident, "cardinality": cardinality, "baseType": base},
        )
        if correct:
            values = add(declaration, "correctResponse")
            for value in correct:
                add(values, "value", value)
        self.declared.append(declaration)
        return declaration

    def stem(self) -> None:
        """Puts what is asked into the body."""
        filled(add(self.body, "div"), self.item.stem, QTI)

    def says(self, parent: Element, feedback: Text) -> None:
        """Below a condition: this is said to who meets it."""
        if not feedback:
            return
        ident = f"feedback_{len(self.feedback) + 1}"
        self.feedback.append((ident, feedback))
        tell(parent, ident)


def mapped(
    declaration: Element, weights: list[tuple[str, float]], points: float, case: bool | None
) -> None:
    """What each answer gives; an answer is written as in the declaration."""
    mapping = add(
        declaration,
        "mapping",
        defaultValue="0",
        lowerBound=shown(-points),
        upperBound=shown(points),
    )
    for key, weight in weights:
        entry = add(mapping, "mapEntry", mapKey=key, mappedValue=shown(weight * points / 100))
        if case is not None:
            entry.set("caseSensitive", "true" if case else "false")


def tell(parent: Element, ident: str) -> None:
    """Adds one more feedback to those that are shown."""
    several = add(add(parent, "setOutcomeValue", identifier="FEEDBACK"), "multiple")
    add(several, "variable", identifier="FEEDBACK")
    add(several, "baseValue", ident, baseType="identifier")


def gives(parent: Element, score: float) -> None:
    """Adds to the score."""
    total = add(add(parent, "setOutcomeValue", identifier="SCORE"), "sum")
    add(total, "variable", identifier="SCORE")
    add(total, "baseValue", shown(score), baseType="float")


def adds_mapped(processing: Element, ident: str) -> None:
    """Adds to the score what the declaration's mapping gives."""
    total = add(add(processing, "setOutcomeValue", identifier="SCORE"), "sum")
    add(total, "variable", identifier="SCORE")
    add(total, "mapResponse", identifier=ident)


def told(
    building: Building, ident: str, answers: list[tuple[str, Choice]], test: str, base: str
) -> None:
    """What is said to each answer that has its own feedback."""
    for value, choice in answers:
        if choice.feedback:
            condition = add(add(building.processing, "responseCondition"), "responseIf")
            tested(condition, ident, value, test, base)
            building.says(condition, choice.feedback)


def tested(condition: Element, ident: str, value: str, test: str, base: str) -> None:
    """A condition that an answer is this one; `test` is match, member or stringMatch."""
    attributes = {"caseSensitive": "false"} if test == "stringMatch" else {}
    comparison = add(condition, test, **attributes)
    operands = [("variable", "", {"identifier": ident}), ("baseValue", value, {"baseType": base})]
    for tag, text, given in operands if test != "member" else operands[::-1]:
        add(comparison, tag, text, **given)


def in_ranges(building: Building, ident: str, numbers: tuple[Number, ...], points: float) -> None:
    """What each number gives, the first one that fits; what is said to any other."""
    condition = add(building.processing, "responseCondition")
    tag = "responseIf"
    for given in numbers:
        if given.value is None:
            continue
        branch = add(condition, tag)
        tag = "responseElseIf"
        both = add(branch, "and")
        for name, bound in (
            ("gte", given.value - given.tolerance),
            ("lte", given.value + given.tolerance),
        ):
            compared = add(both, name)
            add(compared, "variable", identifier=ident)
            add(compared, "baseValue", shown(bound), baseType="float")
        gives(branch, given.weight * points / 100)
        building.says(branch, given.feedback)
    other = next((n for n in numbers if n.value is None and n.feedback), None)
    if other is not None:
        building.says(add(condition, "responseElse"), other.feedback)
