"""What a question says that a format has no place for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from knowledge.exchange.model import (
    FORMAT_NAMES,
    KIND_NAMES,
    Choice,
    Exported,
    Format,
    Item,
    Kind,
    Markup,
    Note,
    Number,
    Refused,
    Text,
)

_WITH_CHOICES = frozenset({Kind.CHOICE, Kind.MULTIPLE, Kind.MATCHING})


class Part(StrEnum):
    """A part of a question; its value is what people call it."""

    NAME = "its name"
    ID = "its id"
    CATEGORY = "its category"
    TAGS = "its tags"
    DIFFICULTY = "its difficulty"
    SOURCE = "its source"
    FEEDBACK = "its explanation"
    BY_RESULT = "its feedback for right, partly right and wrong answers"
    BY_CHOICE = "feedback on single answers"
    WEIGHTS = "parts of the points for single answers"
    POINTS = "its points"
    SHUFFLE = "that its choices stay in their order"
    CASE = "that capital letters count"
    MARKUP = "how its text is set"


def choices_of(item: Item) -> tuple[Choice, ...]:
    """All choices and accepted answers, those of blanks as well."""
    return item.choices + tuple(c for gap in item.gaps for c in gap.choices)


def numbers_of(item: Item) -> tuple[Number, ...]:
    """All numbers that are accepted, those of blanks as well."""
    return item.numbers + tuple(n for gap in item.gaps for n in gap.numbers)


def texts_of(item: Item) -> Iterator[Text]:
    """Everything in a question that people read."""
    yield from (item.stem, item.feedback, item.when_right, item.when_partly, item.when_wrong)
    for choice in choices_of(item):
        yield from (choice.text, choice.feedback)
    yield from (number.feedback for number in numbers_of(item))
    yield from (pair.left for pair in item.pairs)


def gives_parts(item: Item) -> bool:
    """Whether some answers give a part of the points, other than an equal one for each right choice."""
    weights = [c.weight for c in choices_of(item)] + [n.weight for n in numbers_of(item)]
    if item.kind is Kind.MULTIPLE:
        right = [w for w in weights if w > 0]
        return any(w < 0 for w in weights) or (bool(right) and max(right) - min(right) > 1)
    return item.kind is not Kind.ORDERING and any(w not in {0.0, 100.0} for w in weights)


def _by_choice(item: Item) -> bool:
    feedback = [choice.feedback for choice in choices_of(item)]
    return any(feedback) or any(number.feedback for number in numbers_of(item))


_HAS: dict[Part, Callable[[Item], bool]] = {
    Part.NAME: lambda item: bool(item.name),
    Part.ID: lambda item: bool(item.id),
    Part.CATEGORY: lambda item: bool(item.category),
    Part.TAGS: lambda item: bool(item.tags),
    Part.DIFFICULTY: lambda item: item.difficulty is not None,
    Part.SOURCE: lambda item: bool(item.source),
    Part.FEEDBACK: lambda item: bool(item.feedback),
    Part.BY_RESULT: lambda item: bool(item.when_right or item.when_partly or item.when_wrong),
    Part.BY_CHOICE: _by_choice,
    Part.WEIGHTS: gives_parts,
    Part.POINTS: lambda item: item.points != 1 and item.kind is not Kind.DESCRIPTION,
    Part.SHUFFLE: lambda item: not item.shuffle and item.kind in _WITH_CHOICES,
    Part.CASE: lambda item: item.case_sensitive or any(gap.case_sensitive for gap in item.gaps),
    Part.MARKUP: lambda item: any(t and t.markup is not Markup.PLAIN for t in texts_of(item)),
}


def unsaid(item: Item, question: int, kind: Format, says: frozenset[Part]) -> list[Note]:
    """A note for each part that the question has and the format does not say."""
    why = f"{FORMAT_NAMES[kind]} has no place for it"
    return [
        Note(part.value, why, question=question)
        for part, has in _HAS.items()
        if part not in says and has(item)
    ]


def cannot(item: Item, kind: Format) -> Refused:
    """For a question that a format cannot ask."""
    name = KIND_NAMES[item.kind]
    return Refused(name, f"{FORMAT_NAMES[kind]} cannot ask it; it is left out")


def write_all(
    items: tuple[Item, ...],
    kind: Format,
    says: frozenset[Part],
    write: Callable[[Item, int, list[Note]], str | None],
) -> tuple[list[str], list[Note]]:
    """Each question as text, and the notes; those that `write` refuses are left out."""
    written: list[str] = []
    notes: list[Note] = []
    for question, item in enumerate(items, 1):
        more: list[Note] = []
        try:
            text = write(item, question, more)
        except Refused as refusal:
            notes.append(Note(refusal.what, refusal.why, question=question))
            continue
        if text is not None:
            written.append(text)
        notes += unsaid(item, question, kind, says) + more
    return written, notes


def exported(text: str, written: list[str], notes: list[Note]) -> Exported:
    """A file of text with what `write_all` gave."""
    return Exported(text.encode("utf-8"), tuple(notes), len(written))
