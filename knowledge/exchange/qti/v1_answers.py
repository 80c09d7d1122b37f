"""The answers of a question in QTI 1.2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import (
    FALSE,
    TRUE,
    Choice,
    Draft,
    Item,
    Kind,
    Number,
    Pair,
    Refused,
    Text,
)
from knowledge.exchange.numbers import PLACES, number
from knowledge.exchange.qti.outcome import Outcome
from knowledge.exchange.qti.texts import material
from knowledge.exchange.xml import Element, line_of

Feedback = Mapping[str, Text]
_BY_RESULT = frozenset({"correct_fb", "general_incorrect_fb", "general_fb"})


def choices(
    item: Element,
    outcomes: Sequence[Outcome],
    feedback: Feedback,
    draft: Draft,
    *,
    single: bool = False,
) -> tuple[Choice, ...]:
    """The choices with their weights; of a `single` one to take, the best is worth all.

    Raises Refused: there are too few, or none is right.
    """
    # New Quizzes writes points for each choice, and the most of them is not what it says is the most.
    shares = [o.share for o in outcomes if o.share is not None and o.equal]
    weights = _weights(outcomes, max(shares, default=0.0) if single else 1.0)
    said = _said(outcomes)
    found = []
    for label in item.iter("{*}response_label"):
        ident = label.get("ident") or ""
        text = material(label, draft)
        if not text:
            draft.note("a choice without text", "left out", line_of(label))
            continue
        told = feedback.get(said.get(ident, f"{ident}_fb"), Text())
        found.append(Choice(text, weights.get(ident, 0.0), told))
    if len(found) < 2:
        raise Refused("fewer than two choices", "it is left out")
    if all(choice.weight <= 0 for choice in found):
        raise Refused("no right choice", "say in Canvas which one is right and export again")
    return tuple(found)


def true_false(item: Item, found: Sequence[Choice]) -> Item:
    """The question as true/false, where its choices are called so."""
    named = {as_plain(choice.text).casefold(): choice for choice in found}
    if set(named) != {"true", "false"}:
        return replace(item, kind=Kind.CHOICE, choices=tuple(found))
    both = (replace(named["true"], text=Text(TRUE)), replace(named["false"], text=Text(FALSE)))
    return replace(item, kind=Kind.TRUE_FALSE, choices=both)


def _weights(outcomes: Sequence[Outcome], best: float) -> dict[str, float]:
    weights: dict[str, float] = {}
    for outcome in outcomes:
        if outcome.share is None or not outcome.equal:
            continue
        among = len(outcome.equal) if outcome.together else 1
        for _, answer in outcome.equal:
            weight = round(100 * outcome.share / among / (best if best > 0 else 1.0), PLACES)
            weights.setdefault(answer, max(-100.0, min(100.0, weight)))
    return weights


def _said(outcomes: Sequence[Outcome]) -> dict[str, str]:
    """The feedback of each answer that has its own."""
    return {
        outcome.equal[0][1]: ident
        for outcome in outcomes
        if len(outcome.equal) == 1
        for ident in outcome.feedback
        if ident not in _BY_RESULT
    }


def short(outcomes: Sequence[Outcome], feedback: Feedback) -> tuple[Choice, ...]:
    """The accepted answers. Raises Refused: there are none."""
    said = _said(outcomes)
    found: dict[str, Choice] = {}
    for outcome in outcomes:
        for _, answer in outcome.equal if outcome.share else ():
            told = feedback.get(said.get(answer, ""), Text())
            weight = max(-100.0, min(100.0, round(100 * (outcome.share or 0), PLACES)))
            if answer:
                found.setdefault(answer, Choice(Text(answer), weight, told))
    if not found:
        raise Refused("no answer", "it is left out")
    return tuple(found.values())


def numbers(outcomes: Sequence[Outcome], feedback: Feedback) -> tuple[Number, ...]:
    """The accepted numbers. Raises Refused: there are none."""
    found = []
    for outcome in outcomes:
        read = _number(outcome) if outcome.share else None
        if read is not None:
            told = next(
                (feedback[f] for f in outcome.feedback if f in feedback and f not in _BY_RESULT),
                Text(),
            )
            weight = max(-100.0, min(100.0, round(100 * (outcome.share or 0), PLACES)))
            found.append(Number(*read, weight, told))
    if not found:
        raise Refused("no number", "it is left out")
    return tuple(found)


def _number(outcome: Outcome) -> tuple[Decimal, Decimal] | None:
    exact = number(outcome.equal[0][1]) if outcome.equal else None
    low, high = outcome.low, outcome.high
    if low is not None and high is not None:
        if exact is not None and high - exact == exact - low:
            return exact, high - exact
        return (low + high) / 2, abs(high - low) / 2
    return (exact, Decimal(0)) if exact is not None else None


def pairs(item: Element, outcomes: Sequence[Outcome], draft: Draft) -> tuple[Pair, ...]:
    """The pairs, and the right sides that belong to nothing. Raises Refused: a pair is not whole."""
    right = {key: answer for o in outcomes if o.share for key, answer in o.equal}
    texts: dict[str, str] = {}
    found, used = [], set()
    for lid in item.iter("{*}response_lid"):
        for label in lid.iter("{*}response_label"):
            ident = label.get("ident") or ""
            if ident not in texts:
                texts[ident] = as_plain(material(label, draft))
        answer = right.get(lid.get("ident") or "")
        left = material(lid.find("{*}material"), draft)
        if answer not in texts or not texts[answer] or not left:
            raise Refused("a pair is not whole", "it is left out")
        used.add(answer)
        found.append(Pair(left, texts[answer]))
    if len(found) < 2:
        raise Refused("fewer than two pairs", "it is left out")
    rest = [Pair(Text(), text) for ident, text in texts.items() if ident not in used and text]
    return (*found, *rest)


def order(item: Element, draft: Draft) -> tuple[Choice, ...]:
    """The items in their right order. Raises Refused: it is not said."""
    texts = {
        label.get("ident") or "": material(label, draft) for label in item.iter("{*}response_label")
    }
    said = [(e.text or "").strip() for e in item.iterfind(".//{*}respcondition//{*}varequal")]
    found = [texts[ident] for ident in dict.fromkeys(said) if ident in texts]
    if len(found) < 2 or len(found) < len(texts):
        raise Refused("an order that is not whole", "it is left out")
    return tuple(Choice(text) for text in found)
