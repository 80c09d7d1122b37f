"""The answers of a question in QTI 2.1."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import (
    FALSE,
    TRUE,
    Choice,
    Gap,
    Item,
    Kind,
    Number,
    Pair,
    Refused,
    Text,
)
from knowledge.exchange.numbers import number
from knowledge.exchange.qti.response import Response
from knowledge.exchange.qti.texts import inner
from knowledge.exchange.xml import Element


def number_in(element: Element, path: str) -> Decimal | None:
    """The number that stands in a part of an element."""
    return number(element.findtext(path) or "")


def _choice(item: Item, response: Response) -> Item:
    found = _choices(response, "{*}simpleChoice")
    limit = response.interaction.get("maxChoices")
    if limit == "1" or (limit is None and not response.is_multiple):
        words = [choice.text.text.casefold() for choice in found]
        kind = Kind.TRUE_FALSE if words == ["true", "false"] else Kind.CHOICE
        if kind is Kind.TRUE_FALSE:
            found = tuple(
                replace(c, text=Text(t)) for c, t in zip(found, (TRUE, FALSE), strict=True)
            )
    else:
        kind = Kind.MULTIPLE
    if len(found) < 2:
        raise Refused("fewer than two choices", "it is left out")
    if all(choice.weight <= 0 for choice in found):
        raise Refused("no right choice", "say in your quiz tool which one is right, export again")
    shuffle = kind is Kind.TRUE_FALSE or _shuffled(response)
    return replace(item, kind=kind, choices=found, shuffle=shuffle)


def _choices(response: Response, path: str) -> tuple[Choice, ...]:
    weights, said = response.weights(), response.said()
    found = []
    for element in response.interaction.iterfind(path):
        ident = element.get("identifier") or ""
        text, told = _parted(element, response)
        if text:
            found.append(Choice(text, weights.get(ident, 0.0), said.get(ident, told)))
        else:
            response.draft.note("a choice without text", "left out")
    return tuple(found)


def _parted(element: Element, response: Response) -> tuple[Text, Text]:
    """A choice, and the feedback that stands in it."""
    copy = deepcopy(element)
    told = Text()
    for feedback in list(copy.iterfind("{*}feedbackInline")):
        told = inner(feedback, response.draft)
        copy.remove(feedback)
    return inner(copy, response.draft), told


def _shuffled(response: Response) -> bool:
    return str(response.interaction.get("shuffle")) != "false"


def _written(item: Item, response: Response) -> Item:
    if response.is_number:
        return replace(item, kind=Kind.NUMERICAL, numbers=_numbers(response))
    found = _words(response)
    if not found:
        return replace(item, kind=Kind.ESSAY)
    return replace(item, kind=Kind.SHORT, choices=found, case_sensitive=response.case_sensitive)


def _words(response: Response) -> tuple[Choice, ...]:
    said = response.said()
    return tuple(
        Choice(Text(answer), weight, said.get(answer, Text()))
        for answer, weight in response.weights().items()
        if answer
    )


def _numbers(response: Response) -> tuple[Number, ...]:
    found = response.numbers()
    if not found:
        raise Refused("no number", "it is left out")
    otherwise = response.otherwise()
    if otherwise:
        found.append(Number(None, weight=0.0, feedback=otherwise))
    return tuple(found)


def _ordered(item: Item, response: Response) -> Item:
    texts = {
        e.get("identifier") or "": inner(e, response.draft)
        for e in response.interaction.iterfind("{*}simpleChoice")
    }
    found = [texts[ident] for ident in response.correct() if texts.get(ident)]
    if len(found) < 2 or len(found) < len(texts):
        raise Refused("an order that is not whole", "it is left out")
    choices = tuple(Choice(text) for text in found)
    return replace(item, kind=Kind.ORDERING, choices=choices)


def _matched(item: Item, response: Response) -> Item:
    sets = response.interaction.findall("{*}simpleMatchSet")
    if len(sets) == 2:
        lefts, rights = (
            {e.get("identifier") or "": inner(e, response.draft) for e in one.iterchildren("{*}*")}
            for one in sets
        )
    else:
        both = {
            e.get("identifier") or "": inner(e, response.draft)
            for e in response.interaction.iterfind("{*}simpleAssociableChoice")
        }
        firsts = {pair.split()[0] for pair in response.correct() if pair.split()}
        lefts = {ident: text for ident, text in both.items() if ident in firsts}
        rights = {ident: text for ident, text in both.items() if ident not in firsts}
    return replace(
        item, kind=Kind.MATCHING, pairs=_pairs(lefts, rights, response), shuffle=_shuffled(response)
    )


def _pairs(lefts: dict[str, Text], rights: dict[str, Text], response: Response) -> tuple[Pair, ...]:
    said = [pair.split() for pair in response.correct()]
    right = {pair[0]: pair[1] for pair in said if len(pair) == 2}
    right |= {b: a for a, b in right.items() if b in lefts and a in rights}
    found = []
    for ident, left in lefts.items():
        partner = rights.get(right.get(ident, ""))
        if not left or not partner:
            raise Refused("a pair is not whole", "it is left out")
        found.append(Pair(left, as_plain(partner)))
    if len(found) < 2:
        raise Refused("fewer than two pairs", "it is left out")
    used = {right[ident] for ident in lefts}
    rest = [Pair(Text(), as_plain(text)) for ident, text in rights.items() if ident not in used]
    return (*found, *rest)


def gap(response: Response) -> Gap:
    """One blank of a text. Raises Refused: it has no answer."""
    choices = _choices(response, "{*}inlineChoice")
    if choices:
        return Gap(Kind.CHOICE, choices)
    if response.is_number:
        return Gap(Kind.NUMERICAL, numbers=_numbers(response))
    words = _words(response)
    if not words:
        raise Refused("a blank without an answer", "it is left out")
    return Gap(Kind.SHORT, words, case_sensitive=response.case_sensitive)


READERS: dict[str, Callable[[Item, Response], Item]] = {
    "choiceInteraction": _choice,
    "extendedTextInteraction": _written,
    "orderInteraction": _ordered,
    "matchInteraction": _matched,
    "associateInteraction": _matched,
}
"""By the kind of the interaction."""
