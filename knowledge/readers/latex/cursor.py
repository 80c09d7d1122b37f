"""Where the walk through a LaTeX document stands, and what is read there as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.model import Form
from knowledge.readers.latex.algorithms import pseudocode
from knowledge.readers.latex.emphasis import set_off_in
from knowledge.readers.latex.inline import formula, plain
from knowledge.readers.latex.rows import split_rows, table
from knowledge.readers.latex.source import Source, matches
from knowledge.readers.latex.vocabulary import (
    ALGORITHMS,
    DROPPED,
    FORMULAS,
    OPTIONS,
    TABLES,
    WIDE,
)
from knowledge.readers.latex.writer import Writer


@dataclass
class Cursor:
    """A document's body with its braces, and what has been written of it."""

    source: Source
    body: str
    framed: bool
    facts: dict[str, str] = field(default_factory=dict)
    theorems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._closed = matches(self.body)
        self._out = Writer()
        self._absent: set[str] = set()
        self._inner = 0

    def _plain(self, tex: str) -> str:
        return plain(tex, self.source.code)

    def _add(self, text: str, form: Form = Form.TEXT, level: int | None = None) -> None:
        if self._out.open is not None:
            level = self._out.level if level is None else level
            self._out.open.add(text, level if form in {Form.TEXT, Form.FORMULA} else 0, form)

    def _mark(self, tex: str) -> None:
        """Keeps what the text sets off."""
        if self._out.open is not None:
            self._out.open.marked += set_off_in(tex, self._plain)

    def _flush(self) -> None:
        tex = "".join(self._out.text)
        self._out.text.clear()
        text = self._plain(tex) if tex.strip() else ""
        self._mark(tex)
        if text and self._out.label:
            if self._out.open is not None:
                self._out.open.marked.append(self._out.label)
            text = f"{self._out.label}: {text}"
            self._out.label = ""
        if any(c.isalnum() for c in text):
            self._add(text)

    def _group(self, start: int) -> tuple[str, int]:
        """The braces that follow, without them, and where they end; nothing where none follow."""
        while self.body[start : start + 1].isspace():
            start += 1
        closed = self._closed.get(start)
        return ("", start) if closed is None else (self.body[start + 1 : closed], closed + 1)

    def _find(self, closer: str, start: int) -> int:
        """Where the closer stands next, -1 where none is left: looked for only once."""
        place = -1 if closer in self._absent else self.body.find(closer, start)
        if place < 0:
            self._absent.add(closer)
        return place

    def _optional(self, start: int) -> tuple[str, int]:
        found = OPTIONS.match(self.body, start)
        inside = found[0] if found else ""
        option = re.search(r"\[([^\[\]]*)\]", inside)
        return (option[1] if option else ""), start + len(inside)

    def _whole(self, bare: str) -> Callable[[str, str], None] | None:
        """What reads the environments whose text is taken as a whole."""
        if bare in FORMULAS:
            return self._formula
        if bare in TABLES:
            return self._table
        if bare in ALGORITHMS:
            return self._algorithm
        return (lambda *_: None) if bare in DROPPED else None

    def _environment(
        self, bare: str, name: str, start: int, use: Callable[[str, str], None]
    ) -> int:
        """Hands what stands up to the environment's own end on; where it ends."""
        closer = f"\\end{{{name}}}"
        opener = f"\\begin{{{name}}}"
        depth, place = 1, start
        while depth:
            stop = self._find(closer, place)
            if stop < 0:
                return start
            depth += self.body.count(opener, place, stop) - 1
            place = stop + len(closer)
        use(bare, self.body[start:stop])
        return place

    def _formula(self, name: str, tex: str) -> None:
        tex = re.sub(r"\A\s*\{\d+\}", "", tex) if name == "alignat" else tex
        self._add(formula(tex), Form.FORMULA)

    def _display(self, start: int, closer: str) -> int:
        end = self._find(closer, start)
        if end < 0:
            return start
        self._flush()
        self._add(formula(self.body[start:end]), Form.FORMULA)
        return end + len(closer)

    def _table(self, name: str, tex: str) -> None:
        self._add(table(tex, 2 if name in WIDE else 1, self._plain), Form.TABLE)
        _, *rows = split_rows(tex)
        for row in rows:
            self._mark(row)

    def _algorithm(self, name: str, tex: str) -> None:
        self._add(pseudocode(tex, self._plain), Form.CODE)
