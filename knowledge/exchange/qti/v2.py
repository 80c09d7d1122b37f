"""QTI 2.1: one file a question, with a test that puts them in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from knowledge.exchange.limits import MAX_PARTS
from knowledge.exchange.losses import texts_of
from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import Draft, Item, Kind, Refused, Text
from knowledge.exchange.qti import v2_answers
from knowledge.exchange.qti.response import Response, by_basic
from knowledge.exchange.qti.texts import inner
from knowledge.exchange.xml import Element, local

NAMELESS = re.compile(r"lectern_item_\d+")
"""What Lectern calls a question that has no id."""
_INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_NOT_SHOWN = {
    "stylesheet": "a style",
    "rubricBlock": "a hint or a note",
    "feedbackBlock": "feedback",
    "feedbackInline": "feedback",
    "modalFeedback": "feedback",
}
"""What stands in a question and is not asked, by what people call it."""
_BY_RULES = "it is shown by rules that are not carried over: add it by hand where it matters"


def read_v2(item: Element, draft: Draft) -> Item:
    """The question of an `assessmentItem`. Raises Refused: it cannot be read."""
    body = item.find("{*}itemBody")
    if body is None:
        raise Refused("a question without words", "it has no itemBody; it is left out")
    if body.find(".//{*}printedVariable") is not None:
        raise Refused("a question with other numbers each time", "it is left out")
    interactions = [e for e in body.iter(etree.Element) if local(e).endswith("Interaction")]
    if len(interactions) > MAX_PARTS:
        raise Refused("too many answers", "split the question")
    feedback = {
        f.get("identifier") or "": inner(f, draft) for f in item.iterfind("{*}modalFeedback")
    }
    basic = by_basic(item, feedback)
    read = Item(
        Kind.DESCRIPTION,
        Text(),
        feedback=_said(feedback, "general"),
        when_right=_said(feedback, "correct") or basic.get("correct", Text()),
        when_partly=_said(feedback, "partly"),
        when_wrong=_said(feedback, "general_incorrect")
        or _said(feedback, "incorrect")
        or basic.get("incorrect", Text()),
        name=" ".join((item.get("title") or "").split()),
        id=_id(item),
        points=_points(item),
    )

    def response(interaction: Element) -> Response:
        return Response(interaction, item, feedback, draft)

    whole = _whole(read, body, interactions, response, draft)
    told = set(texts_of(whole))
    for text in feedback.values():
        if text and text not in told:
            draft.note(_cited("feedback", text), _BY_RULES)
    return whole


def _whole(
    read: Item,
    body: Element,
    interactions: list[Element],
    response: Callable[[Element], Response],
    draft: Draft,
) -> Item:
    """With its stem and its answers."""
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
            if not _in_interaction(element) and (text := inner(element, draft)):
                draft.note(_cited(_NOT_SHOWN[name], text), "not carried over")
            _replaced(element, "")
    _unwrap(copy)
    return inner(copy, draft)


def _in_interaction(element: Element) -> bool:
    """Whether it stands in a choice, where it belongs to that."""
    return any(local(above).endswith("Interaction") for above in element.iterancestors())


def _cited(what: str, text: Text) -> str:
    words = " ".join(as_plain(text).split())
    return f"{what} (“{words if len(words) <= 60 else f'{words[:59]}…'}”)"


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
