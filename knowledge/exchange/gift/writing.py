"""GIFT out, as Moodle writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.exchange.gift.signs import SURELY_GIFT, escaped, written
from knowledge.exchange.labels import tags_of
from knowledge.exchange.losses import Part, cannot, exported, write_all
from knowledge.exchange.model import (
    BLANK,
    TRUE,
    Choice,
    Exported,
    Format,
    Gap,
    Item,
    Kind,
    Markup,
    Note,
    Number,
    Refused,
    Text,
)
from knowledge.exchange.numbers import shown

_SAYS = frozenset(Part) - {Part.BY_RESULT, Part.POINTS, Part.SHUFFLE, Part.CASE}
_HEADING = "// Questions from Lectern, in Moodle's GIFT"
_ORDER = "ALL VERTICAL ABSOLUTE_POSITION SHOW 123"
"""How Moodle shows and marks what is to be put in order."""


def write_gift(items: Sequence[Item]) -> Exported:
    """A GIFT file (UTF-8) of the questions, and notes of what it cannot say."""
    category = ""

    def one(item: Item, question: int, notes: list[Note]) -> str:
        nonlocal category
        text = "\n".join(_lines(item, question, notes))
        if item.category != category:
            category = item.category
            path = " ".join(category.split()).replace("\\", "\\\\")
            text = f"$CATEGORY: {path or '$course$/top'}\n\n{text}"
        return text

    blocks, notes = write_all(tuple(items), Format.GIFT, _SAYS, one)
    heading = [] if not blocks or SURELY_GIFT.match(blocks[0]) else [_HEADING]
    text = "\n\n".join([*heading, *blocks])
    return exported(f"{text}\n" if text else "", blocks, notes)


def gift_of(item: Item) -> str:
    """One question as GIFT. Raises Refused: GIFT cannot ask it."""
    return "\n".join(_lines(item, 1, []))


def _lines(item: Item, question: int, notes: list[Note]) -> Iterator[str]:
    item = _without_gap(item, question, notes)
    answers = list(_answers(item, question, notes))
    labels = [f"[id:{_label(item.id)}]"] if item.id else []
    labels += [f"[tag:{_label(tag)}]" for tag in tags_of(item)]
    if labels:
        yield f"// {' '.join(labels)}"
    name = f"::{escaped(' '.join(item.name.split()))}::" if item.name else ""
    stem = written(item.stem, Markup.MOODLE)
    feedback = written(item.feedback, item.stem.markup)
    if item.kind is Kind.DESCRIPTION:
        yield f"{name}{stem}"
        if feedback:
            notes.append(_note(question, "its explanation", "a text without a question has none"))
        return
    closing = [f"####{feedback}"] if feedback else []
    if len(answers) < 2 and not closing:
        yield f"{name}{stem} {{{''.join(answers)}}}"
        return
    yield f"{name}{stem} {{{answers[0] if answers and answers[0][0] in '>#' else ''}"
    rest = answers[1:] if answers and answers[0][0] in ">#" else answers
    yield from (f"\t{line}" for line in (*rest, *closing))
    yield "}"


def _answers(item: Item, question: int, notes: list[Note]) -> Iterator[str]:
    """The lines between the braces; the first one may open a kind of its own."""
    match item.kind:
        case Kind.CHOICE | Kind.MULTIPLE:
            yield from _choices(item, question, notes)
        case Kind.TRUE_FALSE:
            yield _truth(item)
        case Kind.SHORT:
            yield from (_short(choice, item, question, notes) for choice in item.choices)
        case Kind.NUMERICAL:
            yield "#"
            yield from (_number(number, item.stem.markup) for number in item.numbers)
        case Kind.MATCHING:
            yield from _pairs(item, question, notes)
        case Kind.ORDERING:
            yield f">{len(item.choices)} {_ORDER}"
            yield from (written(choice.text, item.stem.markup) for choice in item.choices)
        case Kind.CLOZE:
            raise cannot(item, Format.GIFT)
        case Kind.ESSAY | Kind.DESCRIPTION:
            return


def _choices(item: Item, question: int, notes: list[Note]) -> Iterator[str]:
    single = item.kind is Kind.CHOICE
    if single and not any(choice.weight == 100 for choice in item.choices):
        what = "that only one choice may be taken"
        notes.append(_note(question, what, "GIFT says so only where one of them is all right"))
    # Of several that are all right only the first gets a =: without any ~ it would be a short answer.
    first = next((n for n, c in enumerate(item.choices) if single and c.weight == 100), -1)
    for place, choice in enumerate(item.choices):
        weighed = f"~%{shown(choice.weight)}%" if choice.weight else "~"
        sign = "=" if place == first else weighed
        yield sign + written(choice.text, item.stem.markup) + _feedback(choice, item.stem.markup)


def _truth(item: Item) -> str:
    right = next((c for c in item.choices if c.weight > 0), item.choices[0])
    wrong = next((c for c in item.choices if c is not right), Choice(Text()))
    answer = "TRUE" if right.text.text == TRUE else "FALSE"
    after = [written(c.feedback, item.stem.markup) for c in (wrong, right)]
    if after[1]:
        return f"{answer}#{after[0]}#{after[1]}"
    return f"{answer}#{after[0]}" if after[0] else answer


def _short(choice: Choice, item: Item, question: int, notes: list[Note]) -> str:
    markup = item.stem.markup
    weight = "" if choice.weight == 100 else f"%{shown(choice.weight)}%"
    text = written(Text(choice.text.text, markup), markup) + _feedback(choice, markup)
    # Moodle takes every answer section with an arrow in it for pairs.
    text = _without_arrow(text, question, "an answer", "takes it for a pair", notes)
    return f"={weight}{text}"


def _without_arrow(text: str, question: int, where: str, why: str, notes: list[Note]) -> str:
    if "->" in text:
        notes.append(_note(question, f"“->” in {where}", f"written as “→”: GIFT {why}"))
    return text.replace("->", "→")


def _number(number: Number, markup: Markup) -> str:
    feedback = f"#{written(number.feedback, markup)}" if number.feedback else ""
    if number.value is None and not number.weight:
        return f"~{feedback}"
    weight = "" if number.weight == 100 else f"%{shown(number.weight)}%"
    value = "*" if number.value is None else f"{shown(number.value)}:{shown(number.tolerance)}"
    return f"={weight}{value}{feedback}"


def _pairs(item: Item, question: int, notes: list[Note]) -> Iterator[str]:
    for pair in item.pairs:
        left = written(pair.left, item.stem.markup)
        left = _without_arrow(left, question, "a pair", "parts pairs there", notes)
        yield f"={left} -> {escaped(pair.right.strip())}"


def _feedback(choice: Choice, markup: Markup) -> str:
    return f"#{written(choice.feedback, markup)}" if choice.feedback else ""


def _without_gap(item: Item, question: int, notes: list[Note]) -> Item:
    """A text with one blank is GIFT's missing word."""
    if item.kind is not Kind.CLOZE or len(item.gaps) != 1 or "[[1]]" not in item.stem.text:
        return item
    gap: Gap = item.gaps[0]
    stem = Text(item.stem.text.replace("[[1]]", BLANK, 1), item.stem.markup)
    notes.append(_note(question, "a text with one blank", f"written as a question with {BLANK}"))
    return Item(
        gap.kind,
        stem,
        gap.choices,
        gap.numbers,
        feedback=item.feedback,
        name=item.name,
        id=item.id,
        tags=item.tags,
        difficulty=item.difficulty,
        source=item.source,
    )


def _label(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("]", "\\]")


def _note(question: int, what: str, why: str) -> Note:
    return Note(what, why, question=question)


__all__ = ["Refused", "gift_of", "write_gift"]
