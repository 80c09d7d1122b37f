"""From the cells of a row to a question's answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

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

_TRUTH = {"true": True, "t": True, "yes": True, "false": False, "f": False, "no": False}
_GAP = re.compile(r"(\d{1,3})(?: (choice|multiple|short|numerical))?(?: (\d{1,4}))?( case)?")
UNSAID = -1000.0
"""The weight of a choice that the table gives none."""

Choices = Mapping[int, Choice]


def with_answers(
    item: Item, kind: Kind | None, choices: Choices, cells: Mapping[str, str], answer: str
) -> Item:
    """The question with its answers. Raises Refused: they do not fit it, or say not which is right."""
    kind = kind or _told(choices, cells, answer)
    item = replace(item, kind=kind)
    if kind in {Kind.ESSAY, Kind.DESCRIPTION}:
        return item
    if kind is Kind.MATCHING:
        return replace(item, pairs=_pairs(choices, cells))
    if kind is Kind.CLOZE:
        return replace(item, gaps=_gaps(choices, cells))
    if kind is Kind.ORDERING:
        return replace(item, choices=tuple(Choice(c.text) for c in choices.values()))
    if kind is Kind.NUMERICAL:
        return replace(item, numbers=_numbers(choices, answer))
    if kind is Kind.SHORT:
        return replace(item, choices=_short(choices, answer))
    if kind is Kind.TRUE_FALSE:
        return replace(item, choices=_truth(choices, answer))
    return _weighed(item, choices, answer)


def _told(choices: Choices, cells: Mapping[str, str], answer: str) -> Kind:
    """The kind of a row that does not say it."""
    if any(name.startswith("gap ") for name in cells):
        return Kind.CLOZE
    if any(name.startswith("match ") for name in cells):
        return Kind.MATCHING
    words = {choice.text.text.casefold() for choice in choices.values()}
    if words == {"true", "false"} or (not choices and answer.casefold() in _TRUTH):
        return Kind.TRUE_FALSE
    if len(choices) >= 2:
        return Kind.CHOICE
    if choices or answer:
        return Kind.SHORT
    raise Refused("a question without an answer", "fill in its choices, or the kind “essay”")


def _weighed(item: Item, choices: Choices, answer: str) -> Item:
    if len(choices) < 2:
        raise Refused("fewer than two choices", "fill in “choice 1” and “choice 2”")
    right = _right(choices, answer) if answer else set()
    single = item.kind is Kind.CHOICE and len(right) <= 1
    share = 100.0 if single or not right else round(100 / len(right), 5)
    found = tuple(
        replace(c, weight=(share if n in right else 0.0) if c.weight == UNSAID else c.weight)
        for n, c in choices.items()
    )
    if all(choice.weight <= 0 for choice in found):
        raise Refused("no right choice", "say which in “answer” or in “weight 1”, “weight 2” …")
    return replace(item, kind=Kind.CHOICE if single else Kind.MULTIPLE, choices=found)


def _right(choices: Choices, answer: str) -> set[int]:
    """The numbers of the right choices, by their words, letters or numbers."""
    words = {as_plain(choice.text).casefold(): n for n, choice in choices.items()}
    if answer.casefold() in words:
        return {words[answer.casefold()]}
    found = set()
    for part in re.split(r"[;,|]", answer):
        said = part.strip().casefold()
        if said in words:
            found.add(words[said])
        elif re.fullmatch(r"[a-z]", said) and ord(said) - ord("a") + 1 in choices:
            found.add(ord(said) - ord("a") + 1)
        elif said.isdecimal() and int(said) in choices:
            found.add(int(said))
        elif said:
            raise Refused(f"the answer “{said[:40]}”", "it is none of the choices")
    return found


def is_ambiguous(choices: Choices, answer: str) -> bool:
    """Whether a number in “answer” may mean one choice by its words, and another by its place."""
    named = {n for n, choice in choices.items() if as_plain(choice.text) == answer}
    return answer.isdecimal() and int(answer) in choices and bool(named - {int(answer)})


def _short(choices: Choices, answer: str) -> tuple[Choice, ...]:
    found = tuple(
        replace(c, text=Text(as_plain(c.text)), weight=100.0 if c.weight == UNSAID else c.weight)
        for c in choices.values()
    )
    said = tuple(Choice(Text(part.strip()), 100.0) for part in answer.split(";") if part.strip())
    if not found and not said:
        raise Refused("no answer", "fill in “choice 1” or “answer”")
    return found or said


def _truth(choices: Choices, answer: str) -> tuple[Choice, ...]:
    said = {choice.text.text.casefold(): choice for choice in choices.values()}
    true, false = said.get("true", Choice(Text())), said.get("false", Choice(Text()))
    right = _TRUTH.get(answer.casefold()) if answer else None
    if right is None and answer and len(choices) == 2:
        chosen = [choices[n] for n in _right(choices, answer)]
        right = true in chosen
    if right is None:
        weights = (true.weight, false.weight)
        if max(weights) <= 0:
            raise Refused("no right answer", "write true or false in “answer”")
        right = weights[0] > 0
    return (
        Choice(Text(TRUE), 100.0 if right else 0.0, true.feedback),
        Choice(Text(FALSE), 0.0 if right else 100.0, false.feedback),
    )


def _numbers(choices: Choices, answer: str) -> tuple[Number, ...]:
    given = choices or {1: Choice(Text(answer), 100.0)}
    found = []
    for choice in given.values():
        said = as_plain(choice.text)
        value, _, tolerance = said.partition(":")
        read, margin = number(value), number(tolerance or "0")
        if (read is None and said != "*") or margin is None:
            raise Refused(f"“{said[:40]}” is no number", "write it like 3 or 3:0.5")
        weight = 100.0 if choice.weight == UNSAID else choice.weight
        found.append(Number(read, abs(margin), weight, choice.feedback))
    return tuple(found)


def _pairs(choices: Choices, cells: Mapping[str, str]) -> tuple[Pair, ...]:
    found = [(choice, cells.get(f"match {n}", "")) for n, choice in choices.items()]
    if any(not right for _, right in found) or len(found) < 2:
        raise Refused("a pair is not whole", "fill in “choice 1” and “match 1”, and so on")
    return tuple(Pair(choice.text, right) for choice, right in found)


def _gaps(choices: Choices, cells: Mapping[str, str]) -> tuple[Gap, ...]:
    heads: dict[int, re.Match[str]] = {}
    members: dict[int, dict[int, Choice]] = {}
    for n, choice in choices.items():
        head = _GAP.fullmatch(" ".join(cells.get(f"gap {n}", "").casefold().split()))
        if head is None:
            raise Refused(f"“gap {n}” is not filled in", "write which blank it is, like 1 choice")
        heads.setdefault(int(head[1]), head)
        members.setdefault(int(head[1]), {})[n] = choice
    return tuple(_gap(heads[place], members[place]) for place in sorted(heads))


def _gap(head: re.Match[str], choices: Choices) -> Gap:
    kind = Kind(head[2] or "short")
    points = int(head[3] or 1)
    if kind is Kind.NUMERICAL:
        return Gap(kind, numbers=_numbers(choices, ""), points=points)
    if kind is Kind.SHORT:
        return Gap(kind, _short(choices, ""), points=points, case_sensitive=bool(head[4]))
    found = tuple(replace(c, weight=max(c.weight, -100.0)) for c in choices.values())
    return Gap(kind, found, points=points)
