"""A table of questions in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.cells import unsafe
from knowledge.exchange.csv_table.answers import UNSAID, is_ambiguous, with_answers
from knowledge.exchange.csv_table.columns import ANSWER, KINDS, WRONG, column_of
from knowledge.exchange.csv_table.rows import Row, delimiter_of, rows
from knowledge.exchange.gift.signs import parted
from knowledge.exchange.labels import as_difficulty
from knowledge.exchange.limits import MAX_TEXT, is_full
from knowledge.exchange.markup import sent
from knowledge.exchange.model import (
    Choice,
    Draft,
    Format,
    Imported,
    Item,
    Kind,
    Markup,
    Refused,
    Text,
)
from knowledge.exchange.numbers import number, weight_of

_SAID_YES = frozenset({"yes", "true", "1", "y"})
_SAID_NO = frozenset({"no", "false", "0", "n"})


def read_csv(text: str, draft: Draft) -> Imported:
    """The questions of a table with a header; those that cannot be read are notes."""
    delimiter = delimiter_of(text.split("\n", 1)[0])
    table = rows(text, delimiter)
    header = next(table, Row(1))
    names = [column_of(cell) for cell in header.cells]
    for cell, name in zip(header.cells, names, strict=True):
        if cell and not name:
            draft.note(f"the column “{cell[:40]}”", "not carried over: I do not know it", 1)
    for row in table:
        if is_full(draft, row.line):
            break
        draft.question += 1
        draft.line = row.line
        try:
            if row.why:
                raise Refused("a broken row", row.why)
            cells = {n: unsafe(c) for n, c in zip(names, row.cells, strict=False) if n and c}
            draft.items.append(_item(cells, draft))
        except Refused as refusal:
            draft.note(refusal.what, refusal.why)
    return draft.done(Format.CSV)


def _item(cells: Mapping[str, str], draft: Draft) -> Item:
    if sum(map(len, cells.values())) > MAX_TEXT:
        raise Refused("a question as long as a book", "look for a missing quotation mark")
    written = cells.get("markup", "plain").casefold()
    if written not in set(Markup):
        raise Refused(f"the markup “{written[:20]}”", "plain, markdown, html or moodle")
    reader = _Reader(cells, Markup(written), draft)
    stem = reader.text("question")
    if not stem:
        raise Refused("a row without a question", "fill in the column “question”")
    said = cells.get("kind", "").casefold()
    kind = KINDS.get(said.replace("_", " ").replace("-", " "), KINDS.get(said))
    if said and kind is None:
        raise Refused(f"the kind “{said[:30]}”", "Lectern does not know it; see the list of kinds")
    item = Item(
        kind or Kind.DESCRIPTION,
        stem,
        feedback=reader.text("explanation"),
        when_right=reader.text("if right"),
        when_partly=reader.text("if partly right"),
        when_wrong=reader.text("if wrong"),
        name=cells.get("name", ""),
        id=cells.get("id", ""),
        category=cells.get("category", ""),
        tags=_tags(cells.get("tags", "")),
        difficulty=reader.difficulty(),
        source=cells.get("source", ""),
        points=reader.points(),
        shuffle=reader.setting("shuffle", default=True),
        case_sensitive=reader.setting("case sensitive", default=False),
    )
    choices, answer = reader.choices(), cells.get(ANSWER, "")
    wrong = reader.wrong()
    if wrong and answer and not choices:
        choices, answer = {1: Choice(reader.text(ANSWER), 100.0)}, ""
    choices |= dict(enumerate(wrong, 1 + max(choices, default=0)))
    if is_ambiguous(choices, answer):
        why = "is one of the choices, and the number of another: the choice that says so is taken"
        draft.note(f"the answer “{answer}”", why)
    return with_answers(item, kind, choices, cells, answer)


@dataclass(frozen=True, slots=True)
class _Reader:
    cells: Mapping[str, str]
    markup: Markup
    draft: Draft

    def text(self, column: str) -> Text:
        """A cell's words in the row's markup, or in the one that stands before them."""
        cell = self.cells.get(column, "")
        if not cell:
            return Text()
        words, markup = parted(cell, self.markup)
        return sent(words, markup, self.draft)

    def choices(self) -> dict[int, Choice]:
        """The choices by their number; the weight is -1000 where none is given."""
        places = {_number_of(name) for name in self.cells if re.match(r"\w+ \d+$", name)}
        found = {}
        for place in sorted(places):
            said = self.cells.get(f"weight {place}", "")
            weight = weight_of(said.rstrip("% ")) if said else UNSAID
            if weight is None:
                raise Refused(f"the weight “{said[:20]}”", "weights are between -100 and 100")
            text = self.text(f"choice {place}")
            if text or self.cells.get(f"match {place}"):
                found[place] = Choice(text, weight, self.text(f"feedback {place}"))
        return found

    def wrong(self) -> list[Choice]:
        """Those that stand in columns of their own."""
        names = [name for name in self.cells if name.startswith(f"{WRONG} ")]
        return [Choice(self.text(name), 0.0) for name in sorted(names, key=_number_of)]

    def difficulty(self) -> float | None:
        said = self.cells.get("difficulty", "").replace(",", ".")
        found = as_difficulty(said) if said else None
        if said and found is None:
            self.draft.note(f"the difficulty “{said[:20]}”", "it is between 0 and 1; left out")
        return found[0] if found else None

    def points(self) -> float:
        said = self.cells.get("points", "")
        value = number(said) if said else None
        if said and value is None:
            self.draft.note(f"“{said[:20]}” points", "that is no number; counted as 1")
        return float(value) if value is not None else 1.0

    def setting(self, column: str, default: bool) -> bool:
        said = self.cells.get(column, "").casefold()
        if said and said not in _SAID_YES | _SAID_NO:
            self.draft.note(f"“{said[:20]}” for {column}", "write yes or no; left as it is")
            return default
        return said in _SAID_YES if said else default


def _number_of(column: str) -> int:
    return int(column.rsplit(" ", 1)[1])


def _tags(cell: str) -> tuple[str, ...]:
    parts = re.findall(r"(?:\\.|[^;\\])+", cell)
    return tuple(tag for part in parts if (tag := re.sub(r"\\(.)", r"\1", part).strip()))
