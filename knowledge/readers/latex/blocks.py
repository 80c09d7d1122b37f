"""The body of a LaTeX document as slides: frames, lists, blocks, tables, formulas, code."""

from __future__ import annotations

import re

from knowledge.model import Form
from knowledge.readers.drafts import Draft
from knowledge.readers.latex.cursor import Cursor
from knowledge.readers.latex.vocabulary import (
    ALGORITHMS,
    AND,
    BLOCKS,
    FACTS,
    FRAME,
    INNER,
    LABEL,
    LISTS,
    SECTIONS,
    SUBTITLE,
    THEOREMS,
    TOKEN,
)


class Walk(Cursor):
    """One pass over a document's body. `framed` says that only frames are slides."""

    def drafts(self) -> list[Draft]:
        """The slides, empty ones too."""
        if not self.framed:
            self._out.begin("")
        place = 0
        while place < len(self.body):
            found = TOKEN.search(self.body, place)
            if found is None:
                break
            self._out.text.append(self.body[place : found.start()])
            place = self._token(found)
        self._out.text.append(self.body[place:])
        self._flush()
        return self._out.drafts

    def _token(self, found: re.Match[str]) -> int:
        end = found.end()
        if found["begin"] is not None:
            return self._begin(found["begin"].strip(), found)
        if found["end"] is not None:
            self._end(found["end"].strip(), found)
        elif found["math"]:
            return self._display(end, "\\]" if found["math"] == "\\[" else "$$")
        elif found["code"]:
            self._flush()
            self._add(self.source.code[int(found["code"])], Form.CODE)
        elif found["name"]:
            return self._named(found["name"], end)
        elif found["break"] and self._inner:
            self._out.text.append(found[0])
        elif found["break"] and self._out.lists:
            self._out.text.append(" ")
        else:
            self._flush()
        return end

    def _begin(self, name: str, found: re.Match[str]) -> int:
        bare, end = name.rstrip("*"), found.end()
        if INNER.fullmatch(bare):
            self._out.text.append(found[0])
            self._inner += 1
            return end
        self._flush()
        if FRAME.fullmatch(bare):
            return self._begin_frame(end)
        if use := self._whole(bare):
            start = self._optional(end)[1] if bare in ALGORITHMS else end
            return self._environment(bare, name, start, use)
        if bare in LISTS:
            self._out.lists.append(bare)
            return self._optional(end)[1]
        if _is_block(bare) or self._theorem(bare):
            return self._begin_block(bare, end)
        return self._begin_other(bare, end)

    def _begin_other(self, name: str, end: int) -> int:
        """Columns, minipages and the like: only what is in them counts."""
        _, end = self._optional(end)
        if name == "abstract" and not self.framed:
            self._out.begin("Abstract")
        if name in {"column", "minipage", "adjustbox", "wrapfigure", "overlayarea", "multicols"}:
            _, end = self._group(end)
            end = self._group(end)[1] if name in {"wrapfigure", "overlayarea"} else end
        return end

    def _begin_frame(self, end: int) -> int:
        option, end = self._optional(end)
        title, after = self._group(end)
        subtitle, behind = self._group(after) if after > end and title else ("", after)
        if "noframenumbering" in option:
            self._out.begin(self._plain(title))
        else:
            self._begin_numbered(self._plain(title))
        self._mark(title)
        self._out.lists.clear()
        self._out.blocks = self._inner = 0
        self._add(self._plain(subtitle))
        return behind if title else end

    def _begin_numbered(self, title: str) -> None:
        self._out.begin(title)
        self._out.frames += 1
        if self._out.open is not None and self.framed:
            self._out.open.number = self._out.frames

    def _begin_block(self, name: str, end: int) -> int:
        option, end = self._optional(end)
        theorem = self._theorem(name)
        if theorem:
            given = self._plain(option)
            self._add(f"{theorem} ({given})" if given else theorem)
        elif name in {"tcolorbox", "mdframed", "beamercolorbox"}:
            titled = re.search(r"title\s*=\s*\{?([^,{}\]]*)", option)
            self._add(self._plain(titled[1]) if titled else "")
        else:
            title, end = self._group(end)
            self._add(self._plain(title))
        self._out.blocks += 1
        return end

    def _theorem(self, name: str) -> str:
        return self.theorems.get(name) or (name.capitalize() if name in THEOREMS else "")

    def _end(self, name: str, found: re.Match[str]) -> None:
        bare = name.rstrip("*")
        if INNER.fullmatch(bare):
            self._out.text.append(found[0])
            self._inner = max(0, self._inner - 1)
            return
        self._flush()
        if FRAME.fullmatch(bare) and self.framed:
            self._out.open = None
        elif bare in LISTS and self._out.lists:
            self._out.lists.pop()
        elif _is_block(bare) or self._theorem(bare):
            self._out.blocks = max(0, self._out.blocks - 1)

    def _named(self, name: str, end: int) -> int:
        if name == "item":
            return self._item(end)
        if name in SECTIONS or name in {"paragraph", "subparagraph"}:
            return self._heading(name, end)
        if name in FACTS:
            return self._fact(name, end)
        if name in {"titlepage", "maketitle"}:
            self._title_page()
            return end
        if name == "tableofcontents":
            self._contents()
            return self._optional(end)[1]
        if name == "column":
            self._flush()
        _, end = self._optional(end)
        inside, end = self._group(end)
        if name in {"frametitle", "framesubtitle"}:
            self._frame_title(name, inside)
        elif name == "note" and self._out.drafts:
            note = self._plain(inside)
            self._out.drafts[-1].notes += [note] if note else []
        elif name == "caption":
            self._flush()
            self._add(self._plain(inside))
        return end

    def _item(self, end: int) -> int:
        self._flush()
        self._out.label = ""
        found = LABEL.match(self.body, end)
        if found is None:
            return end
        named = self._out.lists and self._out.lists[-1] == "description"
        label = self._plain(found[1] or "")
        if named:
            self._out.label = label.rstrip(":")
        elif len(re.sub(r"\W", "", label)) > 2:
            self._out.text.append(f"{found[1]} ")
        return found.end()

    def _heading(self, name: str, end: int) -> int:
        _, end = self._optional(end)
        title, end = self._group(end)
        self._flush()
        if name not in SECTIONS:
            self._out.text.append(f"{title} ")
        elif not self.framed:
            self._out.lists.clear()
            self._out.blocks = 0
            self._out.begin(self._plain(title))
            self._mark(title)
        return end

    def _fact(self, name: str, end: int) -> int:
        _, end = self._optional(end)
        inside, end = self._group(end)
        self.facts.setdefault(name, inside)
        return end

    def _frame_title(self, name: str, tex: str) -> None:
        text = self._plain(tex)
        if self._out.open is None:
            return
        if name == "frametitle" and not self._out.open.title:
            self._out.open.title = text
            self._mark(tex)
        else:
            self._add(text, level=0)

    def _title_page(self) -> None:
        said = SUBTITLE.split(self.facts.get("title", ""), maxsplit=1)
        title = self._plain(said[0])
        alone = self._out.open is None or not self.framed
        if alone:
            self._begin_numbered(title)
        if self._out.open is not None:
            self._out.open.title = title or self._out.open.title
            self._out.open.opens = True
        for below in said[1:]:
            self._add(self._plain(below))
        for fact in ("subtitle", "author", "institute", "date"):
            self._add(self._plain(AND.sub(", ", self.facts.get(fact, "")).strip(", ")))
        if not self.framed:
            self._out.begin("")
        elif alone:
            self._out.open = None

    def _contents(self) -> None:
        """An outline shows the sections; in notes it is only a list of pages."""
        if not self.framed or self._out.open is None:
            return
        for found in re.finditer(r"\\(sub)?section\*?\s*(?:\[[^\]]*\])?\s*(?=\{)", self.body):
            title, _ = self._group(found.end())
            self._add(self._plain(title), level=1 if found[1] else 0)


def _is_block(name: str) -> bool:
    """Beamer's blocks, and those that a course names after them."""
    return name in BLOCKS or name.endswith("block")
