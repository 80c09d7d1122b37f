"""A question as instructors see it: with what is right, the quotation it rests on, and where that stands."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blocks.answers import source_line
from bot.blocks.mrkdwn import Block, context, shorten, shown
from bot.blocks.quizzes.texts import CHOICE, line, parts, rich, run, words
from bot.services.quizzes.asking import letter, number_taken
from bot.services.quizzes.bank.ports import IMPORTED, WRITTEN, BankQuestion
from knowledge.exchange import Choice, Gap, Item, Kind, Number, Text
from knowledge.exchange.model import KIND_NAMES

RIGHT, WRONG = "✓", "○"
_INNER = str.maketrans("“”", "‘’")
"""Quotation marks inside of quoted words."""
_EASY, _HARD = 0.34, 0.67
_MOST_LINES = 24
_FORMS = {
    "definition": "Asks for a meaning",
    "term": "Asks for a term",
    "cloze": "Asks for a missing word",
    "acronym": "Asks what a short form stands for",
    "short_form": "Asks for a short form",
    "membership": "Asks what belongs to a list",
    "odd_one_out": "Asks what does not belong",
    "true_false": "True or false",
    "ordering": "Asks for an order",
    "number": "Asks for a number",
    "table": "Asks for a cell of a table",
}


def titled(question: BankQuestion, longest: int = 80) -> str:
    """A question's first words, escaped: “Which term …”"""
    stem = words(question.item.stem, longest).translate(_INNER)
    return f"“{shown(stem, longest + 40)}”"


def whole(question: BankQuestion) -> list[Block]:
    """What is asked, what is right, why, and the slide."""
    item = question.item
    blocks = [rich(parts(item.stem, bold=True), [_section(row) for row in _answers(item)])]
    if item.feedback:
        quote: Block = {"type": "rich_text_quote", "elements": line(item.feedback, 800)}
        blocks.append({"type": "rich_text", "elements": [quote]})
    return [*blocks, context(f"{where(question)}\n{_facts(question)}")]


def _section(elements: Sequence[Block]) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def _answers(item: Item) -> list[list[Block]]:
    rows = _rows(item)
    kept = rows[:_MOST_LINES]
    more = [[run(f"… and {len(rows) - len(kept)} more")]] if len(rows) > len(kept) else []
    return kept + more


def _rows(item: Item) -> list[list[Block]]:
    """A line a choice, pair, blank or accepted answer."""
    match item.kind:
        case Kind.CHOICE | Kind.MULTIPLE | Kind.TRUE_FALSE:
            return [_choice(n, choice) for n, choice in enumerate(item.choices)]
        case Kind.ORDERING:
            return [[run(f"{n}.  "), *line(c.text)] for n, c in enumerate(item.choices, 1)]
        case Kind.MATCHING:
            return [[*line(p.left or Text("–")), run(f"  →  {p.right}")] for p in item.pairs]
        case Kind.CLOZE:
            return [[run(f"Blank {n}:  "), *_taken_in(gap)] for n, gap in enumerate(item.gaps, 1)]
        case _:
            return [[run(f"{RIGHT}  "), *row] for row in _taken(item.choices, item.numbers)]


def _choice(place: int, choice: Choice) -> list[Block]:
    right = choice.weight > 0
    part = f"  ({choice.weight:g} %)" if choice.weight not in {0.0, 100.0} else ""
    row = [run(f"{RIGHT if right else WRONG}  {letter(place).upper()}  ", bold=right)]
    row += line(choice.text, CHOICE, bold=right)
    return [*row, run(part)] if part else row


def _taken(choices: Sequence[Choice], numbers: Sequence[Number]) -> list[list[Block]]:
    """What is accepted."""
    rows = [line(c.text, bold=True) for c in choices if c.weight > 0]
    return rows + [[run(number_taken(n), bold=True)] for n in numbers if n.weight > 0]


def _taken_in(gap: Gap) -> list[Block]:
    found: list[Block] = []
    for row in _taken(gap.choices, gap.numbers):
        found += [run(" / "), *row] if found else row
    return found or [run("nothing")]


def where(question: BankQuestion) -> str:
    """ "Lecture 13, slide 26 · November 16, 2021 · sample-lecture.txt" """
    if question.source is not None and (said := source_line(question.source)):
        return f"{said} (this slide is gone)" if question.gone else said
    if question.origin == IMPORTED and question.item.source:
        return shown(question.item.source, 200)
    return {WRITTEN: "Written here", IMPORTED: "From a file"}.get(question.origin, "No slide")


def _facts(question: BankQuestion) -> str:
    kind = KIND_NAMES[question.item.kind].removeprefix("a ").removeprefix("an ")
    said = [_FORMS.get(question.form, f"{kind[:1].upper()}{kind[1:]}")]
    if question.form:
        said.append(f"likely {difficulty(question.difficulty)}")
    if question.item.tags:
        said.append(shown(shorten(", ".join(question.item.tags), 80), 120))
    return " · ".join(said)


def difficulty(estimated: float) -> str:
    """An estimate in words."""
    return "easy" if estimated < _EASY else "hard" if estimated >= _HARD else "of medium difficulty"
