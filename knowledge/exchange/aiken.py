"""Aiken: a question on a line, lettered choices below it, and `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from string import ascii_uppercase

from knowledge.exchange.limits import MAX_PARTS, MAX_TEXT, is_full
from knowledge.exchange.losses import Part, cannot, exported, write_all
from knowledge.exchange.markup import as_plain
from knowledge.exchange.model import (
    Choice,
    Draft,
    Exported,
    Format,
    Imported,
    Item,
    Kind,
    Note,
    Refused,
    Text,
)

_CHOICE = re.compile(r"([A-Za-z])(?:\)\s*|\.\s+|\.$)(.*)$")
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)$", re.I)
_WHY = re.compile(
    r"(?:explanation|feedback|rationale|reason|erklärung|begründung|explicación|explication)\s*:(.*)$",
    re.I,
)
_MOST_LINES_OF_WHY = 20
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
ANSWERS = re.compile(rf"{_CHOICE.pattern}|{_ANSWER.pattern}", re.I)
"""A line that is a choice, or says which one is right."""
_SAYS: frozenset[Part] = frozenset()


@dataclass(slots=True)
class _Question:
    line: int
    stem: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    parted: bool = False
    """Whether a blank line stood below its choices."""
    answer: str = ""
    why: list[str] = field(default_factory=list)


def read_aiken(text: str, draft: Draft) -> Imported:
    """The questions of an Aiken file; those that cannot be read are notes."""
    for question in _questions(text):
        if is_full(draft, question.line):
            break
        draft.question += 1
        draft.line = question.line
        try:
            draft.items.append(_item(question))
        except Refused as refusal:
            draft.note(refusal.what, refusal.why)
    draft.items = _without_numbers(draft.items)
    return draft.done(Format.AIKEN)


def _questions(text: str) -> Iterator[_Question]:
    """Each question; `answer` is "" where that is missing."""
    question: _Question | None = None
    answered: _Question | None = None
    lines = text.split("\n")
    explained = 0
    for number, whole in enumerate(lines, 1):
        line = whole.strip()
        if number <= explained:
            continue
        if question is None and answered is not None and (why := _explanation(lines, number - 1)):
            answered.why += why
            explained = number + len(why) - 1
            continue
        if not line:
            if question is not None:
                question.parted = bool(question.choices)
            continue
        answer, choice = _ANSWER.match(line), _CHOICE.match(line)
        if question is None or (question.parted and not answer and not choice):
            if (done := question or answered) is not None:
                yield done
            question, answered = _Question(number), None
        if answer:
            question.answer = answer[1].strip() or "?"
            question, answered = None, question
        else:
            _add(question, line, choice)
    if (done := question or answered) is not None:
        yield done


def _explanation(lines: Sequence[str], at: int) -> list[str]:
    """The lines below ANSWER that say why, as many programs write though Aiken has no place for it.

    Without a blank line below them, only the first is one where another question follows.
    """
    found = _WHY.match(lines[at].strip())
    if found is None:
        return []
    block = [line.strip() for line in takewhile(str.strip, lines[at : at + _MOST_LINES_OF_WHY])]
    rest = [] if any(ANSWERS.match(line) for line in block[1:]) else block[1:]
    return [found[1].strip(), *rest]


def _without_numbers(items: list[Item]) -> list[Item]:
    """Questions that are counted through in their own words, without the numbers."""
    found = [_NUMBERED.match(item.stem.text) for item in items]
    numbers = [int(one[1]) for one in found if one is not None]
    if len(items) < 2 or len(numbers) < len(items) or sorted(set(numbers)) != numbers:
        return items
    return [
        replace(item, stem=Text(item.stem.text[one.end() :]))
        for item, one in zip(items, found, strict=True)
        if one is not None
    ]


def _add(question: _Question, line: str, choice: re.Match[str] | None) -> None:
    question.parted = False
    if choice and question.stem and choice[1].upper() not in question.choices:
        question.choices[choice[1].upper()] = choice[2].strip()
    elif question.choices:
        last = next(reversed(question.choices))
        question.choices[last] = f"{question.choices[last]}\n{line}".strip()
    else:
        question.stem.append(line)


def _item(question: _Question) -> Item:
    answer = question.answer
    if not answer:
        raise Refused("no ANSWER line", "write ANSWER: and the letter of the right choice below it")
    letters = re.findall(r"[A-Z]", answer.upper().split("  ")[0])
    if re.fullmatch(r"[A-Za-z](?:[\s,;&]+[A-Za-z])*[.)]?", answer) is None:
        letters = letters[:1] if re.match(r"[A-Za-z]\b", answer) else []
    missing = [letter for letter in letters if letter not in question.choices]
    if not letters or missing:
        raise Refused(f"ANSWER: {answer[:20]}", "there is no choice with this letter")
    if not question.stem or len(question.choices) < 2:
        raise Refused(
            "a question or its choices are missing", "write each choice like “A) words” on a line"
        )
    if len(question.choices) > MAX_PARTS or sum(map(len, question.stem)) > MAX_TEXT:
        raise Refused("a question as long as a book", "part the questions with blank lines")
    weight = 100.0 if len(letters) == 1 else round(100 / len(letters), 5)
    choices = tuple(
        Choice(Text(text or letter), weight if letter in letters else 0.0)
        for letter, text in question.choices.items()
    )
    kind = Kind.CHOICE if len(letters) == 1 else Kind.MULTIPLE
    why = "\n".join(filter(None, question.why))
    return Item(kind, Text("\n".join(question.stem)), choices, feedback=Text(why))


def write_aiken(items: Sequence[Item]) -> Exported:
    """An Aiken file (UTF-8) of the questions with one right choice, and notes of all else."""
    blocks, notes = write_all(tuple(items), Format.AIKEN, _SAYS, _written)
    return exported("\n\n".join(blocks) + "\n" if blocks else "", blocks, notes)


def _written(item: Item, question: int, notes: list[Note]) -> str:
    if item.kind not in {Kind.CHOICE, Kind.TRUE_FALSE}:
        raise cannot(item, Format.AIKEN)
    right = [n for n, choice in enumerate(item.choices) if choice.weight == 100]
    if len(right) != 1 or len(item.choices) > len(ascii_uppercase):
        raise Refused("its choices", "Aiken needs one that is right and at most 26; it is left out")
    stem = _line(item.stem, question, notes)
    if _CHOICE.match(stem) or _ANSWER.match(stem):
        raise Refused("its first words", "Aiken would take them for a choice; it is left out")
    lines = [stem]
    for letter, choice in zip(ascii_uppercase, item.choices, strict=False):
        lines.append(f"{letter}) {_line(choice.text, question, notes)}")
    return "\n".join([*lines, f"ANSWER: {ascii_uppercase[right[0]]}"])


def _line(text: Text, question: int, notes: list[Note]) -> str:
    plain = as_plain(text)
    if "\n" in plain:
        notes.append(
            Note("line breaks", "written as spaces: Aiken has one line", question=question)
        )
    return " ".join(plain.split())
