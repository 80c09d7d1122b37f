"""MyST's directives (https://mystmd.org/guide/directives): what they show, in ordinary Markdown, on as many lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.readers.markdown.fences import FENCE
from knowledge.readers.markdown.myst.contents import as_table, defined

_OPEN = re.compile(
    r"^(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+){0,5})(?P<mark>`{3,}|~{3,}|:{3,})\{(?P<name>[a-z][\w:-]*)\}"
    r"(?:[ \t]+(?P<argument>\S.*?)|(?P<tight>[^\s{}`][^`]*?))?[ \t]*$"
)
_CLOSE = re.compile(r"^[ \t]*(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*$")
_OPTION = re.compile(r"^[ \t]*:(?P<key>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")
_PAIR = re.compile(r"^[ \t]*(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$")
_QUOTED = re.compile(r"^([\"'])(?P<said>[^\"']*)\1$")
_CARD = re.compile(r"^[ \t]*(?:\^{3,}|\+{3,})[ \t]*$")
_LONGEST_MARK, _MOST_OPTIONS = 20, 60
_HIDDEN = re.compile(r"\b(?:remove|hide)[-_](?:cell|input)\b")

TITLED = frozenset(
    "note tip hint important warning caution danger attention error seealso todo admonition dropdown details exercise exercise-start "
    "topic sidebar margin aside card grid-item-card tab-item tabbed tab rubric table definition theorem lemma proof example remark "
    "prf:definition prf:theorem prf:lemma prf:proof prf:example prf:remark prf:corollary prf:proposition prf:algorithm prf:axiom "
    "prf:conjecture prf:criterion prf:observation prf:property prf:assumption corollary proposition axiom conjecture "
    "versionadded versionchanged deprecated".split()
)
"""What stands behind the name is a title, or the first line."""
PLAIN = frozenset(
    "solution solution-start solution-end exercise-end tab-set tabs grid grid-item card-carousel div container compound toggle "
    "epigraph pull-quote highlights blockquote figure-md subfigure only class centered card-deck card-group panels iframe".split()
)
"""Of these only what stands in them is shown."""
NOTHING = frozenset(
    "toctree tableofcontents contents bibliography footbibliography index genindex include raw video youtube embed thebe-button "
    "literalinclude list-of-figures list-of-tables sectionauthor codeauthor comment meta glue autosummary automodule autoclass "
    "autofunction currentmodule highlight tocdepth mystnb-config".split()
)
CODE = frozenset("code-block code sourcecode code-cell parsed-literal prompt".split())
FIGURES = frozenset({"figure", "image", "glue:figure"})
TABLES = frozenset({"list-table", "csv-table"})
KNOWN = TITLED | PLAIN | NOTHING | CODE | FIGURES | TABLES | {"math", "glossary"}


@dataclass(frozen=True, slots=True)
class Directive:
    """One, from line `at` to line `end`; what stands in it begins at line `body`."""

    at: int
    body: int
    end: int
    name: str
    lead: str
    mark: str
    argument: str
    options: dict[str, str]


@dataclass
class Directives:
    """Those of a text that we know; others stay code."""

    lines: Sequence[str]
    found: list[Directive] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    """What is called by a name, by that: a title, or a kind of thing."""
    _closing: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))

    _closed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for n, line in enumerate(self.lines):
            if closing := _CLOSE.match(line):
                mark = closing["mark"]
                for length in range(3, min(len(mark), _LONGEST_MARK) + 1):
                    self._closing[mark[0], length].append(n)
        at = 0
        while at < len(self.lines):
            at = self._look(at)

    def _look(self, at: int) -> int:
        """At a line; returns which is next: what a box shows is looked through, code is not."""
        if at in self._closed:
            return at + 1
        line = self.lines[at]
        opened = _OPEN.match(line)
        end = self._end(at, opened["mark"]) if opened else None
        if opened is None or end is None or opened["name"] not in KNOWN:
            fence = FENCE.match(line)
            tick = fence is not None and "`" in fence["rest"] and fence["mark"][0] == "`"
            end = self._end(at, fence["mark"]) if fence and not tick else None
            return at + 1 if end is None else end + 1
        body, options = _options(self.lines, at + 1, end)
        argument = opened["argument"] or opened["tight"] or ""
        one = Directive(at, body, end, opened["name"], opened["lead"], opened["mark"], argument, options)  # fmt: skip
        self.found.append(one)
        self._closed.add(end)
        self._label(one)
        return body if one.name in TITLED | PLAIN | FIGURES else end + 1

    def _end(self, at: int, mark: str) -> int | None:
        places = self._closing.get((mark[0], min(len(mark), _LONGEST_MARK)), [])
        n = bisect_right(places, at)
        return places[n] if n < len(places) else None

    def _label(self, one: Directive) -> None:
        label = one.options.get("name") or one.options.get("label")
        if not label:
            return
        if one.name in FIGURES | {"figure-md"}:
            self.labels[label] = "the figure"
        elif one.name in TABLES | {"table"}:
            self.labels[label] = "the table"
        elif one.name in TITLED and one.argument:
            self.labels[label] = one.argument

    def written(self) -> list[str]:
        """All lines, with what the directives show."""
        lines = list(self.lines)
        for one in self.found:
            _write(one, lines)
        return lines


def _options(lines: Sequence[str], at: int, end: int) -> tuple[int, dict[str, str]]:
    """Where the body begins, and the options ahead of it: `:key: value`, or YAML between rules."""
    last = min(end, at + _MOST_OPTIONS)
    if at < end and lines[at].strip() == "---":
        closing = next((n for n in range(at + 1, last) if lines[n].strip() == "---"), None)
        if closing is None:
            return at, {}
        return closing + 1, _pairs(lines[at + 1 : closing], _PAIR)
    n = at
    while n < last and _OPTION.match(lines[n]):
        n += 1
    return n, _pairs(lines[at:n], _OPTION)


def _pairs(lines: Sequence[str], pattern: re.Pattern[str]) -> dict[str, str]:
    pairs = (pattern.match(line) for line in lines)
    return {m["key"]: _QUOTED.sub(r"\g<said>", m["value"]) for m in pairs if m}


def _write(one: Directive, lines: list[str]) -> None:
    """Put what it shows in place of its lines."""
    body = lines[one.body : one.end]
    if one.name in CODE:
        _write_code(one, lines)
        return
    if one.name == "math":
        _write_formula(one, lines)
        return
    lines[one.at : one.body] = [""] * (one.body - one.at)
    lines[one.end] = "" if _CLOSE.match(lines[one.end]) else lines[one.end]
    if one.name in NOTHING:
        lines[one.body : one.end] = [""] * len(body)
    elif one.name == "glossary":
        lines[one.body : one.end] = defined(body)
    elif one.name in TABLES:
        lines[one.at : one.end] = as_table(one.name, one.argument, one.options, body, one.end - one.at)  # fmt: skip
    elif one.name in FIGURES:
        _write_figure(one, lines, any(line.strip() for line in body))
    else:
        _write_box(one, lines)


def _write_box(one: Directive, lines: list[str]) -> None:
    """A title on a line of its own, and what stands in it."""
    if one.name.startswith(("card", "grid-item-card")):
        lines[one.body : one.end] = ["" if _CARD.match(x) else x for x in lines[one.body : one.end]]
    title = one.argument if one.name in TITLED else ""
    first = next((n for n in range(one.body, one.end) if lines[n].strip()), None)
    if title:
        lines[one.at] = f"{one.lead}{title}  "
        if one.at and lines[one.at - 1].strip() and not one.lead.strip():
            lines[one.at - 1] = f"{lines[one.at - 1].rstrip()}  "
    elif one.lead.strip() and first is not None:
        lines[one.at], lines[first] = f"{one.lead}{lines[first].strip()}", ""


def _write_figure(one: Directive, lines: list[str], captioned: bool) -> None:
    """A caption is what stands in it; without one, the picture is known by its alternative text."""
    alt = re.sub(r"[\[\]]", "", one.options.get("alt", ""))
    if alt and not captioned:
        lines[one.at] = f"{one.lead}![{alt}]({one.argument.replace(' ', '%20') or 'picture'})"


def _write_code(one: Directive, lines: list[str]) -> None:
    """A program without its options; nothing of a cell whose input is not shown."""
    if one.name == "code-cell" and _HIDDEN.search("\n".join(lines[one.at : one.body])):
        lines[one.at : one.end + 1] = [""] * (one.end + 1 - one.at)
        return
    mark = one.mark if one.mark[0] != ":" else "~~~~"
    named = one.argument.split(" ")[0]
    lines[one.at] = f"{one.lead}{mark}{'python' if 'python' in named else named}"
    lines[one.at + 1 : one.body] = [""] * (one.body - one.at - 1)
    lines[one.end] = f"{' ' * len(one.lead)}{mark}"


def _write_formula(one: Directive, lines: list[str]) -> None:
    lines[one.at : one.body] = [""] * (one.body - one.at)
    lines[one.at] = f"{one.lead}$$ {one.argument}".rstrip()
    lines[one.end] = f"{' ' * len(one.lead)}$$"
