"""What stands between a GIFT question's braces."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from knowledge.exchange.gift.signs import parted, show
from knowledge.exchange.limits import MAX_PARTS
from knowledge.exchange.markup import sent
from knowledge.exchange.model import (
    FALSE,
    TRUE,
    Choice,
    Draft,
    Item,
    Kind,
    Markup,
    Number,
    Pair,
    Refused,
    Text,
)
from knowledge.exchange.numbers import number, weight_of

_WEIGHT = re.compile(r"%(-*\d{1,3}(?:[.,]\d*)?)%")
_FLAGS = re.compile(r"\s*\d*(?:\s+[A-Z0-9_]+)*(?:\s+(?:none|abc|iii))?\s*")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def with_answers(item: Item, answers: str, draft: Draft) -> Item:
    """The question with its answers. Raises Refused: they cannot be read."""
    reader = Answers(item.stem.markup, draft)
    truth = _TRUTH.get(answers.split("#", 1)[0].strip().upper())
    if not answers:
        return replace(item, kind=Kind.ESSAY)
    if answers.startswith("#"):
        return replace(item, kind=Kind.NUMERICAL, numbers=reader.numbers(answers[1:]))
    if answers.startswith(">"):
        return replace(item, kind=Kind.ORDERING, choices=reader.order(answers[1:]))
    if "~" in answers:
        kind = Kind.CHOICE if "=" in answers else Kind.MULTIPLE
        return replace(item, kind=kind, choices=reader.choices(answers))
    if answers.startswith("=") and "->" in answers[1:].split("=", 1)[0].split("#", 1)[0]:
        return replace(item, kind=Kind.MATCHING, pairs=reader.pairs(answers))
    if truth is not None:
        return replace(item, kind=Kind.TRUE_FALSE, choices=reader.truth(truth, answers))
    return replace(item, kind=Kind.SHORT, choices=reader.short(answers))


class Answers:
    """Reads answers in the markup of their stem."""

    def __init__(self, markup: Markup, draft: Draft) -> None:
        self._markup = markup
        self._draft = draft

    def choices(self, answers: str) -> tuple[Choice, ...]:
        """`~wrong =right ~%50%half#feedback`."""
        found = []
        for part in self._split(answers.replace("=", "~="), "~"):
            right = part.startswith("=")
            weight, rest = _weighed(part.lstrip("=").strip() if right else part)
            fallback = 100.0 if right else 0.0
            choice = self._choice(rest, fallback if weight is None else weight)
            if choice.text:
                found.append(choice)
            else:
                self._draft.note("a choice without text", "left out")
        if len(found) < 2:
            raise Refused("fewer than two choices", "write each choice after a ~ or a =")
        if "=" in answers and not any(choice.weight > 0 for choice in found):
            raise Refused("the right choice has no text", "write it after the =")
        return tuple(found)

    def short(self, answers: str) -> tuple[Choice, ...]:
        """`=accepted =%50%half right#feedback`, or one word alone."""
        found = []
        for part in self._split(answers, "="):
            weight, rest = _weighed(part)
            answer, _, feedback = rest.partition("#")
            text, _ = parted(answer, self._markup)
            if text:
                given = 100.0 if weight is None else weight
                found.append(Choice(Text(text), given, self._text(feedback)))
            else:
                self._draft.note("an answer without text", "left out")
        if not found:
            raise Refused("no answer", "write each accepted answer after a =")
        return tuple(found)

    def truth(self, truth: bool, answers: str) -> tuple[Choice, ...]:
        """`TRUE#feedback for wrong#feedback for right`."""
        _, wrong, right = (*(self._text(x) for x in answers.split("#", 2)), Text(), Text())[:3]
        return (
            Choice(Text(TRUE), 100.0 if truth else 0.0, right if truth else wrong),
            Choice(Text(FALSE), 0.0 if truth else 100.0, wrong if truth else right),
        )

    def pairs(self, answers: str) -> tuple[Pair, ...]:
        """`=left -> right`."""
        found = []
        for part in self._split(answers, "="):
            left, arrow, right = part.partition("->")
            if not arrow:
                raise Refused(f"“{_cited(part)}” has no partner", "write both with -> between them")
            found.append(Pair(self._text(left), show(right).strip()))
        if len(found) < 2:
            raise Refused("fewer than two pairs", "write each as =left -> right")
        return tuple(found)

    def order(self, answers: str) -> tuple[Choice, ...]:
        """The items, one a line, below a line that says how Moodle shows and marks them."""
        if "=" in answers:
            items = self._split(answers, "=")
        else:
            first, _, rest = answers.partition("\n")
            items = (rest if _FLAGS.fullmatch(first) else answers).split("\n")
        found = tuple(Choice(text) for item in items if (text := self._text(item)))
        if len(found) < 2:
            raise Refused("fewer than two items to order", "write each on a line of its own")
        return found

    def numbers(self, answers: str) -> tuple[Number, ...]:
        """`3:0.5`, `2..4` or several after `=`; feedback for any other number after a `~`."""
        answers, other, feedback = answers.partition("~")
        found = [self._number(part) for part in self._split(answers, "=")]
        if not found:
            raise Refused("no number", "write the right number after the #, such as {#3:0.5}")
        if other:
            found.append(Number(None, weight=0.0, feedback=self._text(feedback.partition("#")[2])))
        return tuple(found)

    def _number(self, part: str) -> Number:
        weight, rest = _weighed(part)
        answer, _, feedback = rest.partition("#")
        value, tolerance = _range(show(answer).strip())
        return Number(value, tolerance, 100.0 if weight is None else weight, self._text(feedback))

    def _choice(self, part: str, weight: float) -> Choice:
        text, _, feedback = part.partition("#")
        return Choice(self._text(text), weight, self._text(feedback))

    def _text(self, hidden: str) -> Text:
        text, markup = parted(hidden, self._markup)
        return sent(text, markup, self._draft)

    def _split(self, answers: str, sign: str) -> list[str]:
        split = [part.strip() for part in answers.split(sign)]
        if len(split) > MAX_PARTS:
            raise Refused(f"more than {MAX_PARTS} answers", "split the question")
        return split if split[0] else split[1:]


def _weighed(part: str) -> tuple[float | None, str]:
    found = _WEIGHT.match(part)
    if found is None:
        return None, part
    weight = weight_of(found[1].replace("--", "-"))
    if weight is None:
        raise Refused(f"the weight {found[0]}", "weights are between %-100% and %100%")
    return weight, part[found.end() :].strip()


def _range(answer: str) -> tuple[Decimal | None, Decimal]:
    if answer == "*":
        return None, Decimal(0)
    low, dots, high = answer.partition("..")
    if dots:
        ends = number(low), number(high)
        if ends[0] is not None and ends[1] is not None:
            return (ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2
    value, _, tolerance = answer.partition(":")
    found, margin = number(value), number(tolerance or "0")
    if dots or found is None or margin is None:
        raise Refused(f"“{_cited(answer)}” is no number", "write it like 3, 3:0.5 or 2.5..3.5")
    return found, abs(margin)


def _cited(text: str) -> str:
    shown = " ".join(show(text).split())
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
