"""QTI 2.1 out: a package that Canvas and other quiz tools import."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from lxml import etree

from knowledge.exchange.losses import Part, gives_parts, texts_of, unsaid
from knowledge.exchange.model import (
    Exported,
    Format,
    Item,
    Kind,
    Markup,
    Note,
    Refused,
    Text,
)
from knowledge.exchange.numbers import shown
from knowledge.exchange.qti.building import QTI, Building, add, tell
from knowledge.exchange.qti.kinds import build
from knowledge.exchange.qti.manifest import manifest, path_of, test
from knowledge.exchange.qti.texts import filled
from knowledge.exchange.xml import Element, illegal_notes, legal

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""No clock: the same questions give the same bytes."""
_ANYTHING = re.compile(r"(?<!\\)\*.|.(?<!\\)\*", re.S)
"""An asterisk beside words, as Moodle has it; alone it is the sign itself."""
_MARKUPS = frozenset({Markup.PLAIN, Markup.HTML})


def write_qti(items: Sequence[Item]) -> Exported:
    """A zip of the questions, and notes of what QTI or Canvas cannot say."""
    named: list[tuple[str, Item]] = []
    files: dict[str, bytes] = {}
    notes: list[Note] = []
    for question, item in enumerate(items, 1):
        name = f"lectern_item_{question}"
        try:
            files[path_of(name)] = _file(build(item), name)
        except Refused as refusal:
            notes.append(Note(refusal.what, refusal.why, question=question))
            continue
        named.append((name, item))
        notes += _notes(item, question)
    files = {"imsmanifest.xml": manifest(named), "test.xml": test(named)} | files
    return Exported(_zipped(files), tuple(notes), len(named))


def _zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _file(building: Building, name: str) -> bytes:
    item = building.item
    attributes = {"identifier": name, "title": legal(item.name)}
    if item.id:
        attributes["label"] = legal(item.id)
    attributes |= {"adaptive": "false", "timeDependent": "false"}
    root = etree.Element(f"{{{QTI}}}assessmentItem", attributes, nsmap={None: QTI})
    root.extend(building.declared)
    _outcome(root, "SCORE", "0")
    if item.kind is not Kind.DESCRIPTION:
        _outcome(root, "MAXSCORE", shown(float(item.points)))
    add(
        root,
        "outcomeDeclaration",
        identifier="FEEDBACK",
        cardinality="multiple",
        baseType="identifier",
    )
    root.append(building.body)
    by_result = _by_result(building)
    if len(building.processing):
        root.append(building.processing)
    for ident, text in (*building.feedback, *by_result):
        modal = add(
            root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=ident, showHide="show"
        )
        filled(add(modal, "div"), text, QTI)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _outcome(root: Element, name: str, value: str) -> None:
    outcome = add(
        root, "outcomeDeclaration", identifier=name, cardinality="single", baseType="float"
    )
    add(add(outcome, "defaultValue"), "value", value)


def _by_result(building: Building) -> list[tuple[str, Text]]:
    """Feedback for everybody, and by how many points there were, by the names that Canvas knows."""
    item, processing = building.item, building.processing
    said = []
    if item.feedback:
        tell(processing, "general_fb")
        said.append(("general_fb", item.feedback))
    for ident, text, tests in (
        ("correct_fb", item.when_right, [("gte", "MAXSCORE")]),
        ("partly_fb", item.when_partly, [("lt", "MAXSCORE"), ("gt", "")]),
        ("general_incorrect_fb", item.when_wrong, [("lte", "")]),
    ):
        if not text:
            continue
        condition = add(add(processing, "responseCondition"), "responseIf")
        where = add(condition, "and")
        for name, bound in tests:
            compared = add(where, name)
            add(compared, "variable", identifier="SCORE")
            if bound:
                add(compared, "variable", identifier=bound)
            else:
                add(compared, "baseValue", "0", baseType="float")
        tell(condition, ident)
        said.append((ident, text))
    return said


def _notes(item: Item, question: int) -> Iterator[Note]:
    if any(text and text.markup not in _MARKUPS for text in texts_of(item)):
        yield Note("how its text is set", "written as HTML", question=question)
    yield from unsaid(item, question, Format.QTI, frozenset(Part))
    yield from illegal_notes(item, question)
    if gives_parts(item):
        why = "in the file, but Canvas counts each answer as right or wrong"
        yield Note(Part.WEIGHTS.value, why, question=question)
    if item.kind is Kind.SHORT and any(choice.weight <= 0 for choice in item.choices):
        why = "left out: Canvas would take them for right"
        yield Note("answers that give no points", why, question=question)
    if any(_ANYTHING.search(text) for text in _written(item)):
        yield Note("a * that stands for anything", "others take it as it is", question=question)
    if any(gap.points != 1 for gap in item.gaps):
        yield Note("the points of each blank", "they only count in the total", question=question)
    texts = [choice.text for gap in item.gaps if gap.kind is Kind.CHOICE for choice in gap.choices]
    if any(text.markup is not Markup.PLAIN or "\n" in text.text for text in texts):
        yield Note("how the choices of a blank are set", "written on one line", question=question)


def _written(item: Item) -> Iterator[str]:
    """The answers that somebody may write, of which a part of the points is given at least."""
    groups = [item.choices if item.kind is Kind.SHORT else ()]
    groups += [gap.choices for gap in item.gaps if gap.kind is Kind.SHORT]
    return (choice.text.text for group in groups for choice in group if choice.weight > 0)
