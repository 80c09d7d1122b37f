"""The manifest of a QTI 2.1 package and the test that puts its questions in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from knowledge.exchange.labels import tags_of
from knowledge.exchange.model import Item, Kind
from knowledge.exchange.qti.building import QTI, add
from knowledge.exchange.xml import Element, legal, serialised

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_MD = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_INTERACTIONS = {
    Kind.CHOICE: "choiceInteraction",
    Kind.MULTIPLE: "choiceInteraction",
    Kind.TRUE_FALSE: "choiceInteraction",
    Kind.SHORT: "extendedTextInteraction",
    Kind.NUMERICAL: "extendedTextInteraction",
    Kind.MATCHING: "matchInteraction",
    Kind.ORDERING: "orderInteraction",
    Kind.ESSAY: "extendedTextInteraction",
    Kind.DESCRIPTION: "text_only_question",
}
"""What Canvas is told of a question; cloze texts it tells by itself, from their interactions."""
_CANVAS = {Kind.NUMERICAL: "numerical_question"}

Named = Sequence[tuple[str, Item]]


def manifest(items: Named) -> bytes:
    """`imsmanifest.xml`: each file with its kind of question and its tags."""
    root = etree.Element(
        f"{{{_CP}}}manifest",
        {"identifier": "lectern_questions"},
        nsmap={None: _CP, "imsmd": _MD, "imsqti": QTI},
    )
    about = _sub(root, "metadata")
    _sub(about, "schema", "QTIv2.1 Package")
    _sub(about, "schemaversion", "1.0.0")
    _sub(root, "organizations")
    resources = _sub(root, "resources")
    test = _resource(resources, "lectern_test", "imsqti_test_xmlv2p1", "test.xml")
    for name, _ in items:
        _sub(test, "dependency", identifierref=name)
    for name, item in items:
        _item(resources, name, item)
    return serialised(root)


def _item(resources: Element, name: str, item: Item) -> None:
    resource = _resource(resources, name, "imsqti_item_xmlv2p1", path_of(name))
    about = etree.Element(f"{{{_CP}}}metadata")
    resource.insert(0, about)
    if tags := tags_of(item):
        general = _in(_MD, _in(_MD, about, "lom"), "general")
        for tag in tags:
            _in(_MD, _in(_MD, general, "keyword"), "langstring", tag)
    if item.kind in _INTERACTIONS:
        _in(QTI, _in(QTI, about, "qtiMetadata"), "interactionType", _INTERACTIONS[item.kind])
    if item.kind in _CANVAS:
        fields = _sub(about, "instructureMetadata")
        _sub(fields, "instructureField", name="question_type", value=_CANVAS[item.kind])


def test(items: Named) -> bytes:
    """`test.xml`: the questions in their order, a section for each category in a row."""
    root = etree.Element(
        f"{{{QTI}}}assessmentTest",
        {"identifier": "lectern_test", "title": "Questions from Lectern"},
        nsmap={None: QTI},
    )
    part = add(
        root,
        "testPart",
        identifier="part_1",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    for n, (category, members) in enumerate(groupby(items, lambda named: named[1].category), 1):
        section = add(
            part,
            "assessmentSection",
            identifier=f"section_{n}",
            title=category,
            visible="true" if category else "false",
        )
        for name, _ in members:
            add(section, "assessmentItemRef", identifier=name, href=path_of(name))
    return serialised(root)


def path_of(name: str) -> str:
    """Where in the package a question is."""
    return f"items/{name}.xml"


def _resource(resources: Element, name: str, kind: str, path: str) -> Element:
    resource = _sub(resources, "resource", identifier=name, type=kind, href=path)
    _sub(resource, "file", href=path)
    return resource


def _sub(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    element = _in(_CP, parent, tag, text)
    element.attrib.update(attributes)
    return element


def _in(namespace: str, parent: Element, tag: str, text: str = "") -> Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}")
    if text:
        element.text = legal(text)
    return element
