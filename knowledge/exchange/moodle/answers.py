"""The answers of a question in Moodle XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.exchange.limits import MAX_PARTS
from knowledge.exchange.markup import as_plain, plainest
from knowledge.exchange.model import (
    FALSE,
    TRUE,
    Choice,
    Draft,
    Gap,
    Item,
    Kind,
    Markup,
    Number,
    Pair,
    Refused,
    Text,
)
from knowledge.exchange.moodle.cloze import read_cloze
from knowledge.exchange.moodle.formats import MARKUPS
from knowledge.exchange.numbers import number, weight_of
from knowledge.exchange.xml import Element, content, line_of, read_text

_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")


def text_in(element: Element | None, draft: Draft, default: Markup = Markup.HTML) -> Text:
    """`<feedback format="html"><text>…` as a text."""
    if element is None:
        return Text()
    markup = MARKUPS.get(element.get("format") or "", default)
    inner = element.find("text")
    return read_text(element if inner is None else inner, markup, draft)


def is_true(element: Element, tag: str, default: bool) -> bool:
    """A setting that is "true" or "1"."""
    found = element.findtext(tag)
    return default if found is None else found.strip().casefold() in {"true", "1"}


def with_answers(item: Item, element: Element, draft: Draft) -> Item:
    """The question with its answers. Raises Refused: they cannot be read, or the type is unknown."""
    kind = (element.get("type") or "").strip().casefold()
    read = _READERS.get(kind)
    if read is None:
        name = f"the question type “{kind}”" if kind else "a question without a type"
        raise Refused(name, "Lectern does not know it; it is left out")
    if len(element) > MAX_PARTS:
        raise Refused(f"more than {MAX_PARTS} answers", "split the question")
    return read(item, element, draft)


def _weight(answer: Element) -> float:
    said = (answer.get("fraction") or "0").strip()
    weight = weight_of(said)
    if weight is None:
        raise Refused(f"the weight “{said[:20]}”", "weights are between -100 and 100")
    return weight


def _choices(element: Element, draft: Draft, default: Markup) -> tuple[Choice, ...]:
    found = []
    for answer in element.findall("answer"):
        text = text_in(answer, draft, default)
        if text:
            feedback = text_in(answer.find("feedback"), draft)
            found.append(Choice(text, _weight(answer), feedback))
        else:
            draft.note("a choice without text", "left out", line_of(answer))
    return tuple(found)


def _multichoice(item: Item, element: Element, draft: Draft) -> Item:
    choices = _choices(element, draft, item.stem.markup)
    if len(choices) < 2:
        raise Refused("fewer than two choices", "it is left out")
    kind = Kind.CHOICE if is_true(element, "single", default=True) else Kind.MULTIPLE
    return replace(item, kind=kind, choices=choices)


def _truefalse(item: Item, element: Element, draft: Draft) -> Item:
    said = {content(answer.find("text")).casefold(): answer for answer in element.findall("answer")}
    if not {"true", "false"} <= set(said):
        raise Refused("a true/false question without both answers", "it is left out")
    choices = tuple(
        Choice(Text(label), _weight(said[key]), text_in(said[key].find("feedback"), draft))
        for label, key in ((TRUE, "true"), (FALSE, "false"))
    )
    return replace(item, kind=Kind.TRUE_FALSE, choices=choices)


def _short(item: Item, element: Element, draft: Draft) -> Item:
    choices = tuple(
        Choice(
            Text(content(answer.find("text"))),
            _weight(answer),
            text_in(answer.find("feedback"), draft),
        )
        for answer in element.findall("answer")
        if content(answer.find("text"))
    )
    if not choices:
        raise Refused("no answer", "it is left out")
    case = is_true(element, "usecase", default=False)
    return replace(item, kind=Kind.SHORT, choices=choices, case_sensitive=case)


def _numerical(item: Item, element: Element, draft: Draft) -> Item:
    found = []
    for answer in element.findall("answer"):
        said = content(answer.find("text"))
        value = None if said == "*" else number(said)
        tolerance = number(content(answer.find("tolerance")) or "0")
        if (value is None and said != "*") or tolerance is None:
            raise Refused(f"“{said[:40]}” is no number", "write it like 3 or 2.5")
        feedback = text_in(answer.find("feedback"), draft)
        found.append(Number(value, abs(tolerance), _weight(answer), feedback))
    if not found:
        raise Refused("no number", "it is left out")
    return replace(item, kind=Kind.NUMERICAL, numbers=tuple(found))


def _matching(item: Item, element: Element, draft: Draft) -> Item:
    pairs = tuple(
        Pair(text_in(sub, draft, item.stem.markup), _right_side(sub.find("answer"), draft))
        for sub in element.findall("subquestion")
    )
    whole = tuple(pair for pair in pairs if pair.right)
    if len(whole) < len(pairs):
        draft.note("a pair without its right side", "left out")
    if len(whole) < 2:
        raise Refused("fewer than two pairs", "it is left out")
    return replace(item, kind=Kind.MATCHING, pairs=whole)


def _right_side(answer: Element | None, draft: Draft) -> str:
    """Plain words; in a question to drag it is a text as others are."""
    if answer is not None and answer.get("format"):
        return as_plain(text_in(answer, draft))
    return content(answer.find("text")) if answer is not None else ""


def _ordering(item: Item, element: Element, draft: Draft) -> Item:
    answers = element.findall("answer")
    # The fraction says at which place an item belongs.
    ordered = sorted(answers, key=lambda answer: number(answer.get("fraction") or "0") or 0)
    choices = tuple(
        Choice(text) for answer in ordered if (text := text_in(answer, draft, item.stem.markup))
    )
    if len(choices) < 2:
        raise Refused("fewer than two items to order", "it is left out")
    return replace(item, kind=Kind.ORDERING, choices=choices)


def _cloze(item: Item, element: Element, draft: Draft) -> Item:
    stem, gaps = read_cloze(item.stem.text, draft)
    return replace(item, kind=Kind.CLOZE, stem=plainest(replace(item.stem, text=stem)), gaps=gaps)


def _worded(item: Item, element: Element, draft: Draft) -> Item:
    """Words to drag or to select into a text: the place [[3]] takes the third word."""
    options = [*element.findall("dragbox"), *element.findall("selectoption")]
    words = [_option(option, draft) for option in options]
    groups = [(option.findtext("group") or "1").strip() for option in options]
    gaps: list[Gap] = []

    def taken(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if not 0 <= place < len(words):
            return found[0]
        gaps.append(Gap(Kind.CHOICE, _group(words, groups, place)))
        return f"[[{len(gaps)}]]"

    stem = _PLACE.sub(taken, item.stem.text)
    if not gaps:
        raise Refused("a text without blanks", "it is left out")
    return replace(item, kind=Kind.CLOZE, stem=replace(item.stem, text=stem), gaps=tuple(gaps))


def _option(option: Element, draft: Draft) -> Text:
    return Text(as_plain(read_text(option.find("text"), Markup.HTML, draft)))


def _group(words: Sequence[Text], groups: Sequence[str], place: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(word, 100.0 if n == place else 0.0)
        for n, word in enumerate(words)
        if groups[n] == groups[place]
    )


def _alone(kind: Kind) -> Callable[[Item, Element, Draft], Item]:
    return lambda item, element, draft: replace(item, kind=kind)


_READERS: dict[str, Callable[[Item, Element, Draft], Item]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _short,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _worded,
    "ddwtos": _worded,
    "essay": _alone(Kind.ESSAY),
    "description": _alone(Kind.DESCRIPTION),
}
