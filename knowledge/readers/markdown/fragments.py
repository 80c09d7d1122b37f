"""HTML inside Markdown: lists, tables, headings and code as pieces of a slide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from knowledge.model import Form
from knowledge.readers.markdown.inline import alternative, tidy

_ENDS = frozenset(
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 br hr blockquote figure figcaption section summary caption table tr "
    "thead tbody pre".split()
)
_SILENT = frozenset({"script", "style", "svg", "head", "template"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or block; `heading` for h1 to h6."""

    text: str
    level: int = 0
    form: Form = Form.TEXT
    heading: bool = False


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.words: list[str] = []
        self.depth = self.silent = 0
        self.heading = self.code = False
        self.pictured = self.told = False
        self.rows: list[list[str]] = []
        self.in_table = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"td", "th"}:
            self._cell()
        elif tag in _ENDS:
            self.flush()
        self.silent += tag in _SILENT
        if tag == "img":
            given = {key: value or "" for key, value in attrs}
            said = alternative(given.get("alt", ""), given.get("src", ""))
            self.words.append(f" {said} " if said else "")
            self.pictured = self.pictured or bool(said)
        elif tag in {"ul", "ol"}:
            self.depth += 1
        elif tag == "table":
            self.in_table = True
        elif tag == "tr" and self.in_table:
            self.rows.append([])
        self.heading = tag in {"h1", "h2", "h3", "h4", "h5", "h6"} or (
            self.heading and tag not in _ENDS
        )
        self.code = self.code or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._cell()
        elif tag in _ENDS:
            self.flush()
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        if tag in {"ul", "ol"}:
            self.depth = max(0, self.depth - 1)
        elif tag == "table":
            self.end_table()
        elif tag == "pre":
            self.code = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)
            self.told = self.told or bool(data.strip())

    def _cell(self) -> None:
        text = tidy("".join(self.words)).replace("\n", " ")
        self.words = []
        if self.in_table and text:
            (self.rows or [self.rows.append([]) or []])[-1].append(text)  # type: ignore[func-returns-value]

    def flush(self) -> None:
        """End the line that is being collected."""
        text = "".join(self.words)
        self.words = []
        form = Form.PICTURE if self.pictured and not self.told else Form.TEXT
        self.pictured = self.told = False
        if self.code:
            if text.strip():
                self.pieces.append(Piece(text.strip("\n").rstrip(), form=Form.CODE))
            return
        for line in tidy(text.replace("\n", " ")).split("\n"):
            if line and self.in_table:
                self.rows.append([line])
            elif line:
                self.pieces.append(Piece(line, max(0, self.depth - 1), form, self.heading))
        self.heading = False

    def end_table(self) -> None:
        """Close the table, if one is open."""
        lines = [" | ".join(row) for row in self.rows if row]
        if lines:
            self.pieces.append(Piece("\n".join(lines), form=Form.TABLE))
        self.rows, self.in_table = [], False


def pieces_of(html: str) -> Iterator[Piece]:
    """The pieces of a fragment, in order; tags that do not match are no error."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    collector.flush()
    collector.end_table()
    yield from collector.pieces
