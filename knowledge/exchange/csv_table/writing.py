"""A table of questions out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.cells import safe
from knowledge.exchange.csv_table.columns import GROUP, HEAD, TAIL
from knowledge.exchange.losses import Part, unsaid
from knowledge.exchange.model import Choice, Exported, Format, Item, Kind, Markup, Number, Text
from knowledge.exchange.numbers import shown

_SAYS = frozenset(Part)
_OPTIONAL = ("match", "gap")


def write_csv(items: Sequence[Item]) -> Exported:
    """A CSV file (UTF-8 with a mark, as spreadsheets want it) with a header and a row a question."""
    rows = [_row(item) for item in items]
    used = {name for row in rows for name, cell in row.items() if cell}
    most = max((int(n.split()[1]) for n in used if n.split()[0] in GROUP), default=0)
    groups = [g for g in GROUP if g not in _OPTIONAL or any(n.startswith(f"{g} ") for n in used)]
    columns = [*HEAD, *(f"{g} {n}" for n in range(1, most + 1) for g in groups), *TAIL]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe(row.get(name, "")) for name in columns] for row in rows)
    notes = [note for n, item in enumerate(items, 1) for note in unsaid(item, n, Format.CSV, _SAYS)]
    return Exported(out.getvalue().encode("utf-8-sig"), tuple(notes), len(rows))


def _row(item: Item) -> dict[str, str]:
    markup = item.stem.markup
    row = {
        "id": item.id,
        "kind": item.kind.value,
        "name": item.name,
        "category": item.category,
        "question": _cell(item.stem, markup),
        "markup": markup.value,
        "explanation": _cell(item.feedback, markup),
        "if right": _cell(item.when_right, markup),
        "if partly right": _cell(item.when_partly, markup),
        "if wrong": _cell(item.when_wrong, markup),
        "points": shown(float(item.points)),
        "shuffle": "yes" if item.shuffle else "no",
        "case sensitive": "yes" if item.case_sensitive else "no",
        "tags": "; ".join(t.replace("\\", "\\\\").replace(";", "\\;") for t in item.tags),
        "difficulty": "" if item.difficulty is None else repr(item.difficulty),
        "source": item.source,
    }
    for place, cells in enumerate(_groups(item), 1):
        row |= {f"{name} {place}": cell for name, cell in cells.items()}
    return row


def _groups(item: Item) -> Iterator[dict[str, str]]:
    markup = item.stem.markup
    if item.kind is Kind.ORDERING:
        yield from ({"choice": _cell(choice.text, markup)} for choice in item.choices)
        return
    yield from (_choice(choice, markup) for choice in item.choices)
    yield from (_number(number, markup) for number in item.numbers)
    yield from ({"choice": _cell(p.left, markup), "match": p.right} for p in item.pairs)
    for place, gap in enumerate(item.gaps, 1):
        head = {"gap": f"{place} {gap.kind.value}"}
        if gap.points != 1 or gap.case_sensitive:
            head["gap"] += f" {gap.points}{' case' if gap.case_sensitive else ''}"
        yield from (_choice(choice, markup) | head for choice in gap.choices)
        yield from (_number(number, markup) | head for number in gap.numbers)


def _choice(choice: Choice, markup: Markup) -> dict[str, str]:
    return {
        "choice": _cell(choice.text, markup),
        "weight": shown(choice.weight),
        "feedback": _cell(choice.feedback, markup),
    }


def _number(number: Number, markup: Markup) -> dict[str, str]:
    value = "*" if number.value is None else shown(number.value)
    tolerance = f":{shown(number.tolerance)}" if number.tolerance != Decimal(0) else ""
    return {
        "choice": f"{value}{tolerance}",
        "weight": shown(number.weight),
        "feedback": _cell(number.feedback, markup),
    }


def _cell(text: Text, markup: Markup) -> str:
    """A text with its markup before it where that is not the row's."""
    if not text or (text.markup is markup and not text.text.startswith("[")):
        return text.text
    return f"[{text.markup.value}]{text.text}"
