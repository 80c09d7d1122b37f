"""A page's Markdown, block by block, as the title and bullets of a slide.

Parsed after CommonMark 0.31 by markdown-it-py, with GitHub's tables and struck-out text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.model import Bullet, Form
from knowledge.readers.markdown.breaks import parted
from knowledge.readers.markdown.formulas import formulas, readable
from knowledge.readers.markdown.fragments import pieces_of
from knowledge.readers.markdown.inline import inline_text, shows_only_pictures, without_emphasis
from knowledge.readers.markdown.listing import is_diagram, is_prose, labels
from knowledge.readers.markdown.marked import CELL_END, is_bold, marked_in, may_mark

_TASK = re.compile(r"^\[[ xX]\]\s+")
_ATTRIBUTES = re.compile(
    r"\s*\{\s*(?:-|(?:[.#:][\w:-]+|[\w-]+=(?:[\"“][^\"”{}]*[\"”]|['‘][^'’{}]*['’]|[^\s{}]+))(?=[\s}])[^{}]*)\}\s*$"
)
"""Pandoc's attributes of a heading (https://pandoc.org/MANUAL.html#extension-header_attributes)."""
_LISTED = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s")
_NO_WORDS = re.compile(r"[-+*.…|_\\\s\[\]()↓↑→←⇓⇑⇒⇐↔•·–—=>~]+")
_CELL_OPTIONS = re.compile(r"^(?:#\||//\||%%\|).*$\n?", re.M)
_BREAK = re.compile(r"\r\n?")
_OUTERMOST, _BY_ONE = re.compile(r"[-*+] \S"), re.compile(r" [-*+] \S")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (with its rank) or a bullet, in the page's order; `line` counts from 0."""

    text: str
    level: int = 0
    form: Form = Form.TEXT
    rank: int = 0
    line: int = 0
    bold: bool = False
    """A line of its own that is bold from end to end."""
    item: bool = False
    """It stands in a list."""
    marked: tuple[str, ...] = ()
    """Phrases that are set off in it."""

    @property
    def bullet(self) -> Bullet:
        return Bullet(self.text, self.level, form=self.form)


@cache
def parser() -> MarkdownIt:
    """CommonMark with HTML, tables, struck-out text and formulas."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    return md.enable(["table", "strikethrough"]).use(formulas)


def references(text: str) -> dict[str, Any]:
    """The link targets that a file defines anywhere: `[1]: https://…`."""
    env: dict[str, Any] = {}
    parser().parse(text, env)
    return {"references": env.get("references", {})}


def blocks_of(
    text: str, env: Mapping[str, Any] | None = None, *, breaks: bool = False
) -> list[Block]:
    """The headings and bullets of a page; `env` holds the file's link targets.

    `breaks`: the program shows each line of the source as a line.
    """
    text = _BREAK.sub("\n", text)
    walker = _Walker(text.split("\n"), breaks)
    walker.walk(parser().parse(text, dict(env or {})))
    return walker.blocks


@dataclass
class _Walker:
    lines: Sequence[str]
    breaks: bool = False
    blocks: list[Block] = field(default_factory=list)
    depth: int = 0
    items: list[tuple[int, int]] = field(default_factory=list)
    """Indent and depth of the list items that are open, as they look."""
    fresh: bool = False
    """The next paragraph is the first of its item."""
    rows: list[list[str]] = field(default_factory=list)
    line: int = 0
    row: list[Token] = field(default_factory=list)
    """What stands in the cells of the row so far, the headings' but for."""
    marked: list[str] = field(default_factory=list)
    """What is set off in the block that comes next."""

    def walk(self, tokens: Sequence[Token]) -> None:
        for n, token in enumerate(tokens):
            self.line = token.map[0] if token.map else self.line
            if handle := _HANDLERS.get(token.type):
                handle(self, token)
            elif token.type == "inline":
                self._inline(token, tokens[n - 1])

    def _add(self, text: str, level: int = 0, form: Form = Form.TEXT, rank: int = 0) -> None:
        if text.strip() and not (form is Form.TEXT and _NO_WORDS.fullmatch(text)):
            item, marked = self.depth > 0, tuple(self.marked) if self.marked else ()
            self.blocks.append(Block(text, level, form, rank, self.line, item=item, marked=marked))
        self.marked.clear()

    @cached_property
    def step(self) -> int:
        """The blanks that an item stands further in than the one it is below; one where a list shows so."""
        below = sum(
            bool(_OUTERMOST.match(one) and _BY_ONE.match(other))
            for one, other in pairwise(self.lines)
        )
        return 1 if below > 1 else 2

    @property
    def _below(self) -> int:
        """The level of what stands in the current item below its first line."""
        return sum(depth <= self.depth for _, depth in self.items) if self.depth else 0

    def _inline(self, token: Token, opening: Token) -> None:
        if opening.type == "heading_open":
            text = inline_text(token.children).replace("\n", " ")
            if may_mark(token):
                self.marked += marked_in(token.children or ())
            self._add(_ATTRIBUTES.sub("", text), rank=int(opening.tag[1]))
        elif opening.type in {"th_open", "td_open"}:
            self._cell(inline_text(token.children, named=True))
            if opening.type == "td_open":
                self.row += [*(token.children or ()), CELL_END]
        elif opening.type == "paragraph_open":
            self._paragraph(token)

    def _cell(self, text: str) -> None:
        """A cell's text in one line; "<" and "^" are what Obsidian's tables merge cells by."""
        row, above = self.rows[-1], self.rows[-2] if len(self.rows) > 1 else []
        at = len(row)
        if text == "<" and at and any(map(str.isalnum, row[-1])):
            text = ""
        elif text == "^" and any(map(str.isalnum, "".join(above[at : at + 1]))):
            text = above[at]
        lines = text.split("\n")
        listed = any(_LISTED.match(line) for line in lines[1:])
        row.append("; ".join(_LISTED.sub("", x) for x in lines) if listed else " ".join(lines))

    def _paragraph(self, token: Token) -> None:
        if formula := _only_formulas(token.children or []):
            self._add(formula, self._below, Form.FORMULA)
        elif not self.depth and is_bold(token.children or []):
            text = inline_text(token.children)
            self.blocks.append(Block(text, self._below, line=self.line, bold=True))
        else:
            for line, form in self._lines(token):
                if self.depth and self.fresh:
                    self._add(_TASK.sub("", line), len(self.items) - 1, form)
                elif form is Form.PICTURE:
                    self._add(line, self._below, form)
                else:
                    self._define(line)
                self.fresh = False
        self.fresh = False

    def _lines(self, token: Token) -> Iterator[tuple[str, Form]]:
        """A paragraph's lines; in an item, hard breaks are only blanks."""
        marks = may_mark(token)
        for children in parted(token, breaks=self.breaks):
            text = inline_text(children)
            if marks:
                self.marked += marked_in(children)
            if self.depth and self.fresh:
                text = text.replace("\n", " ")
            form = Form.PICTURE if shows_only_pictures(children) else Form.TEXT
            yield from ((line, form) for line in text.split("\n") if line.strip())

    def _define(self, line: str) -> None:
        """A line of its own, or ": what the term above it means"."""
        last = self.blocks[-1] if self.blocks else None
        meaning = re.match(r"[:~]\s+(?=\S)", line)
        if meaning and last and not last.rank and last.form is Form.TEXT:
            known = last.text.rstrip(":")
            marked = (known, *last.marked, *self.marked)
            text = f"{known}: {line[meaning.end() :]}"
            self.blocks[-1] = replace(last, text=text, bold=False, marked=marked)
            self.marked.clear()
        else:
            self._add(line, self._below)

    def open_list(self, _: Token) -> None:
        if self.depth == 0 and self.blocks and not self._adjoins():
            self.items.clear()
        self.depth += 1

    def _adjoins(self) -> bool:
        """Only items and empty lines stand between the list before and this one."""
        before = next((x for x in reversed(self.lines[: self.line]) if x.strip()), "")
        return bool(_LISTED.match(before.lstrip("> ")))

    def close_list(self, _: Token) -> None:
        self.depth -= 1

    def open_item(self, token: Token) -> None:
        line = self.lines[token.map[0]].lstrip(">") if token.map else ""
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        while self.items and not (
            self.depth > self.items[-1][1] or indent >= self.items[-1][0] + self.step
        ):
            self.items.pop()
        self.items.append((indent, self.depth))
        self.fresh = True

    def code(self, token: Token) -> None:
        text = _CELL_OPTIONS.sub("", token.content) if token.type == "fence" else token.content
        if is_diagram(token.info):
            text = labels(text)
        lines = [line for line in text.split("\n") if line.strip()]
        if token.type == "code_block" and lines and _LISTED.match(lines[0]):
            below = self._below
            self.blocks += [replace(b, level=b.level + below) for b in blocks_of(_dedented(text))]
        elif token.type == "code_block" and lines and lines[0].lstrip().startswith("<"):
            self.html(token)
        elif not token.info.strip() and is_prose(text):
            self._prose(text)
        else:
            self._add(text.strip("\n").rstrip(), self._below, Form.CODE)

    def _prose(self, text: str) -> None:
        for paragraph in re.split(r"\n[ \t]*\n", text.strip()):
            for block in blocks_of(_dedented(paragraph), breaks=self.breaks):
                self.marked += block.marked
                self._add(block.text, self._below)

    def formula(self, token: Token) -> None:
        self._add(readable(token.content), self._below, Form.FORMULA)

    def html(self, token: Token) -> None:
        for piece in pieces_of(token.content):
            level = piece.level + self._below
            text = without_emphasis(piece.text) if piece.form is not Form.CODE else piece.text
            self._add(text, level, piece.form, rank=2 if piece.heading else 0)

    def open_row(self, _: Token) -> None:
        self.rows.append([])

    def close_row(self, _: Token) -> None:
        self.marked += marked_in(self.row)
        self.row.clear()

    def close_table(self, _: Token) -> None:
        rows = [" | ".join(row).rstrip(" |") for row in self.rows if any(row)]
        self._add("\n".join(rows), self._below, Form.TABLE)
        self.rows.clear()


_HANDLERS: Mapping[str, Callable[[_Walker, Token], None]] = {
    "bullet_list_open": _Walker.open_list,
    "ordered_list_open": _Walker.open_list,
    "bullet_list_close": _Walker.close_list,
    "ordered_list_close": _Walker.close_list,
    "list_item_open": _Walker.open_item,
    "fence": _Walker.code,
    "code_block": _Walker.code,
    "math_block": _Walker.formula,
    "html_block": _Walker.html,
    "tr_open": _Walker.open_row,
    "tr_close": _Walker.close_row,
    "table_close": _Walker.close_table,
}


def _only_formulas(tokens: Sequence[Token]) -> str:
    """The formulas of a paragraph that has nothing else, a line each."""
    said = [
        t
        for t in tokens
        if not (t.type == "softbreak" or (t.type == "text" and not t.content.strip()))
    ]
    if not said or any(t.type != "math_inline" for t in said):
        return ""
    return "\n".join(readable(t.content) for t in said)


def _dedented(text: str) -> str:
    lines = text.split("\n")
    least = min((len(x) - len(x.lstrip()) for x in lines if x.strip()), default=0)
    return "\n".join(x[least:] for x in lines)
