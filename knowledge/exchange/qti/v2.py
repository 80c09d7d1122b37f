"""QTI 2.1: one file a question, with a test that puts them in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from knowledge.exchange.limits import MAX_PARTS
from knowledge.exchange.model import Draft, Item, Kind, Refused, Text
from knowledge.exchange.qti import v2_answers
from knowledge.exchange.qti.response import Response
from knowledge.exchange.qti.texts import inner
from knowledge.exchange.xml import Element, local

NAMELESS = re.compile(r"lectern_item_\d+")
"""What Lectern calls a question that has no id."""
_INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_NOT_SHOWN = frozenset(
    {"stylesheet", "rubricBlock", "feedbackBlock", "feedbackInline", "modalFeedback"}
)


def read_v2(item: Element, draft: Draft) -> Item:
    """The question of an `assessmentItem`. Raises Refused: it cannot be read."""
    body = item.find("{*}itemBody")
    if body is None:
        raise Refused("a question without words", "it has no itemBody; it is left out")
    interactions = [e for e in body.iter(etree.Element) if local(e).endswith("Interaction")]
    if len(interactions) > MAX_PARTS:
        raise Refused("too many answers", "split the question")
    feedback = {
        f.get("identifier") or "": inner(f, draft) for f in item.iterfind("{*}modalFeedback")
    }
    read = Item(
        Kind.DESCRIPTION,
        Text(),
        feedback=_said(feedback, "general"),
        when_right=_said(feedback, "correct"),
        when_partly=_said(feedback, "partly"),
        when_wrong=_said(feedback, "general_incorrect") or _said(feedback, "incorrect"),
        name=" ".join((item.get("title") or "").split()),
        id=_id(item),
        points=_points(item),
    )

    def response(interaction: Element) -> Response:
        return Response(interaction, item, feedback, draft)

    inline = [e for e in interactions if local(e) in _INLINE]
    if inline:
        if len(inline) < len(interactions):
            raise Refused("several kinds of answers in one question", "it is left out")
        gaps = tuple(v2_answers.gap(response(e)) for e in inline)
        stem = _stem(body, inline, draft)
        return _worded(replace(read, kind=Kind.CLOZE, stem=stem, gaps=gaps))
    if len(interactions) > 1:
        raise Refused("several questions in one", "it is left out: make a question of each")
    read = replace(read, stem=_stem(body, (), draft))
    return _worded(_answered(read, interactions, response))


def _answered(
    read: Item, interactions: list[Element], response: Callable[[Element], Response]
) -> Item:
    if not interactions:
        return replace(read, points=1.0)
    what = local(interactions[0])
    reader = v2_answers.READERS.get(what)
    if reader is None:
        raise Refused(f"the question type “{what}”", "Lectern does not know it; it is left out")
    return reader(read, response(interactions[0]))


def _worded(item: Item) -> Item:
    if not item.stem:
        raise Refused("a question without words", "it is left out")
    return item


def _said(feedback: dict[str, Text], start: str) -> Text:
    """The feedback for everybody, or by result, whatever exactly a program calls it."""
    return next(
        (
            t
            for ident, t in feedback.items()
            if ident.casefold().startswith(start)
            and not (start == "general" and "incorrect" in ident)
        ),
        Text(),
    )


def _id(item: Element) -> str:
    ident = item.get("label") or item.get("identifier") or ""
    return "" if NAMELESS.fullmatch(ident) else ident


def _points(item: Element) -> float:
    for outcome in item.iterfind("{*}outcomeDeclaration"):
        if outcome.get("identifier") == "MAXSCORE":
            value = v2_answers.number_in(outcome, "{*}defaultValue/{*}value")
            return float(value) if value is not None else 1.0
    return 1.0


def _stem(body: Element, inline: list[Element] | tuple[()], draft: Draft) -> Text:
    """What is asked: the body without its answers, and the prompt; blanks as [[1]], [[2]]."""
    for place, element in enumerate(inline, 1):
        element.set("data-place", str(place))
    copy = deepcopy(body)
    for element in list(copy.iter(etree.Element)):
        name = local(element)
        if name in _INLINE:
            _replaced(element, f"[[{element.get('data-place')}]]")
        elif name.endswith("Interaction"):
            prompt = element.find("{*}prompt")
            _replaced(element, "")
            if prompt is not None:
                prompt.tag = "div"
                prompt.tail = None
                copy.append(prompt)
        elif name in _NOT_SHOWN and element.getparent() is not None:
            _replaced(element, "")
    _unwrap(copy)
    return inner(copy, draft)


def _unwrap(body: Element) -> None:
    """Divisions and paragraphs that are empty now are taken off, the innermost first."""
    for element in reversed(list(body.iterdescendants(etree.Element))):
        empty = not len(element) and not (element.text or "").strip()
        if local(element) in {"div", "p"} and empty:
            _replaced(element, "")


def _replaced(element: Element, text: str) -> None:
    parent, before = element.getparent(), element.getprevious()
    words = text + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(element)
